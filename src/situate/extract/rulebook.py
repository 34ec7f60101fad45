"""The rules of the attribution grammar by the names that `Frame.rules` gives them, each with its function.

A rule is a function; its docstring says what it reads. Where one function bears several names (a clause by what opens
it, a speech by its stance), the name's own meaning stands here.
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from situate.extract import (
    according,
    asides,
    comments,
    complements,
    denials,
    grammar,
    hung,
    idioms,
    in_words,
    nominal,
    plain,
    rebuttals,
    signals,
    speaking,
    verdicts,
)
from situate.extract.attribution import Attribution
from situate.extract.fold import Fold
from situate.extract.meanings import MEANINGS
from situate.extract.views import Views


class Rule(NamedTuple):
    """A rule: its name, its group, its function, and what its name means where the function does not tell."""

    name: str
    group: str
    function: Callable[..., Any]
    meaning: str = ""

    @property
    def where(self) -> str:
        """The module and the name of the function."""
        return f"{self.function.__module__.rpartition('.')[2]}.{self.function.__qualname__}"

    @property
    def explanation(self) -> str:
        """What is printed for it: its meaning, else the first sentence of its function's docstring.

        Compiled functions keep no docstring, so `make docs` writes those sentences into `meanings`.
        """
        return self.meaning or MEANINGS.get(self.name, "")


CLAUSES: Final = "What opens the clause"
SAYING: Final = "Who says it"
LEADING: Final = "What leads from the verb to what is said"
BESIDE: Final = "Beside the clause"
STANCES: Final = "The stance of a named speaker"
VIEWS: Final = "The author's view"
GROUPS: Final = (CLAUSES, SAYING, LEADING, BESIDE, STANCES, VIEWS)

_SIGNAL: Final = "The nearest signal of this view that reaches the claim, in this sentence or in one close by."
_RULES: Final = (
    Rule("plain", CLAUSES, plain.plain, "The clause that the sentence begins with."),
    Rule("no verb", CLAUSES, grammar._verbless),
    Rule("that", CLAUSES, speaking.reported, "The clause that a verb or a noun of saying opens with \"that\"."),
    Rule("and that", CLAUSES, plain.plain, "A second \"that\" clause after \"and\": the speaker says this as well."),
    Rule("same subject", CLAUSES, plain.plain, "A second verb of one subject that tells of another kind of event."),
    Rule("new subject", CLAUSES, plain.plain, "A clause after \"and\" with a subject of its own."),
    Rule("turn", CLAUSES, plain.plain, "A clause after \"but\", \"while\" or \"although\" with a subject of its own."),
    Rule("semicolon", CLAUSES, plain.plain, "A clause after a semicolon, or after a colon between two whole clauses."),
    Rule("time clause", CLAUSES, plain.plain, "A clause after \"after\" or \"before\", an event of its own."),
    Rule("lead", CLAUSES, plain.plain, "The clause with \"while\" or \"although\" that leads the sentence."),
    Rule("main", CLAUSES, plain.plain, "The clause that a leading clause leads to."),
    Rule("relative", CLAUSES, plain.plain, "A relative clause after a comma, with the name that it speaks of."),
    Rule("inserted relative", CLAUSES, asides.inserted),
    Rule("relative claim", CLAUSES, plain._told_inside),
    Rule("held to be", CLAUSES, asides.held_to_be),
    Rule("nominal", SAYING, nominal.nominal),
    Rule("about", SAYING, nominal.about),
    Rule("waved off", SAYING, denials.waved_off),
    Rule("saying denied", SAYING, denials.saying_denied),
    Rule("weighed against", SAYING, denials.weighed_against),
    Rule("copular", SAYING, nominal.copular),
    Rule("rumored", SAYING, nominal.rumored),
    Rule("there are reports", SAYING, nominal.existing),
    Rule("passive", SAYING, speaking.speech_of, "A verb of saying in the passive: nobody is named."),
    Rule("no subject", SAYING, speaking.speech_of, "A verb of saying without a subject: nobody is named."),
    Rule("self", SAYING, Fold.own_cue, "The author of the document names itself as the speaker."),
    Rule("inference", SAYING, speaking._infers),
    Rule("as saying", SAYING, speaking.as_saying),
    Rule("posted", SAYING, Attribution._posted),
    Rule("hearsay", SAYING, Fold._own, "\"Reportedly\", \"allegedly\" and their like: a speaker is hidden."),
    Rule("of", LEADING, complements.preposition),
    Rule("quote", LEADING, complements.quotation),
    Rule("as", LEADING, complements.as_what),
    Rule("zero", LEADING, complements.bare_clause),
    Rule("person", LEADING, complements.person),
    Rule("accused", LEADING, complements.accusation),
    Rule("hearer", LEADING, complements.hearer),
    Rule("uttered", LEADING, idioms.uttered),
    Rule("to", LEADING, complements.infinitive),
    Rule("np", LEADING, complements.noun),
    Rule("whether", LEADING, speaking._whether),
    Rule("in the words of", BESIDE, in_words.in_words),
    Rule("according to", BESIDE, according.according),
    Rule("judging by", BESIDE, asides.judging),
    Rule("said after", BESIDE, asides.said),
    Rule("beside a speech", BESIDE, asides._meanwhile),
    Rule("judged tail", BESIDE, asides.judged_tail),
    Rule("named beside", BESIDE, grammar._tell),
    Rule("quotation goes on", BESIDE, grammar._go_on),
    Rule("participle", BESIDE, asides.tail, "A participle after a comma: the speaker of the clause says more."),
    Rule("tail", BESIDE, asides.tail),
    Rule("apposed", BESIDE, hung.told_apposed),
    Rule("tally", BESIDE, hung.told_tally),
    Rule("likely tail", BESIDE, asides._judged),
    Rule("tail of another kind", BESIDE, asides.tail, "A participle after a comma tells of another kind of event."),
    Rule("states", STANCES, speaking._name, "A named speaker says it, and the document keeps no distance."),
    Rule("claims", STANCES, speaking._name, "A named speaker says it, and the document keeps its distance."),
    Rule("denies", STANCES, speaking._name, "A named speaker denies it."),
    Rule("relays", STANCES, speaking._name, "A named speaker repeats what another has said."),
    Rule("assesses", STANCES, speaking._name, "A named speaker judges it to be so, or forecasts it."),
    Rule("shows", STANCES, speaking._name, "Footage, imagery, data or a document shows it."),
    Rule("directs", STANCES, speaking._name, "A named speaker orders it, asks for it or proposes it."),
    Rule("comment", VIEWS, comments.commented),
    Rule("label", VIEWS, Views.label),
    Rule("view: supports", VIEWS, Views.judge, _SIGNAL),
    Rule("view: doubts", VIEWS, Views.judge, _SIGNAL),
    Rule("view: unverified", VIEWS, Views.judge, _SIGNAL),
    Rule("view: refutes", VIEWS, Views.judge, _SIGNAL),
)  # fmt: skip
RULES: Final[dict[str, Rule]] = {rule.name: rule for rule in _RULES}
SIGNALS: Final[tuple[Rule, ...]] = tuple(
    Rule(function.__name__.replace("_", " "), VIEWS, function)
    for function in (*signals.RULES, *rebuttals.RULES, *verdicts.RULES)
)

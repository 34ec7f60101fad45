"""How a verb of saying leads to what is said: by "that", a quotation, a preposition, an infinitive, a noun phrase.

Each kind is a rule; they stand in a table and are asked from top to bottom.
"""

from typing import Final

from situate.extract.clauses import Sentence
from situate.extract.cuts import COUNTED
from situate.extract.groups import FINITE, INFINITIVE
from situate.extract.reports import Case, Report, Rule
from situate.extract.tokens import (
    ADJECTIVE,
    ADVERB,
    BASE,
    BE,
    COMMA,
    COORDINATOR,
    DETERMINER,
    DOUBTFUL,
    ING,
    MARK,
    MODAL,
    NAME,
    NOUN,
    NUMBER,
    PARTICIPLE,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    STOP,
    SUBORDINATOR,
    THAT,
    THIRD,
    TO,
)  # fmt: skip
from situate.extract.weighings import judged_it, laid_bare, ruled_out
from situate.vocab import Stance

# Verbs whose passive hides a speaker: "are said to have left".
_HEARD: Final = frozenset(
    {"report", "say", "claim", "allege", "rumor", "tell", "believe", "think", "fear", "understand"}
)
# What a noun phrase can begin with.
_OPENS_NOUN: Final = (
    BE |
    DETERMINER | NAME | NOUN | PLURAL | NUMBER | DOUBTFUL | ING | ADJECTIVE | PARTICIPLE | BASE | THIRD
    | QUOTE | PRONOUN
)  # fmt: skip
_PRO_FORMS: Final = frozenset({"otherwise", "so", "this", "it", "them"})  # alone they hold no proposition
_NOTHING: Final = _PRO_FORMS | {"nothing", "neither"}
_HEARERS: Final = frozenset({"me", "us", "him", "them", "you", "reporters", "journalists"})
_WAVES_OFF: Final = frozenset({"dismiss", "denounce", "reject", "deride", "mock"})
_SCORNS: Final = frozenset({"dismiss", "deride"})  # as something: it is not so
_REMARKS: Final = frozenset({"comment", "report", "speak", "elaborate"})
_TOLD: Final = frozenset(
    {"report", "reports", "claim", "claims", "allegation", "allegations", "accusation", "accusations", "figures"}
)
# Passives that tell of something; an author who says "was confirmed" speaks of its own people.
_TOLD_OF: Final = frozenset({"report", "confirm", "announce", "record", "register", "document", "allege", "claim"})
CONFIRMED: Final = frozenset({"confirm", "record", "register", "document"})
_NAMES: Final = frozenset({"call", "label", "brand", "term", "dub", "deem", "declare", "pronounce"})
_NAMED: Final = 7  # tokens: the longest name or object in "called the report a lie"
_FABRICATIONS: Final = frozenset(
    ["lie", "lies", "fabrication", "fabrications", "fake", "fakes", "hoax", "nonsense", "myth", "invention", "slander"]
)
_FALSE: Final = frozenset(["groundless", "baseless", "unfounded", "false", "untrue", "fabricated", "absurd", "fake"])
_COUNTS: Final = frozenset({"count", "tally", "verify"})
RECORDS: Final = frozenset({"record", "register", "document", "log"})  # by one who keeps count, not by one who suffers
_ABOUT: Final = frozenset({"about", "around", "more", "over", "least", "nearly", "some", "between", "up"})
_DETAILS: Final = frozenset(
    [
        "describe", "detail", "recount", "reveal", "show", "document", "illustrate", "relate", "recall",
        "narrate", "tell", "explain", "outline",
    ]
)  # fmt: skip
_SHOW: Final = frozenset({"show", "depict", "confirm", "indicate"})
_TALLIES: Final = frozenset({"count", "tally"})
_CREDITS: Final = frozenset({"credit", "congratulate", "thank", "praise", "recognize", "commend"})
_TOPICS: Final = frozenset({"of", "about", "on"})
_OF_WHAT: Final = frozenset({"warn", "inform", "notify", "remind", "apprise", "advise", "assure", "alert"})
_LEAST: Final = frozenset({"least", "most"})
_ITSELF: Final = frozenset({"himself", "herself", "itself", "themselves", "ourselves", "myself"})
_NEAR_COLON: Final = 6  # tokens that may stand between a verb of saying and its colon
_NEAR: Final = 16  # tokens: how far "as", "of" or an infinitive is looked for


def complement(case: Case) -> Report | None:
    """The report that the first fitting rule makes; None where none fits."""
    if any(tag & MODAL for tag in case.s.tags[case.group.start : case.group.head]):
        return None  # "will announce the date": nothing has been said yet
    for rule in PASSIVE_RULES if case.group.passive else RULES:
        found = rule(case)
        if found is not None:
            return found
    return None


def preposition(c: Case) -> Report | None:
    """ "Warned of a famine", "called on the mayor to resign"."""
    word = c.s.words[c.after]
    if word not in c.verb.prepositions or c.after + 1 >= c.limit:
        return None
    if c.s.tags[c.after + 1] & NAME and (c.after + 2 >= c.limit or c.s.words[c.after + 2] in {".", "!"}):
        return None  # "everybody is writing about Corva"
    if c.group.negated and c.lemma in _REMARKS:
        return None  # "has not commented on the strike"
    if (
        c.lemma in {"call", "appeal"}
        and word in {"on", "upon", "to"}
        and not infinitive_after(c.s, c.after + 1, c.limit)
    ):
        return None
    report = c.report("of", c.after + 1)
    if c.s.low[c.after + 1] in _PRO_FORMS and _nothing_more(c.s, c.after + 2, c.limit):
        return None  # "dwelt on it"
    report.stance = "directs" if word == "against" else c.verb.prepositions[word]  # "warned against a retreat"
    if c.after == c.group.end:
        report.cue = (report.head, c.after + 1)
    return report


def _nothing_more(s: Sentence, k: int, limit: int) -> bool:
    """Does the clause end at token k?"""
    return k >= limit or s.words[k] in {".", "!"} or bool(s.tags[k] & (COMMA | STOP))


def quotation(c: Case) -> Report | None:
    """ "Said: 'We hold the town.'"."""
    at = c.after + 1 if c.tag & (COMMA | STOP) else c.after
    if c.s.low[c.after] in _PRO_FORMS and c.s.words[c.after + 1 : c.after + 2] == [":"] and c.after + 2 < c.limit:
        return c.report("quote", c.after + 2)  # "my sources confirm it: the bridge is gone"
    if not c.takes("that") or at >= c.limit:
        return None
    for k in range(c.after, min(c.limit - 1, c.after + _NEAR_COLON)):
        if c.s.words[k] == ":" and k > c.after and c.takes("zero") and clause_after(c.s, k + 1, c.limit):
            return c.report("quote", k + 1)  # "told me the same thing: there are no reserves"
        if c.s.tags[k] & (COMMA | STOP | THAT):
            break
    colon = c.s.words[c.after] == ":" and clause_after(c.s, at, c.limit)
    spoken = c.takes("zero") or any(g.kind == FINITE and at < g.start < c.limit for g in c.s.groups)
    return c.report("quote", at) if colon or (c.s.tags[at] & QUOTE and spoken) else None


def told_clause(c: Case) -> Report | None:
    """ "We were told the flank was covered": nobody is named."""
    if c.lemma not in {"tell", "inform"} or c.group.end != c.after or not clause_after(c.s, c.after, c.limit):
        return None
    return c.report("zero", c.after)


def hearsay(c: Case) -> Report | None:
    """ "Are said to have left": nobody is named."""
    if c.lemma in _HEARD and c.tag & TO and infinitive_after(c.s, c.after, c.limit):
        return Report(c.group, "states", "heard", c.limit)
    return None


def told_of(c: Case) -> Report | None:
    """ "Blasts were reported in Corva", "two deaths were confirmed": what is told of stands before the verb."""
    tag = c.tag if c.after < c.limit else COMMA
    ends = tag & (PREPOSITION | COMMA | STOP | ADVERB | MARK) or c.s.words[c.after] in {".", "!"} or c.after >= c.limit
    ends = ends or (tag & PARTICIPLE and not tag & ADJECTIVE)  # "was reported destroyed"
    if c.lemma not in _TOLD_OF or not ends or tag & TO or c.s.low[c.after] in {"as", "by", "to"}:
        return None
    if c.group.negated and c.lemma in CONFIRMED:
        return None  # "the appointment has not been confirmed"
    stance = c.verb.stance if c.verb.stance in {"claims", "denies"} else "states"
    return Report(c.group, stance, "heard", c.limit)


def naming(c: Case) -> Report | None:
    """ "Called the report a lie", "calls this a provocation"."""
    if c.lemma not in _NAMES or not c.tag & (DETERMINER | NAME | PRONOUN) or c.tag & PREPOSITION:
        return None
    named: Stance = "claims" if c.verb.stance == "claims" else "states"
    for k in range(c.after + 1, min(c.limit, c.after + _NAMED)):
        if c.s.tags[k] & (COMMA | STOP | PREPOSITION | THAT):
            return None
        last = k + 1 >= c.limit or c.s.words[k + 1] in {".", "!"} or c.s.tags[k + 1] & (COMMA | STOP)
        if last and k > c.after + 1 and c.s.tags[k] & ADJECTIVE and c.s.low[k] not in _FALSE:
            return Report(c.group, "states", "as", c.after)  # "called the step unlawful"
        if c.s.low[k] in _FALSE and k > c.after:
            return Report(c.group, "denies", "as", c.after)
        if c.s.low[k] in {"a", "an"} or c.s.tags[k] & QUOTE:
            waved = not _FABRICATIONS.isdisjoint(c.s.low[k : min(c.limit, k + _NAMED)])
            return Report(c.group, "denies" if waved else named, "as", c.after)
    return None


def as_what(c: Case) -> Report | None:
    """ "Described the raid as a success"."""
    window = c.s.words[c.after + 1 : min(c.limit, c.after + _NEAR)]
    if not c.takes("as") or c.tag & SUBORDINATOR or "as" not in window or c.s.low[c.after] in _ITSELF:
        return None
    report = c.report("as", c.after)
    told = window[: window.index("as")]
    if c.lemma in _SCORNS or (c.lemma in _WAVES_OFF and told and told[-1] in _TOLD):
        report.stance = "denies"  # "dismissed the reports as a fabrication"
    return report


def bare_clause(c: Case) -> Report | None:
    """ "Said the town had fallen"."""
    if not c.takes("zero"):
        return None
    after = c.after
    if (
        c.tag & COMMA
        and after + 1 < c.limit
        and any(tag & COMMA for tag in c.s.tags[max(0, c.group.start - _NEAR) : c.group.start])
    ):
        after += 1  # "On Monday, the mayor said, the town fell"
    elif "person" in c.verb.complements and c.s.low[after] in _HEARERS:
        after += 1  # "told me the town fell"
    elif "person" in c.verb.complements:
        after = _after_hearer(c)
    return c.report("zero", after) if clause_after(c.s, after, c.limit) else None


def _after_hearer(c: Case) -> int:
    """Where P starts in "told the agency they had walked": behind the hearer, at a pronoun or a second article."""
    tags = c.s.tags
    for k in range(c.after + 1, min(c.limit, c.after + _NAMED)):
        if tags[k] & (COMMA | STOP | PREPOSITION | BE) and not tags[k] & PRONOUN:
            break
        if tags[k] & (PRONOUN | DETERMINER) and not tags[k] & THAT and not tags[k - 1] & (DETERMINER | COORDINATOR):
            return k
    return c.after


def figure(c: Case) -> Report | None:
    """ "Put the toll at 12": a figure and what it counts."""
    if not c.takes("figure") or c.group.negated or not c.tag & _OPENS_NOUN or c.tag & PREPOSITION:
        return None
    for k in range(c.after + 1, min(c.limit - 1, c.after + _NEAR)):
        if c.s.low[k] == "at":
            number = c.s.tags[k + 1] & NUMBER or c.s.low[k + 1] in COUNTED or c.s.low[k + 1] in _ABOUT
            return c.report("np", c.after) if number else None
        if c.s.tags[k] & (COMMA | STOP | THAT):
            break
    return None


def person(c: Case) -> Report | None:
    """ "Urged residents to leave"."""
    if c.verb.stance == "assesses" and c.tag & TO:
        return None  # "we expect to go on"
    if not c.takes("person") or not infinitive_after(c.s, c.after, c.limit):
        return None
    # "Told the minister to resign" directs, though "told" states.
    return Report(c.group, "directs" if c.verb.stance == "states" else c.verb.stance, "person", c.after)


def accusation(c: Case) -> Report | None:
    """ "Accused the army of shelling the town": the accused and the deed are what is said."""
    window = c.s.words[c.after : min(c.limit, c.after + _NEAR)]
    if c.lemma == "blame" and "for" not in window and c.tag & _OPENS_NOUN and not c.tag & PREPOSITION:
        return None if c.group.negated else c.report("accused", c.after)  # "blamed enemy artillery"
    return (
        c.report("accused", c.after)
        if c.lemma in {"accuse", "blame"} and not c.group.negated and ("of" in window or "for" in window)
        else None
    )


def hearer(c: Case) -> Report | None:
    """ "Warned residents of a raid", "told reporters about a raid": who hears it stands between."""
    if "person" not in c.verb.complements or not c.verb.prepositions or c.group.negated:
        return None
    if not c.tag & _OPENS_NOUN or c.tag & (PREPOSITION | MARK):
        return None
    for k in range(c.after + 1, min(c.limit - 1, c.after + _NAMED)):
        word, after = c.s.low[k], c.s.tags[k + 1]
        if word in c.verb.prepositions and word in _TOPICS and (word != "of" or c.lemma in _OF_WHAT):
            named = word == "of" and after & NAME and not after & DETERMINER  # "warned residents of Corva"
            return None if named or after & (PREPOSITION | THAT | MARK) else c.report("hearer", k + 1)
        if c.s.tags[k] & (COMMA | STOP | THAT | TO):
            return None
    return None


def credit(c: Case) -> Report | None:
    """ "Credited the brigade with seizing the town": who did it and the deed are what is said."""
    if c.lemma not in _CREDITS or c.group.negated or not c.tag & _OPENS_NOUN or c.tag & PREPOSITION:
        return None
    for k in range(c.after + 1, min(c.limit - 1, c.after + _NEAR)):
        if c.s.low[k] in {"with", "for"} and (c.s.tags[k + 1] & ING or c.s.low[k + 1] == "the"):
            report = c.report("accused", c.after)
            report.stance = "claims" if c.lemma == "credit" else report.stance
            return report
    return None


def infinitive(c: Case) -> Report | None:
    """ "Claimed to hold the town"."""
    if not c.takes("to") or not c.tag & TO or not infinitive_after(c.s, c.after, c.limit):
        return None
    shown = c.after + 2 if c.verb.stance == "shows" and c.s.low[c.after + 1] in _SHOW else c.after
    report = c.report("to", shown)
    if shown > c.after:  # "appeared to show trucks": the trucks are shown
        report.cue = (report.head, shown)
    return report


def noun(c: Case) -> Report | None:
    """ "Announced the appointment"; not "denying the enemy the road", and nothing where a preposition follows."""
    numbered = c.after + 1 < c.limit and c.s.tags[c.after + 1] & NUMBER  # "reports approximately 900 losses"
    opens = _OPENS_NOUN | ADVERB if c.verb.stance == "shows" or numbered else _OPENS_NOUN
    alone = c.after + 1 >= c.limit or not c.s.tags[c.after + 1] & (NOUN | PLURAL | ADJECTIVE | NAME | DOUBTFUL)
    if alone and c.s.low[c.after] in _NOTHING:
        return None
    counted = c.tag & PREPOSITION and c.after + 2 < c.limit and _counts(c.s, c.after)
    if c.s.low[c.after] == "how" and c.lemma in _DETAILS and not c.group.negated:
        return c.report("np", c.after)  # "described how the convoy was hit"
    deed = c.s.low[c.after] == "having"  # "described having driven"
    if not c.takes("np") or (not counted and not deed and (not c.tag & opens or c.tag & (PREPOSITION | MARK | THAT))):
        return None
    if c.verb.stance == "denies" and c.s.tags[c.group.head] & ING:
        return None
    if c.verb.stance in {"states", "claims"} and c.group.negated:
        return None  # "did not mention the loss": the author says that it was left out
    report = c.report("np", _after_words(c) if c.verb.stance == "denies" else c.after)
    lived = c.lemma == "describe" and c.s.low[c.after] in {"having", "being"}  # "described having fled"
    report.evidence = "testimony" if lived else "none"
    return report


def _after_words(c: Case) -> int:
    """ "Denied reports about a retreat": what is denied stands behind the noun of saying."""
    for k in range(c.after, min(c.limit - 2, c.after + _NAMED)):
        if c.s.low[k] in _TOLD and c.s.low[k + 1] in {"of", "about", "regarding", "on"}:
            return k + 2
        if c.s.tags[k] & (PREPOSITION | COMMA | STOP):
            break
    return c.after


def count(c: Case) -> Report | None:
    """ "Recorded 700 arrivals": a number stands behind a verb of counting."""
    if c.lemma not in _COUNTS | RECORDS or c.group.negated:
        return None
    at = c.after + (1 if c.tag & ADVERB and not c.tag & PREPOSITION else 0)
    number = c.s.tags[at] & NUMBER or c.s.low[at] in COUNTED
    counted = at + 1 < c.limit and (number or (c.s.tags[at] & PREPOSITION and _counts(c.s, at)))
    if not counted:
        return None
    report = c.report("np", c.after)
    report.evidence = "data" if c.lemma in _TALLIES else "none"
    return report


def _counts(s: Sentence, k: int) -> bool:
    """ "At least six", "up to 40", "between 8 and 12": a preposition that opens a number."""
    return (
        bool(s.tags[k + 1] & NUMBER)
        or s.low[k + 1] in _LEAST
        or (s.low[k + 1] == "to" and bool(s.tags[k + 2] & NUMBER))
    )


RULES: Final[tuple[Rule, ...]] = (
    judged_it, preposition, quotation, naming, as_what, bare_clause, figure, ruled_out, laid_bare, person, accusation,
    hearer, credit, infinitive, count, noun,
)  # fmt: skip
PASSIVE_RULES: Final[tuple[Rule, ...]] = (preposition, quotation, told_clause, hearsay, told_of)


def clause_after(s: Sentence, start: int, limit: int) -> bool:
    """Does a noun phrase with a finite verb follow at once? An apposition between commas may stand between."""
    tags = s.tags
    if start >= limit:
        return False
    counts = tags[start] & PREPOSITION and start + 2 < limit and _counts(s, start)  # "believes at least some"
    if tags[start] & (PREPOSITION | COMMA | STOP | TO) and not tags[start] & PRONOUN and not counts:
        return False
    group = next((g for g in s.groups if g.start >= start and g.kind == FINITE), None)
    if group is None or group.start >= limit:
        return False
    if group.start == start:
        return True  # "which the mayor claimed was an attack"
    commas = sum(1 for tag in tags[start : group.start] if tag & COMMA)
    if commas % 2 or (commas and not tags[group.start - 1] & COMMA):
        return False
    stops = STOP | THAT | SUBORDINATOR | (0 if commas else COORDINATOR)
    return not any(tag & stops and not tag & DETERMINER for tag in tags[start : group.start])


def infinitive_after(s: Sentence, start: int, limit: int) -> bool:
    """Does an infinitive follow before a comma?"""
    for group in s.groups:
        if start <= group.start < min(limit, start + _NEAR) and group.kind == INFINITIVE:
            return not any(tag & (COMMA | STOP) for tag in s.tags[start : group.start])
    return False

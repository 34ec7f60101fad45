"""The English that the prose is built with: reporting verbs, function words, months, the shapes of verbs.

It is knowledge of the language of the product, not of any conflict: what is said of a conflict comes
from claims and theatres alone.
"""

import re
from datetime import date
from typing import Final

from situate.vocab import Event


def word_set(words: str) -> frozenset[str]:
    """The words of a line as a set."""
    return frozenset(words.split())


MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
NUMBER: Final = re.compile(r"\d+(?:[.,:]\d+)*")

# Verbs that open a finite clause wherever they stand.
AUXILIARIES: Final = word_set(
    "is are was were has have had will would may might could can cannot did does do must should shall"
)
# Past forms without -ed that reports of fighting use; an unlisted one only costs a quotation.
IRREGULAR_PAST: Final = word_set(
    "took lost hit struck fell began held shot left sent said fought broke drove made gave went came kept brought "
    "met set sank blew flew led laid withdrew became got put ran rose saw sought spoke stood threw told won "
    "overran retook cut split spent built bought caught dealt fed felt found hid knew meant paid read rebuilt"
)
# Past forms that take no object: a preposition behind them does not make them passive.
INTRANSITIVE: Final = word_set(
    "exploded arrived advanced retreated failed continued remained appeared died escaped returned crashed burned "
    "collapsed occurred happened moved crossed emerged succeeded ended started resumed progressed perished"
)
# Present forms that need no helping verb, seen where no doer is named.
PRESENT: Final = word_set(
    "continue continues remain remains persist persists control controls hold holds lack lacks plan plans intend "
    "takes gives gets goes comes leads makes keeps says becomes replaces reaches serves uses leaves enters begins "
    "tells expects believes seeks tries allows prevents receives sends loses builds brings grows happens occurs opens "
    "closes covers carries defends withdraws threatens adds indicates reveals confirms depicts proves "
    "intends need needs want wants appear appears seem seems know knows show shows suggest suggests support "
    "go come take give keep make get say become bring "
    "supports include includes operate operates face faces stand stands lie lies consist consists depend depends"
)
PREPOSITIONS: Final = word_set(
    "in on at near of from with to by toward towards into along across around between within under over "
    "throughout amid amidst above below behind beside beyond via onto upon outside inside through including "
    "after before during for against north south east west northeast northwest southeast southwest"
)
FIRST_PERSON: Final = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us|[Oo]urselves|my|My|me|I)\b")
# Words that open sentences and are no names, whatever follows them.
OPENERS: Final = word_set(
    "a an the this that these those there it its they their he his she her no some many several few all both "
    "each more most at in on near over about around after before during for from nearly almost only up as according "
    "one two three four five six seven eight nine ten dozens hundreds thousands half roughly approximately around "
    "fewer less every another any other such since because while if when where what how why who whether by under "
    "across along between among against despite due following without within until although though here then "
    "whoever whatever whichever whenever wherever nobody nothing everybody everyone everything somebody someone "
    "something"
)
# Common nouns of reports that open sentences; before another capital they are part of a name ("Air Force").
COMMON: Final = word_set(
    "heavy fierce fighting air artillery enemy photographs photos images footage video talk assault groups units "
    "troops soldiers residents officials people clashes shelling missiles drones rockets tanks trucks civilians "
    "losses training production power water builders evacuation explosions snow rain mud reports reserves columns "
    "special crews engineers sappers snipers infantry tracks partisans terrorists"
)
PRONOUNS: Final = word_set("he she they it who which this these those all both")

# Words of a name's head that take "the": bodies, not persons.
BODIES: Final = word_set(
    "staff ministry mod directorate center centre command administration service council office agency committee "
    "department institute army union nations brigade battalion guard police government corps group "
    "house parliament court company commission mission organization organisation fund foundation "
    "administrations headquarters defense defence board bureau authority embassy association initiative society "
    "party regiment division fleet district navy presidency secretariat programme program project team "
    "militia military ngo wing force service republic"
)

# Posts that one person holds at a time: "the mayor", whoever that is.
OFFICES: Final = word_set(
    "president minister governor mayor head chairman chairperson speaker chancellor king premier ombudsman"
)

# Things that a day's talk can turn on: what is fought with, given, called up or voted on.
THINGS: Final = word_set(
    "tanks howitzers launchers missiles drones munitions ammunition aircraft jets helicopters shells weapons "
    "mines grain sanctions elections referendum referenda prisoners passports migrants conscripts reservists convicts "
    "refugees children negotiations ceasefire reactors"
)

GROUND: Final[frozenset[Event]] = frozenset(
    {"assault", "repelled", "advance", "capture", "hold", "withdrawal", "clash", "raid", "strike", "shelling"}
)

# What is fighting at a place, whoever tells of it.
FIGHTING: Final[frozenset[Event]] = frozenset({"assault", "repelled", "advance", "clash", "raid"})

# Everything that a printed sentence may say without a claim that says it.
CONNECTING: Final = word_set(
    "a an the and or but that which who also while although however both on in of from to by with as its their "
    "his her own at for this same it is was has had been without naming source sources "
    "reported reports claimed claims stated said wrote announced assessed denied relayed amplified published posted "
    "claim indicates indicate shows show citing according another night morning afternoon evening channel outlet"
)
# What the page says in its own voice of a change that one interested source alone claims.
UNCONFIRMED: Final = "with no confirmation among the items read"
# What it says of voices whose accounts of an office exclude one another.
DIFFER: Final = "differ on who has held the post of"
# Whole phrases that the writer may add; taken out before words are looked at, so that "no" is not free.
PHRASES: Final = (
    UNCONFIRMED,
    DIFFER,
    "although no visual confirmation of this claim has been observed",
    "although no visual confirmation of these claims has been observed",
    "without naming its source",
    "an unidentified publisher",
    "there is an",
    "there is a",
    "spoke of",
    "the channel",
    "the outlet",
    "the official",
)
_PHRASE: Final = re.compile("|".join(map(re.escape, PHRASES)), re.IGNORECASE)
NEGATIONS: Final = re.compile(
    r"\b(?:not?|never|none|nothing|nobody|neither|nor|without|fail(?:s|ed|ing)?|lack(?:s|ed|ing)?|unable|"
    r"den(?:y|ies|ied)|refut(?:e|es|ed)|reject(?:s|ed)?|refus(?:e|es|ed)|cannot|unable|unlikely|unsuccessful\w*|"
    r"halt\w*|stop\w*|[a-z]+n['’]t)\b",
    re.IGNORECASE,
)


def without_phrases(text: str) -> str:
    """The text without the whole phrases that the writer may add."""
    return _PHRASE.sub(" ", text)


def day_words(day: date, today: date) -> str:
    """A day as prose has it: "January 24", with its year where that is not the assessment's."""
    words = f"{MONTHS[day.month - 1]} {day.day}"
    return words if day.year == today.year else f"{words}, {day.year}"


def days_words(days: tuple[date, ...], today: date) -> str:
    """Several days: "January 23 and 24", "January 31 and February 1"; "" for none."""
    ordered = sorted(set(days))
    if not ordered:
        return ""
    if len({(d.year, d.month) for d in ordered}) == 1 and ordered[0].year == today.year:
        return f"{MONTHS[ordered[0].month - 1]} {listed(tuple(str(d.day) for d in ordered))}"
    return listed(tuple(day_words(d, today) for d in ordered))


def listed(parts: tuple[str, ...]) -> str:
    """Words in a row: "A", "A and B", "A, B, and C"."""
    if len(parts) < 3:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"


def capitalised(text: str) -> str:
    """The text with its first letter large, quotation marks passed over."""
    for index, letter in enumerate(text):
        if letter.isalnum():
            return text[:index] + letter.upper() + text[index + 1 :]
    return text

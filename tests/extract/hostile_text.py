"""Texts that no one writes: repeated and nested to any length, and fragments to shuffle; also for eval/fuzz.py."""

from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace
from tests.extract.describing import NAMES
from tests.extract.reading import LEXICON, THEATRE

from situate.extract import Extractor
from situate.model import Claim, Hints, Item, Passage, Quote
from situate.parse import Parser

# A unit that is repeated without an end.
REPEATED = {
    "letters": "a",
    "capital letters": "A",
    "digits": "7",
    "commas": ",",
    "commas apart": ", ",
    "full stops": ".",
    "ellipses": "… ",
    "blanks": " ",
    "lines": "\n",
    "lines of one word": "Corva\n",
    "opening brackets": "(",
    "opening square brackets": "[",
    "opening quotes": "“",
    "straight quotes": '"',
    "apostrophes": "’",
    "words in quotes": "“a” ",
    "note marks": "[1]",
    "note marks with blanks": " [12]",
    "linked note marks": "[[iv]](https://example.org/a)",
    "half a linked note mark": "[[iv]](h",
    "stars": "**",
    "hyphens": "-",
    "a chain of capitals": "A-B-C-",
    "a chain of places": "Corva-Tarn-",
    "a chain of dashes": "Corva–Tarn–",
    "slashes": "a/b/",
    "alternating capitals": "cOrVa ",
    "capitalised words": "Corva ",
    "capitalised names": "Alderby Orlin Corva ",
    "place and comma": "Corva, ",
    "places and": "Corva and Tarn and ",
    "place and locator": "Corva (12km north of Tarn), ",
    "open locators": "Corva (12km north of ",
    "distances": "12km north of ",
    "locators of locators": "(12km north of Tarn (",
    "lines and roads": "the Corva-Tarn line, the M03 highway between Corva and ",
    "claimed that": "claimed that ",
    "X claimed that": "a blogger claimed that ",
    "and that": "and that Corva fell ",
    "claims": "claim ",
    "owners": "the mayor’s ",
    "of": "of the army ",
    "claim that": "the mayor’s claim that ",
    "claims that amplify": "amplified the claim that ",
    "according": "according to the mayor, ",
    "citing": ", citing the mayor",
    "indicating": ", indicating that",
    "while": "while the army attacked Corva, ",
    "which": ", which the army took",
    "who said": "the mayor who said that the blogger ",
    "verbs": "attacked ",
    "and verbs": "attacked and ",
    "infinitives": "to attack to seek ",
    "participles": "attacking ",
    "negations": "not ",
    "likely": "likely ",
    "may": "may be highly likely ",
    "prepositions": "of in on at ",
    "the": "the ",
    "dates": "on May 3, 2031, ",
    "bare dates": "May 3 ",
    "ranges of dates": "from May 3 to 4 and ",
    "months": "May ",
    "years": "2031 ",
    "numbers and": "3 and ",
    "numbers": "3,000,000 ",
    "number words": "twenty three hundred thousand ",
    "units": "at least 3 tanks, up to 4 ",
    "money": "$3 million (4 million euros) ",
    "per cent": "3% to 4% of ",
    "ordinals": "the 1st, 2nd, and 3rd ",
    "brigades": "the 72nd Motorized Rifle Brigade of the 3rd Army Corps of ",
    "whole sentences": "A blogger claimed that Kordian forces took Corva on May 3.[1] ",
    "doubted sentences": "A blogger claimed that Corva fell. The Desk cannot verify this claim. ",
    "topics": "Kordian sources falsely claimed that Corva fell. ",
    "glued sentences": "Corva fell.Tarn held.",
    "semicolons": "the army took Corva; ",
    "colons": "the mayor said: ",
    "abbreviations": "Lt. Gen. St. ",
    "initials": "U.S. ",
    "addresses": "https://example.org/a?b=c ",
    "at signs": "@a ",
    "hashes": "#a ",
    "accents": "e\u0301",
    "letters of Cyrillic": "Бахмут ",
    "symbols": "▪️",
    "zero width": "\u200b",
}
# An opening, what stands inside, a closing: nested as deep as half the length allows.
NESTED = {
    "brackets": ("(", ")"),
    "spaced brackets": ("( ", " )"),
    "quotes": ("“", "”"),
    "quoted speech": ("the mayor said “", "”"),
    "bracketed claims": ("Corva (which a blogger claimed ", ")"),
    "bracketed marks": ("[", "]"),
    "guillemets": ("«", "»"),
}
# Pieces of sentences, each with its own punctuation, to be shuffled.
FRAGMENTS = (
    "A blogger claimed that", "The General Staff reported", "the mayor’s claim that", "according to Orlin,",
    "reportedly",
    "Geolocated footage posted on May 3 shows", "Kordian forces", "captured Corva", "(12km north of Tarn)", ".", ",",
    ";", ":", "and", "but", "while", "which", "who said", "that", "did not", "has not observed", "confirmation", "of",
    "this claim", "likely", "may", "“", "”", "[1]", "[[iv]](https://example.org/a)", "on May 3", "at least 300 tanks",
    "$5 million (7 billion marks)", "the Corva-Tarn line", "Corva, Dunmere, and Tarn", "to distract from", "citing",
    "indicating that", "falsely", "was shelled by", "’s", "(", ")", "—", "-", "A-B-C", "12km", "\n", "  ", "\u00a0",
    "The Desk cannot verify", "as the Desk previously reported,", "between", "and that", "no", "by", "warned of",
    "accused",
    "We consider this", "I doubt it", "He is", "It has not", "Judging by", "Corva, Tarn said", "“We hold", "Corva?",
    "the army of", "shelling", "amplified", "on whether", "or", "“We hold Corva,”", "Orlin said.", "U.S.", "Lt. Gen.",
)  # fmt: skip


def repeated(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def nested(pair: tuple[str, str], size: int) -> str:
    opening, closing = pair
    depth = max(1, size // (len(opening) + len(closing)))
    return opening * depth + "Corva fell" + closing * depth


@cache
def stages() -> tuple[Parser, Extractor]:
    return Parser(THEATRE, LEXICON), Extractor(LEXICON, THEATRE, NAMES)


def quotes_of(claim: Claim) -> Iterator[Quote]:
    yield claim.content
    for part in (claim.speakers, claim.actors, claim.places, claim.locators, claim.dates, claim.quantities):
        yield from (Quote(found.text, found.start, found.end) for found in part)


def read(text: str) -> int:
    """Parse a text as one post, then extract it as one paragraph, whatever the parser took it for.

    The number of its claims, each of which quotes the text rightly.
    """
    parser, extractor = stages()
    item = Item(original="0", name="hostile.txt", media="post", body=text, hints=Hints(publisher="The Desk"))
    (document, *_) = parser.parse(item)
    claims = extractor.extract(replace(document, passages=(Passage(kind="body", start=0, end=len(document.text)),)))
    for claim in claims:
        assert all(document.text[q.start : q.end] == q.text for q in quotes_of(claim)), claim
    return len(claims)

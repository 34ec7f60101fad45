"""Grammar and describer together."""

import pytest
from msgspec.structs import replace
from tests.extract.reading import LEXICON, THEATRE, document

from situate.extract import Extractor
from situate.model import Passage

TEXT = "A blogger claimed that Kordian forces likely captured Corva on May 3."


def extractor() -> Extractor:
    return Extractor(LEXICON, THEATRE, ["Corva", "Tarn"])


def test_a_claim_has_speaker_and_place_and_a_likelihood_on_the_publishers_scale():
    (claim,) = extractor().extract(document(TEXT))
    assert [speaker.text for speaker in claim.speakers] == ["blogger"]
    assert [place.text for place in claim.places] == ["Corva"]
    assert claim.likelihood is not None
    assert (claim.likelihood.text, claim.likelihood.scale, claim.likelihood.low) == ("likely", "icd203", 55)


def test_only_speaking_passages_are_read():
    half = replace(
        document(TEXT + TEXT),
        passages=(
            Passage(kind="heading", start=0, end=len(TEXT)),
            Passage(kind="post", start=len(TEXT), end=2 * len(TEXT)),
        ),
    )
    (claim,) = extractor().extract(half)
    assert claim.content.start >= len(TEXT)


def test_the_same_document_gives_the_same_claims():
    assert extractor().extract(document(TEXT)) == extractor().extract(document(TEXT))


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The council called up 200 men. Six are over fifty-five.", "mobilization"),
        ("Some 4,000 people fled Corva. About 60 per cent are women and older persons.", "displacement"),
        ("Some 4,000 people fled Corva. Most of them came last week.", "displacement"),
        ("Some 4,000 people fled Corva. Six shells hit the bridge.", "shelling"),
    ],
)
def test_a_number_of_those_told_of_goes_on_with_what_was_told(text, event):
    claims = Extractor(LEXICON, THEATRE, ("Corva",)).extract(document(text))
    assert claims[-1].event == event

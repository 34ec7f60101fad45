"""What an edit changed: sentences and claims that came and went."""

from hypothesis import given
from hypothesis import strategies as st
from tests.judge.small_war import claim

from situate.judge.difference import Difference, difference

FELL, SHELLED, HELD = (
    claim("Red forces captured Oakham"),
    claim("Red guns shelled Ely", event="shelling"),
    claim("Blue forces hold Ely", event="hold"),
)


def test_an_edit_that_takes_back_and_adds():
    before = "Red guns shelled Ely. Red forces captured Oakham!\nMore soon."
    after = "Red guns  shelled Ely.\nBlue forces hold Ely. More soon."
    again = claim("red guns shelled  Ely", event="shelling")
    found = difference(before, after, [SHELLED, FELL], [again, HELD])
    assert (found.removed, found.added) == (("Red forces captured Oakham!",), ("Blue forces hold Ely.",))
    assert (found.withdrawn, found.gained) == ((FELL,), (HELD,))
    assert found.kept == ((SHELLED.id, again.id),)


def test_an_edit_that_merely_adds_withdraws_nothing():
    found = difference(
        "Red guns shelled Ely.", "Red guns shelled Ely. Blue forces hold Ely.", [SHELLED], [SHELLED, HELD]
    )
    assert (found.removed, found.withdrawn, found.gained) == ((), (), (HELD,))


def test_what_is_put_in_other_words_is_kept():
    reworded = claim("Oakham has fallen to the Reds")
    sides = {FELL.id: frozenset({"p1 supports"}), reworded.id: frozenset({"p1 supports"})}
    found = difference("", "", [FELL], [reworded], sides)
    assert (found.withdrawn, found.gained, found.kept) == ((), (), ((FELL.id, reworded.id),))
    denial = sides | {reworded.id: frozenset({"p1 denies"})}
    assert difference("", "", [FELL], [reworded], denial).withdrawn == (FELL,)


def test_another_speaker_and_a_denial_are_other_claims():
    told, denied = claim("Red forces captured Oakham", by="agency"), claim("Red forces captured Oakham", negated=True)
    assert difference("", "", [FELL], [told]).withdrawn == (FELL,)
    assert difference("", "", [FELL], [denied]).gained == (denied,)


SENTENCES = st.lists(st.sampled_from(["Rain fell.", "It cleared.", "Snow lay deep.", "Guns fired."]), max_size=6)
CLAIMS = st.lists(st.sampled_from([FELL, SHELLED, HELD]), unique=True)


@given(SENTENCES, SENTENCES, CLAIMS, CLAIMS)
def test_forth_and_back_are_mirrored(ours, theirs, before, after):
    one, other = " ".join(ours), "\n".join(theirs)
    forth, back = difference(one, other, before, after), difference(other, one, after, before)
    assert sorted(forth.removed) == sorted(back.added) and sorted(forth.added) == sorted(back.removed)
    assert (forth.withdrawn, forth.gained) == (back.gained, back.withdrawn)
    assert len(ours) - len(forth.removed) == len(theirs) - len(forth.added)
    assert {a for a, _ in forth.kept} | {c.id for c in forth.withdrawn} == {c.id for c in before}
    assert difference(one, one, before, before) == Difference(kept=tuple((c.id, c.id) for c in before))

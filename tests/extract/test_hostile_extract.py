"""Text that no one writes goes through parsing and extraction whole, in time that grows with its length alone."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.hostile_text import FRAGMENTS, NESTED, REPEATED, nested, read, repeated
from tests.extract.reading import document, frames

from situate.extract.blocks import blocks
from situate.model import Mark, Passage

MEGABYTE = 1_000_000
# Of the patterns, those that took longest a character or that have been more than linear once; eval/fuzz.py tries all.
LONG = (
    "which", "whole sentences", "claimed that", "note marks", "place and comma", "a chain of places",
    "digits", "letters", "a chain of capitals", "alternating capitals", "dates", "commas", "locators of locators",
)  # fmt: skip
LONG_NESTED = ("brackets", "quotes")
# Four times the text may take three times four times the time, since the machine is shared; a quadratic rule takes 16.
GROWTH = 3 * 4
# Seconds of processor time for a quarter and for a whole megabyte where the measure above means nothing or too little:
# some five times what the slowest pattern took on one slow core.
NOTHING, CAP = 0.5, 60.0


def seconds(text: str) -> float:
    started = process_time()
    read(text)
    return process_time() - started


def assert_linear(quarter: str, whole: str) -> None:
    read("A blogger said that Corva fell.")  # compiles the lexicons, once
    short = seconds(quarter)
    long = seconds(whole)
    if long >= max(GROWTH * short, NOTHING):
        long = min(long, seconds(whole))  # who shares the machine can slow one run, and not make a rule quadratic
    assert long < max(GROWTH * short, NOTHING)
    assert long < CAP


@pytest.mark.parametrize("name", LONG)
def test_a_megabyte_of_one_thing_takes_linear_time(name):
    unit = REPEATED[name]
    assert_linear(repeated(unit, MEGABYTE // 4), repeated(unit, MEGABYTE))


@pytest.mark.parametrize("name", LONG_NESTED)
def test_a_megabyte_of_nesting_takes_linear_time(name):
    pair = NESTED[name]
    assert_linear(nested(pair, MEGABYTE // 4), nested(pair, MEGABYTE))


@pytest.mark.parametrize("name", REPEATED.keys() - set(LONG))
def test_repeated_text_is_read(name):
    assert seconds(repeated(REPEATED[name], 20_000)) < CAP / 10


@pytest.mark.parametrize("name", NESTED.keys() - set(LONG_NESTED))
def test_nested_text_is_read(name):
    assert seconds(nested(NESTED[name], 20_000)) < CAP / 10


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(" ".join))
def test_shuffled_fragments_are_read(text):
    assert read(text) <= len(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=12), max_size=40).map("".join))
def test_glued_fragments_and_any_signs_are_read(text):
    assert read(text) <= len(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text):
    assert read(text) <= len(text)


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(sorted(REPEATED.values())), st.sampled_from(sorted(REPEATED.values())), st.integers(1, 60))
def test_two_things_in_turn_are_read(first, second, times):
    text = (first * times + second) * times
    assert read(text[:20_000]) <= len(text)


# Cut short where a rule looks one word further.
SHORT = (
    "We consider this", "I doubt", "It has", "He is", "according to", "The mayor said", "A blogger claimed that",
    "which", "warned of", "The mayor said:", "Orlin’s claim that", "at least", "12km", "the Corva-", "between",
    "on May", "from May 3 to", "We have not observed", "likely to", "Judging by", "accused",
    "Judging by, the army left", "to", "as", "(", "not",
)  # fmt: skip


@pytest.mark.parametrize("text", SHORT)
@pytest.mark.parametrize("before", ["", "Corva fell. ", "The army left, ", "A blogger said that Corva fell and "])
def test_text_that_ends_too_soon_is_read(before, text):
    for last in range(1, len(text) + 1):
        read(before + text[:last])


# -- what keeps describing linear


@pytest.mark.parametrize("sentences", [0, 1, 119, 120, 121, 400])
def test_blocks_hold_every_frame_and_every_mark_once_and_in_order(sentences):
    text = "The army shelled Corva, and the navy attacked Tarn.[1] " * sentences
    marks = tuple(Mark("1", k, k + 3) for k in range(len(text)) if text.startswith("[1]", k))
    passage = Passage(kind="body", start=0, end=len(text), marks=marks)
    found = frames(text)
    parts = list(blocks(passage, found))
    assert [frame for _, own in parts for frame in own] == list(found)
    assert [mark for part, _ in parts for mark in part.marks] == list(marks)
    assert [part.start for part, _ in parts][1:] == [part.end for part, _ in parts][:-1]
    assert all(
        part.start <= frame.sentence[0] and frame.sentence[1] <= part.end for part, own in parts for frame in own
    )


def test_a_passage_of_common_length_is_one_block():
    text = "The army shelled Corva. " * 100
    passage = document(text).passages[0]
    ((part, own),) = blocks(passage, frames(text))
    assert part is passage
    assert len(own) == 100

"""Persons who speak have their own rows in the pack, in their institution's family: two names, one voice."""

from situate.config import data_folder, read_folder
from situate.theatre import read_theatre

PACK = read_theatre(read_folder(data_folder("theatres", "ukraine")))


def test_no_person_is_another_name_of_an_institution():
    named = {name.casefold(): s for s in PACK.sources for name in (s.name, *s.aliases)}
    persons = [a for a in PACK.actors if a.kind == "person"]
    pairs = [(a, named[n.casefold()]) for a in persons for n in (a.name, *a.aliases) if n.casefold() in named]
    assert len(pairs) > 20
    words = {a.id: {w.casefold() for n in (a.name, *a.aliases) for w in n.split()} for a in persons}
    wrong = {(a.id, s.id) for a, s in pairs if not {w.casefold() for w in s.name.split()} & words[a.id]}
    assert wrong == set()


def test_an_institution_and_its_spokesmen_are_one_family():
    family = {s.id: s.family for s in PACK.sources}
    for body, persons in {
        "mariupol-council": ("andryushchenko", "boychenko"),
        "kherson-occupation": ("saldo", "stremousov"),
        "ru-mod": ("konashenkov", "shoigu"),
        "dnr-authorities": ("dnr-head", "basurin"),
    }.items():
        assert {family[p] for p in persons} == {family[body]}

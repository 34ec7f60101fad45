"""What speaks for a candidate and how much: the one table of weights, with how each was set."""

from typing import Final

# Each rule gives a number from -1 to 1 (the locator down to -1.5); the score of a candidate is their weighed sum.
# Set by hand, one at a time, on the locators of reports of odd days, each hidden in turn and then asked for
# (eval/places_corpus.py, "hidden in turn"); reports of even days only confirmed them.
LOCATOR: Final = 3.0  # outweighs any two of the rest: it is the author's own word on where the place lies
SENSE: Final = 1.5  # a name has one meaning in a document, unless something nearer says otherwise
EFFORT: Final = 1.2  # near the front that the section is about
LIST: Final = 1.0  # near the other places of the same claim
AROUND: Final = 1.0  # near the places, and what distances are told from, of the sentences around
ADMIN: Final = 0.7  # in the oblast that the sentence names
KNOWN: Final = 1.0  # where the locators of other reports put the name
POPULATION: Final = 0.8  # weak: a village is written without its oblast only where a reader of the section knows it
HOME: Final = 1.0  # in a country of the theatre
SPELLING: Final = 1.0  # as written, respelled, corrected

# The point that a locator describes by itself competes with the places that bear the name: it fits its locator
# perfectly, so it starts below them by more than the worst misfit that an author's slip explains.
DESCRIBED: Final = -4.5
# What earlier reports put on the map starts below what a gazetteer has: KNOWN brings it level.
LEARNED: Final = -0.9
LEARNED_FLOOR: Final = -2.0
# Another anchor of the document from which a place fits "20km northeast of" is perhaps the one that was meant.
SLIP: Final = -0.35
# Below this a place stays unplaced: nothing but its name speaks for it.
FLOOR: Final = 0.2
# The same among several that bear the name. With locators held out and the default gazetteer, which lacks most
# villages, all of 20 choices between 0.2 and 0.75 were homonyms from afar; with the dump 4 of 5 were right.
FLOOR_AMONG: Final = 0.75
# The towns that even a gazetteer with gaps holds: one of them is no namesake from afar.
TOWN: Final = 10_000
# The best must lead every candidate that lies elsewhere by this much.
MARGIN: Final = 0.15
# A town so many times larger than the next bearer of its name needs a smaller lead: who means the village says where.
LARGER: Final = 5
MARGIN_OF_TOWN: Final = 0.05
# Where no section tells the front and no neighbour where it lies, a village is its name's only likely meaning or none.
MARGIN_BARE: Final = 0.4
# Places named with it lie far from it and near a namesake: hardly what its name means, however large it is.
MARGIN_AGAINST: Final = 0.75
ELSEWHERE_KM: Final = 10.0
# An anchor is named because readers know it.
ANCHOR_POPULATION: Final = 2.0
# A town so far from everything the section is about is not the one it measures from.
ANCHOR_FLOOR: Final = 0.0
# How many candidates are kept for the receipt.
KEPT: Final = 5

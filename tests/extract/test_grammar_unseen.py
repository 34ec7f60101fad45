"""English that no gold held when its rules were written: lists of clauses, tails, counts, remarks."""

import pytest
from tests.extract.reading import lines

CASES = [
    # lists of clauses and tails
    ("The governor reported that a drone hit a bus, that two people died and that four were wounded.",
     "governor | reported | states none | a drone hit a bus",
     "governor | reported | states none | two people died",
     "governor | reported | states none | four were wounded"),
    ("Kordian jets dropped 23 bombs on Corva, killing three people and cutting heating in 160 houses.",
     "| | asserts own | Kordian jets dropped 23 bombs on Corva",
     "| | asserts own | killing three people and cutting heating in 160 houses"),
    ("Fighting grew heavier along the river, killing at least 61 civilians and injuring 287, monitors reported.",
     "monitors | reported | states none | Fighting grew heavier along the river",
     "monitors | reported | states none | killing at least 61 civilians and injuring 287"),
    ("The centre stated that units are drafting men from Tarn who refused papers and sending them to the front.",
     "centre | stated | states none | units are drafting men from Tarn who refused papers",
     "centre | stated | states none | sending them to the front"),
    ("Kordian units removed the books from the library and replaced them with their own.",
     "| | asserts own | Kordian units removed the books from the library and replaced them with their own"),
    ("The army beat off an attack, and fighting along the road between Corva and Tarn continued on May 3.",
     "| | asserts own | The army beat off an attack",
     "| | asserts own | fighting along the road between Corva and Tarn continued on May 3"),
    ("The state built a road in May, yet local channels complain that the bus runs every third day.",
     "| | asserts own | The state built a road in May",
     "local channels | complain | states none | the bus runs every third day"),
    ("The gunners held out: some were captured, some walked back to Tarn.",
     "| | asserts own | The gunners held out",
     "| | asserts own | some were captured",
     "| | asserts own | some walked back to Tarn"),
    # who speaks, and what shows
    ("Those who stay told aid workers that they fetch water at night.",
     "Those who stay | told | states none testimony | they fetch water at night"),
    ("Deserters interviewed in Tarn describe three weeks of drill.",
     "Deserters interviewed in Tarn | describe | states none testimony | three weeks of drill"),
    ("“We slept in the cellar for a week,” Olena, 43, said by phone.",
     "Olena, 43 | said | states none | We slept in the cellar for a week"),
    ("Both sides are recruiting boys, according to rights group Orlin Watch.",
     "rights group Orlin Watch | according to | states none | Both sides are recruiting boys"),
    ("Satellite imagery from early February depicts a finished railway.",
     "Satellite imagery | depicts | shows none satellite | a finished railway"),
    ("Videos filmed by residents of Corva show a missile.",
     "Videos filmed by residents of Corva | show | shows none footage | a missile"),
    ("A channel posted photographs of tankers waiting offshore.",
     "channel > photographs | posted | shows none footage | tankers waiting offshore"),
    ("Several accounts circulated a video of burned tanks.",
     "Several accounts | circulated | relays none footage | burned tanks"),
    # counting
    ("We count nine craters around the hangar.",
     "| count | states own data | nine craters around the hangar"),
    ("On the whole front I have recorded nineteen burned guns this month.",
     "| recorded | states own data | nineteen burned guns this month"),
    ("NASA FIRMS registered three hotspots near Corva.",
     "NASA FIRMS | registered | shows none satellite | three hotspots near Corva"),
    ("The Air Force recorded 14 missile launches from the sea.",
     "Air Force | recorded | states none | 14 missile launches from the sea"),
    ("Valeria alone has registered 200,000 arrivals.",
     "| | asserts own | Valeria alone has registered 200,000 arrivals"),
    # verbs of saying
    ("The director blamed Kordian artillery, whereas the ministry stated that Kordian forces had cut the line.",
     "director | blamed | claims none | Kordian artillery",
     "ministry | stated | states none | Kordian forces had cut the line"),
    ("The leader warned against sending instructors.",
     "leader | warned against | directs none | sending instructors"),
    ("The minister warned that Kordia could retaliate.",
     "minister | warned | assesses none 'could' | Kordia could retaliate"),
    ("The mapping project marked Tarn as captured.",
     "mapping project | marked | states none | Tarn as captured"),
    # what an author remarks
    ("A source tells me the shift was abolished, which fits with the layoffs.",
     "source | tells | states supports | the shift was abolished"),
    ("A source warned that the attack could force a retreat, which appears premature.",
     "source | warned | assesses doubts 'could' | the attack could force a retreat"),
    ("One channel wrote that the frigate was hit: there is no sign of that so far.",
     "One channel | wrote | states unverified | the frigate was hit"),
    ("Footage shows a missile over the bay, but we could not match it to any place.",
     "Footage | shows | shows unverified footage | a missile over the bay"),
    # no claims
    ("Monthly update on the storage bases in Corva.",),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_unseen_english(case):
    text, *expected = case
    assert lines(text) == expected

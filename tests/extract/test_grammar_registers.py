"""Other registers than a published assessment: posts, communiqués, agency stories, updates of a ministry or agency."""

import pytest
from tests.extract.reading import lines

from situate.extract.selves import self_names

CASES = [
    # who says it stands after the words, in either order, or between them
    ("Prices rose by 60 per cent, a market survey indicates.",
     "market survey | indicates | shows none data | Prices rose by 60 per cent"),
    ("Rebels seized the airport after a night of looting, two guards told the press.",
     "two guards | told | states none | Rebels seized the airport after a night of looting"),
    ("“Corva is ours,” said Orlin, the mayor.", "Orlin | said | states none | Corva is ours"),
    ("Corva, the mayor said, is still ours.", "mayor | said | states none | Corva, the mayor said, is still ours"),
    ("The mayor, Ann Lee, said the town fell.", "mayor, Ann Lee | said | states none | the town fell"),
    ("“Corva is ours,” Orlin said. “We hold the bank.”",
     "Orlin | said | states none | Corva is ours", "Orlin | | states none | “We hold the bank.”"),
    ("As the mayor reported, Corva fell.", "mayor | reported | states none | Corva fell"),
    # posts
    ("▪️The channel Arkhiv says that Corva fell.", "channel Arkhiv | says | states none | Corva fell"),
    ("Judging by the footage, there was no plan.",
     "| Judging by | assesses own footage NOT | there was no plan"),
    ("The press service claims otherwise.",),
    ("What happened at Corva?",),
    ("I was asked whether it is all over.",),
    ("The ministry’s page calls this a fabrication.", "ministry’s page | calls | denies none | this a fabrication"),
    ("▪️ In the Corva direction, we destroyed three dugouts.",
     "| | asserts own | In the Corva direction, we destroyed three dugouts"),
    ("#Corva #war The enemy left the bridge.", "| | asserts own | The enemy left the bridge"),
    ("Our forces took Corva, the enemy is retreating.",
     "| | asserts own | Our forces took Corva", "| | asserts own | the enemy is retreating"),
    ("BREAKING: Drones hit the refinery in Corva — governor.",
     "governor | | states none | Drones hit the refinery in Corva"),
    ("CORVA, Kordia (CNA) — Drones killed three people, officials said Tuesday.",
     "officials | said | states none | Drones killed three people"),
    ("At least 3 dead after a raid on Corva, officials say",
     "officials | say | states none | At least 3 dead after a raid on Corva"),
    ("Unconfirmed: Kordian forces entered Corva.", "| | states unverified | Kordian forces entered Corva"),
    ("According to our information, the bridge fell.", "| According to | states own | the bridge fell"),
    ("Those who fled tell me the mayor lied and that nobody came.",
     "Those who fled | tell | states none testimony | the mayor lied",
     "Those who fled | tell | states none testimony NOT | nobody came"),
    ("A channel is circulating a clip of burned tanks.",
     "channel | circulating | relays none footage | burned tanks"),
    ("It seems that the offensive has stalled.", "| | asserts own | the offensive has stalled"),
    ("As our readers report, the raid hit a hangar.", "our readers | report | states none | the raid hit a hangar"),
    # daily assessments of later years
    ("Troops entered Tarn after what the Desk assesses was a raid that changed nothing.",
     "| | asserts own | Troops entered Tarn", "| assesses | assesses own | a raid that changed nothing"),
    ("The Desk has observed evidence to assess that troops left Tarn.",
     "| assess | assesses own | troops left Tarn"),
    ("A paper reported on May 3, citing two sources, that talks failed and that envoys left.",
     "paper > two sources | reported | states none | talks failed",
     "paper > two sources | reported | states none | envoys left"),
    ("The air force reported that 60 drones fell; that 30 were lost; and that two remained.",
     "air force | reported | states none | 60 drones fell",
     "air force | reported | states none | 30 were lost",
     "air force | reported | states none | two remained"),
    ("The ministry credited the 5th Brigade with seizing Corva.",
     "ministry | credited | states none | the 5th Brigade with seizing Corva"),
    ("The army blew up the bridge, likely delaying the attack.",
     "| | asserts own | The army blew up the bridge", "| | assesses own 'likely' | likely delaying the attack"),
    ("The command likely ordered the army to leave Corva.",
     "| | assesses own 'likely' | The command likely ordered the army to leave Corva"),
    # communiqués
    ("As was confirmed today, our units hit an oil station.",
     "| confirmed | states own | our units hit an oil station"),
    ("The deaths of two soldiers were confirmed.", "| confirmed | states own | The deaths of two soldiers"),
    ("Explosions were reported in Corva.", "| reported | states none | Explosions were reported in Corva"),
    ("In the Corva direction, no operations were conducted.",
     "| | asserts own NOT | In the Corva direction, no operations were conducted"),
    # probability
    ("It is likely the army has left Corva.", "| | assesses own 'likely' | the army has left Corva"),
    ("There is a remote chance that the army will leave.",
     "| | assesses own 'remote chance' | the army will leave"),
    # what others make of it
    ("The mayor claimed that Corva fell. It has not.", "mayor | claimed | claims refutes | Corva fell"),
    ("The mayor claimed that Corva fell. He is lying.", "mayor | claimed | claims refutes | Corva fell"),
    ("The mayor claimed that Corva fell. We consider this plausible.",
     "mayor | claimed | claims supports | Corva fell"),
    ("The mayor stated that Corva fell, which the agency could not verify.",
     "mayor | stated | states unverified | Corva fell"),
    ("The ministry claimed, contrary to the imagery, that Corva fell.",
     "ministry | claimed | claims refutes | Corva fell"),
    ("There are unconfirmed reports of an explosion in Corva.",
     "| reports | states unverified | an explosion in Corva"),
    # clauses
    ("The enemy is regrouping and, supported by artillery, is trying to improve its position.",
     "| | asserts own | The enemy is regrouping",
     "| | asserts own | supported by artillery, is trying to improve its position"),
    ("An officer stated that strikes have doubled and that Kordian infantry attack without armor.",
     "officer | stated | states none | strikes have doubled",
     "officer | stated | states none | Kordian infantry attack without armor"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_other_registers(case):
    text, *expected = case
    assert lines(text) == expected


@pytest.mark.parametrize(
    ("publisher", "name", "known"),
    [
        ("UNHCR Kordia", "unhcr", True),
        ("Kordian Armed Forces General Command", "general command", True),
        ("Corva News Agency", "cna", True),
        ("Ministry of Defence of Kordia", "kordia", False),
        ("UK Ministry of Defence", "uk", False),
    ],
)
def test_names_a_publisher_goes_by(publisher, name, known):
    assert (name in self_names(publisher)) is known

"""Who says it: verbs and nouns of saying, chains, quotations, hearsay, the author's own voice."""

import pytest
from tests.extract.reading import lines

CASES = [
    # verbs of saying
    ("A blogger claimed that the army left Corva.", "blogger | claimed | claims none | the army left Corva"),
    ("The ministry said the army left Corva.", "ministry | said | states none | the army left Corva"),
    (
        "The ministry reported on May 3 that the army left Corva.",
        "ministry | reported | states none | the army left Corva",
    ),
    (
        "The staff reported at 6:00 am on May 3 that the army left Corva.",
        "staff | reported | states none | the army left Corva",
    ),
    ("The ministry denied that the army had left Corva.", "ministry | denied | denies none | the army had left Corva"),
    (
        "The ministry denied that the council had ordered a withdrawal.",
        "ministry | denied | denies none | the council had ordered a withdrawal",
    ),
    ("The ministry denied reports of a withdrawal.", "ministry | denied | denies none | a withdrawal"),
    ("The mayor warned of a famine in Corva.", "mayor | warned of | states none | a famine in Corva"),
    ("The mayor claimed to have raised 500 recruits.", "mayor | claimed | claims none | to have raised 500 recruits"),
    ("The mayor described the raid as a success.", "mayor | described | states none | the raid as a success"),
    (
        "The ministry announced the dismissal of two generals.",
        "ministry | announced | states none | the dismissal of two generals",
    ),
    # directives and accusations
    (
        "The governor called for the evacuation of Corva.",
        "governor | called for | directs none | the evacuation of Corva",
    ),
    ("The governor urged residents to leave Corva.", "governor | urged | directs none | residents to leave Corva"),
    (
        "Orlin submitted a request to the council to open an inquiry.",
        "Orlin | submitted a request | directs none | open an inquiry",
    ),
    (
        "The ministry accused the army of shelling Corva.",
        "ministry | accused | claims none | the army of shelling Corva",
    ),
    # who told it, behind what was told
    (
        "The minister replaced two generals, Dawn was told on 3 May by a source in the ministry.",
        "source in the ministry | told | states none | The minister replaced two generals",
    ),
    (
        "The bridge has fallen, reporters were informed by the mayor's office.",
        "mayor's office | informed | states none | The bridge has fallen",
    ),
    ("The bridge has fallen, the paper was told in Corva.", "| told | states none | The bridge has fallen"),
    ("The bridge has fallen, as the mayor told Dawn.", "mayor | told | states none | The bridge has fallen"),
    (
        "The bridge has fallen, as local officials reported on May 3.",
        "local officials | reported | states none | The bridge has fallen",
    ),
    (
        "The bridge has fallen, according to what the mayor told Dawn.",
        "mayor | told | states none | The bridge has fallen",
    ),
    (
        "According to what the mayor told Dawn, the bridge has fallen.",
        "mayor | told | states none | the bridge has fallen",
    ),
    (
        "The bridge has fallen, two officers told the Corva Post, which has seen the order.",
        "two officers | told | states none | The bridge has fallen",
    ),
    # control verbs
    ("The staff continued to report that shells fell on Corva.", "staff | report | states none | shells fell on Corva"),
    (
        "Kordian sources continue to falsely claim that Corva fell.",
        "Kordian sources | claim | claims refutes | Corva fell",
    ),
    # long speakers
    (
        "The head of the council, Ivan Orlin, proposed a new levy.",
        "head of the council, Ivan Orlin | proposed | directs none | a new levy",
    ),
    (
        "The Valerian Ministry of Defense (VMD) reported that Corva held.",
        "Valerian Ministry of Defense (VMD) | reported | states none | Corva held",
    ),
    # chains
    (
        "The staff reported that a prisoner said that his unit had fled.",
        "staff > prisoner | said | states none testimony | his unit had fled",
    ),
    (
        "Many bloggers amplified Orlin’s claim that the brigade took part in the raid.",
        "Many bloggers > Orlin | claim | relays none | the brigade took part in the raid",
    ),
    ("Bloggers amplified claims that Corva fell.", "Bloggers | amplified claims | relays none | Corva fell"),
    (
        "The agency, citing the police, reported that a depot burned.",
        "agency > police | citing | relays none | a depot burned",
    ),
    (
        "Bloggers shared the speech, with deputy Ivan Orlin stating that talks were over.",
        "| | asserts own | Bloggers shared the speech",
        "deputy Ivan Orlin | stating | states none | talks were over",
    ),
    ("The General Staff reports that Corva held.", "General Staff | reports | states none | Corva held"),
    (
        "The firm reported that rebels demanded access to the plant and shelled Corva.",
        "firm > rebels | demanded | directs none | access to the plant",
        "firm | reported | states none | shelled Corva",
    ),
    ("Orlin said that he will announce the date.", "Orlin | said | states none | he will announce the date"),
    ("The raid allowed the ministry to claim that Corva fell.", "ministry | claim | claims none | Corva fell"),
    ("An agency quoted Orlin as saying that Corva fell.", "agency > Orlin | saying | states none | Corva fell"),
    ("Orlin answered a question by claiming that Corva fell.", "Orlin | claiming | claims none | Corva fell"),
    ("The fact that Corva fell suggests that the army is weak.", "| suggests | assesses own | the army is weak"),
    (
        "The ministry neither confirmed nor denied that Corva fell.",
        "| | asserts own NOT | The ministry neither confirmed nor denied that Corva fell",
    ),
    ("The mayor declined to comment on the raid.", "| | asserts own | The mayor declined to comment on the raid"),
    ("On Monday said that Corva fell.", "| said | states none | Corva fell"),
    (
        "The minister reiterated his demand that the army withdraw from Corva.",
        "minister | reiterated his demand | directs none | the army withdraw from Corva",
    ),
    (
        "The ministry, which earlier claimed that Corva fell, now says it is contested.",
        "ministry | says | states none | it is contested",
        "ministry | claimed | claims none | Corva fell",
    ),
    (
        "The ministry said that talks failed and that it expects envoys to return.",
        "ministry | said | states none | talks failed",
        "ministry | expects | assesses none | envoys to return",
    ),
    (
        "The channel “War chronicle” claimed that Corva fell.",
        "channel “War chronicle” | claimed | claims none | Corva fell",
    ),
    ("The Desk’s map team assesses that Corva fell.", "| assesses | assesses own | Corva fell"),
    # beside the clause
    ("According to the governor, two people died.", "governor | According to | states none | two people died"),
    ("Two people died, according to the governor.", "governor | according to | states none | Two people died"),
    ("“We hold the bank,” General Orlin said on Monday.", "General Orlin | said | states none | We hold the bank"),
    ("General Orlin said: “We hold the bank.”", "General Orlin | said | states none | “We hold the bank.”"),
    ("It was reported that Corva fell.", "| reported | states none | Corva fell"),
    ("The army is reported to have left Corva.", "| reported | states none | The army is reported to have left Corva"),
    # hearsay
    ("The army reportedly left Corva.", "| reportedly | states none | The army reportedly left Corva"),
    ("The army allegedly left Corva.", "| allegedly | claims none | The army allegedly left Corva"),
    # what shows
    (
        "Geolocated footage published on May 3 shows that the army left.",
        "Geolocated footage | shows | shows none geolocated | the army left",
    ),
    (
        "Satellite imagery indicates that the bridge is down.",
        "Satellite imagery | indicates | shows none satellite | the bridge is down",
    ),
    (
        "Social media footage showed long queues in Corva.",
        "Social media footage | showed | shows none footage | long queues in Corva",
    ),
    (
        "A leaked document shows that the plan failed.",
        "leaked document | shows | shows none document | the plan failed",
    ),
    # who doubts it denies it, unless no doubt is left
    ("The mayor doubted that Corva fell.", "mayor | doubted | denies none | Corva fell"),
    ("The mayor voiced doubts that Corva fell.", "mayor | doubts | denies none | Corva fell"),
    ("The mayor remained skeptical that Corva fell.", "mayor | skeptical | denies none | Corva fell"),
    (
        "The mayor was skeptical of the ministry's claim that Corva fell.",
        "mayor | was skeptical | denies none | Corva fell",
    ),
    (
        "The mayor cast doubt on the ministry's report that Corva fell.",
        "mayor | cast doubt on | denies none | Corva fell",
    ),
    ("The mayor questioned the ministry's claim that Corva fell.", "mayor | questioned | denies none | Corva fell"),
    ("The mayor does not doubt that Corva fell.", "mayor | does not doubt | assesses none | Corva fell"),
    ("There is no doubt that Corva fell.", "| doubt | assesses none | Corva fell"),
    ("There was never any doubt that Corva fell.", "| doubt | assesses none | Corva fell"),
    ("The mayor has no reason to doubt that Corva fell.", "mayor | to doubt | assesses none | Corva fell"),
    ("Few doubt that Corva fell.", "Few | doubt | assesses none | Corva fell"),
    ("I do not doubt Corva fell.", "| do not doubt | assesses own | Corva fell"),
    (
        "The mayor did not doubt the ministry's claim that Corva fell.",
        "ministry | claim | claims none | Corva fell",
    ),
    (
        "Kordian officials made dubious claims that Corva fell.",
        "Kordian officials | claims | claims doubts | Corva fell",
    ),
    ("The mayor has doubts about the raid.", "mayor | has doubts about | assesses none | the raid"),
    (
        "The ministry released a video that it claimed showed that Corva fell.",
        "ministry > video | claimed | claims none footage | Corva fell",
    ),
    (
        "The ministry published footage of a raid on Corva that it said showed a depot.",
        "ministry > footage | published | shows none footage | a raid on Corva that it said showed a depot",
    ),
    ("We do not doubt that Corva fell.", "| do not doubt | assesses own | Corva fell"),
    (
        "Kordian officials shared footage on May 3 that they claimed showed a burned column near Corva.",
        "Kordian officials > footage | claimed | claims none footage | a burned column near Corva",
    ),
    (
        "The brigade released pictures which it said depicted a burned column near Corva.",
        "brigade > pictures | said | states none footage | a burned column near Corva",
    ),
    (
        "A blogger posted footage purporting to show Kordian prisoners near Corva.",
        "blogger > footage | purporting | shows none footage | Kordian prisoners near Corva",
    ),
    (
        "A channel posted a video claiming to show Kordian prisoners near Corva.",
        "channel > video | claiming | shows none footage | Kordian prisoners near Corva",
    ),
    (
        "A blogger posted geolocated footage on May 3 showing troops near Corva.",
        "blogger > geolocated footage | showing | shows none geolocated | troops near Corva",
    ),
    (
        "The depot burned, according to satellite imagery.",
        "satellite imagery | according to | shows none satellite | The depot burned",
    ),
    # the author itself
    ("The Desk assesses that the army will leave.", "| assesses | assesses own | the army will leave"),
    ("As the Desk previously reported, the army left Corva.", "| reported | states own | the army left Corva"),
    ("The army will leave Corva, as the Desk has assessed.", "| assessed | assesses own | The army will leave Corva"),
    ("Such raids indicate that the army is weak.", "| indicate | assesses own | the army is weak"),
    (
        "The mayor said that Corva held, indicating that the raid failed.",
        "mayor | said | states none | Corva held",
        "| indicating | assesses own | the raid failed",
    ),
    ("The Desk will continue to watch the border.",),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_who_says_it(case):
    text, *expected = case
    assert lines(text) == expected


def test_an_open_question_is_two_claims():
    assert lines("The bloggers disagreed on whether the brigade fled or the brigade regrouped.") == [
        "bloggers | disagreed | claims none | the brigade fled",
        "bloggers | disagreed | claims none | the brigade regrouped",
    ]


def test_the_speaker_keeps_its_own_words_when_it_comes_again():
    text = "A blogger claimed that Corva fell. The blogger also claimed that Tarn fell."
    assert [row.split(" | ")[0] for row in lines(text)] == ["blogger", "blogger"]

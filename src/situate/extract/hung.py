"""What is hung on a clause, told as a claim of its own: "a step that delays the raid", "two dead"."""

from situate.extract.clauses import Clause
from situate.extract.drafts import Speech
from situate.extract.edges import finite_in
from situate.extract.fold import Fold
from situate.extract.phrases import noun_phrase, offsets
from situate.extract.tokens import RELATIVE, THAT


def told_apposed(f: Fold, c: Clause, following: Clause | None) -> None:
    """What a clause amounts to is the author's word, or that of whom the apposition names."""
    s, group = f.s, c.group
    that = next((k for k in range(c.start, c.end) if s.tags[k] & (THAT | RELATIVE)), -1)
    if group is None or that < 0:
        return
    subject = noun_phrase(s, that + 1, group.start) if group.start > that + 1 else None
    verb = f.a.sayings.verbs.get(f.base(group.head))
    if f.is_self(subject):
        if not group.negated:
            f.note(c.start, c.end, group, None).rules.append("apposed")
        return  # "a figure that we cannot confirm"
    if subject is None and f.base(group.head) in f.a.sayings.inference and group.end < c.end:
        speech = Speech("assesses", (group.head, group.head + 1))  # "a shift which suggests a long war"
        speech.own, speech.attribution = True, (c.start, group.end)
        speech.rules.append("inference")
        f.note(group.end + bool(s.tags[group.end] & THAT), c.end, None, speech).rules.append("apposed")
        return
    if subject is None or verb is None or group.passive:
        f.note(c.start, c.end, group, None).rules.append("apposed")
        return
    speech = Speech(verb.stance, (group.head, group.head + 1))
    speech.speakers.append(offsets(s, subject))
    speech.attribution = (c.start, group.end)
    inner = finite_in(s, group.end, c.end)
    start = group.end if inner is not None and inner.start == group.end else c.start
    draft = f.note(start, c.end, inner if start > c.start else group, speech)
    draft.rules.append("apposed")


def told_tally(f: Fold, c: Clause, following: Clause | None) -> None:
    """Counted losses are told by whoever tells of the clause before them."""
    f.note(c.start, c.end, None, f.speech if not f.closed else None).rules.append("tally")

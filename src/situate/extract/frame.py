"""What the attribution grammar finds out about one proposition, before its content is described."""

import msgspec

from situate.model import Quote
from situate.vocab import AuthorView, Evidence, Stance


class Frame(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One proposition: its words, who put it forward and how. All offsets are into the document's text.

    `sentence` spans the sentence it stands in. `subject` is the noun phrase that the content's first
    verb has for a subject; it lies outside `content` where coordination shares it. `attribution` spans
    the words of the sentence that tell who said it and when; dates in it are dates of speech.
    `rules` names the grammar rules that made it, in the order they fired.
    """

    content: Quote
    sentence: tuple[int, int]
    speakers: tuple[Quote, ...] = ()
    cue: Quote | None = None
    stance: Stance = "asserts"
    likelihood: Quote | None = None
    evidence: Evidence = "none"
    author_view: AuthorView = "own"
    negated: bool = False
    subject: Quote | None = None
    attribution: tuple[tuple[int, int], ...] = ()
    rules: tuple[str, ...] = ()

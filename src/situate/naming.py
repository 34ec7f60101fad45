"""The ids of documents: another text under an id that is taken is another version, and gets an id of its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from situate.model import Document
from situate.store.rows import text_digest


def names_of(
    documents: Sequence[Document], there: dict[str, str], held: Callable[[Iterable[str]], Mapping[str, str]]
) -> list[tuple[str, bool]]:
    """The id of each document, and whether it is new, rather than there already, word for word.

    `there` maps ids given so far to the digests of their texts and grows; `held` looks further ids up. A text under
    an id that another text has is another version: it gets the id with `@` and the first eight digits of its hash,
    and neither replaces the other.
    """
    digests = [text_digest(document.text) for document in documents]
    versions = [f"{document.id}@{digest[:8]}" for document, digest in zip(documents, digests, strict=True)]
    asked = [name for name in (*(document.id for document in documents), *versions) if name not in there]
    there.update(held(asked))
    names: list[tuple[str, bool]] = []
    for document, digest, version in zip(documents, digests, versions, strict=True):
        name = document.id if there.get(document.id, digest) == digest else version
        names.append((name, name not in there))
        there.setdefault(name, digest)
    return names

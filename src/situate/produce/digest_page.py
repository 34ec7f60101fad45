"""The digest to send and to post: HTML whose styles stand in its tags, Markdown, plain text, and an e-mail of the two.

The templates are package data, read once as this module loads; after that rendering is pure. Nothing is fetched by a
reader's program: there is no picture, no script, and no address but those of the documents.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from textwrap import fill
from typing import Final

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined

from situate.produce.digest import Digest, Link
from situate.produce.shown import day_text, md, md_url, one_line, safe_url

# What mail programs show whole without wrapping it anew.
_COLUMNS: Final = 76
# RFC 2606 keeps this name from ever being a host.
_NOWHERE: Final = "situate.invalid"


def _also(links: Iterable[Link]) -> str:
    """Who else carries a story, in words."""
    return ", ".join(f"{one.publisher} ({'; '.join([day_text(one.day), *_brief(one)])})" for one in links)


def _brief(link: Link) -> list[str]:
    """What became of a document that carries a story too."""
    return [one.brief for one in link.became]


def _wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    """Plain text in lines of mail; an address is never broken."""
    return fill(
        one_line(text), _COLUMNS, initial_indent=indent if first is None else first, subsequent_indent=indent,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


_LOADER: Final = PackageLoader("situate.produce")
_HTML: Final = Environment(
    loader=_LOADER, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_HTML.filters.update(plain=one_line, url=safe_url, day=day_text, also=_also, brief=_brief)
# Markdown and plain text have escapes of their own: every value passes one of their filters.
_TEXT: Final = Environment(
    loader=_LOADER, autoescape=False, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_TEXT.filters.update(
    md=md, md_url=md_url, plain=one_line, url=safe_url, day=day_text, also=_also, brief=_brief, wrap=_wrapped
)
_PAGE: Final = _HTML.get_template("digest.html")
_SHEET: Final = _TEXT.get_template("digest.md")
_MAIL: Final = _TEXT.get_template("digest.txt")


def digest_html(digest: Digest) -> str:
    """The digest as a page that mail programs show as browsers do."""
    return _PAGE.render(d=digest)


def digest_markdown(digest: Digest) -> str:
    """The digest in Markdown."""
    return _SHEET.render(d=digest)


def digest_text(digest: Digest) -> str:
    """The digest in plain text, for mail programs that show no HTML."""
    return _MAIL.render(d=digest)


def digest_json(digest: Digest) -> bytes:
    """The digest as JSON, indented, with a line end."""
    return msgspec.json.format(msgspec.json.encode(digest), indent=2) + b"\n"


def digest_mail(digest: Digest, *, sender: str = "", to: str = "") -> bytes:
    """The digest as an e-mail (RFC 5322), plain text and HTML; unsent, so that a mail program opens it to be sent.

    `sender` and `to` are left out where empty. The same digest gives the same bytes: its date is the last day, or the
    day by which it is known if that is later, at noon UTC; its parts are parted by a hash of what they hold.
    """
    text, page = digest_text(digest), digest_html(digest)
    name = sha256(f"{text}\0{page}".encode()).hexdigest()[:24]
    noon = datetime.combine(max(digest.until, digest.known), time(12), tzinfo=UTC)
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = one_line(digest.title)
    if sender:
        mail["From"] = one_line(sender)
    if to:
        mail["To"] = one_line(to)
    mail["Date"] = format_datetime(noon)
    mail["Message-ID"] = f"<{name}@{_NOWHERE}>"
    mail["X-Unsent"] = "1"
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(page, subtype="html", cte="quoted-printable")
    mail.set_boundary(f"=_{name}")
    return mail.as_bytes()

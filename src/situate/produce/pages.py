"""What every page of its own is made with: the templates, their filters, and the look that the ledgers share."""

from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from situate.produce.shown import day_text, plain

# Told apart in every common form of colour blindness (Okabe and Ito 2008), the darker ones of their eight.
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#8f4a76", "#7a6a00", "#3d5a73")
PAGES: Final = Environment(
    loader=PackageLoader("situate.produce"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
    lstrip_blocks=True,
)  # fmt: skip
PAGES.filters.update(plain=plain, day=day_text)


def style(name: str) -> Markup:
    """A style sheet or script of our own, by its file's name, as it goes into a page."""
    return Markup(PAGES.get_template(name).render())


LEDGERS: Final = style("ledgers.css")

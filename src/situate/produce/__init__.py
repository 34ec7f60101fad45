"""From judged claims to the daily assessment: sentences, gate, notes, map, and the pages it is printed on."""

from situate.produce.assessment import Assessment
from situate.produce.desk import Cited, Desk, cited
from situate.produce.render import html, markdown, to_json
from situate.produce.writer import write

__all__ = ["Assessment", "Cited", "Desk", "cited", "html", "markdown", "to_json", "write"]

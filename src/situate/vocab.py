"""The closed vocabularies of the records, as `gold/GUIDE.md` of the design defines them."""

from typing import Final, Literal, get_args

PassageKind = Literal[
    "title", "dateline", "byline", "topline", "takeaway", "heading", "body", "boilerplate", "rubric", "note", "post"
]
Stance = Literal["states", "claims", "denies", "relays", "assesses", "shows", "asserts", "directs"]
Evidence = Literal["geolocated", "footage", "satellite", "document", "data", "testimony", "none"]
AuthorView = Literal["none", "supports", "doubts", "unverified", "refutes", "own"]
Role = Literal["at", "toward", "from", "between", "object", "context"]
DateOf = Literal["event", "speech"]
Event = Literal[
    "assault", "repelled", "advance", "capture", "hold", "withdrawal", "clash", "raid",
    "strike", "shelling", "interdiction", "air_defence", "partisan",
    "deployment", "losses", "mobilization", "training", "logistics",
    "appointment", "dismissal", "reorganization",
    "aid", "production",
    "decree", "administration", "repression", "deportation",
    "displacement", "harm",
    "narrative", "diplomacy", "capability", "other",
]  # fmt: skip
SourceKind = Literal[
    "official", "military", "proxy", "occupation", "agency", "media", "channel", "ngo", "think_tank",
    "intergovernmental", "imagery", "class", "unnamed",
]  # fmt: skip

STANCES: Final = frozenset(get_args(Stance))
EVIDENCE: Final = frozenset(get_args(Evidence))
AUTHOR_VIEWS: Final = frozenset(get_args(AuthorView))
ROLES: Final = frozenset(get_args(Role))
EVENTS: Final = frozenset(get_args(Event))
# Passages in which propositions are put forward; the other kinds are furniture.
SPEAKING: Final[frozenset[PassageKind]] = frozenset({"topline", "takeaway", "body", "post"})
# The unit of a quantity that says how old somebody is: it counts nothing.
AGE: Final = "age"

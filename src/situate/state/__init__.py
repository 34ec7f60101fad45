"""State: control of settlements, each row with the day it was so and the day it was known."""

from situate.state.control import as_of, control
from situate.state.transitions import EVIDENCE

__all__ = ["EVIDENCE", "as_of", "control"]

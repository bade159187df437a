"""What may happen to an application, in which state, on what ground; and where a case stands, as a fold over its acts.

`Case.of(acts, settings).as_of(effective, known=day)` answers for any day as it was known on any day. The table of acts is
data (`acts.toml`); documentation, diagram and permission matrix are made from it.
"""

from mingbai.lifecycle.act import Act, act
from mingbai.lifecycle.case import Case
from mingbai.lifecycle.counting import Counting, counting
from mingbai.lifecycle.openings import openings
from mingbai.lifecycle.settings import Settings
from mingbai.lifecycle.spells import Spell, spells
from mingbai.lifecycle.standing import Consultation, Refusal, Standing
from mingbai.lifecycle.table import STATES, Entry, Kind, State, acts

__all__ = [
    "STATES",
    "Act",
    "Case",
    "Consultation",
    "Counting",
    "Entry",
    "Kind",
    "Refusal",
    "Settings",
    "Spell",
    "Standing",
    "State",
    "act",
    "acts",
    "counting",
    "openings",
    "spells",
]

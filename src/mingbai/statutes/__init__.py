"""What the law says, as dated data: instruments, and periods, amounts and choices with the day from which each holds.

`shipped()` is the law that comes with Mingbai. Code asks it for the version in force on a day; every answer carries its
ground. What the law leaves open, or what has not been compared with the issuing office's own text, is marked 依据待核.
"""

from mingbai.statutes.files import packaged
from mingbai.statutes.ground import CONFIRMED, UNCONFIRMED, Ground, Instrument, together
from mingbai.statutes.law import Law, shipped
from mingbai.statutes.parameter import Parameter, Value, Version

__all__ = [
    "CONFIRMED",
    "UNCONFIRMED",
    "Ground",
    "Instrument",
    "Law",
    "Parameter",
    "Value",
    "Version",
    "packaged",
    "shipped",
    "together",
]

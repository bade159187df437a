"""The law as the installation has decided it where it leaves a choice."""

from mingbai.lifecycle import Settings
from mingbai.statutes import Law

__all__ = ["law"]


def law() -> Law:
    """Return the law by which the day of receipt is judged."""
    return Settings.shipped().law

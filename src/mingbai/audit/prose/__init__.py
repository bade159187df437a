"""Checks of the prose: against the tables, against itself, and part against total."""

from mingbai.audit.check import Check
from mingbai.audit.prose.absolute import absolute, statement
from mingbai.audit.prose.parts import parts
from mingbai.audit.prose.rates import percentage
from mingbai.audit.prose.repeat import repeat
from mingbai.audit.prose.table import table
from mingbai.audit.prose.yearly import average, growth

__all__ = ["PROSE"]

PROSE: tuple[Check, ...] = (table, parts, repeat, percentage, average, growth, absolute, statement)
"""The checks of the prose, in the order of the contract."""

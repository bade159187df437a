"""When something falls due, why on that day, and on what ground: limits that run once, and the clock of a reply.

A `Limit` is one period from one day. A `Clock` is the period to reply, which extensions lengthen, consultations pause and
amendments and payments begin anew. Both say their day, whether it is firm, and, when asked, every step of the counting.
"""

from mingbai.deadlines.clock import Clock, Pause, due
from mingbai.deadlines.limits import Limit, Moment, falls_due, falls_due_at, limits, report_due
from mingbai.deadlines.receipt import CHANNELS, Receipt, receipt
from mingbai.deadlines.reply import Reply, Waited, fallen_away
from mingbai.deadlines.steps import Kind, Step

__all__ = [
    "CHANNELS",
    "Clock",
    "Kind",
    "Limit",
    "Moment",
    "Pause",
    "Receipt",
    "Reply",
    "Step",
    "Waited",
    "due",
    "fallen_away",
    "falls_due",
    "falls_due_at",
    "limits",
    "receipt",
    "report_due",
]

"""Every check there is, in the order of the form: an explicit list, which a test holds to be complete."""

from mingbai.audit import across, content, form, metadata, proactive, tables, wording
from mingbai.audit.across import AcrossCheck
from mingbai.audit.check import Check, Target
from mingbai.audit.prose import PROSE

__all__ = ["ACROSS", "CHECKS", "every"]

CHECKS: tuple[Check, ...] = (
    form.edition,
    form.chapters,
    form.period,
    form.deadline,
    proactive.powers,
    proactive.stock_flow,
    proactive.unit,
    tables.row_total,
    tables.handled,
    tables.balance,
    tables.integer,
    tables.remedies_total,
    tables.cases_but_no_applications,
    tables.indicators_total,
    *PROSE,
    metadata.document_number,
    metadata.index_number,
    metadata.dates,
    content.injected,
    content.body_name,
    content.personal_data,
    wording.wording,
    wording.script,
    wording.stale_year,
)

ACROSS: tuple[AcrossCheck, ...] = (
    across.carry_over,
    across.stock_flow,
    across.jump,
    across.look_alike,
    across.roll_up,
    across.missing,
)


def every() -> tuple[Target, ...]:
    """Return all checks, those on one report before those across reports."""
    return (*CHECKS, *ACROSS)

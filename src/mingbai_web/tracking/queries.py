"""Looking up by number and code, and what is then shown. Reads the projection and what was submitted; no case table."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mingbai_web.intake import queries as intake
from mingbai_web.intake.codes import same_code
from mingbai_web.tracking.following import Following, following_of
from mingbai_web.tracking.models import PublicCase, PublicStep

__all__ = ["Shown", "has_letter", "proof", "proved", "shown"]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a number leads to: the applications, none before they are registered; when it was submitted, where it was online."""

    number: str
    body: UUID
    submitted_at: datetime | None
    cases: tuple[Following, ...]


def proof(number: str) -> str | None:
    """Return by what the code of *number* is proved, None where there is no such number.

    Both tables are asked whatever the first says, so that the answer takes as long for a number that is none.
    """
    case = PublicCase.objects.filter(number=number).values_list("code_hash", flat=True).first()
    sent = intake.sent(number)
    if case is not None:
        return case
    return sent.code_hash if sent is not None else None


def proved(number: str, code: str) -> bool:
    """Return whether *code* is that of *number*; what is wrong, number or code, cannot be told from how long it takes."""
    return same_code(number, code, proof(number))


def shown(number: str) -> Shown | None:
    """Return what *number* leads to, for who has proved its code."""
    cases = list(PublicCase.objects.filter(number=number).order_by("reference"))
    steps: dict[UUID, list[PublicStep]] = {}
    for step in PublicStep.objects.filter(number=number).order_by("ordinal"):
        steps.setdefault(step.subject, []).append(step)
    sent = intake.sent(number)
    if not cases and sent is None:
        return None
    return Shown(
        number,
        cases[0].body if cases else sent.body,  # type: ignore[union-attr]
        sent.submitted_at if sent is not None else None,
        tuple(following_of(case, steps.get(case.subject, ())) for case in cases),
    )


def has_letter(number: str, file: UUID) -> str | None:
    """Return what the letter *file* of *number* is called, None where it is none of its letters."""
    return PublicStep.objects.filter(number=number, letter=file).values_list("letter_name", flat=True).first()

"""Seats and parties of the fictional 清河区 for the tests of personal data."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.parties import services
from mingbai_web.parties.details import Details

__all__ = ["BODY", "NOW", "OTHER_BODY", "details", "seat", "taken"]

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
BODY, OTHER_BODY = uuid4(), uuid4()


def seat(role: Role = Role.REGISTRAR, *bodies: UUID) -> Viewer:
    """Return somebody in a seat of *role* for the district, or for *bodies*."""
    return Viewer("liming", "李明", uuid4(), role, bodies or (BODY,))


def details(**given: Any) -> Details:
    """Return what a fictional applicant gave."""
    known = {"name": "王小满", "identity": "resident", "number": "110000199003070132", "phone": "13800001234"}
    known |= {"email": "xiaoman@example.cn", "address": "清河区临水路8号", "post_code": "100000"}
    return Details(**{**known, **given})


def taken(by: Viewer | None = None, *, kind: str = "natural_person", **given: Any) -> UUID:
    """Take a fictional applicant and return its id."""
    return services.take(details=details(**given), kind=kind, by=by or seat(), now=NOW)

"""The pages of settings, for the walk through every page: bodies, rules, calendars."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from mingbai.audit.levels import Level
from mingbai_web.accounts.roles import Role
from mingbai_web.orgs import services
from tests.browser.places import Place, Prepared, signed_in
from tests.web import desks
from tests.web.orgs.test_bodies import GUIDE, START
from tests.web.seats import viewer

__all__ = ["PAGES"]

ROOT = "/office/settings/"
ADMIN = viewer(Role.SYSTEM_ADMIN)


def _district() -> UUID:
    """Make a district with bodies under it, one of which has ended; return the district."""
    now = timezone.now()
    given = {"effective": START, "by": ADMIN, "now": now}
    upper = services.make_body(name="清河区人民政府", level=Level.COUNTY, mark="清府", **given)  # type: ignore[arg-type]
    for name in ("清河区教育局", "清河区卫生健康局", "清河区文化和旅游局", "清河区旅游局"):
        last = services.make_body(name=name, level=Level.DEPARTMENT, reports_to=upper, **given)  # type: ignore[arg-type]
    services.make_unit(name="办公室", serves=[upper], **given)  # type: ignore[arg-type]
    services.make_unit(name="档案室", serves=[upper], has_accounts=False, **given)  # type: ignore[arg-type]
    services.set_guide(body=upper, guide=GUIDE, **given)  # type: ignore[arg-type]
    services.merge(body=last, into=upper, effective=START + timedelta(30), by=ADMIN, now=now)
    return upper


def _as(role: Role, path: str, *, district: bool = True) -> Prepared:
    body = _district() if district else None
    client = desks.signed_in(role, *([body] if body else []))
    return Prepared(ROOT + path.replace("BODY", str(body)), signed_in(client))


PAGES = (
    Place("the settings", prepare=lambda: _as(Role.SYSTEM_ADMIN, "")),
    Place("the bodies", prepare=lambda: _as(Role.SYSTEM_ADMIN, "bodies/")),
    Place(
        "the bodies of a new installation", prepare=lambda: _as(Role.SYSTEM_ADMIN, "bodies/", district=False)
    ),
    Place("a new body", prepare=lambda: _as(Role.SYSTEM_ADMIN, "bodies/new/")),
    Place("a body", prepare=lambda: _as(Role.SYSTEM_ADMIN, "bodies/BODY/")),
    Place("splitting a body", prepare=lambda: _as(Role.SYSTEM_ADMIN, "bodies/BODY/split/")),
    Place("the guide of a body", prepare=lambda: _as(Role.SYSTEM_ADMIN, "bodies/BODY/guide/")),
    Place("what the law leaves open", prepare=lambda: _as(Role.WORKING_BODY_HEAD, "rules/")),
    Place("choosing a rule", prepare=lambda: _as(Role.WORKING_BODY_HEAD, "rules/receipt_online/")),
    Place("the calendars", prepare=lambda: _as(Role.SYSTEM_ADMIN, "calendars/")),
    Place("loading a notice", prepare=lambda: _as(Role.SYSTEM_ADMIN, "calendars/load/")),
)

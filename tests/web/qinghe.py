"""A fictional district that can be applied to."""

from datetime import UTC, date, datetime
from uuid import UUID

from mingbai.audit.levels import Level
from mingbai_web.accounts import services as accounts
from mingbai_web.accounts.roles import Role
from mingbai_web.orgs import services
from tests.web.seats import viewer

__all__ = ["founded"]


def founded() -> UUID:
    """Make the government of the district with its guide, and a department without one; return the government."""
    by, now, since = viewer(Role.SYSTEM_ADMIN), datetime(2026, 1, 1, 1, tzinfo=UTC), date(2026, 1, 1)
    body = services.make_body(
        name="清河区人民政府", level=Level.COUNTY, mark="清府", order=1, effective=since, by=by, now=now
    )
    services.make_body(
        name="清河区卫生健康局", level=Level.DEPARTMENT, reports_to=body, effective=since, by=by, now=now
    )
    services.set_guide(
        body=body,
        guide={
            "working_body": "清河区人民政府办公室",
            "address": "清河区中心路1号",
            "hours": "工作日9:00—17:00",
            "telephone": "000-0000001",
            "obtaining": "在政务服务中心、档案馆、图书馆查阅",
        },
        effective=since,
        by=by,
        now=now,
    )
    accounts.make_seat(
        name="收件岗", role=Role.REGISTRAR, bodies=[body], by=accounts.SYSTEM, now=now, today=since
    )
    return body

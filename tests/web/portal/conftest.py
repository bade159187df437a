"""A fictional district to apply to."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from mingbai.audit.levels import Level
from mingbai_web.accounts.roles import Role
from mingbai_web.orgs import services
from tests.web.seats import viewer


@pytest.fixture
def qinghe(db: None) -> UUID:
    """The government of the district, with its guide."""
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
        },
        effective=since,
        by=by,
        now=now,
    )
    return body

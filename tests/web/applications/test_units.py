"""Units without accounts: a printed slip with its due day goes out, what it says comes back on their behalf, with its scan."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mingbai_web.accounts.roles import Role
from mingbai_web.applications import services
from mingbai_web.applications.services import NotReturned
from mingbai_web.duties.models import Duty
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.models import Entry
from mingbai_web.orgs import services as orgs
from tests.web.applications.desk import BEFORE, Desk
from tests.web.desks import posted
from tests.web.files import making as files
from tests.web.parties.making import taken
from tests.web.seats import viewer

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def desk() -> Desk:
    return Desk.opened()


@pytest.fixture
def unit(desk: Desk) -> UUID:
    return unit_of(desk, "档案室")


def unit_of(desk: Desk, name: str, *, has_accounts: bool = False) -> UUID:
    keeper = viewer(Role.SYSTEM_ADMIN)
    return orgs.make_unit(
        name=name, serves=[desk.body], effective=BEFORE, by=keeper, now=timezone.now(), has_accounts=has_accounts
    )  # fmt: skip


def sent(desk: Desk, unit: UUID, case: UUID | None = None) -> UUID:
    case = case or desk.received(TODAY(), now=timezone.now(), party=party(desk))
    services.send_task(
        application=case, unit=unit, what="请查2019年的会议纪要", due=TODAY() + timedelta(days=5),
        by=desk.viewer(Role.REGISTRAR), seen=desk.head(case), now=timezone.now()
    )  # fmt: skip
    return case


def party(desk: Desk) -> UUID:
    return taken(desk.viewer(Role.REGISTRAR))


def returned(desk: Desk, case: UUID, unit: UUID, **given: Any) -> Entry:
    given.setdefault("seen", desk.head(case))
    return services.return_task(
        application=case, unit=unit, says="没有相关信息", by=desk.viewer(Role.REGISTRAR), now=timezone.now(), **given
    )  # fmt: skip


def test_what_was_sent_to_a_unit_is_asked_of_it_until_its_slip_is_back(desk: Desk, unit: UUID) -> None:
    case = sent(desk, unit)
    task = Duty.objects.get(about=case, kind="application.task")
    assert (task.unit, task.due) == (unit, TODAY() + timedelta(days=5))
    returned(desk, case, unit, files=(uuid4(),))
    assert not Duty.objects.filter(about=case, kind="application.task").exists()
    last = ledger.head("application", case)
    assert last is not None
    assert (last.on_behalf_of, last.source) == (f"unit:{unit}", "paper")


def test_a_slip_comes_back_with_its_scan_or_not_at_all(desk: Desk, unit: UUID) -> None:
    case = sent(desk, unit)
    with pytest.raises(NotReturned, match="扫描件"):
        returned(desk, case, unit)
    online = unit_of(desk, "信息科", has_accounts=True)
    sent(desk, online, case)
    last = returned(desk, case, online)
    assert last.source == "screen"


@pytest.mark.parametrize("days", [-1, 1])
def test_nothing_comes_back_before_it_was_sent_or_tomorrow(desk: Desk, unit: UUID, days: int) -> None:
    case = sent(desk, unit)
    with pytest.raises(NotReturned, match="返回日期"):
        returned(desk, case, unit, files=(uuid4(),), returned_on=TODAY() + timedelta(days=days))


def test_what_was_not_sent_does_not_come_back_nor_twice(desk: Desk, unit: UUID) -> None:
    case, other = sent(desk, unit), unit_of(desk, "法规科")
    with pytest.raises(NotReturned, match="没有转给"):
        returned(desk, case, other, files=(uuid4(),))
    head, scan = desk.head(case), uuid4()
    for _ in range(2):
        returned(desk, case, unit, files=(scan,), key="a" * 32, seen=head)
    assert Entry.objects.filter(subject_id=case, kind="task_returned").count() == 1
    with pytest.raises(NotReturned, match="已经返回"):
        returned(desk, case, unit, files=(uuid4(),))


def test_the_slip_is_printed_and_its_scan_comes_back_by_page_with_the_return(desk: Desk, unit: UUID) -> None:
    case, clerk = desk.received(TODAY(), now=timezone.now(), party=party(desk)), desk.client(Role.REGISTRAR)
    until = (TODAY() + timedelta(days=5)).isoformat()
    posted(
        clerk, f"/office/cases/{case}/send-task/", {"unit": str(unit), "what": "请查会议纪要", "due": until}
    )
    slip = clerk.get(f"/office/cases/{case}/print/transfer_slip.pdf")
    assert slip.status_code == 200
    assert slip.content.startswith(b"%PDF")
    address = f"/office/cases/{case}/return-task/"
    page = clerk.get(address)
    form = page.context["form"]
    assert [name for _, name in form.fields["unit"].choices] == ["档案室"], "only what is out comes back"
    data = {name: form[name].value() for name in ("seen", "key")}
    data |= {
        "unit": str(unit),
        "says": "没有相关信息",
        "signed_by": "某某",
        "returned_on": TODAY().isoformat(),
    }
    assert clerk.post(address, data).status_code == 422
    scan = SimpleUploadedFile("返回单.pdf", files.pdf("返回单"), content_type="application/pdf")
    assert clerk.post(address, {**data, "scan": scan}).status_code == 302
    shown = clerk.get(f"/office/cases/{case}/")
    (kept,) = shown.context["files"]
    assert clerk.get(f"/office/files/{kept.id}/").status_code == 200
    last = ledger.head("application", case)
    assert last is not None
    assert last.read()["files"] == (str(kept.id),)
    assert (last.happened, last.on_behalf_of) == (TODAY(), f"unit:{unit}")

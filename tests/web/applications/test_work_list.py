"""The work list: the most pressing first, the four numbers of the day, constant queries, and nobody sees what is not theirs."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingbai.lifecycle import Kind, act
from mingbai_web.accounts.permissions import Forbidden
from mingbai_web.accounts.roles import Role
from mingbai_web.applications import queries, services
from mingbai_web.applications.consequences import consequence
from mingbai_web.applications.queries import Bucket, NotSeen, sheet, today_line, work_list
from mingbai_web.duties.models import Duty
from mingbai_web.ledger import queries as ledger
from mingbai_web.look.parts import TodayLine
from tests.web.applications.office import Office, at

pytestmark = pytest.mark.django_db

TODAY = date(2025, 10, 20)
DUE = {Bucket.OVERDUE: date(2025, 9, 1), Bucket.TODAY: date(2025, 9, 16), Bucket.SOON: date(2025, 9, 17)}


@pytest.fixture
def office() -> Office:
    return Office.made()


@pytest.fixture
def busy(office: Office) -> dict[Bucket, object]:
    """One application in each bucket on *TODAY*."""
    made: dict[Bucket, object] = {bucket: office.received(day) for bucket, day in DUE.items()}
    made[Bucket.LATER] = office.received(date(2025, 10, 17))
    made[Bucket.WAITING] = waiting = office.received(date(2025, 10, 10))
    office.step(waiting, Kind.AMENDMENT_ASKED, date(2025, 10, 13))
    made[Bucket.ENDED] = ended = office.received(date(2025, 9, 2))
    office.step(ended, Kind.WITHDRAWN, date(2025, 9, 3))
    return made


def test_each_application_stands_in_the_bucket_of_its_day(office: Office, busy: dict[Bucket, object]) -> None:
    by = office.viewer(Role.CASE_OFFICER)
    for bucket, subject in busy.items():
        found = work_list(viewer=by, today=TODAY, bucket=bucket)
        assert [(row.subject, row.bucket) for row in found] == [(subject, bucket)]
    assert today_line(viewer=by, today=TODAY) == TodayLine(today=1, soon=1, overdue=1, waiting=1)


def test_a_row_counts_the_working_days_that_are_left(office: Office) -> None:
    case = office.received(date(2025, 9, 16))
    (row,) = work_list(viewer=office.viewer(Role.CASE_OFFICER), today=date(2025, 9, 29))
    assert (row.subject, row.due, row.left) == (case, date(2025, 10, 20), 10)


@pytest.mark.parametrize(("day", "gone"), [(23, -3), (26, -4), (25, -4), (18, 1)])
def test_a_row_counts_the_working_days_that_have_gone_since_its_day(
    office: Office, day: int, gone: int
) -> None:
    office.received(date(2025, 9, 16))  # due on Monday, 20 October
    by = office.viewer(Role.CASE_OFFICER)
    assert [row.left for row in work_list(viewer=by, today=date(2025, 10, day))] == [gone]


def test_what_is_to_be_confirmed_or_came_in_is_among_what_is_to_be_done_today_and_in_no_other_number(
    office: Office, busy: dict[Bucket, object]
) -> None:
    by, monday = office.viewer(Role.CASE_OFFICER), date(2025, 10, 20)
    unconfirmed = office.received(date(2025, 10, 16), channel="online", now=at(date(2025, 10, 16), 10))
    later, soon = busy[Bucket.LATER], busy[Bucket.SOON]
    clerk = office.viewer(Role.REGISTRAR)
    for case in (later, soon, busy[Bucket.OVERDUE]):
        item = services.log_item(
            body=office.body, carrier="mail", arrived_at=at(monday), by=clerk, now=at(monday, 10)
        )
        head = ledger.entries("item", item.id)[-1].digest
        services.join_item(
            item=item.id, application=case, what="other", by=clerk, seen=head, now=at(monday, 11)
        )  # type: ignore[arg-type]
    found = {row.subject: row.asks for row in work_list(viewer=by, today=monday, bucket=Bucket.TODAY)}
    assert found == {busy[Bucket.TODAY]: "", unconfirmed: "confirm", later: "joined", soon: "joined"}
    assert today_line(viewer=by, today=monday) == TodayLine(today=4, soon=0, overdue=1, waiting=1)
    every = {bucket: work_list(viewer=by, today=monday, bucket=bucket) for bucket in Bucket}
    assert {row.bucket for rows in every.values() for row in rows} == set(every) - {
        bucket for bucket, rows in every.items() if not rows
    }
    assert all(row.bucket is bucket for bucket, rows in every.items() for row in rows)
    assert sum(map(len, every.values())) == len(busy) + 1
    services.note(application=later, text="已归入卷宗", by=by, seen=office.head(later), now=at(monday, 12))  # type: ignore[arg-type]
    assert office.row(later).asks == ""  # type: ignore[arg-type]


def test_the_most_pressing_comes_first(office: Office, busy: dict[Bucket, object]) -> None:
    found = [row.bucket for row in work_list(viewer=office.viewer(Role.CASE_OFFICER), today=TODAY)]
    assert found == [Bucket.OVERDUE, Bucket.TODAY, Bucket.SOON, Bucket.LATER, Bucket.WAITING]


def test_the_list_takes_a_query_its_count_another_and_the_rules_one_however_long_it_is(
    office: Office, busy: dict[Bucket, object]
) -> None:
    by = office.viewer(Role.CASE_OFFICER)
    with CaptureQueriesContext(connection) as asked:
        work_list(viewer=by, today=TODAY)
    with CaptureQueriesContext(connection) as numbers:
        today_line(viewer=by, today=TODAY)
    assert (len(asked), len(numbers)) == (3, 2)


def test_counsel_sees_what_was_assigned_to_it_only(office: Office) -> None:
    case, other = office.received(TODAY), office.received(TODAY)
    counsel = office.viewer(Role.COUNSEL)
    services.assign(
        application=case, unit=uuid4(), seat=counsel.seat, by=office.viewer(Role.REGISTRAR), seen=office.head(case), now=at(TODAY, 12)
    )  # fmt: skip
    assert [row.subject for row in work_list(viewer=counsel, today=TODAY)] == [case]
    assert sheet(application=case, viewer=counsel, today=TODAY).subject == case
    with pytest.raises(NotSeen):
        sheet(application=other, viewer=counsel, today=TODAY)


def test_an_administrator_sees_no_application(office: Office) -> None:
    case = office.received(TODAY)
    with pytest.raises(Forbidden):
        work_list(viewer=office.viewer(Role.SYSTEM_ADMIN), today=TODAY)
    with pytest.raises(Forbidden):
        sheet(application=case, viewer=office.viewer(Role.SYSTEM_ADMIN), today=TODAY)


def test_typing_finds_by_number_and_by_matter(office: Office) -> None:
    office.received(TODAY, matter="预算公开")
    wanted = office.received(TODAY, matter="拆迁补偿方案")
    by = office.viewer(Role.CASE_OFFICER)
    assert [row.subject for row in work_list(viewer=by, today=TODAY, text="补偿")] == [wanted]
    assert [row.subject for row in work_list(viewer=by, today=TODAY, text="〔2025〕2号")] == [wanted]


def test_typing_finds_by_the_unit_that_handles_it(office: Office) -> None:
    office.received(TODAY)
    wanted, unit = office.received(TODAY), uuid4()
    services.assign(
        application=wanted, unit=unit, seat=None, by=office.viewer(Role.REGISTRAR), seen=office.head(wanted), now=at(TODAY, 12)
    )  # fmt: skip
    by = office.viewer(Role.CASE_OFFICER)
    assert [row.subject for row in work_list(viewer=by, today=TODAY, text="规划", named=[unit])] == [wanted]


def test_a_long_list_goes_on_from_page_to_page_and_leaves_nothing_out(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "A_PAGE", 2)
    made = [office.received(TODAY) for _ in range(5)]
    by = office.viewer(Role.CASE_OFFICER)
    pages = [work_list(viewer=by, today=TODAY, page=number) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert pages[0].paginator.count == 5
    assert {row.subject for page in pages for row in page} == set(made)
    assert work_list(viewer=by, today=TODAY, page="none").number == 1
    assert work_list(viewer=by, today=TODAY, page=99).number == 3


def test_a_step_says_what_it_will_change_before_it_is_entered(office: Office) -> None:
    case = office.received(date(2025, 9, 16))
    shown = sheet(application=case, viewer=office.viewer(Role.WORKING_BODY_HEAD), today=TODAY)
    said = consequence(shown.case, act(Kind.EXTENDED, date(2025, 10, 10), days=13, approved_by="某某"))
    assert said.says.zh == (
        "确认后，答复期限由2025年10月20日（周一）变为2025年11月6日（周四）；将用到《延期答复告知书》。"
    )
    assert "第三十三条第二款" in said.ground.words.zh
    refused = consequence(shown.case, act(Kind.EXTENDED, date(2025, 10, 21), days=13, approved_by="某某"))
    assert not refused.allowed
    assert "届满" in refused.says.zh


def test_the_sheet_says_as_of_any_day_what_was_known_then(office: Office) -> None:
    case = office.received(date(2025, 9, 16))
    office.step(case, Kind.WITHDRAWN, date(2025, 9, 20), now=at(date(2025, 10, 9)))
    by = office.viewer(Role.CASE_OFFICER)
    assert sheet(application=case, viewer=by, today=TODAY).standing.ended == date(2025, 9, 20)
    then = sheet(
        application=case, viewer=by, today=TODAY, effective=date(2025, 9, 30), known=date(2025, 9, 30)
    )
    assert then.standing.ended is None
    assert then.next_steps == ()


def test_the_next_steps_are_those_of_the_state_and_of_the_seat(office: Office) -> None:
    case = office.received(TODAY)
    assert (
        Kind.EXTENDED
        in sheet(application=case, viewer=office.viewer(Role.WORKING_BODY_HEAD), today=TODAY).next_steps
    )
    steps = sheet(application=case, viewer=office.viewer(Role.CASE_OFFICER), today=TODAY).next_steps
    assert Kind.EXTENDED not in steps
    assert Kind.AMENDED not in steps
    assert Kind.AMENDMENT_ASKED in steps


def test_a_case_asks_what_its_state_asks(office: Office) -> None:
    def asked(case: UUID) -> list[tuple[str, date | None, bool]]:
        found = Duty.objects.filter(about=case).order_by("kind").values_list("kind", "due", "waits")
        return [(kind.removeprefix("application."), due, waits) for kind, due, waits in found]

    online = office.received(date(2025, 10, 11), channel="online")
    assert asked(online) == [("confirm", date(2025, 10, 11), False)]  # a Saturday that is worked
    case = office.received(date(2025, 9, 16))
    office.step(case, Kind.THIRD_PARTY_CONSULTED, date(2025, 9, 17), party="甲公司")
    assert [kind for kind, _, _ in asked(case)] == ["reply", "view"]
    office.step(case, Kind.THIRD_PARTY_VIEW, date(2025, 9, 24), party="甲公司", view="同意公开")
    office.step(case, Kind.AMENDMENT_ASKED, date(2025, 9, 24))
    assert asked(case) == [("amendment", office.row(case).waits_until, True)]
    office.step(case, Kind.AMENDED, date(2025, 9, 26))
    office.step(case, Kind.DECIDED, date(2025, 10, 15), outcome="granted")
    assert [kind for kind, _, _ in asked(case)] == ["dispatch"]
    office.step(case, Kind.DISPATCHED, date(2025, 10, 16), route="post")
    assert asked(case) == [("proof", None, True)]
    office.step(case, Kind.SERVED, date(2025, 10, 20))
    assert asked(case) == []

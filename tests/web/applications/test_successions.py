"""A body ends: whoever follows it has its open applications, answers them in its own name, and stands for its figures."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from mingbai.audit.levels import Level
from mingbai.lifecycle import Kind
from mingbai_web.accounts import queries as accounts
from mingbai_web.accounts import services as seats
from mingbai_web.accounts.roles import Role
from mingbai_web.annual_report.figures import Period, table
from mingbai_web.applications import incoming, queries
from mingbai_web.applications.services import Request, carry_on, draft_reply, log_item, register, write_step
from mingbai_web.applications.services.items import NotSorted
from mingbai_web.applications.services.steps import NotHere, assign, note
from mingbai_web.applications.services.taking_over import take_over
from mingbai_web.duties.models import Duty
from mingbai_web.files import queries as files
from mingbai_web.files.services import store
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.projections import differences
from mingbai_web.ledger.subjects import Subject
from mingbai_web.ledger.verification import verify
from mingbai_web.orgs import services as orgs
from mingbai_web.papers import enclosing, proof
from mingbai_web.papers import queries as shown
from mingbai_web.papers import services as papers
from mingbai_web.papers.enclosing import Upload
from mingbai_web.papers.letters import Part
from mingbai_web.parties import queries as parties
from tests.web.accounts import office as people
from tests.web.applications.desk import CHAIN, Desk
from tests.web.applications.office import Office, at
from tests.web.files.making import pdf
from tests.web.papers.enclosing import enclosed, files_of
from tests.web.parties.making import taken
from tests.web.seats import viewer

pytestmark = pytest.mark.django_db

START, MARCH, MAY, JUNE = date(2025, 1, 1), date(2026, 3, 2), date(2026, 5, 6), date(2026, 6, 1)
ADMIN = viewer(Role.SYSTEM_ADMIN)
FOUNDED = datetime(2025, 1, 1, 1, tzinfo=UTC)


def office(name: str) -> Office:
    body = orgs.make_body(name=name, level=Level.DEPARTMENT, effective=START, by=ADMIN, now=FOUNDED)
    return Office(body)


def following(office: Office, role: Role, *ended: Office) -> object:
    """Return who sits in a seat of the body that follows, as `viewer_of` gives it."""
    return replace(office.viewer(role), inherited=tuple(each.body for each in ended))


def cell(office: Office, row: str, *, last: date = date(2026, 12, 31), also: tuple[UUID, ...] = ()) -> int:
    compiler = office.viewer(Role.COMPILER)
    period = Period(date(2026, 1, 1), last, date(2026, 12, 31))
    found = table(bodies=[office.body, *also], period=period, viewer=compiler)
    return int(found.value(row, "total") or 0)


def test_the_body_merged_into_has_the_open_cases_at_once_and_the_ended_ones_stay() -> None:
    culture, tourism = office("清河区文化局"), office("清河区旅游局")
    ended, running = tourism.received(MARCH), tourism.received(MARCH)
    tourism.step(ended, Kind.WITHDRAWN, MARCH + timedelta(days=1))
    own = culture.received(MARCH)
    assert tourism.row(running).number == "申〔2026〕2号"
    orgs.merge(body=tourism.body, into=culture.body, effective=MAY, by=ADMIN, now=at(MAY))
    assert tourism.row(ended).body == tourism.body
    row = tourism.row(running)
    assert (row.body, row.origin, row.number, row.seat) == (
        culture.body, tourism.body, "申〔2026〕2号", None
    )  # fmt: skip
    (entry,) = [each for each in ledger.entries("application", running) if each.kind == "taken_over"]
    assert (entry.effective, entry.body, entry.source) == (MAY, str(culture.body), "system")
    head = following(culture, Role.WORKING_BODY_HEAD, tourism)
    listed = {each.subject for each in queries.work_list(viewer=head, today=MAY)}
    assert listed == {own, running}
    note(application=running, text="接办", by=following(culture, Role.CASE_OFFICER, tourism),
         seen=culture.head(running), now=at(MAY, 12))  # fmt: skip
    assert culture.received(MAY)
    assert culture.row(own).number == "申〔2026〕1号"
    assert list(verify()) == []
    assert list(differences()) == []
    assert take_over(at(JUNE)) == 0, "what was taken over once is not taken again"


def test_a_succession_of_a_day_to_come_moves_nothing_before_that_day() -> None:
    culture, tourism = office("清河区文化局"), office("清河区旅游局")
    running = tourism.received(MARCH)
    orgs.merge(body=tourism.body, into=culture.body, effective=MAY, by=ADMIN, now=at(MARCH, 15))
    assert take_over(at(MAY - timedelta(days=1))) == 0
    assert tourism.row(running).body == tourism.body
    assert take_over(at(MAY, 1)) == 1
    assert tourism.row(running).body == culture.body


def test_a_body_abolished_without_a_successor_keeps_what_nobody_took() -> None:
    tourism = office("清河区旅游局")
    running = tourism.received(MARCH)
    orgs.abolish(body=tourism.body, effective=MAY, by=ADMIN, now=at(MAY))
    assert tourism.row(running).body == tourism.body


def test_a_renamed_body_keeps_its_cases_without_an_act() -> None:
    tourism = office("清河区旅游局")
    running = tourism.received(MARCH)
    orgs.rename(body=tourism.body, name="清河区文化和旅游局", effective=MAY, by=ADMIN, now=at(MAY))
    assert tourism.row(running).body == tourism.body
    assert [each.kind for each in ledger.entries("application", running)] == ["registered", "received"]


def test_a_split_gives_cases_to_one_and_figures_to_another() -> None:
    whole, one, other = office("清河区文旅局"), office("清河区文化局"), office("清河区旅游局")
    running, done = whole.received(MARCH), whole.received(MARCH)
    whole.step(done, Kind.WITHDRAWN, MARCH + timedelta(days=1))
    orgs.split(
        body=whole.body, into=[one.body, other.body], cases=one.body, balances=other.body,
        effective=MAY, by=ADMIN, now=at(MAY)
    )  # fmt: skip
    assert whole.row(running).body == one.body
    assert (cell(one, "new"), cell(other, "new"), cell(other, "carried_out")) == (0, 2, 1)


def test_the_figures_of_a_merged_body_stand_in_the_table_of_who_took_its_balances() -> None:
    culture, tourism = office("清河区文化局"), office("清河区旅游局")
    carried = tourism.received(date(2025, 12, 25), now=at(date(2025, 12, 25), 10))
    done, running = tourism.received(MARCH), tourism.received(MARCH)
    tourism.step(done, Kind.WITHDRAWN, MARCH + timedelta(days=1))
    culture.received(MARCH)
    before = date(2026, 4, 30)
    assert (cell(tourism, "new"), cell(tourism, "carried_in"), cell(culture, "new")) == (2, 1, 1)
    orgs.merge(body=tourism.body, into=culture.body, effective=MAY, by=ADMIN, now=at(MAY))
    rows = ("new", "carried_in", "handled", "carried_out")
    assert [cell(culture, row) for row in rows] == [3, 1, 1, 3]
    assert [cell(tourism, row, last=before) for row in rows] == [2, 1, 1, 2], "as it was before the day"
    assert [cell(culture, row, last=before) for row in rows] == [1, 0, 0, 1]
    assert [cell(culture, row, also=(tourism.body,)) for row in rows] == [3, 1, 1, 3], "nothing twice"
    assert {carried, running} == {
        each.subject for each in queries.work_list(viewer=culture.viewer(Role.LEADER), today=MAY)
        if each.number.startswith("申") and culture.row(each.subject).origin == tourism.body
    }  # fmt: skip


def test_a_seat_of_the_body_that_follows_reaches_the_records_of_the_ended_one_from_its_day_on() -> None:
    culture, tourism = office("清河区文化局"), office("清河区旅游局")
    done = tourism.received(MARCH)
    tourism.step(done, Kind.WITHDRAWN, MARCH + timedelta(days=1))
    people.someone("liming")
    seat = people.seat(Role.CASE_OFFICER, "liming", bodies=(culture.body,), today=START)
    orgs.merge(body=tourism.body, into=culture.body, effective=MAY, by=ADMIN, now=at(MARCH, 15))
    before, after = (accounts.viewer_of("liming", seat, day) for day in (MAY - timedelta(days=1), MAY))
    with pytest.raises(NotHere):
        note(application=done, text="查档", by=before, seen=tourism.head(done), now=at(MAY))
    note(application=done, text="查档", by=after, seen=tourism.head(done), now=at(MAY))
    assert after.bodies == (culture.body,)
    assert after.inherited == (tourism.body,)


def test_an_office_that_served_both_goes_on_with_its_cases() -> None:
    culture, tourism = office("清河区文化局"), office("清河区旅游局")
    unit = orgs.make_unit(
        name="联合办公室", serves=[culture.body, tourism.body], effective=START, by=ADMIN, now=FOUNDED
    )
    seat = seats.make_seat(
        name="联合经办", role=Role.CASE_OFFICER, bodies=[culture.body, tourism.body], unit=unit,
        by=seats.SYSTEM, now=FOUNDED, today=START
    )  # fmt: skip
    running = tourism.received(MARCH)
    assign(application=running, unit=unit, seat=seat, by=tourism.viewer(Role.WORKING_BODY_HEAD),
           seen=tourism.head(running), now=at(MARCH, 12))  # fmt: skip
    orgs.merge(body=tourism.body, into=culture.body, effective=MAY, by=ADMIN, now=at(MAY))
    row = tourism.row(running)
    assert (row.body, row.unit, row.seat) == (culture.body, unit, seat)


def test_powers_that_moved_take_along_the_cases_that_an_officer_hands_over() -> None:
    culture, tourism = office("清河区文化局"), office("清河区旅游局")
    other, moved = tourism.received(MARCH), tourism.received(MARCH, matter="导游证核发")
    orgs.move_powers(
        body=tourism.body, to=culture.body, matter="导游管理", effective=MAY, by=ADMIN, now=at(MAY)
    )
    assert tourism.row(moved).body == tourism.body, (
        "which cases are on the matter nobody but a person can say"
    )
    tourism.step(moved, Kind.TAKEN_OVER, MAY, organ="清河区文化局")
    assert (tourism.row(moved).body, tourism.row(other).body) == (culture.body, tourism.body)
    assert (cell(culture, "new"), cell(tourism, "new")) == (1, 1)
    assert cell(tourism, "new", last=date(2026, 4, 30)) == 2
    tourism.step(other, Kind.TAKEN_OVER, MAY, organ="清江市文化局")
    assert tourism.row(other).body == tourism.body, "an organ that does not work here"


def test_who_took_a_case_over_knows_its_applicant_and_has_its_files() -> None:
    culture, tourism = office("清河区文化局"), office("清河区旅游局")
    clerk, taker = tourism.viewer(Role.CASE_OFFICER), culture.viewer(Role.CASE_OFFICER)
    one, two = taken(tourism.viewer(Role.REGISTRAR)), taken(tourism.viewer(Role.REGISTRAR))
    moved, stays = tourism.received(MARCH, party=one), tourism.received(MARCH, party=two)
    for case, party in ((moved, one), (stays, two)):
        store(pdf("附件"), purpose="attachment", subject=Subject("application", case), name="附件.pdf", by=clerk,
              now=at(MARCH, 12), party=party, body=tourism.body)  # fmt: skip
    assert set(parties.masked([one, two], taker)) == set()
    orgs.move_powers(
        body=tourism.body, to=culture.body, matter="导游管理", effective=MAY, by=ADMIN, now=at(MAY)
    )
    tourism.step(moved, Kind.TAKEN_OVER, MAY, organ="清河区文化局")
    assert set(parties.masked([one, two], taker)) == {one}
    assert len(files.listed(Subject("application", moved), taker)) == 1
    assert files.listed(Subject("application", stays), taker) == []
    store(pdf("另一件"), purpose="scan", subject=Subject("application", moved), name="扫描.pdf", by=taker,
          now=at(MAY, 12), party=one, body=culture.body)  # fmt: skip
    assert len(files.listed(Subject("application", moved), taker)) == 2
    parties.unmasked(one, taker, "核对地址", at(MAY, 12))
    with pytest.raises(parties.NoParty):
        parties.unmasked(two, taker, "核对地址", at(MAY, 12))


def test_what_came_to_a_body_that_has_ended_since_becomes_an_application_of_the_one_that_follows() -> None:
    culture, tourism = office("清河区文化局"), office("清河区旅游局")
    item = log_item(
        body=tourism.body, carrier="counter", arrived_at=at(MAY - timedelta(days=1)), about="导游名单",
        by=tourism.viewer(Role.REGISTRAR), now=at(MAY - timedelta(days=1), 12)
    )  # fmt: skip
    orgs.merge(body=tourism.body, into=culture.body, effective=MAY, by=ADMIN, now=at(MAY))
    clerk = following(culture, Role.REGISTRAR, tourism)
    assert [each.subject for each in incoming.items_to_sort(viewer=clerk)] == [item.id]
    request = Request(
        party=uuid4(), applicant="natural_person", matter="导游名单", channel="in-person",
        arrived_at=at(MAY - timedelta(days=1))
    )  # fmt: skip
    (made,) = register(
        body=tourism.body, requests=[request], by=clerk, now=at(MAY, 12), item=item.id,
        seen=ledger.head("item", item.id).digest
    )  # fmt: skip
    row = culture.row(made.id)
    assert (row.body, row.origin) == (culture.body, culture.body)
    assert incoming.items_to_sort(viewer=clerk) == []


def test_nobody_logs_what_came_to_a_body_that_the_seat_does_not_serve() -> None:
    culture, tourism = office("清河区文化局"), office("清河区旅游局")
    with pytest.raises(NotSorted, match="不为这个机关"):
        log_item(body=culture.body, carrier="counter", arrived_at=at(MARCH), about="名单",
                 by=tourism.viewer(Role.REGISTRAR), now=at(MARCH, 12))  # fmt: skip


def test_a_body_that_nobody_knows_takes_nothing_over() -> None:
    assert take_over(at(MAY)) == 0
    assert Office(uuid4()).received(MARCH)


def under_the_city(*names: str) -> tuple[Office, ...]:
    """Return offices whose acts are reviewed by the city, as a reply has to say."""
    city = orgs.make_body(name="清江市人民政府", level=Level.CITY, effective=START, by=ADMIN, now=FOUNDED)
    return tuple(
        Office(
            orgs.make_body(
                name=name, level=Level.DEPARTMENT, reports_to=city, effective=START, by=ADMIN, now=FOUNDED
            )
        )
        for name in names
    )


def in_review(tourism: Office, case: UUID) -> UUID:
    """Draft the reply to an application, submit it, and let the department head agree."""
    clerk, head = tourism.viewer(Role.CASE_OFFICER), tourism.viewer(Role.DEPARTMENT_HEAD)
    papers.set_chain(
        body=tourism.body, steps=CHAIN, since=START, by=tourism.viewer(Role.SYSTEM_ADMIN), now=at(START)
    )
    paper = draft_reply(
        application=case, parts=[Part("granted", "导游名单", {"provided": "复制件一份"})], by=clerk,
        seen=tourism.head(case), now=at(MARCH, 12)
    )  # fmt: skip
    papers.submit(paper=paper, by=clerk, seen=head_of(paper), now=at(MARCH, 13))
    papers.sign_step(paper=paper, step=0, by=head, seen=head_of(paper), now=at(MARCH, 14))
    return paper


def head_of(paper: UUID) -> str:
    return ledger.entries("paper", paper)[-1].digest


def test_a_draft_in_review_is_carried_on_in_the_name_of_the_body_that_follows_and_approved_anew() -> None:
    culture, tourism = under_the_city("清河区文化局", "清河区旅游局")
    case = tourism.received(MARCH, party=taken(tourism.viewer(Role.REGISTRAR)))
    old = in_review(tourism, case)
    orgs.merge(
        body=tourism.body, into=culture.body, effective=MARCH + timedelta(7), by=ADMIN, now=at(MARCH, 15)
    )
    day = MARCH + timedelta(7)
    take_over(at(day, 1))
    clerk = following(culture, Role.CASE_OFFICER, tourism)
    before = shown.sheet(old, clerk).letter
    assert before.sender.body == "清河区旅游局"
    for _ in range(2):  # a second posting is the same act
        new = carry_on(
            application=case, paper=old, by=clerk, seen=head_when(case, day), now=at(day), key="once"
        )
    (made, voided) = shown.about(Subject("application", case), clerk)
    assert (made.id, made.state, voided.id, voided.state) == (new, "draft", old, "voided")
    sheet = shown.sheet(new, clerk)
    assert sheet.letter.sender.body == "清河区文化局"
    assert sheet.letter.paragraphs == before.paragraphs
    assert sheet.letter.parts == before.parts
    assert sheet.paper.signatures == ()
    papers.set_chain(
        body=culture.body, steps=CHAIN, since=START, by=culture.viewer(Role.SYSTEM_ADMIN), now=at(START)
    )
    papers.submit(paper=new, by=clerk, seen=head_of(new), now=at(day, 10))
    assert Duty.objects.get(about=new).body == culture.body
    assert not Duty.objects.filter(about=old).exists()
    assert list(verify()) == []
    assert list(differences()) == []
    with pytest.raises(NotHere):
        carry_on(application=case, paper=new, by=clerk, seen=culture.head(case), now=at(day, 11))


def test_what_a_draft_encloses_is_carried_on_with_it_and_opens_in_the_body_that_follows() -> None:
    culture, tourism = under_the_city("清河区文化局", "清河区旅游局")
    case = tourism.received(MARCH, party=taken(tourism.viewer(Role.REGISTRAR)))
    clerk = tourism.viewer(Role.CASE_OFFICER)
    old = in_review(tourism, case)
    (file,) = enclosed(old, Upload(pdf("导游名单"), "导游名单.pdf"), by=clerk, now=at(MARCH, 14))
    day = MARCH + timedelta(7)
    orgs.merge(body=tourism.body, into=culture.body, effective=day, by=ADMIN, now=at(MARCH, 15))
    take_over(at(day, 1))
    heir = following(culture, Role.CASE_OFFICER, tourism)
    new = carry_on(application=case, paper=old, by=heir, seen=head_when(case, day), now=at(day))
    assert files_of(new, culture.viewer(Role.LEADER)) == (file,)
    assert enclosing.opened(file).name == "导游名单.pdf"
    assert list(verify()) == []
    assert list(proof.verify()) == []


def head_when(case: UUID, day: date) -> str:
    """Return the head of a case as it stood when it was taken over."""
    (entry,) = [each for each in ledger.entries("application", case) if each.kind == "taken_over"]
    assert entry.effective == day
    return entry.digest


def test_a_letter_with_its_step_is_carried_on_with_the_step_that_it_brings_about() -> None:
    culture, tourism = under_the_city("清河区文化局", "清河区旅游局")
    case = tourism.received(MARCH, party=taken(tourism.viewer(Role.REGISTRAR)))
    clerk = tourism.viewer(Role.CASE_OFFICER)
    old = write_step(
        application=case, step=Kind.EXTENDED, facts={"days": 20}, given={"reasons": "信息分散"}, by=clerk,
        seen=tourism.head(case), now=at(MARCH, 12)
    )  # fmt: skip
    day = MARCH + timedelta(7)
    orgs.merge(body=tourism.body, into=culture.body, effective=day, by=ADMIN, now=at(MARCH, 15))
    take_over(at(day, 1))
    papers.open_series(body=culture.body, series="notice", year=2026, mark="清文告",
                       by=culture.viewer(Role.SYSTEM_ADMIN), now=at(START))  # fmt: skip
    new = carry_on(application=case, paper=old, by=following(culture, Role.CASE_OFFICER, tourism),
                   seen=culture.head(case), now=at(day))  # fmt: skip
    papers.issue(
        paper=new, by=following(culture, Role.WORKING_BODY_HEAD, tourism), seen=head_of(new), now=at(day, 10)
    )
    (entry,) = [each for each in ledger.entries("application", case) if each.kind == "extended"]
    assert (entry.effective, entry.read()["days"], entry.body) == (day, 20, str(culture.body))


def test_what_is_signed_already_is_not_carried_on() -> None:
    culture, tourism = under_the_city("清河区文化局", "清河区旅游局")
    case = tourism.received(MARCH, party=taken(tourism.viewer(Role.REGISTRAR)))
    old = in_review(tourism, case)
    with pytest.raises(NotHere, match="没有需要续办"):
        carry_on(application=case, paper=old, by=tourism.viewer(Role.CASE_OFFICER), seen=tourism.head(case),
                 now=at(MARCH, 15))  # fmt: skip
    assert culture.body != tourism.body


def test_the_case_says_in_one_line_what_to_do_with_such_a_draft_and_one_button_does_it() -> None:
    desk = Desk.opened(Role.REGISTRAR, Role.CASE_OFFICER, Role.DEPARTMENT_HEAD)
    tourism, now = office("清河区旅游局"), timezone.now()
    today = timezone.localdate(now)
    party = taken(tourism.viewer(Role.REGISTRAR))
    case = tourism.received(today, now=now, party=party)
    old = draft_reply(
        application=case, parts=[Part("granted", "导游名单", {"provided": "复制件一份"})],
        by=tourism.viewer(Role.CASE_OFFICER), seen=tourism.head(case), now=now
    )  # fmt: skip
    orgs.merge(body=tourism.body, into=desk.body, effective=today, by=ADMIN, now=now)
    take_over(now)
    officer, address = desk.client(Role.CASE_OFFICER), f"/office/cases/{case}/papers/{old}/carry-on/"
    assert address in officer.get(f"/office/cases/{case}/").content.decode()
    paper = officer.get(f"/office/papers/{old}/").content.decode()
    assert "发文机关已经终止" in paper
    assert f"/office/papers/{old}/submit/" not in paper
    page = officer.get(address)
    hidden = {name: page.context["form"][name].value() for name in ("seen", "key")}
    asked = officer.post(address, hidden)
    assert "清河区人民政府" in asked.context["confirmation"].sentence.zh
    assert "srcdoc" in asked.content.decode(), "the letter is shown before it is saved"
    done = officer.post(address, {**hidden, "confirm": "1"})
    assert done.status_code == 302
    assert "送审" in officer.get(done["Location"]).content.decode()
    assert address not in officer.get(f"/office/cases/{case}/").content.decode()

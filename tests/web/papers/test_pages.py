"""The pages of papers, walked without a script: what an act will change is said before it happens."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from mingbai_web.accounts import services as seats
from mingbai_web.accounts import sign_in
from mingbai_web.accounts.roles import Role
from mingbai_web.duties.models import Duty
from mingbai_web.ledger.subjects import Subject
from mingbai_web.papers import services
from mingbai_web.papers.models import PaperRow
from tests.web.accounts import office as people
from tests.web.applications.desk import Desk
from tests.web.files import making as files
from tests.web.papers.fictional import PERSON, made
from tests.web.papers.office import CHAIN, grant

pytestmark = pytest.mark.django_db
ROLES = (
    Role.REGISTRAR,
    Role.CASE_OFFICER,
    Role.DEPARTMENT_HEAD,
    Role.SECRECY_REVIEWER,
    Role.LEADER,
)


@pytest.fixture
def desk() -> Desk:
    """The desk of the office, with this app's own chain set after the desk's."""
    desk = Desk.opened(*ROLES)
    admin = desk.viewer(Role.SYSTEM_ADMIN)
    services.set_chain(body=desk.body, steps=CHAIN, since=date(2026, 1, 1), by=admin, now=timezone.now())
    return desk


def drafted(desk: Desk, letter: Any = None) -> UUID:
    return services.draft(
        letter=letter or grant(),
        about=Subject("thing", uuid4()),
        body=desk.body,
        by=desk.viewer(Role.CASE_OFFICER),
        now=timezone.now(),
    )


def acted(client: Client, address: str, **data: str) -> Any:
    """Fill in the form at *address*, read its consequence, confirm; return the page of the consequence."""
    page = client.get(address)
    assert page.status_code == 200, page.content.decode()[:1500]
    hidden = {name: page.context["form"][name].value() or "" for name in ("seen", "key")}
    asked = client.post(address, {**hidden, **data})
    assert asked.status_code == 200, asked.content.decode()
    done = client.post(address, {**hidden, **data, "confirm": "1"})
    assert done.status_code == 302, done.content.decode()
    assert asked.context["confirmation"].sentence.zh.endswith("。")
    return asked.context["confirmation"].sentence


def test_a_reply_is_submitted_agreed_reviewed_signed_and_sent_through_pages(desk: Desk) -> None:
    paper = drafted(desk)
    here = f"/office/papers/{paper}/"
    officer = desk.client(Role.CASE_OFFICER)
    assert PERSON in officer.get(here).content.decode()
    acted(officer, f"{here}submit/", delegation="")
    head = desk.client(Role.DEPARTMENT_HEAD)
    assert str(paper) in head.get("/office/papers/").content.decode()
    said = acted(head, f"{here}steps/0/sign_step/", remark="同意")
    assert "保密审查、签发" in said.zh
    reviewer = desk.client(Role.SECRECY_REVIEWER)
    acted(reviewer, f"{here}steps/1/secrecy/", result="may_disclose", ground="不含国家秘密")
    said = acted(desk.client(Role.LEADER), f"{here}steps/2/sign/", remark="", number="")
    year = timezone.localdate().year
    assert f"清政公开答〔{year}〕1号" in said.zh
    today = timezone.localdate().isoformat()
    clerk = desk.client(Role.REGISTRAR)
    acted(clerk, f"{here}dispatch/", route="post", day=today, tracking="XA000000001", carrier="中国邮政")
    assert "尚未确认送达" in clerk.get(here).content.decode()
    acted(clerk, f"{here}serve/", day=today, how="邮政回执")
    row = PaperRow.objects.get(subject=paper)
    assert (row.state, row.route, row.served_on) == ("signed", "post", timezone.localdate())


def test_a_review_that_would_return_the_paper_says_so_before_it_is_entered(desk: Desk) -> None:
    paper = drafted(desk)
    here = f"/office/papers/{paper}/"
    acted(desk.client(Role.CASE_OFFICER), f"{here}submit/", delegation="")
    acted(desk.client(Role.DEPARTMENT_HEAD), f"{here}steps/0/sign_step/", remark="")
    reviewer = desk.client(Role.SECRECY_REVIEWER)
    said = acted(reviewer, f"{here}steps/1/secrecy/", result="may_not", ground="附件含工作秘密")
    assert "退回起草人" in said.zh
    assert PaperRow.objects.get(subject=paper).state == "returned"
    duty = Duty.objects.get(about=paper)
    assert (duty.kind, duty.seat) == ("paper.returned", desk.seats[Role.CASE_OFFICER])


def test_a_page_offers_a_seat_only_what_it_may_do(desk: Desk) -> None:
    paper = drafted(desk)
    here = f"/office/papers/{paper}/"
    acted(desk.client(Role.CASE_OFFICER), f"{here}submit/", delegation="")
    assert "sign_step" in desk.client(Role.DEPARTMENT_HEAD).get(here).content.decode()
    assert "sign_step" not in desk.client(Role.LEADER).get(here).content.decode()
    refused = desk.client(Role.LEADER)
    address = f"{here}steps/0/sign_step/"
    page = refused.get(address)
    hidden = {name: page.context["form"][name].value() for name in ("seen", "key")}
    answer = refused.post(address, {**hidden, "remark": "", "confirm": "1"})
    assert answer.status_code == 422
    assert "不是本岗位的步骤" in answer.content.decode()


def test_editing_away_what_a_letter_has_to_carry_is_shown_on_its_page(desk: Desk) -> None:
    paper = drafted(desk)
    here = f"/office/papers/{paper}/"
    officer = desk.client(Role.CASE_OFFICER)
    acted(
        officer, f"{here}redraft/", addressee=PERSON, text="同意公开。", enclosures="", copies="", reason=""
    )
    assert "签发以前还缺" in officer.get(here).content.decode()
    page = officer.get(f"{here}submit/")
    assert "还缺" in page.content.decode()


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_the_letter_the_slip_and_the_proof_of_service_are_printed(desk: Desk, form: str) -> None:
    paper = drafted(desk)
    here = f"/office/papers/{paper}/"
    officer = desk.client(Role.CASE_OFFICER)
    acted(officer, f"{here}submit/", delegation="")
    for name in ("letter", "slip", "service-receipt"):
        answer = officer.get(f"{here}{name}.{form}")
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF" if form == "pdf" else b"<!DOCTYPE")
    slip = officer.get(f"{here}slip.html").content.decode()
    assert "<svg" in slip
    assert "签名：" in slip


def test_the_list_for_the_post_office_holds_what_was_posted_on_the_day(desk: Desk) -> None:
    notice = drafted(desk, made("told_enquiry"))
    here = f"/office/papers/{notice}/"
    officer = desk.client(Role.CASE_OFFICER)
    acted(officer, f"{here}issue/", number="")
    today = timezone.localdate().isoformat()
    acted(officer, f"{here}dispatch/", route="post", day=today, tracking="XA000000007", carrier="")
    page = officer.get(f"/office/papers/posted/{desk.body}.html")
    assert "XA000000007" in page.content.decode()
    assert PERSON in page.content.decode()


def test_what_was_signed_on_the_slip_is_recorded_with_its_scan_which_who_sees_the_paper_may_open(
    desk: Desk,
) -> None:
    paper = drafted(desk)
    here = f"/office/papers/{paper}/"
    acted(desk.client(Role.CASE_OFFICER), f"{here}submit/", delegation="")
    clerk = desk.client(Role.REGISTRAR)
    address = f"{here}steps/0/record/"
    page = clerk.get(address)
    form = page.context["form"]
    data = {name: form[name].value() for name in ("seen", "key")}
    data |= {
        "act": "step_signed",
        "signer": f"departmenthead {desk.seats[Role.DEPARTMENT_HEAD]}",
        "signed_on": timezone.localdate().isoformat(),
        "remark": "同意",
    }
    scan = SimpleUploadedFile("呈批单.pdf", files.pdf("审查呈批单"), content_type="application/pdf")
    answer = clerk.post(address, {**data, "scan": scan})
    assert answer.status_code == 302, answer.content.decode()
    shown = desk.client(Role.LEADER).get(here)
    assert "纸质签批" in shown.content.decode()
    (kept,) = shown.context["scans"]
    assert desk.client(Role.LEADER).get(f"/office/files/{kept.id}/").status_code == 200


def test_the_page_offers_as_signers_who_sat_in_a_seat_of_the_step_and_refuses_the_wrong_day(
    desk: Desk,
) -> None:
    today, before = timezone.localdate(), date(2020, 1, 1)
    when: Any = {"by": seats.SYSTEM, "now": timezone.now(), "today": today}
    held = desk.seats[Role.DEPARTMENT_HEAD]
    for username, name in (("qianjin", "钱进"), ("sunyi", "孙毅")):
        people.someone(username, name, now=timezone.now(), today=before)
    deputy = people.seat(Role.CASE_OFFICER, "qianjin", bodies=(desk.body,), today=before)
    seats.deputise(seat=held, deputy=deputy, since=today, **when)
    seats.hold_seat(seat=held, person="sunyi", since=today + timedelta(days=1), **when)
    paper = drafted(desk)
    here = f"/office/papers/{paper}/"
    acted(desk.client(Role.CASE_OFFICER), f"{here}submit/", delegation="")
    clerk = desk.client(Role.REGISTRAR)
    form = clerk.get(f"{here}steps/0/record/").context["form"]
    offered = [value for value, _ in form.fields["signer"].choices]
    assert offered == [f"departmenthead {held}", f"qianjin {held}"]
    data = {name: form[name].value() for name in ("seen", "key")}
    data |= {"act": "step_signed", "signer": f"qianjin {held}", "remark": "同意"}
    yesterday = (today - timedelta(days=1)).isoformat()
    for signed_on, status in ((yesterday, 422), (today.isoformat(), 302)):
        scan = SimpleUploadedFile("呈批单.pdf", files.pdf("审查呈批单"), content_type="application/pdf")
        answer = clerk.post(f"{here}steps/0/record/", {**data, "signed_on": signed_on, "scan": scan})
        assert answer.status_code == status, answer.content.decode()
        if status == 422:
            assert "B 角" in answer.content.decode()


def test_who_drafted_is_told_why_the_own_paper_is_for_another_to_sign_and_for_whom(desk: Desk) -> None:
    today, now = timezone.localdate(), timezone.now()
    head = desk.seats[Role.DEPARTMENT_HEAD]
    seats.hold_seat(seat=head, person="caseofficer", since=today, by=seats.SYSTEM, now=now, today=today)
    paper = drafted(desk)
    here = f"/office/papers/{paper}/"
    drafter = desk.client(Role.CASE_OFFICER)
    acted(drafter, f"{here}submit/", delegation="")
    own = drafter.get(here).content.decode()
    assert f"{here}steps/0/record/" not in own
    assert "您起草了本件，不能登记纸质签批；可由registrar甲办理。" in own
    session = drafter.session
    session[sign_in.SEAT] = str(head)
    session.save()
    shown = drafter.get(here).content.decode()
    assert f"{here}steps/0/sign_step/" not in shown
    assert f"{here}steps/0/return/" not in shown
    assert "您起草了本件，不能办“科室审核”；可由department_head甲办理。" in shown
    drafter.cookies["django_language"] = "en"
    assert "You drafted this paper and cannot take the step" in drafter.get(here).content.decode()
    other = desk.client(Role.DEPARTMENT_HEAD).get(here).content.decode()
    assert f"{here}steps/0/sign_step/" in other
    assert "您起草了本件" not in other
    assert f"{here}steps/0/record/" in desk.client(Role.REGISTRAR).get(here).content.decode()


def test_where_nobody_else_may_take_a_step_the_page_says_who_can_change_that(desk: Desk) -> None:
    today, now = timezone.localdate(), timezone.now()
    reviewers = desk.seats[Role.SECRECY_REVIEWER]
    seats.hold_seat(
        seat=reviewers, person="departmenthead", since=today, by=seats.SYSTEM, now=now, today=today
    )
    paper = drafted(desk)
    here = f"/office/papers/{paper}/"
    acted(desk.client(Role.CASE_OFFICER), f"{here}submit/", delegation="")
    head = desk.client(Role.DEPARTMENT_HEAD)
    acted(head, f"{here}steps/0/sign_step/", remark="")
    seats.leave_seat(
        seat=reviewers,
        person="secrecyreviewer",
        last=today - timedelta(1),
        by=seats.SYSTEM,
        now=now,
        today=today,
    )
    session = head.session
    session[sign_in.SEAT] = str(reviewers)
    session.save()
    shown = head.get(here).content.decode()
    assert f"{here}steps/1/secrecy/" not in shown
    assert "您审核过本件，不能办“保密审查”；也没有别人可以办：请安全管理员" in shown

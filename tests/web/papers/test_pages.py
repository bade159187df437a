"""The pages of papers, walked without a script: what an act will change is said before it happens."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from mingbai_web.accounts import queries as accounts
from mingbai_web.accounts import services as seats
from mingbai_web.accounts import sign_in
from mingbai_web.accounts.roles import Role
from mingbai_web.duties.models import Duty
from mingbai_web.ledger.subjects import Subject
from mingbai_web.papers import services
from mingbai_web.papers.models import PaperRow
from mingbai_web.papers.paper import Step
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


def ready_to_sign(desk: Desk) -> str:
    """Return the page of a paper that waits for its last signature alone."""
    here = f"/office/papers/{drafted(desk)}/"
    acted(desk.client(Role.CASE_OFFICER), f"{here}submit/", delegation="")
    acted(desk.client(Role.DEPARTMENT_HEAD), f"{here}steps/0/sign_step/", remark="")
    reviewer = desk.client(Role.SECRECY_REVIEWER)
    acted(reviewer, f"{here}steps/1/secrecy/", result="may_disclose", ground="不含国家秘密")
    return here


def test_a_typed_number_is_refused_before_signing_or_said_as_it_was_typed(desk: Desk) -> None:
    leader, year = desk.client(Role.LEADER), timezone.localdate().year
    first = ready_to_sign(desk)
    typed = acted(leader, f"{first}steps/2/sign/", remark="", number=f"清政公开答〔{year}〕1号")
    assert f"文号为清政公开答〔{year}〕1号。" in typed.zh
    here = f"{ready_to_sign(desk)}steps/2/sign/"
    hidden = {name: leader.get(here).context["form"][name].value() for name in ("seen", "key")}
    answer = leader.post(here, {**hidden, "remark": "", "number": f"清政公开答〔{year}〕1号"})
    assert answer.status_code == 422
    assert f"1号 已经用过；下一个是清政公开答〔{year}〕2号" in answer.content.decode()


@pytest.mark.parametrize(
    ("route", "says"),
    [
        ("post", "以发出之日"),
        ("electronic", "以发出之日"),
        ("in-person", "以签收之日为答复之日，登记送达以前答复期限照常计算"),
    ],
)
def test_sending_a_reply_says_what_its_own_way_does_to_the_period(desk: Desk, route: str, says: str) -> None:
    """国办公开办函〔2016〕235号."""
    here, today = ready_to_sign(desk), timezone.localdate()
    acted(desk.client(Role.LEADER), f"{here}steps/2/sign/", remark="", number="")
    clerk = desk.client(Role.REGISTRAR)
    said = acted(clerk, f"{here}dispatch/", route=route, day=today.isoformat(), tracking="XA1", carrier="")
    assert says in said.zh
    served = acted(clerk, f"{here}serve/", day=today.isoformat(), how="")
    assert served.zh.count("最后一日") == 2
    assert f"送达之日{today.year}年{today.month}月{today.day}日" in served.zh


def test_sending_a_notice_never_says_that_it_answers(desk: Desk) -> None:
    notice = drafted(desk, made("told_enquiry"))
    here, today = f"/office/papers/{notice}/", timezone.localdate().isoformat()
    officer = desk.client(Role.CASE_OFFICER)
    acted(officer, f"{here}issue/", number="")
    said = acted(officer, f"{here}dispatch/", route="post", day=today, tracking="XA1", carrier="")
    assert "答复之日" not in said.zh
    assert "邮政寄送" in said.zh
    assert "复议" not in acted(officer, f"{here}serve/", day=today, how="").zh


def test_a_signature_that_fell_with_its_version_is_said_to_have_lapsed_and_at_which_step(desk: Desk) -> None:
    here = ready_to_sign(desk)
    acted(desk.client(Role.LEADER), f"{here}steps/2/return/", remark="请改正")
    page = desk.client(Role.CASE_OFFICER).get(here).content.decode()
    assert "第1版：科室审核 同意" in page
    assert "（已失效）" in page
    assert "（已撤回）" not in page


def test_a_step_taken_by_one_seat_is_shown_with_that_seat_and_steps_beside_each_other_as_such(
    desk: Desk,
) -> None:
    seat = desk.seats[Role.LEADER]
    beside = Step("法律顾问审核", "approve", seat=str(seat), group=1)
    admin = desk.viewer(Role.SYSTEM_ADMIN)
    chain = (CHAIN[0], beside, *CHAIN[1:])
    services.set_chain(body=desk.body, steps=chain, since=timezone.localdate(), by=admin, now=timezone.now())
    here = f"/office/papers/{drafted(desk)}/"
    officer = desk.client(Role.CASE_OFFICER)
    assert "科室审核 ＋ 法律顾问审核 → 保密审查 → 签发" in officer.get(f"{here}submit/").content.decode()
    acted(officer, f"{here}submit/", delegation="")
    page = officer.get(here).content.decode()
    moment = page[page.index("法律顾问审核 <span") :]
    who = accounts.seat_names([seat])[seat]
    assert who.lower() in moment[: moment.index("</li>")].lower()


def test_the_step_whose_turn_it_is_is_said_to_be_next_and_no_later_one(desk: Desk) -> None:
    here = f"/office/papers/{drafted(desk)}/"
    officer = desk.client(Role.CASE_OFFICER)
    said = acted(officer, f"{here}submit/", delegation="")
    assert "先送科室负责人（科室审核）" in said.zh
    assert "保密审查" not in said.zh
    page = officer.get(here).content.decode()
    assert page.count("（下一步）") == 1
    assert page.index(">科室审核 <") < page.index("（下一步）") < page.index(">保密审查<")


def test_once_signed_voiding_is_no_main_button_and_the_page_says_who_sends_it(desk: Desk) -> None:
    here = ready_to_sign(desk)
    leader = desk.client(Role.LEADER)
    acted(leader, f"{here}steps/2/sign/", remark="", number="")
    page = leader.get(here).content.decode()
    assert f'<a href="{here}void/">' in page
    assert "等待发出：由收发、窗口或者经办人登记发出" in page
    clerk = desk.client(Role.REGISTRAR)
    assert f'<a class="button" href="{here}dispatch/">' in clerk.get(here).content.decode()
    acted(
        clerk,
        f"{here}dispatch/",
        route="electronic",
        day=timezone.localdate().isoformat(),
        tracking="",
        carrier="",
    )
    assert "等待发出" not in clerk.get(here).content.decode()


def test_why_the_drafter_records_no_signature_stands_below_the_chain_and_folded(desk: Desk) -> None:
    here = f"/office/papers/{drafted(desk)}/"
    officer = desk.client(Role.CASE_OFFICER)
    acted(officer, f"{here}submit/", delegation="")
    page = officer.get(here).content.decode()
    assert page.index("<summary>为什么这里不能登记纸质签批") < page.index("您起草了本件，不能登记纸质签批")
    assert page.index("科室审核") < page.index("您起草了本件，不能登记纸质签批")


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


def test_the_chain_of_a_paper_is_asked_for_as_what_is_chosen_already(desk: Desk) -> None:
    page = desk.client(Role.CASE_OFFICER).get(f"/office/papers/{drafted(desk)}/submit/").content.decode()
    asked = page[page.index('for="id_delegation"') : page.index('id="id_delegation"')]
    assert "选填" not in asked
    assert "必填" in asked
    assert "本机关设定的流程" in asked


def test_a_notice_of_extension_is_offered_to_the_leader_neither_to_issue_nor_to_sign(desk: Desk) -> None:
    desk.seats[Role.WORKING_BODY_HEAD] = people.seat(
        Role.WORKING_BODY_HEAD, "registrar", bodies=(desk.body,), today=date(2020, 1, 1)
    )
    paper = drafted(desk, made("extension_notice"))
    here = f"/office/papers/{paper}/"
    assert f"{here}issue/" not in desk.client(Role.LEADER).get(here).content.decode()
    head = desk.client(Role.REGISTRAR)
    session = head.session
    session[sign_in.SEAT] = str(desk.seats[Role.WORKING_BODY_HEAD])
    session.save()
    assert f"{here}issue/" in head.get(here).content.decode()
    acted(desk.client(Role.CASE_OFFICER), f"{here}submit/", delegation="")
    acted(desk.client(Role.DEPARTMENT_HEAD), f"{here}steps/0/sign_step/", remark="")
    acted(
        desk.client(Role.SECRECY_REVIEWER), f"{here}steps/1/secrecy/", result="may_disclose", ground="不涉密", opinion=""
    )  # fmt: skip
    assert f"{here}steps/2/" not in desk.client(Role.LEADER).get(here).content.decode()
    assert f"{here}steps/2/sign/" in head.get(here).content.decode()


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
    listed = f"/office/papers/posted/{desk.body}.pdf?day={today}"
    assert listed in officer.get(here).content.decode()
    assert listed in officer.get("/office/papers/").content.decode()
    assert listed not in desk.client(Role.LEADER).get("/office/papers/").content.decode()
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

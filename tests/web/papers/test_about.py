"""A paper is shown with the application it is about: in the lists, on its page, and where it is decided on."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from mingbai.lifecycle import Kind
from mingbai.outcomes import ending
from mingbai.remedies import remedy
from mingbai_web.accounts.roles import Role
from mingbai_web.applications import services
from mingbai_web.papers.letters import Part, told
from mingbai_web.papers.models import PaperRow
from mingbai_web.parties import services as parties
from mingbai_web.parties.details import Details
from mingbai_web.rules.queries import settings
from tests.web.applications.desk import Desk
from tests.web.applications.office import at
from tests.web.papers.test_pages import acted

pytestmark = pytest.mark.django_db
NAME = "赵𠮷一"
STREET = "清河区府前街12号"
ROLES = (
    Role.MAIL_ROOM,
    Role.REGISTRAR,
    Role.CASE_OFFICER,
    Role.DEPARTMENT_HEAD,
    Role.SECRECY_REVIEWER,
    Role.LEADER,
)


@pytest.fixture
def desk() -> Desk:
    return Desk.opened(*ROLES)


def replied(desk: Desk, *, matter: str = "2025年老旧小区改造名单", outcome: str = "granted") -> UUID:
    """Return the draft reply to an application that came in yesterday."""
    before, by = timezone.localdate() - timedelta(days=1), desk.viewer(Role.REGISTRAR)
    party = parties.take(details=Details(NAME, address=STREET), kind="natural_person", by=by, now=at(before))
    case = desk.received(before, party=party, matter=matter)
    carries = {"granted": {"provided": "复制件一份"}, "refused_internal_affairs": {"reasons": "属于内部事务"}}
    return services.draft_reply(
        application=case,
        parts=[Part(outcome, matter, carries[outcome])],
        by=desk.viewer(Role.CASE_OFFICER),
        seen=desk.head(case),
        now=timezone.now(),
    )


def submitted(desk: Desk, **given: str) -> UUID:
    paper = replied(desk, **given)
    acted(desk.client(Role.CASE_OFFICER), f"/office/papers/{paper}/submit/", delegation="")
    return paper


def signed(desk: Desk, **given: str) -> UUID:
    paper = submitted(desk, **given)
    here = f"/office/papers/{paper}/"
    acted(desk.client(Role.DEPARTMENT_HEAD), f"{here}steps/0/sign_step/", remark="")
    acted(
        desk.client(Role.SECRECY_REVIEWER),
        f"{here}steps/1/secrecy/",
        result="may_disclose" if given.get("outcome", "granted") == "granted" else "may_not",
        ground="已核对",
    )
    acted(desk.client(Role.LEADER), f"{here}steps/2/sign/", remark="", number="")
    return paper


def case_of(desk: Desk, paper: UUID) -> tuple[UUID, str]:
    case = PaperRow.objects.get(subject=paper).about
    return case, desk.row(case).number


def test_what_waits_for_a_seat_is_shown_with_its_application_and_since_when_it_waits(desk: Desk) -> None:
    paper = submitted(desk)
    case, number = case_of(desk, paper)
    client = desk.client(Role.DEPARTMENT_HEAD)
    shown = client.get("/office/papers/")
    (line,) = shown.context["mine"]
    assert (line.about.number, line.about.matter) == (number, "2025年老旧小区改造名单")
    assert line.since == timezone.localdate()
    said = shown.content.decode()
    mine = said[said.index('id="mine"') : said.index("</table>")]
    assert f'href="/office/cases/{case}/">{number}</a>' in mine
    assert "2025年老旧小区改造名单" in mine
    assert "赵某某" in mine
    assert NAME not in said
    assert f'datetime="{timezone.localdate().isoformat()}"' in mine


def test_the_papers_of_a_body_come_a_page_at_a_time_and_are_found_by_what_they_are_about(desk: Desk) -> None:
    first = replied(desk, matter="滨河路排水管网改造批复")
    others = [replied(desk, matter=f"第{number}批名单") for number in range(21)]
    client = desk.client(Role.CASE_OFFICER)
    newest = client.get("/office/papers/")
    assert [line.id for line in newest.context["page"]] == list(reversed(others))[:20]
    assert [line.id for line in client.get("/office/papers/?page=2").context["page"]] == [others[0], first]
    found = client.get("/office/papers/", {"q": "排水管网"})
    assert [line.id for line in found.context["page"]] == [first]
    by_number = client.get("/office/papers/", {"q": case_of(desk, first)[1]})
    assert first in [line.id for line in by_number.context["page"]]
    nothing = client.get("/office/papers/", {"q": "没有这样的"})
    assert "没有找到" in nothing.content.decode()
    every = client.get("/office/papers/", {"q": "答复书"})
    assert every.context["page"].paginator.count == 22
    assert "q=%E7%AD%94" in every.content.decode()  # the next page asks for the same


def test_the_page_of_a_paper_leads_to_its_application_where_the_seat_may_see_it(desk: Desk) -> None:
    paper = replied(desk)
    case, number = case_of(desk, paper)
    link = f'<a href="/office/cases/{case}/">{number}</a>'
    assert link in desk.client(Role.CASE_OFFICER).get(f"/office/papers/{paper}/").content.decode()
    mail = desk.client(Role.MAIL_ROOM).get(f"/office/papers/{paper}/").content.decode()
    assert number in mail
    assert link not in mail


@pytest.mark.parametrize(
    ("role", "place", "name"),
    [
        (Role.DEPARTMENT_HEAD, 0, "sign_step"),
        (Role.DEPARTMENT_HEAD, 0, "return"),
        (Role.SECRECY_REVIEWER, 1, "secrecy"),
        (Role.LEADER, 2, "sign"),
    ],
)
def test_who_decides_on_a_paper_has_its_letter_and_its_application_before_the_eyes(
    desk: Desk, role: Role, place: int, name: str
) -> None:
    paper = submitted(desk)
    case, number = case_of(desk, paper)
    address = f"/office/papers/{paper}/steps/{place}/{name}/"
    client = desk.client(role)
    page = client.get(address)
    said = page.content.decode()
    assert "复制件一份" in said  # the text of the letter
    assert f'<a href="/office/cases/{case}/">{number}</a>' in said
    hidden = {each: page.context["form"][each].value() for each in ("seen", "key")}
    asked = client.post(address, {**hidden, "remark": "意见", "result": "may_disclose", "ground": "已核对"})
    assert "复制件一份" in asked.content.decode()  # and still where it is confirmed without a script


def test_a_paper_that_went_out_says_so_and_once_served_until_when_it_may_be_contested(desk: Desk) -> None:
    paper = signed(desk)
    here, today = f"/office/papers/{paper}/", timezone.localdate()
    clerk = desk.client(Role.REGISTRAR)
    lead = '<p class="lead">{}'
    assert lead.format("已签发") in clerk.get(here).content.decode()
    acted(clerk, f"{here}dispatch/", route="electronic", day=today.isoformat(), tracking="", carrier="")
    assert lead.format("已发出") in clerk.get(here).content.decode()
    assert "尚未确认送达" in clerk.get(here).content.decode()
    acted(clerk, f"{here}serve/", day=today.isoformat(), how="")
    said = clerk.get(here).content.decode()
    assert lead.format("已送达") in said
    assert "申请行政复议，最后一日" in said
    assert "提起行政诉讼，最后一日" in said
    line = next(iter(clerk.get("/office/papers/").context["page"]))
    assert line.said.zh == "已送达"
    case, _ = case_of(desk, paper)
    assert "已送达" in clerk.get(f"/office/cases/{case}/").content.decode()


def test_the_last_days_are_those_of_the_core(desk: Desk) -> None:
    paper = signed(desk, outcome="refused_internal_affairs")
    here, today = f"/office/papers/{paper}/", timezone.localdate()
    clerk = desk.client(Role.REGISTRAR)
    acted(clerk, f"{here}dispatch/", route="electronic", day=today.isoformat(), tracking="", carrier="")
    acted(clerk, f"{here}serve/", day=today.isoformat(), how="")
    row = ending("refused_internal_affairs").rows["2021"]
    found = remedy(today, row, law=settings().law, calendar=settings().calendar)
    said = {fact.label.zh: fact.value for fact in clerk.get(here).context["facts"]}
    assert said["应当先申请行政复议，最后一日"] == found.reconsider.due
    assert not any("诉讼" in label for label in said)


def test_the_slip_says_in_words_what_is_proposed_and_until_when_the_reply_is_due(desk: Desk) -> None:
    paper = submitted(desk)
    case, _ = case_of(desk, paper)
    page = desk.client(Role.DEPARTMENT_HEAD).get(f"/office/papers/{paper}/slip.html").content.decode()
    due = desk.row(case).due
    assert due is not None
    assert told(due) in page
    assert f"拟答复：{ending('granted').words.zh}。" in page
    assert "依据：《政府信息公开条例》" in page


def test_the_slip_says_until_when_the_reply_was_due_once_it_has_gone_out_too(desk: Desk) -> None:
    paper = signed(desk)
    case, _ = case_of(desk, paper)
    due, clerk = desk.row(case).due, desk.client(Role.REGISTRAR)
    assert due is not None
    today = timezone.localdate()
    here = f"/office/papers/{paper}/"
    acted(clerk, f"{here}dispatch/", route="electronic", day=today.isoformat(), tracking="", carrier="")
    assert desk.row(case).ended == today
    assert told(due) in clerk.get(f"{here}slip.html").content.decode()
    desk.step(case, Kind.REDO_ORDERED, today, now=timezone.now(), by="清江市人民政府")
    anew = desk.row(case).due
    assert anew is not None
    assert told(anew) not in clerk.get(f"{here}slip.html").content.decode()


def test_the_proof_of_service_names_the_address_and_once_served_the_day(desk: Desk) -> None:
    paper = signed(desk)
    here, today = f"/office/papers/{paper}/", timezone.localdate()
    clerk = desk.client(Role.REGISTRAR)
    acted(clerk, f"{here}dispatch/", route="in-person", day=today.isoformat(), tracking="", carrier="")
    before = clerk.get(f"{here}service-receipt.html").content.decode()
    assert STREET in before
    assert STREET not in clerk.get(here).content.decode()
    assert told(today) not in before
    acted(clerk, f"{here}serve/", day=today.isoformat(), how="")
    assert told(today) in clerk.get(f"{here}service-receipt.html").content.decode()
    # who neither sends nor may see personal data in full is given no address
    assert STREET not in desk.client(Role.LEADER).get(f"{here}service-receipt.html").content.decode()


def test_the_number_of_the_post_is_asked_for_where_the_letter_is_posted(desk: Desk) -> None:
    here, today = f"/office/papers/{signed(desk)}/", timezone.localdate().isoformat()
    clerk = desk.client(Role.REGISTRAR)
    page = clerk.get(f"{here}dispatch/")
    said = page.content.decode()
    asked = said[said.index('for="id_tracking"') :]
    assert asked[: asked.index("</label>")].count("邮寄的必填") == 1
    hidden = {each: page.context["form"][each].value() for each in ("seen", "key")}
    refused = clerk.post(f"{here}dispatch/", {**hidden, "route": "post", "day": today, "tracking": " "})
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["tracking"]
    taken = clerk.post(f"{here}dispatch/", {**hidden, "route": "electronic", "day": today, "tracking": ""})
    assert "以发出之日" in taken.context["confirmation"].sentence.zh

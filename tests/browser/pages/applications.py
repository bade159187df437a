"""The pages of applications, for the walk through every page: work list, what comes in, a case, its steps, its answer."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from mingbai.lifecycle import Kind
from mingbai_web.accounts.roles import Role
from mingbai_web.applications import services
from mingbai_web.applications.models import Application
from mingbai_web.intake import services as intake
from mingbai_web.ledger import queries as ledger
from mingbai_web.papers import queries
from mingbai_web.papers import services as papers
from mingbai_web.papers.letters import Part
from mingbai_web.parties import services as parties
from mingbai_web.parties.details import Details
from tests.browser.places import Place, Prepared, signed_in
from tests.web.applications.desk import Desk
from tests.web.intake.applying import DETAILS

__all__ = ["PAGES"]

LONG = "清河区2025年老旧小区改造项目（含既有住宅加装电梯、雨污分流、停车设施）资金使用情况、招标文件和竣工验收报告"


def _desk() -> Desk:
    return Desk.opened(
        Role.REGISTRAR, Role.CASE_OFFICER, Role.DEPARTMENT_HEAD, Role.WORKING_BODY_HEAD, Role.SUPERVISOR,
        Role.SECRECY_REVIEWER, Role.LEADER,
    )  # fmt: skip


def _case(desk: Desk, *, days: int = 3) -> UUID:
    """Register an application of somebody with a rare name, handed on and searched for."""
    now, day = timezone.now(), timezone.localdate() - timedelta(days)
    by = desk.viewer(Role.REGISTRAR)
    party = parties.take(
        details=Details("赵𠮷㛃", phone="000-0000000", address="清河区某路1号"),
        kind="natural_person", by=by, now=now, body=desk.body,
    )  # fmt: skip
    case = desk.received(day, party=party, matter=LONG)
    services.search(
        application=case, where="电子公文系统", how="按名称检索", found=True, by=desk.viewer(Role.CASE_OFFICER), seen=desk.head(case), now=now
    )  # fmt: skip
    return case


def _item(desk: Desk) -> UUID:
    now = timezone.now()
    by = desk.viewer(Role.REGISTRAR)
    return services.log_item(
        body=desk.body, carrier="mail", arrived_at=now, about=LONG, tracking="XA00000000044", by=by, now=now
    ).id


def _joined(desk: Desk) -> UUID:
    """Return a case that waits for an amendment, which came in, and a court's paper with it."""
    case, by, now = _waiting(desk), desk.viewer(Role.REGISTRAR), timezone.now()
    for what in ("amendment", "court_paper"):
        item = _item(desk)
        head = ledger.head("item", item)
        services.join_item(
            item=item, application=case, what=what, by=by, seen=head.digest if head else "", now=now
        )
    return case


def _extended(desk: Desk) -> UUID:
    """Return a case that the head extended, of which the applicant is still to be told."""
    case = _case(desk)
    desk.step(case, Kind.EXTENDED, timezone.localdate(), now=timezone.now(), days=10)
    return case


def _to_sign(desk: Desk) -> UUID:
    """Return a case whose reply waits for the head of the department; nothing was done about another one yet."""
    case, by, now = _case(desk), desk.viewer(Role.CASE_OFFICER), timezone.now()
    paper = services.draft_reply(
        application=case, parts=[Part("granted", LONG, {"provided": "复制件一份"})], by=by, seen=desk.head(case), now=now
    )  # fmt: skip
    papers.submit(paper=paper, by=by, seen=_paper_head(paper), now=now)
    return case


def _to_send(desk: Desk) -> UUID:
    """Return a case whose reply is signed and waits to be sent."""
    case, now = _to_sign(desk), timezone.now()
    (paper,) = (each.id for each in queries.to_sign(desk.viewer(Role.DEPARTMENT_HEAD)))
    head, reviewer = desk.viewer(Role.DEPARTMENT_HEAD), desk.viewer(Role.SECRECY_REVIEWER)
    papers.sign_step(paper=paper, step=0, by=head, seen=_paper_head(paper), now=now)
    papers.review_secrecy(
        paper=paper, step=1, result="may_disclose", ground="不涉密", by=reviewer, seen=_paper_head(paper), now=now
    )  # fmt: skip
    papers.sign(paper=paper, step=2, by=desk.viewer(Role.LEADER), seen=_paper_head(paper), now=now)
    return case


def _paper_head(paper: UUID) -> str:
    head = ledger.head("paper", paper)
    return head.digest if head is not None else ""


def _submitted(desk: Desk) -> UUID:
    sent = intake.submit(details=DETAILS, files=(), body=desk.body, key="a" * 64, now=timezone.now())
    return sent.id


def _as(role: Role, path: str, *made: Callable[[Desk], UUID]) -> Callable[[], Prepared]:
    """Return what makes the office and opens *path* as *role*; ID is the last thing that was made."""

    def prepare() -> Prepared:
        desk = _desk()
        ids = [make(desk) for make in made]
        path_of = path.replace("ID", str(ids[-1])) if ids else path
        if "PARTY" in path:
            path_of = path_of.replace("PARTY", str(Application.objects.get(subject=ids[-1]).party))
        return Prepared(f"/office/{path_of}", signed_in(desk.client(role)))

    return prepare


def _waiting(desk: Desk) -> UUID:
    case = _case(desk)
    desk.step(case, Kind.AMENDMENT_ASKED, timezone.localdate(), now=timezone.now())
    return case


def _late(desk: Desk) -> UUID:
    return _case(desk, days=60)


def _registered(desk: Desk) -> UUID:
    item = _item(desk)
    head = ledger.head("item", item)
    by, now = desk.viewer(Role.REGISTRAR), timezone.now()
    services.close_item(
        item=item, matter="consultation", told="请到政务大厅咨询", told_on=timezone.localdate(), by=by, seen=head.digest if head else "", now=now
    )  # fmt: skip
    return item


OFFICER, WINDOW = Role.CASE_OFFICER, Role.REGISTRAR
PAGES = (
    Place("the work list", prepare=_as(OFFICER, "", _case, _waiting, _late)),
    Place("the work list without anything on it", prepare=_as(WINDOW, "")),
    Place("the desk of who signs", prepare=_as(Role.DEPARTMENT_HEAD, "", _to_sign, _late)),
    Place(
        "the desk with what came in and what is to be sent",
        prepare=_as(WINDOW, "", _item, _submitted, _to_send),
    ),
    Place("the work list of who supervises", prepare=_as(Role.SUPERVISOR, "", _case, _late)),
    Place("the applications", prepare=_as(OFFICER, "cases/", _case, _late)),
    Place("a search that finds nothing", prepare=_as(OFFICER, "search/?q=没有", _case)),
    Place("the work list, with words typed that it finds", prepare=_as(OFFICER, "?q=名单", _case)),
    Place(
        "the work list, with words typed that it does not find", prepare=_as(OFFICER, "?q=没有这样的", _case)
    ),
    Place("what came in", prepare=_as(WINDOW, "items/", _item, _registered, _submitted)),
    Place("logging what came in", prepare=_as(WINDOW, "items/new/")),
    Place("an item", prepare=_as(WINDOW, "items/ID/", _item)),
    Place("an item that was no application", prepare=_as(WINDOW, "items/ID/", _registered)),
    Place("registering an item", prepare=_as(WINDOW, "items/ID/register/", _item)),
    Place("joining an item", prepare=_as(WINDOW, "items/ID/join/", _item)),
    Place("telling that it is no application", prepare=_as(WINDOW, "items/ID/tell/", _item)),
    Place("taking in a submission", prepare=_as(WINDOW, "submissions/ID/", _submitted)),
    Place("answering on the spot", prepare=_as(WINDOW, "items/on-the-spot/")),
    Place("a case", prepare=_as(OFFICER, "cases/ID/", _case)),
    Place("a case that waits", prepare=_as(OFFICER, "cases/ID/", _waiting)),
    Place("a case for which something came in", prepare=_as(OFFICER, "cases/ID/", _joined)),
    Place("the work list when something came in", prepare=_as(OFFICER, "", _joined)),
    Place("a case to who supervises", prepare=_as(Role.SUPERVISOR, "cases/ID/", _late)),
    Place("choosing how it ends", prepare=_as(OFFICER, "cases/ID/answer/", _case)),
    Place(
        "drafting a reply in parts",
        prepare=_as(OFFICER, "cases/ID/answer/?ending=granted&ending_2=refused_internal_affairs", _case),
    ),
    Place("asking to amend", prepare=_as(OFFICER, "cases/ID/steps/amendment_asked/", _case)),
    Place("consulting a third party", prepare=_as(OFFICER, "cases/ID/steps/third_party_consulted/", _case)),
    Place("extending", prepare=_as(Role.WORKING_BODY_HEAD, "cases/ID/steps/extended/", _case)),
    Place("a case whose extension is to be told", prepare=_as(OFFICER, "cases/ID/", _extended)),
    Place("telling of an extension", prepare=_as(OFFICER, "cases/ID/extension-notice/", _extended)),
    Place("recording a search", prepare=_as(OFFICER, "cases/ID/search/", _case)),
    Place("recording a call", prepare=_as(OFFICER, "cases/ID/telephone/", _case)),
    Place("assigning", prepare=_as(Role.DEPARTMENT_HEAD, "cases/ID/assign/", _case)),
    Place("pressing", prepare=_as(Role.SUPERVISOR, "cases/ID/press/", _late)),
    Place("the applicant in full", prepare=_as(OFFICER, "cases/ID/applicant/", _case)),
    Place("correcting the applicant", prepare=_as(OFFICER, "cases/ID/applicant/PARTY/correct/", _case)),
    Place(
        "erasing the applicant",
        prepare=_as(Role.WORKING_BODY_HEAD, "cases/ID/applicant/PARTY/erase/", _case),
    ),
    Place("why a form is printed", prepare=_as(OFFICER, "cases/ID/print/register_form.pdf", _case)),
    Place("a file for a case", prepare=_as(OFFICER, "cases/ID/files/", _case)),
)

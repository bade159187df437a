"""The pages of papers, for the walk through every page: the list, a letter at each stage, each act on it."""

from collections.abc import Callable
from uuid import UUID, uuid4

from django.utils import timezone

from mingbai_web.accounts.roles import Role
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.subjects import Subject
from mingbai_web.papers import services
from mingbai_web.papers.enclosing import Upload
from tests.browser.places import Place, Prepared, signed_in
from tests.web.applications.desk import Desk
from tests.web.files.making import png, xlsx
from tests.web.papers.enclosing import enclosed
from tests.web.papers.office import grant

__all__ = ["PAGES"]

ROLES = (Role.REGISTRAR, Role.CASE_OFFICER, Role.DEPARTMENT_HEAD, Role.SECRECY_REVIEWER, Role.LEADER)


def _drafted(desk: Desk) -> UUID:
    about, by = Subject("thing", uuid4()), desk.viewer(Role.CASE_OFFICER)
    return services.draft(letter=grant(), about=about, body=desk.body, by=by, now=timezone.now())


def _enclosing(desk: Desk) -> UUID:
    paper, by = _drafted(desk), desk.viewer(Role.CASE_OFFICER)
    files = (Upload(xlsx("项目", "滨河路"), "2025年老旧小区改造名单.xlsx"), Upload(png(), "总平面图.png"))
    enclosed(paper, *files, by=by, now=timezone.now())
    return paper


def _submitted(desk: Desk, drafted: Callable[[Desk], UUID] = _drafted) -> UUID:
    paper = drafted(desk)
    services.submit(
        paper=paper, by=desk.viewer(Role.CASE_OFFICER), seen=_head(paper), now=timezone.now(), delegation=None
    )
    return paper


def _agreed(desk: Desk, drafted: Callable[[Desk], UUID] = _drafted) -> UUID:
    paper = _submitted(desk, drafted)
    by = desk.viewer(Role.DEPARTMENT_HEAD)
    services.sign_step(paper=paper, step=0, by=by, seen=_head(paper), now=timezone.now())
    return paper


def _reviewed(desk: Desk, drafted: Callable[[Desk], UUID] = _drafted) -> UUID:
    paper = _agreed(desk, drafted)
    services.review_secrecy(
        paper=paper, step=1, result="may_disclose", ground="不含国家秘密", by=desk.viewer(Role.SECRECY_REVIEWER), seen=_head(paper), now=timezone.now()
    )  # fmt: skip
    return paper


def _signed(desk: Desk, drafted: Callable[[Desk], UUID] = _drafted) -> UUID:
    paper = _reviewed(desk, drafted)
    by = desk.viewer(Role.LEADER)
    services.sign(paper=paper, step=2, by=by, seen=_head(paper), now=timezone.now())
    return paper


def _signed_enclosing(desk: Desk) -> UUID:
    return _signed(desk, _enclosing)


def _sent(desk: Desk) -> UUID:
    paper, day = _signed(desk), timezone.localdate()
    services.dispatch(
        paper=paper, route="post", day=day, tracking="XA00000000144", by=desk.viewer(Role.REGISTRAR), seen=_head(paper), now=timezone.now()
    )  # fmt: skip
    return paper


def _head(paper: UUID) -> str:
    found = ledger.head("paper", paper)
    return found.digest if found is not None else ""


def _as(role: Role, path: str, made: Callable[[Desk], UUID]) -> Callable[[], Prepared]:
    def prepare() -> Prepared:
        desk = Desk.opened(*ROLES)
        return Prepared(f"/office/papers/{path}".replace("ID", str(made(desk))), signed_in(desk.client(role)))

    return prepare


OFFICER = Role.CASE_OFFICER
PAGES = (
    Place("the papers", prepare=_as(Role.DEPARTMENT_HEAD, "", _submitted)),
    Place("a draft", prepare=_as(OFFICER, "ID/", _drafted)),
    Place("a paper in review", prepare=_as(Role.SECRECY_REVIEWER, "ID/", _agreed)),
    Place("a paper that was sent", prepare=_as(Role.REGISTRAR, "ID/", _sent)),
    Place("a draft that encloses files", prepare=_as(OFFICER, "ID/", _enclosing)),
    Place("enclosing files", prepare=_as(OFFICER, "ID/enclose/", _enclosing)),
    Place("taking files out", prepare=_as(OFFICER, "ID/unenclose/", _enclosing)),
    Place("editing a text that encloses files", prepare=_as(OFFICER, "ID/redraft/", _enclosing)),
    Place("sending what encloses files", prepare=_as(Role.REGISTRAR, "ID/dispatch/", _signed_enclosing)),
    Place("editing the text", prepare=_as(OFFICER, "ID/redraft/", _drafted)),
    Place("submitting", prepare=_as(OFFICER, "ID/submit/", _drafted)),
    Place("reviewing for secrecy", prepare=_as(Role.SECRECY_REVIEWER, "ID/steps/1/secrecy/", _agreed)),
    Place("a signature on paper", prepare=_as(Role.REGISTRAR, "ID/steps/1/record/", _agreed)),
    Place("signing", prepare=_as(Role.LEADER, "ID/steps/2/sign/", _reviewed)),
    Place("sending", prepare=_as(Role.REGISTRAR, "ID/dispatch/", _signed)),
    Place("serving", prepare=_as(Role.REGISTRAR, "ID/serve/", _sent)),
    Place("a proof of service", prepare=_as(Role.REGISTRAR, "ID/prove/", _sent)),
)

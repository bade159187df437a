"""The pages of settings, for the walk through every page: bodies, chains, series, rules, calendars, running; and what the superior body sees."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from mingbai.audit.levels import Level
from mingbai_web.accounts.roles import Role
from mingbai_web.applications import services as cases
from mingbai_web.jobs import proofs
from mingbai_web.jobs import services as jobs
from mingbai_web.jobs.models import Job
from mingbai_web.jobs.worker import work_off
from mingbai_web.ledger.services import seal
from mingbai_web.ledger.subjects import new_id
from mingbai_web.orgs import services
from mingbai_web.papers import services as papers
from mingbai_web.papers.services.series import take, void_number
from tests.browser.places import Place, Prepared, signed_in
from tests.web import desks
from tests.web.applications.office import Office
from tests.web.orgs.test_bodies import GUIDE, START
from tests.web.papers.office import CHAIN
from tests.web.seats import viewer

__all__ = ["PAGES"]

ROOT = "/office/settings/"
ADMIN = viewer(Role.SYSTEM_ADMIN)


def _district() -> UUID:
    """Make a district with bodies under it, one of which has ended; return the district."""
    now = timezone.now()
    given = {"effective": START, "by": ADMIN, "now": now}
    upper = services.make_body(name="清河区人民政府", level=Level.COUNTY, mark="清府", **given)  # type: ignore[arg-type]
    for name in ("清河区教育局", "清河区卫生健康局", "清河区文化和旅游局", "清河区旅游局"):
        last = services.make_body(name=name, level=Level.DEPARTMENT, reports_to=upper, **given)  # type: ignore[arg-type]
    services.make_unit(name="办公室", serves=[upper], **given)  # type: ignore[arg-type]
    services.make_unit(name="档案室", serves=[upper], has_accounts=False, **given)  # type: ignore[arg-type]
    services.set_guide(body=upper, guide=GUIDE, **given)  # type: ignore[arg-type]
    services.merge(body=last, into=upper, effective=START + timedelta(30), by=ADMIN, now=now)
    return upper


def _as(role: Role, path: str, *, district: bool = True) -> Prepared:
    body = _district() if district else None
    client = desks.signed_in(role, *([body] if body else []))
    return Prepared(ROOT + path.replace("BODY", str(body)), signed_in(client))


def _chained(path: str) -> Prepared:
    """Return *path* with a chain of two versions, a delegation and a series of which numbers were taken."""
    body, now, today = _district(), timezone.now(), timezone.localdate()
    for steps in (CHAIN, CHAIN[1:]):
        papers.set_chain(body=body, steps=steps, since=START, by=ADMIN, now=now)
    papers.set_chain(
        body=body,
        steps=CHAIN,
        since=START,
        document="清府办授〔2026〕1号",
        outcomes=["granted"],
        by=ADMIN,
        now=now,
    )
    series = papers.open_series(
        body=body, series="reply", year=today.year, mark="清政公开答", by=ADMIN, now=now
    )
    for _ in range(3):
        number, *_rest = take(
            body=body, series="reply", on=today, paper=new_id(), by=ADMIN.hand(body), now=now
        )
    void_number(series=series, number=number, paper=new_id(), reason="打印有误", by=ADMIN.hand(body), now=now)
    client = desks.signed_in(Role.SYSTEM_ADMIN, body)
    address = ROOT + path.replace("BODY", str(body)).replace("SERIES", str(series))
    return Prepared(address, signed_in(client))


def _running(role: Role, path: str) -> Prepared:
    """Return *path* where a job was given up, a day was sealed and verified, and a case has entries."""
    now = timezone.now()
    case = Office.made().received(timezone.localdate() - timedelta(9))
    failed = jobs.ask(work="jobs.forget", facts={}, now=now)
    Job.objects.filter(id=failed).update(
        state="failed", attempts=8, ended_at=now, reason="邮件服务器没有回应"
    )
    seal(on=timezone.localdate() - timedelta(1), now=now)
    proofs.ask(by="shenji", now=now)
    work_off(worker="browser", clock=timezone.now)
    return Prepared(ROOT + path.replace("CASE", str(case)), signed_in(desks.signed_in(role)))


def _overseen(path: str) -> Prepared:
    """Return *path* of a case that the supervisor of its body pressed, and who pressed it was answered."""
    body, now, today = _district(), timezone.now(), timezone.localdate()
    office = Office(body)
    case = office.received(today - timedelta(40))
    for on in (today, today - timedelta(20)):
        office.received(on)
    client = desks.signed_in(Role.SUPERVISOR, body)
    cases.press(
        application=case,
        says="请说明进展",
        reply_by=today,
        by=office.viewer(Role.SUPERVISOR),
        seen=office.head(case),
        now=now,
    )
    cases.answer_press(
        application=case,
        says="下周答复",
        by=office.viewer(Role.CASE_OFFICER),
        seen=office.head(case),
        now=now,
    )
    return Prepared("/office/" + path.replace("CASE", str(case)), signed_in(client))


PAGES = (
    Place("the chains of the bodies", prepare=lambda: _chained("chains/")),
    Place("the chains of a body over time", prepare=lambda: _chained("chains/BODY/")),
    Place("setting a chain", prepare=lambda: _chained("chains/BODY/set/")),
    Place("a standing delegation", prepare=lambda: _chained("chains/BODY/delegate/")),
    Place("the number series", prepare=lambda: _chained("series/")),
    Place("a number series", prepare=lambda: _chained("series/SERIES/")),
    Place("opening a number series", prepare=lambda: _chained("series/open/?body=BODY&series=notice")),
    Place("the jobs", prepare=lambda: _running(Role.SYSTEM_ADMIN, "jobs/")),
    Place("the seals and what verifying found", prepare=lambda: _running(Role.AUDIT_ADMIN, "seals/")),
    Place(
        "the ledger of one subject",
        prepare=lambda: _running(Role.AUDIT_ADMIN, "ledger/?kind=application&id=CASE"),
    ),
    Place("the mailboxes", prepare=lambda: _running(Role.SECURITY_ADMIN, "mailboxes/")),
    Place("the settings of the audit administrator", prepare=lambda: _running(Role.AUDIT_ADMIN, "")),
    Place("the queues of the bodies overseen", prepare=lambda: _overseen("")),
    Place("a case for who oversees it", prepare=lambda: _overseen("cases/CASE/")),
    Place("pressing for an answer", prepare=lambda: _overseen("cases/CASE/press/")),
    Place("the settings", prepare=lambda: _as(Role.SYSTEM_ADMIN, "")),
    Place("the bodies", prepare=lambda: _as(Role.SYSTEM_ADMIN, "bodies/")),
    Place(
        "the bodies of a new installation", prepare=lambda: _as(Role.SYSTEM_ADMIN, "bodies/", district=False)
    ),
    Place("a new body", prepare=lambda: _as(Role.SYSTEM_ADMIN, "bodies/new/")),
    Place("a body", prepare=lambda: _as(Role.SYSTEM_ADMIN, "bodies/BODY/")),
    Place("splitting a body", prepare=lambda: _as(Role.SYSTEM_ADMIN, "bodies/BODY/split/")),
    Place("the guide of a body", prepare=lambda: _as(Role.SYSTEM_ADMIN, "bodies/BODY/guide/")),
    Place("what the law leaves open", prepare=lambda: _as(Role.WORKING_BODY_HEAD, "rules/")),
    Place("choosing a rule", prepare=lambda: _as(Role.WORKING_BODY_HEAD, "rules/receipt_online/")),
    Place("the calendars", prepare=lambda: _as(Role.SYSTEM_ADMIN, "calendars/")),
    Place("loading a notice", prepare=lambda: _as(Role.SYSTEM_ADMIN, "calendars/load/")),
)

"""A district in which every page of the platform has something to show: made once for all tests of a module."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from mingbai.lifecycle import Kind
from mingbai_web.accounts import sign_in
from mingbai_web.accounts.models import Person
from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.annual_report.importing import uploads
from mingbai_web.applications import services
from mingbai_web.demo import district
from mingbai_web.demo.district import District, Office
from mingbai_web.files import services as files
from mingbai_web.intake import codes
from mingbai_web.intake import services as intake
from mingbai_web.intake.details import Details as Sent
from mingbai_web.intake.details import Person as Applicant
from mingbai_web.intake.details import Sought, Wanted
from mingbai_web.jobs.models import Job, State
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.subjects import Subject
from mingbai_web.papers import services as papers
from mingbai_web.papers.enclosing import Upload
from mingbai_web.papers.letters import Part
from mingbai_web.papers.models import Series
from mingbai_web.parties import services as parties
from mingbai_web.parties.details import Details
from mingbai_web.tracking.models import PublicCase
from tests.web.annual_report.registers import HEAD, ROWS, workbook
from tests.web.intake.applying import PICTURE
from tests.web.intake.test_pages import PAGES
from tests.web.papers.enclosing import enclosed

__all__ = ["MARK", "MARKUP", "World", "browser"]

MARKUP = (
    "\"'></textarea></title><script class=mb-hostile>alert(1)</script>"
    "<img class=mb-hostile src=x onerror=alert(1)>{{7*7}}{% x %}"
)
"""Stands in everything of the first office; on a page it may only be text."""

MARK = "别处之物"
"""Stands in everything of the other office, which nobody of the first may be shown."""


@dataclass
class World:
    """The district, and what there is of each kind in each of its two offices."""

    district: District
    today: date
    there: dict[str, list[UUID]] = field(default_factory=dict)
    beyond: dict[str, list[UUID]] = field(default_factory=dict)
    sessions: dict[Role, str] = field(default_factory=dict)
    found: dict[str, list[tuple[str, Any]]] = field(default_factory=dict)
    """Forms by the name of their pages, each with the session that is shown it."""

    @staticmethod
    def made() -> "World":
        now = timezone.now()
        today = timezone.localdate(now)
        since = today - timedelta(days=40)
        made = World(district.make(since=since, now=now - timedelta(days=40)), today)
        for office, kept in zip(made.district.offices, (made.there, made.beyond), strict=True):
            kept |= _filled(office, today, now, mark=MARK if kept is made.beyond else MARKUP)
        compiler = made.district.offices[0].viewer(Role.COMPILER, today)
        made.there["import"] = [
            uploads.keep(
                data=workbook([HEAD, *ROWS, [5, "", MARKUP, "公民", MARKUP]]),
                name=f"{MARKUP}.xlsx",
                body=made.district.offices[0].body,
                by=compiler,
                now=now,
            )
        ]
        made.there["person"] = list(Person.objects.values_list("pk", flat=True))[-3:]
        made.there["series"] = list(Series.objects.values_list("subject", flat=True))
        job = Job.objects.create(
            work="notices.digest", facts="{}", state=State.FAILED, asked_at=now, due_at=now, ended_at=now, reason=MARKUP
        )  # fmt: skip
        made.there["job"] = [job.id]
        made.there["seat"] = [place.seat for place in made.district.offices[0].places[1:3]]
        for role in Role:
            made._sign_in(role)
        return made

    def following(self) -> Client:
        """Return a browser of the public that has proved the code of an application."""
        row = PublicCase.objects.filter(body=self.district.offices[0].body).order_by("id").first()
        if row is None:
            raise LookupError
        client = browser()
        client.post("/follow/", {"number": row.number, "code": codes.code_of(row.subject)})
        return client

    def drafting(self) -> Client:
        """Return a browser of the public in which an application is typed, to be looked over."""
        client = browser()
        pages = {"body": {"body": str(self.district.offices[0].body)}, **PAGES}
        pages["sought"] = {"name": MARKUP, "features": MARKUP}
        for page, typed in pages.items():
            client.post(f"/apply/{page}/", typed)
        client.post(
            "/apply/files/", {"purpose": "identity", "file": SimpleUploadedFile(f"{MARKUP}.png", PICTURE)}
        )
        return client

    def client(self, role: Role) -> Client:
        """Return a browser in which the first of *role* in the first office is signed in; faults of ours are answers of 500."""
        client = browser()
        client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client

    def _sign_in(self, role: Role) -> None:
        places = [*self.district.offices[0].places, *self.district.places]
        place = next((each for each in places if each.role is role), None)
        if place is None:
            return
        person = Person.objects.get(username=place.username)
        client = browser()
        client.force_login(person)
        person.sign_in = f"token-{person.username}"
        person.save(update_fields=["sign_in"])
        session = client.session
        session[sign_in.TOKEN] = person.sign_in
        session[sign_in.SEEN] = timezone.now().isoformat()
        session[sign_in.SEAT] = str(place.seat)
        session.save()
        self.sessions[role] = str(session.session_key)


def browser() -> Client:
    """Return a browser that sees faults of ours as the public does, and whose forms are held against forgery."""
    return Client(raise_request_exception=False, headers={"host": "localhost"})


def _filled(office: Office, today: date, now: datetime, *, mark: str) -> dict[str, list[UUID]]:
    registrar = office.viewer(Role.REGISTRAR, today)
    officer = office.viewer(Role.CASE_OFFICER, today)
    then = now - timedelta(days=2)
    party = parties.take(
        details=Details("赵𠮷一", phone="13800001234"), kind="natural_person", by=registrar, now=then
    )
    cases = [_case(office, registrar, party, f"{mark}第{n}件", "in-person", then) for n in range(9)]
    waiting = _case(office, registrar, party, f"{mark}网上的一件", "online", then)
    made: dict[str, list[UUID]] = {
        "body": [office.body],
        "unit": [office.unit],
        "party": [party],
        "case": [*cases, waiting],
        "item": [
            services.log_item(
                body=office.body, carrier="mail", arrived_at=then, by=registrar, now=now, about=f"{mark}来信", party=party
            ).id
        ],
        "submission": [_submitted(office.body, mark, now)],
        "paper": [],
        "file": [
            files.store(
                PICTURE, purpose=purpose, subject=Subject("application", cases[0]), party=party, name=f"{mark}.png",
                by=registrar, now=now,
            ).id
            for purpose in ("attachment", "identity")
        ],
    }  # fmt: skip
    for case, far in zip(cases, range(6), strict=False):
        made["paper"].append(_paper(office, officer, case, mark, far, today, now))
    brought = Upload(PICTURE, f"{mark}.png", mark)
    made["enclosure"] = [enclosed(made["paper"][0], brought, by=officer, now=now)[0].file]
    made["paper"].append(
        services.write_step(
            application=cases[6], step=Kind.EXTENDED, facts={"days": 10}, given={"reasons": mark}, by=officer,
            seen=_head("application", cases[6]), now=now,
        )
    )  # fmt: skip
    services.take_step(  # the applicant is still to be told
        application=cases[8], kind=Kind.EXTENDED, effective=today, facts={"days": 10},
        by=office.viewer(Role.WORKING_BODY_HEAD, today), seen=_head("application", cases[8]), now=now,
    )  # fmt: skip
    return made


def _case(office: Office, by: Viewer, party: UUID, matter: str, channel: str, then: datetime) -> UUID:
    asked = services.Request(
        party=party, applicant="natural_person", matter=matter, channel=channel, arrived_at=then, wants=matter
    )
    (made,) = services.register(body=office.body, requests=[asked], by=by, now=then)
    return made.id


def _submitted(body: UUID, mark: str, now: datetime) -> UUID:
    sent = Sent(
        Sought(f"{mark}老旧小区改造名单", features=mark),
        Wanted("electronic", "online"),
        Applicant(mark, "natural_person", "permit", "HA0000000", "0000-0000000"),
    )
    return intake.submit(details=sent, files=(), body=body, key=uuid4().hex, now=now).id


def _paper(
    office: Office, officer: Viewer, case: UUID, mark: str, far: int, today: date, now: datetime
) -> UUID:
    """Return a reply taken *far* steps: drafted, submitted, agreed to, reviewed, signed, sent."""
    paper = services.draft_reply(
        application=case,
        parts=(Part("granted", mark, {"provided": mark}),),
        by=officer,
        seen=_head("application", case),
        now=now,
    )
    for deed, role, given in list(_STEPS)[:far]:
        day = {"day": today} if deed is papers.dispatch else {}
        deed(paper=paper, by=office.viewer(role, today), seen=_head("paper", paper), now=now, **given, **day)
    return paper


def _head(kind: str, id: UUID) -> str:
    found = ledger.head(kind, id)
    return found.digest if found is not None else ""


def _steps() -> Iterator[tuple[Any, Role, dict[str, Any]]]:
    yield papers.submit, Role.CASE_OFFICER, {}
    yield papers.sign_step, Role.DEPARTMENT_HEAD, {"step": 0}
    yield (
        papers.review_secrecy,
        Role.SECRECY_REVIEWER,
        {"step": 1, "result": "may_disclose", "ground": "不涉密"},
    )
    yield papers.sign, Role.LEADER, {"step": 2}
    yield papers.dispatch, Role.REGISTRAR, {"route": "post", "tracking": "XA00000000044"}


_STEPS = tuple(_steps())

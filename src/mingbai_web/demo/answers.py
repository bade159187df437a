"""How the offices of the district answer: searched, drafted, reviewed, signed, sent by post or online, and served."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from mingbai.lifecycle import Kind
from mingbai.outcomes import ending
from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications import services
from mingbai_web.demo import fiction
from mingbai_web.demo.district import Office
from mingbai_web.ledger import queries as ledger
from mingbai_web.papers import enclosing
from mingbai_web.papers import queries as known
from mingbai_web.papers import services as papers
from mingbai_web.papers.letters import Part

if TYPE_CHECKING:
    from mingbai_web.demo.year import Year

__all__ = ["answer", "notice"]

ENCLOSES = ("granted", "partly_granted")
"""Outcomes with which the district sends what was asked for along."""


def answer(year: "Year", office: Office, case: UUID, at: datetime, *, goes_on: bool = True) -> None:
    """Search for what *case* asks, draft its reply, and let the chain have it: a step every day or two, where it *goes_on*."""
    dice, day = year.dice, timezone.localdate(at)
    outcome = fiction.outcome(dice)
    officer = office.viewer(Role.CASE_OFFICER, day)
    with transaction.atomic():
        services.search(
            application=case,
            where="本机关档案、电子公文系统、业务台账",
            how="按名称、文号、年份逐项检索",
            found=outcome != "not_existing",
            by=officer,
            seen=_head("application", case),
            now=at,
        )
        matter = ledger.entries("application", case)[0].read()["matter"]
        given = {means.key: fiction.SAID.get(means.key, means.words.zh) for means in ending(outcome).carries}
        paper = services.draft_reply(
            application=case,
            parts=[Part(outcome, matter, given)],
            by=officer,
            seen=_head("application", case),
            now=at + timedelta(minutes=20),
        )
        if outcome in ENCLOSES:
            _enclose(paper, matter, officer, at + timedelta(minutes=22))
        papers.submit(paper=paper, by=officer, seen=_head("paper", paper), now=at + timedelta(minutes=25))
    if not goes_on:
        return
    route = _Route(year, office, paper)
    year.later(year.after(at, dice.choice([0, 0, 1])), route.approved, hour=17)


def _enclose(paper: UUID, matter: str, officer: Viewer, at: datetime) -> None:
    """Enclose what was asked for, as a workbook."""
    sheet = known.sheet(paper, officer)
    if sheet.paper.body is None:
        return
    upload = enclosing.Upload(fiction.document(matter), f"{matter}.xlsx")
    found = enclosing.examined([upload], to=sheet.letter, body=sheet.paper.body, by=officer, now=at)
    files = enclosing.keep(
        found, paper=paper, party=sheet.paper.party, body=sheet.paper.body, by=officer, now=at
    )
    papers.enclose(paper=paper, files=files, by=officer, seen=sheet.head, now=at)


def notice(
    office: Office, case: UUID, step: Kind, at: datetime, facts: dict[str, Any], said: dict[str, str]
) -> None:
    """Send the letter of a step: what the officer may issue goes out, the rest the head of the working body issues."""
    day = timezone.localdate(at)
    paper = services.write_step(
        application=case,
        step=step,
        facts=facts,
        given=said,
        by=office.viewer(Role.CASE_OFFICER, day),
        seen=_head("application", case),
        now=at,
    )
    if step is Kind.EXTENDED:
        head = office.viewer(Role.WORKING_BODY_HEAD, day)
        papers.issue(paper=paper, by=head, seen=_head("paper", paper), now=at + timedelta(minutes=30))
    papers.dispatch(
        paper=paper, route="post", day=day, tracking=f"XA{paper.int % 10**9:09}01", by=office.viewer(Role.REGISTRAR, day), seen=_head("paper", paper), now=at + timedelta(minutes=40)
    )  # fmt: skip


class _Route:
    """The way of a reply from its draft to whom it is for."""

    def __init__(self, year: "Year", office: Office, paper: UUID) -> None:
        self.year = year
        self.office = office
        self.paper = paper
        self.by = year.dice.choice(["post", "post", "electronic", "in-person"])

    def approved(self, at: datetime) -> None:
        self._act(papers.sign_step, Role.DEPARTMENT_HEAD, at, step=0)
        self.year.later(self.year.after(at, self.year.dice.choice([0, 0, 1])), self.reviewed, hour=17)

    def reviewed(self, at: datetime) -> None:
        self._act(
            papers.review_secrecy, Role.SECRECY_REVIEWER, at, step=1, result="may_disclose", ground="不涉及国家秘密、工作秘密"
        )  # fmt: skip
        self.year.later(self.year.after(at, self.year.dice.choice([0, 1])), self.signed, hour=18)

    def signed(self, at: datetime) -> None:
        self._act(papers.sign, Role.LEADER, at, step=2)
        self.year.later(self.year.after(at, self.year.dice.choice([0, 1])), self.sent, hour=19)

    def sent(self, at: datetime) -> None:
        number = f"XA{self.year.dice.randrange(10**9):09}00" if self.by == "post" else ""
        day = timezone.localdate(at)
        self._act(papers.dispatch, Role.REGISTRAR, at, route=self.by, day=day, tracking=number)
        if self.by == "in-person" or self.year.dice.random() < 0.85:
            days = 0 if self.by == "in-person" else self.year.dice.randint(1, 5)
            self.year.later(self.year.after(at, days), self.served, hour=20)

    def served(self, at: datetime) -> None:
        self._act(papers.serve, Role.REGISTRAR, at, day=timezone.localdate(at), how="本人签收")

    def _act(self, service: Callable[..., object], role: Role, at: datetime, **given: object) -> None:
        by = self.office.viewer(role, timezone.localdate(at))
        service(paper=self.paper, by=by, seen=_head("paper", self.paper), now=at, **given)


def _head(kind: str, id: UUID) -> str:
    found = ledger.head(kind, id)
    return found.digest if found is not None else ""

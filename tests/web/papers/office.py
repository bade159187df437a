"""An office of the tests: a body with its seats and persons, its chain and series, and papers taken as far as a test needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.subjects import Subject
from mingbai_web.papers import services
from mingbai_web.papers.letters import Letter, Part
from mingbai_web.papers.paper import Step
from tests.web.papers.fictional import MATTER, answered

NOW = datetime(2026, 3, 20, 2, 0, tzinfo=UTC)
DAY = date(2026, 3, 20)
CHAIN = (
    Step("科室审核", "approve", Role.DEPARTMENT_HEAD, group=1),
    Step("保密审查", "secrecy", Role.SECRECY_REVIEWER, group=2),
    Step("签发", "sign", Role.LEADER, group=3),
)


def refusal() -> Letter:
    """Return a reply that gives nothing."""
    return answered(Part("not_existing", MATTER, {"search": "检索了公文系统，没有结果"}))


def grant() -> Letter:
    """Return a reply that gives all."""
    return answered(Part("granted", MATTER, {"provided": "复制件一份"}))


@dataclass
class Office:
    """One body; `who` gives the person in a seat of a role."""

    body: UUID

    @staticmethod
    def made(*, chain: Sequence[Step] = CHAIN, series: bool = True, body: UUID | None = None) -> "Office":
        office = Office(body or uuid4())
        admin = office.who(Role.SYSTEM_ADMIN)
        services.set_chain(body=office.body, steps=chain, since=date(2026, 1, 1), by=admin, now=NOW)
        for kind in ("reply", "notice") if series else ():
            services.open_series(
                body=office.body, series=kind, year=2026, mark=f"清建信{kind[0]}", by=admin, now=NOW
            )
        return office

    def who(self, role: Role, person: str = "", *, bodies: tuple[UUID, ...] | None = None) -> Viewer:
        seat = uuid5(self.body, role.value)
        return Viewer(person or role.value, "李明", seat, role, bodies or (self.body,))

    def head(self, paper: UUID) -> str:
        found = ledger.head("paper", paper)
        return found.digest if found is not None else ""

    def draft(self, letter: Letter | None = None, **given: Any) -> UUID:
        given.setdefault("about", Subject("thing", uuid4()))
        given.setdefault("by", self.who(Role.CASE_OFFICER))
        return services.draft(letter=letter or grant(), body=self.body, now=NOW, **given)

    def submitted(self, letter: Letter | None = None, **given: Any) -> UUID:
        paper = self.draft(letter, **given)
        services.submit(paper=paper, by=self.who(Role.CASE_OFFICER), seen=self.head(paper), now=NOW)
        return paper

    def reviewed(self, letter: Letter | None = None, **given: Any) -> UUID:
        paper = self.submitted(letter, **given)
        services.sign_step(
            paper=paper, step=0, by=self.who(Role.DEPARTMENT_HEAD), seen=self.head(paper), now=NOW
        )
        services.review_secrecy(
            paper=paper,
            step=1,
            result="may_disclose",
            ground="不含国家秘密、工作秘密",
            by=self.who(Role.SECRECY_REVIEWER),
            seen=self.head(paper),
            now=NOW,
        )
        return paper

    def signed(self, letter: Letter | None = None, **given: Any) -> UUID:
        paper = self.reviewed(letter, **given)
        services.sign(paper=paper, step=2, by=self.who(Role.LEADER), seen=self.head(paper), now=NOW)
        return paper

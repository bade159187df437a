"""An office of the tests: seats of a fictional body, and cases made through the real services."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from mingbai.lifecycle import Kind
from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications import services
from mingbai_web.applications.models import Application
from mingbai_web.ledger import queries as ledger

__all__ = ["Office", "at"]


def at(day: date, hour: int = 9) -> datetime:
    """Return an instant of *day* at the office.

    Of today it is that share of what has gone by of the day: a test of the small hours does not speak of what is to come.
    """
    now = timezone.now()
    if day != timezone.localdate(now):
        return timezone.make_aware(datetime.combine(day, time(hour))).astimezone(UTC)
    begun = timezone.make_aware(datetime.combine(day, time())).astimezone(UTC)
    return begun + (now - begun) * hour / 24


@dataclass
class Office:
    """One body with a seat of every role; `viewer` gives who sits there."""

    body: UUID

    @staticmethod
    def made() -> "Office":
        return Office(uuid4())

    def viewer(self, role: Role, **given: Any) -> Viewer:
        seat = UUID(int=(self.body.int + list(Role).index(role)) % 2**128)
        name = given.pop("name", f"{role.value}甲")
        return Viewer(role.value, name, seat, role, given.pop("bodies", (self.body,)), **given)

    def received(
        self, on: date, *, channel: str = "in-person", now: datetime | None = None, **given: Any
    ) -> UUID:
        """Register an application that arrived on *on*, and return it."""
        request = services.Request(
            party=given.pop("party", None) or uuid4(),
            applicant=given.pop("applicant", "natural_person"),
            matter=given.pop("matter", "清河区2025年老旧小区改造名单"),
            channel=channel,
            arrived_at=min(at(on), now or at(on)),  # the suite runs at any hour
        )
        made = services.register(
            body=self.body, requests=[request], by=self.viewer(Role.REGISTRAR), now=now or at(on, 10), **given
        )
        return made[0].id

    def step(
        self, application: UUID, kind: Kind, on: date, *, now: datetime | None = None, **facts: Any
    ) -> None:
        """Enter a step as the seat whose step it is."""
        role = {
            Kind.EXTENDED: Role.WORKING_BODY_HEAD,
            Kind.DECIDED: Role.LEADER,
            Kind.CONFIRMED: Role.REGISTRAR,
            Kind.OPENING_BALANCE: Role.COMPILER,
            Kind.IMPORTED: Role.COMPILER,
            Kind.DISPATCHED: Role.REGISTRAR,
            Kind.SERVED: Role.REGISTRAR,
        }.get(kind, Role.CASE_OFFICER)
        services.take_step(
            application=application,
            kind=kind,
            effective=on,
            by=self.viewer(role),
            seen=self.head(application),
            now=now or at(on, 11) + timedelta(minutes=len(ledger.entries("application", application))),
            facts=facts,
        )

    def head(self, application: UUID) -> str:
        found = ledger.head("application", application)
        return found.digest if found else ""

    def row(self, application: UUID) -> Application:
        return Application.objects.get(subject=application)

"""An office with persons at its seats, who work through pages."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.test import Client
from django.utils import timezone

from mingbai.audit.levels import Level
from mingbai_web.accounts import queries as accounts
from mingbai_web.accounts import sign_in
from mingbai_web.accounts.models import Person
from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.orgs import services as orgs
from mingbai_web.papers import services as papers
from mingbai_web.papers.paper import Step
from tests.web import seats as seats_of
from tests.web.accounts import office as people
from tests.web.applications.office import Office

__all__ = ["Desk"]

BEFORE = date(2020, 1, 1)
CHAIN = (
    Step("科室审核", "approve", Role.DEPARTMENT_HEAD, group=1),
    Step("保密审查", "secrecy", Role.SECRECY_REVIEWER, group=2),
    Step("签发", "sign", Role.LEADER, group=3),
)


@dataclass
class Desk(Office):
    """The office of a body, its seats held by persons; `client` is a browser in which one of them is signed in."""

    seats: dict[Role, UUID]

    @staticmethod
    def opened(*roles: Role) -> "Desk":
        now = timezone.now()
        keeper = seats_of.viewer(Role.SYSTEM_ADMIN)
        city = orgs.make_body(name="清江市人民政府", level=Level.CITY, effective=BEFORE, by=keeper, now=now)
        body = orgs.make_body(
            name="清河区人民政府", level=Level.COUNTY, mark="清府", reports_to=city, effective=BEFORE, by=keeper, now=now
        )  # fmt: skip
        orgs.make_unit(name="办公室", serves=[body], effective=BEFORE, by=keeper, now=now)
        admin = Office(body).viewer(Role.SYSTEM_ADMIN)
        papers.set_chain(body=body, steps=CHAIN, since=BEFORE, by=admin, now=now)
        for series, mark in (("reply", "清政公开答"), ("notice", "清政公开告")):
            papers.open_series(
                body=body, series=series, year=timezone.localdate(now).year, mark=mark, by=admin, now=now
            )
        people.founded(today=BEFORE)
        seats = {}
        for role in roles or (Role.REGISTRAR, Role.CASE_OFFICER, Role.WORKING_BODY_HEAD):
            people.someone(role.value.replace("_", ""), f"{role.value}甲", now=now, today=BEFORE)
            seats[role] = people.seat(role, role.value.replace("_", ""), bodies=(body,), today=BEFORE)
        return Desk(body, seats)

    def viewer(self, role: Role, **given: object) -> Viewer:
        if role not in self.seats:
            return super().viewer(role)
        return accounts.viewer_of(role.value.replace("_", ""), self.seats[role], timezone.localdate())

    def client(self, role: Role) -> Client:
        person = Person.objects.get(username=role.value.replace("_", ""))
        client = Client(headers={"host": "localhost"})
        client.force_login(person)
        person.sign_in = "token"
        person.save(update_fields=["sign_in"])
        session = client.session
        session[sign_in.TOKEN] = person.sign_in
        session[sign_in.SEEN] = timezone.now().isoformat()
        session[sign_in.SEAT] = str(self.seats[role])
        session.save()
        return client

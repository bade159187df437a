"""清河区: its bodies, units, seats and the persons who sit there. All of it is made up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from mingbai.audit.levels import Level
from mingbai_web.accounts import bootstrap, persons, queries, services
from mingbai_web.accounts.bootstrap import Newcomer
from mingbai_web.accounts.entering import SYSTEM
from mingbai_web.accounts.roles import ROLES, Role
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.orgs import services as orgs
from mingbai_web.papers import services as papers
from mingbai_web.papers.paper import Step

__all__ = ["PASSWORD", "District", "Office", "Place", "make"]

PASSWORD = "Qinghe-2026"
"""Of everybody in the demonstration; printed when it starts."""

_ADMINISTRATORS = {
    Role.SYSTEM_ADMIN: ("xitong", "习通"),
    Role.SECURITY_ADMIN: ("anquan", "安全禾"),
    Role.AUDIT_ADMIN: ("shenji", "沈季"),
}
_CHAIN = (
    Step("科室审核", "approve", Role.DEPARTMENT_HEAD, group=1),
    Step("保密审查", "secrecy", Role.SECRECY_REVIEWER, group=2),
    Step("签发", "sign", Role.LEADER, group=3),
)
_GOVERNMENT = (
    (Role.MAIL_ROOM, "shoufa", "邮小禾"),
    (Role.REGISTRAR, "chuangkou", "窗明"),
    (Role.CASE_OFFICER, "jingban", "经一帆"),
    (Role.CASE_OFFICER, "jingban2", "荆禾"),
    (Role.CO_HANDLER, "xieban", "谢办"),
    (Role.DEPARTMENT_HEAD, "kezhang", "柯章"),
    (Role.SECRECY_REVIEWER, "baomi", "鲍密"),
    (Role.COUNSEL, "falv", "卢法"),
    (Role.WORKING_BODY_HEAD, "zhuren", "朱任"),
    (Role.LEADER, "lingdao", "凌道"),
    (Role.COMPILER, "nianbao", "年宝"),
)
_HOUSING = (
    (Role.REGISTRAR, "zhujian1", "祝建"),
    (Role.CASE_OFFICER, "zhujian2", "竺见"),
    (Role.DEPARTMENT_HEAD, "zhujian3", "祝简"),
    (Role.SECRECY_REVIEWER, "zhujian4", "朱涧"),
    (Role.WORKING_BODY_HEAD, "zhujian5", "诸健"),
    (Role.LEADER, "zhujian6", "竹坚"),
    (Role.COMPILER, "zhujian7", "祝笺"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A seat and who holds it."""

    role: Role
    username: str
    name: str
    seat: UUID


@dataclass(slots=True)
class Office:
    """A body with its unit and its seats."""

    body: UUID
    name: str
    unit: UUID
    places: list[Place] = field(default_factory=list)

    def viewer(self, role: Role, today: date, *, nth: int = 0) -> Viewer:
        """Return who sits in the *nth* seat of *role*."""
        found = [place for place in self.places if place.role is role]
        place = found[nth % len(found)]
        return queries.viewer_of(place.username, place.seat, today)


@dataclass(slots=True)
class District:
    """The whole district: offices that handle applications, and everybody who can sign in."""

    offices: list[Office]
    places: list[Place]


def make(*, since: date, now: datetime) -> District:
    """Make the district, its seats held from *since* on."""
    makers = {role: Newcomer(username, name, PASSWORD) for role, (username, name) in _ADMINISTRATORS.items()}
    seats = bootstrap.administrators(given=makers, now=now, today=since, must_change=False)
    places = [Place(role, each.username, each.name, seats[role]) for role, each in makers.items()]
    keeper = queries.viewer_of("xitong", seats[Role.SYSTEM_ADMIN], since)
    city = orgs.make_body(
        name="清江市人民政府", level=Level.CITY, mark="江政", effective=since, by=keeper, now=now
    )
    government = orgs.make_body(
        name="清河区人民政府", short="清河区政府", level=Level.COUNTY, mark="清政", reports_to=city, effective=since, by=keeper, now=now, makes_rules=False, order=1,
    )  # fmt: skip
    housing = orgs.make_body(
        name="清河区住房和城乡建设局", short="清河区住建局", level=Level.DEPARTMENT, mark="清住建", reports_to=government, effective=since, by=keeper, now=now, order=2,
    )  # fmt: skip
    for body, working, number in (
        (government, "清河区人民政府办公室", "1"),
        (housing, "清河区住房和城乡建设局办公室", "2"),
    ):
        guide = {
            "working_body": working,
            "address": f"清河区中心路{number}号",
            "hours": "工作日 9:00—12:00，13:30—17:30",
            "telephone": f"000-000000{number}",
            "post_address": f"清河区中心路{number}号政府信息公开办公室",
            "post_code": "000000",
            "online": "/apply/",
        }
        orgs.set_guide(body=body, guide=guide, effective=since, by=keeper, now=now)
    offices = []
    for body, name, unit, seated, mark in (
        (government, "清河区人民政府", "政府信息公开科", _GOVERNMENT, "清政公开"),
        (housing, "清河区住房和城乡建设局", "办公室", _HOUSING, "清住建公开"),
    ):
        made = orgs.make_unit(name=unit, serves=[body], effective=since, by=keeper, now=now)
        orgs.make_unit(name="档案室", serves=[body], effective=since, by=keeper, now=now, has_accounts=False)
        office = Office(body, name, made)
        for role, username, who in seated:
            office.places.append(_seated(role, username, who, [body], since, now, unit=made))
        _papers(office, mark, since, now)
        offices.append(office)
        places += office.places
    places.append(_seated(Role.SUPERVISOR, "jiandu", "简督", [government, housing], since, now))
    return District(offices, places)


def _papers(office: Office, mark: str, since: date, now: datetime) -> None:
    """Set who approves the papers of the office, and open its series of numbers for each year."""
    keeper = Viewer("xitong", "习通", office.places[0].seat, Role.SYSTEM_ADMIN, (office.body,))
    papers.set_chain(body=office.body, steps=_CHAIN, since=since, by=keeper, now=now)
    for year in range(since.year, timezone.localdate().year + 2):
        for series, kind in (("reply", "答"), ("notice", "告")):
            papers.open_series(
                body=office.body, series=series, year=year, mark=f"{mark}{kind}", by=keeper, now=now
            )


def _seated(
    role: Role,
    username: str,
    name: str,
    bodies: Sequence[UUID],
    since: date,
    now: datetime,
    *,
    unit: UUID | None = None,
) -> Place:
    persons.make_person(
        username=username, name=name, password=PASSWORD, by=SYSTEM, now=now, today=since, must_change=False
    )
    seat = services.make_seat(
        name=ROLES[role].zh, role=role, bodies=bodies, unit=unit, by=SYSTEM, now=now, today=since
    )
    services.hold_seat(seat=seat, person=username, since=since, by=SYSTEM, now=now, today=since)
    return Place(role, username, name, seat)

"""Bodies and units on any day. Which bodies there are is public, so these questions take no viewer."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from mingbai.audit.levels import Level
from mingbai_web.ledger import queries as ledger
from mingbai_web.orgs import history
from mingbai_web.orgs.models import Body, Guide, Serving, Succession, Supervision, Unit
from mingbai_web.orgs.values import (
    BodyOn,
    Branch,
    Estate,
    GuideOn,
    Letterhead,
    Named,
    SuccessionOn,
    UnitOn,
    UnknownBody,
)

__all__ = [
    "bodies",
    "body",
    "body_as_known",
    "ended",
    "guide",
    "letterhead",
    "name_on",
    "names",
    "names_on",
    "offices",
    "predecessors",
    "successions",
    "successor",
    "supervised",
    "supervisors",
    "tree",
    "under",
    "unit",
    "unit_names",
    "units",
]


def bodies(*, on: date, ended: bool = False) -> tuple[BodyOn, ...]:
    """Return the bodies of the day in the order of their lists; with *ended*, those too that were no more."""
    rows = Body.objects.filter(_on(on))
    if not ended:
        rows = rows.filter(ended="")
    return tuple(map(_body, rows.order_by("position", "name", "subject")))


def body(id: UUID, on: date) -> BodyOn:
    """Return the body on the day. Raises `UnknownBody` when there was none yet."""
    found = Body.objects.filter(_on(on), subject=id).first()
    if found is None:
        raise UnknownBody(f"{on} 没有这个机关：请核对机关和日期", f"there was no such body on {on}")
    return _body(found)


def body_as_known(id: UUID, on: date, known: datetime) -> BodyOn:
    """Return the body on the day by what had been entered up to *known*. Raises `UnknownBody`."""
    entries = ledger.entries("body", id, known=known)
    for row in history.body_rows(id, entries):
        if isinstance(row, Body) and row.since <= on and (row.until is None or on < row.until):
            row.subject = id
            return _body(row)
    raise UnknownBody(f"{on} 没有这个机关：请核对机关和日期", f"there was no such body on {on}")


def names(id: UUID) -> tuple[Named, ...]:
    """Return the names that the body has borne, the first one first."""
    found: list[Named] = []
    for row in Body.objects.filter(subject=id, ended="").order_by("since"):
        if found and (found[-1].name, found[-1].short) == (row.name, row.short):
            found[-1] = Named(row.name, row.short, found[-1].since, row.until)
        else:
            found.append(Named(row.name, row.short, row.since, row.until))
    return tuple(found)


def name_on(id: UUID, day: date) -> str:
    """Return the name that the body bore on the day; before its first its first, after its end its last."""
    return names_on([id], day)[id]


def names_on(ids: Iterable[UUID], day: date) -> dict[UUID, str]:
    """Return by id the names that the bodies bore on the day, as `name_on` does. Raises `UnknownBody`."""
    wanted = set(ids)
    found: dict[UUID, str] = {}
    rows = Body.objects.filter(subject__in=wanted).order_by("subject", "since")
    for subject, since, name in rows.values_list("subject", "since", "name"):
        if subject not in found or since <= day:
            found[subject] = name
    if missing := wanted - set(found):
        raise UnknownBody(
            f"没有这个机关：{min(map(str, missing))}", f"there is no body {min(map(str, missing))}"
        )
    return found


def tree(on: date) -> tuple[Branch, ...]:
    """Return the bodies of the day as a tree by whom they report to; one whose superior is no more reports to its successor."""
    living = bodies(on=on)
    ids = {each.id for each in living}
    heirs = _heirs(on, Estate.CASES)
    below: dict[UUID | None, list[BodyOn]] = {}
    for each in living:
        superior = _follow(each.reports_to, heirs) if each.reports_to else None
        below.setdefault(superior if superior in ids and superior != each.id else None, []).append(each)

    def branch(each: BodyOn, depth: int) -> Branch:
        return Branch(each, depth, tuple(branch(one, depth + 1) for one in below.get(each.id, ())))

    return tuple(branch(each, 0) for each in below.get(None, ()))


def under(id: UUID, on: date) -> tuple[BodyOn, ...]:
    """Return the body and all that report to it, at any depth, in the order of the tree."""

    def walk(branches: Sequence[Branch], inside: bool) -> Iterable[BodyOn]:
        for each in branches:
            within = inside or each.body.id == id
            if within:
                yield each.body
            yield from walk(each.below, within)

    return tuple(walk(tree(on), False))


def supervised(id: UUID, on: date) -> tuple[BodyOn, ...]:
    """Return the bodies that the body supervises on the day: those that name it, or name nobody and report to it."""
    subjects = Supervision.objects.filter(_on(on), supervisor=id).values("subject")
    rows = Body.objects.filter(_on(on), subject__in=subjects, ended="")
    return tuple(map(_body, rows.order_by("position", "name", "subject")))


def supervisors(id: UUID, on: date) -> tuple[BodyOn, ...]:
    """Return the bodies that supervise the body on the day."""
    above = Supervision.objects.filter(_on(on), subject=id).values("supervisor")
    rows = Body.objects.filter(_on(on), subject__in=above, ended="")
    return tuple(map(_body, rows.order_by("position", "name", "subject")))


def successor(id: UUID, day: date, estate: Estate = Estate.CASES) -> UUID | None:
    """Return who has the body's *estate* on the day: itself while it lives, else the end of the chain; None when nobody took it."""
    return _follow(id, _heirs(day, estate))


def predecessors(ids: Iterable[UUID], day: date, estate: Estate = Estate.CASES) -> tuple[UUID, ...]:
    """Return the bodies ended by the day whose *estate* one of *ids* has then, through others too."""
    wanted, heirs = set(ids), _heirs(day, estate)
    return tuple(sorted(id for id in heirs if id not in wanted and _follow(id, heirs) in wanted))


def ended(day: date) -> tuple[UUID, ...]:
    """Return the bodies that had ended by the day."""
    return tuple(sorted(_heirs(day, Estate.CASES)))


def successions(id: UUID) -> tuple[SuccessionOn, ...]:
    """Return what the body gave away and how it ended, in order."""
    return tuple(
        SuccessionOn(
            row.subject,
            row.since,
            row.kind,
            tuple(map(UUID, row.into.split())),
            row.matter,
            row.cases,
            row.series,
            row.balances,
        )
        for row in Succession.objects.filter(subject=id).order_by("since", "id")
    )


def guide(id: UUID, on: date) -> GuideOn | None:
    """Return what the body's guide said on the day, None when it had none."""
    row = Guide.objects.filter(_on(on), subject=id).first()
    if row is None:
        return None
    return GuideOn(id, name_on(id, on), row.since, **{name: getattr(row, name) for name in history.GUIDE})


def letterhead(id: UUID, on: date) -> Letterhead:
    """Return what stands on the body's papers of the day. Raises `UnknownBody` when there was none yet."""
    found = body(id, on)
    row = Guide.objects.filter(_on(on), subject=id).first()
    said = ("", "", "", "") if row is None else (row.working_body, row.address, row.post_code, row.telephone)
    return Letterhead(id, found.letterhead or found.name, found.name, found.mark, *said)


def units(*, on: date) -> tuple[UnitOn, ...]:
    """Return the units of the day in the order of their lists."""
    return _units(Unit.objects.filter(_on(on), ended=False).order_by("position", "name", "subject"), on)


def unit(id: UUID, on: date) -> UnitOn:
    """Return the unit on the day. Raises `UnknownBody` when there was none yet."""
    found = _units(Unit.objects.filter(_on(on), subject=id), on)
    if not found:
        raise UnknownBody(f"{on} 没有这个内设机构：请核对机构和日期", f"there was no such unit on {on}")
    return found[0]


def unit_names(ids: Iterable[UUID], on: date) -> dict[UUID, str]:
    """Return the name that each unit had on the day, of those that there were."""
    rows = Unit.objects.filter(_on(on), subject__in=set(ids))
    return dict(rows.values_list("subject", "name"))


def offices(id: UUID, on: date) -> tuple[UnitOn, ...]:
    """Return the units that serve the body on the day."""
    serving = Serving.objects.filter(_on(on), body=id).values("subject")
    rows = Unit.objects.filter(_on(on), subject__in=serving, ended=False)
    return _units(rows.order_by("position", "name", "subject"), on)


def _on(day: date) -> Q:
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))


def _body(row: Body) -> BodyOn:
    return BodyOn(
        row.subject,
        row.name,
        row.short or row.name,
        row.code,
        row.mark,
        row.letterhead,
        Level(row.level),
        row.makes_rules,
        row.position,
        row.reports_to,
        row.since,
        row.until,
        row.ended,
    )


def _units(rows: Iterable[Unit], on: date) -> tuple[UnitOn, ...]:
    found = list(rows)
    serves: dict[UUID, list[UUID]] = {}
    serving = Serving.objects.filter(_on(on), subject__in=[row.subject for row in found])
    for subject, served in serving.order_by("id").values_list("subject", "body"):
        serves.setdefault(subject, []).append(served)
    return tuple(
        UnitOn(
            row.subject,
            row.name,
            tuple(serves.get(row.subject, ())),
            row.has_accounts,
            row.telephone,
            row.address,
            row.since,
            row.until,
            row.ended,
        )
        for row in found
    )


def _heirs(day: date, estate: Estate) -> dict[UUID, UUID | None]:
    """Return who took the *estate* of each body that had ended by the day."""
    rows = Succession.objects.filter(kind__in=history.ENDS, since__lte=day)
    return dict(rows.values_list("subject", estate.value))


def _follow(id: UUID | None, heirs: dict[UUID, UUID | None]) -> UUID | None:
    seen: set[UUID] = set()
    while id is not None and id in heirs and id not in seen:
        seen.add(id)
        id = heirs[id]
    return id

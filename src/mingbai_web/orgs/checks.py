"""What must hold before an act on a body is entered; each refusal says what to do instead."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from mingbai_web.orgs import queries
from mingbai_web.orgs.models import Body, Succession
from mingbai_web.orgs.values import BadBody

__all__ = [
    "code_is_free",
    "lives_on",
    "may_end",
    "name_is_free",
    "stands_in_no_ring",
    "unit_is_there",
]


def lives_on(ids: Iterable[UUID], day: date) -> None:
    """Raise `BadBody` unless every body lives on the day; `UnknownBody` for one that is not there yet."""
    for id in ids:
        found = queries.body(id, day)
        if not found.lives:
            raise BadBody(
                f"{day} {found.name}已经不在：请选承接它的机关，或者更早的日期",
                f"{found.name} is no more on {day}: take its successor, or an earlier day",
            )


def name_is_free(name: str, day: date, *, but: UUID | None = None) -> None:
    """Raise `BadBody` when another body bears the name on the day or later."""
    others = Body.objects.filter(_from(day), name=name.strip(), ended="")
    if others.exclude(subject=but).exists() if but else others.exists():
        raise BadBody(
            f"已有名为“{name}”的机关：同一个机关请更名，不另设", f"there is a body named {name} already"
        )


def code_is_free(code: str, day: date, *, but: UUID | None = None) -> None:
    """Raise `BadBody` when another body has the credit code on the day or later."""
    others = Body.objects.filter(_from(day), code=code, ended="")
    taken = others.exclude(subject=but) if but else others
    if code and (one := taken.first()) is not None:
        raise BadBody(
            f"统一社会信用代码 {code} 是{one.name}的：请核对", f"the credit code {code} is that of {one.name}"
        )


def stands_in_no_ring(id: UUID, superior: UUID | None, day: date) -> None:
    """Raise `BadBody` when the body would report to itself, through others, on the day or on a later one known."""
    own = Body.objects.filter(_from(day), subject=id).order_by("since").values_list("since", "reports_to")
    before = next(iter(own))[1]
    moved = next((since for since, above in own if above != before), None)  # it is placed anew later
    later = Body.objects.filter(since__gt=day)
    if moved is not None:
        later = later.filter(since__lt=moved)
    for on in sorted({day, *later.values_list("since", flat=True)}):
        rows = Body.objects.filter(_from(on), since__lte=on).exclude(subject=id)
        above = dict(rows.values_list("subject", "reports_to"))
        one, seen = superior, set[UUID]()
        while one is not None and one != id and one not in seen:
            seen.add(one)
            one = above.get(one)
        if one == id:
            raise BadBody(
                f"{on} 起会互为上下级：请先调整上级机关的隶属关系",
                f"from {on} the bodies would report to each other in a ring: place the superior first",
            )


def may_end(id: UUID, into: Sequence[UUID], day: date) -> None:
    """Raise `BadBody` unless the body may end on the day and go into those bodies."""
    # Who ends two bodies into each other at the same moment is one after the other here, and the second is refused.
    list(Body.objects.select_for_update().filter(subject__in=[id, *into]).order_by("subject"))
    lives_on([id], day)
    if id in into:
        raise BadBody("机关不能由自己承接：请另选", "a body does not follow itself: choose another")
    lives_on(into, day)
    later = Body.objects.filter(subject=id, since__gt=day).order_by("since").first()
    if later is not None:
        raise BadBody(
            f"{later.since} 还登记有它的变动：请选那一天以后",
            f"something is on record of it for {later.since}: take a later day",
        )
    named = Succession.objects.filter(since__gte=day).exclude(subject=id)
    for one in named:
        if str(id) in one.into.split():
            raise BadBody(
                f"{one.since} 起它承接{queries.name_on(one.subject, day)}：不能先于该日终止，也不能互相承接",
                f"from {one.since} it follows {queries.name_on(one.subject, day)}: it cannot end before, nor each follow the other",
            )
    below = Body.objects.filter(_from(day), reports_to=id, ended="").exclude(subject__in=into).first()
    if below is not None and not into:
        raise BadBody(
            f"{below.name}等还隶属于它：请先调整隶属关系，或者写明承接的机关",
            f"{below.name} and others report to it: place them first, or say who follows",
        )


def unit_is_there(id: UUID, day: date) -> tuple[UUID, ...]:
    """Return the bodies that the unit serves on the day. Raises `BadBody` when it is closed, `UnknownBody` when not yet."""
    found = queries.unit(id, day)
    if found.ended:
        raise BadBody(
            f"{day} {found.name}已经撤销：请选更早的日期",
            f"{found.name} is closed on {day}: take an earlier day",
        )
    return found.serves


def _from(day: date) -> Q:
    return Q(until__isnull=True) | Q(until__gt=day)

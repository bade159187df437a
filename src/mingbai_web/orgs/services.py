"""Entering what becomes of bodies and units: each a dated act, which leaves what was before as it was."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from mingbai.audit.levels import Level
from mingbai.text.credit_code import valid_credit_code
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger import services
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.subjects import Subject, new_id
from mingbai_web.orgs import checks, heirs, history
from mingbai_web.orgs.values import Actor, BadBody

__all__ = [
    "abolish",
    "change_unit",
    "close_unit",
    "describe",
    "make_body",
    "make_unit",
    "merge",
    "move_powers",
    "place",
    "rename",
    "set_guide",
    "split",
]

MAY = "settings.bodies"


@transaction.atomic
def make_body(
    *,
    name: str,
    level: Level,
    effective: date,
    by: Actor,
    now: datetime,
    short: str = "",
    code: str = "",
    mark: str = "",
    letterhead: str = "",
    makes_rules: bool = False,
    order: int = 0,
    reports_to: UUID | None = None,
    supervised_by: Sequence[UUID] = (),
    ground: str = "",
    key: str | None = None,
) -> UUID:
    """Enter a new body and return its id; a retry with the same *key* gives the id of the first. Raises `BadBody`."""
    by.require(MAY)
    if key is not None and (before := ledger.by_key(key)) is not None:
        return before.subject_id
    _code(code)
    checks.name_is_free(name, effective)
    checks.code_is_free(code, effective)
    id = new_id()
    checks.lives_on([each for each in (reports_to, *supervised_by) if each], effective)
    facts = _given(
        name=name,
        level=Level(level).value,
        short=short,
        code=code,
        mark=mark,
        letterhead=letterhead,
        makes_rules=makes_rules,
        order=order,
        reports_to=reports_to,
        supervised_by=list(supervised_by),
        ground=ground,
    )
    _enter(Subject("body", id), "established", facts, effective, by.hand(id), now, "", key)
    return id


@transaction.atomic
def rename(
    *,
    body: UUID,
    name: str,
    effective: date,
    by: Actor,
    now: datetime,
    short: str = "",
    letterhead: str = "",
    ground: str = "",
    seen: str | None = None,
    key: str | None = None,
) -> Entry:
    """Give the body another name from *effective* on; it stays the same body, with its cases, series and balances."""
    by.require(MAY)
    checks.lives_on([body], effective)
    checks.name_is_free(name, effective, but=body)
    facts = _given(name=name, short=short, letterhead=letterhead, ground=ground)
    return _enter(Subject("body", body), "renamed", facts, effective, by.hand(body), now, seen, key)


@transaction.atomic
def describe(
    *,
    body: UUID,
    level: Level,
    effective: date,
    by: Actor,
    now: datetime,
    code: str = "",
    mark: str = "",
    letterhead: str = "",
    makes_rules: bool = False,
    order: int = 0,
    ground: str = "",
    seen: str | None = None,
    key: str | None = None,
) -> Entry:
    """Say of what level the body is from *effective* on, its credit code, the mark of its papers, whether it makes 规章."""
    by.require(MAY)
    _code(code)
    checks.lives_on([body], effective)
    checks.code_is_free(code, effective, but=body)
    facts = _given(
        level=Level(level).value,
        code=code,
        mark=mark,
        letterhead=letterhead,
        makes_rules=makes_rules,
        order=order,
        ground=ground,
    )
    return _enter(Subject("body", body), "described", facts, effective, by.hand(body), now, seen, key)


@transaction.atomic
def place(
    *,
    body: UUID,
    reports_to: UUID | None,
    effective: date,
    by: Actor,
    now: datetime,
    supervised_by: Sequence[UUID] = (),
    ground: str = "",
    seen: str | None = None,
    key: str | None = None,
) -> Entry:
    """Say whom the body reports to from *effective* on and, where that differs, who supervises it."""
    by.require(MAY)
    checks.lives_on([body, *supervised_by, *([reports_to] if reports_to else [])], effective)
    checks.stands_in_no_ring(body, reports_to, effective)
    if body in supervised_by:
        raise BadBody("机关不能主管自己：请另选", "a body does not supervise itself: choose another")
    facts = _given(reports_to=reports_to, supervised_by=list(supervised_by), ground=ground)
    return _enter(Subject("body", body), "placed", facts, effective, by.hand(body), now, seen, key)


@transaction.atomic
def set_guide(
    *,
    body: UUID,
    guide: Mapping[str, str],
    effective: date,
    by: Actor,
    now: datetime,
    ground: str = "",
    seen: str | None = None,
    key: str | None = None,
) -> Entry:
    """Set all that the body's guide says from *effective* on (条例第十二条): `history.GUIDE` names what it may say."""
    by.require(MAY)
    checks.lives_on([body], effective)
    if strange := set(guide) - set(history.GUIDE):
        raise BadBody(f"指南没有 {min(strange)} 这一项", f"a guide does not say {min(strange)}")
    facts = _given(**guide, ground=ground)
    return _enter(Subject("body", body), "guide_set", facts, effective, by.hand(body), now, seen, key)


def merge(*, body: UUID, into: UUID, **given: Any) -> Entry:
    """Merge the body into another, which takes what is left unless *given* says who does: see `_end`."""
    return _end("merged", body, [into], **given)


def split(*, body: UUID, into: Sequence[UUID], cases: UUID, balances: UUID, **given: Any) -> Entry:
    """Split the body into others; one of them takes its open cases, one its opening balances."""
    if len(set(into)) < 2:
        raise BadBody(
            "分设应当有两个以上的机关：只有一个时请用并入", "a split has two bodies or more: else merge it"
        )
    return _end("split", body, into, cases=cases, balances=balances, **given)


def abolish(*, body: UUID, takes: UUID | None = None, **given: Any) -> Entry:
    """Abolish the body; *takes* has its open cases and balances."""
    return _end("abolished", body, [takes] if takes else [], **given)


@transaction.atomic
def move_powers(
    *,
    body: UUID,
    to: UUID,
    matter: str,
    effective: date,
    by: Actor,
    now: datetime,
    cases: UUID | None = None,
    ground: str = "",
    seen: str | None = None,
    key: str | None = None,
) -> Entry:
    """Move the powers in *matter* to another body, which takes the open cases on it unless *cases* names who keeps them.

    Files are handed over without delay, and an application may not be turned away because they have not arrived
    (国办公开办函〔2019〕14号).
    """
    by.require(MAY)
    checks.lives_on([body, to, *([cases] if cases else [])], effective)
    if body == to:
        raise BadBody("职权不能划转给本机关：请另选", "powers move to another body: choose one")
    facts = _given(into=[to], matter=matter, cases=cases or to, ground=ground)
    return _enter(Subject("body", body), "powers_moved", facts, effective, by.hand(body), now, seen, key)


@transaction.atomic
def make_unit(
    *,
    name: str,
    serves: Sequence[UUID],
    effective: date,
    by: Actor,
    now: datetime,
    has_accounts: bool = True,
    telephone: str = "",
    address: str = "",
    order: int = 0,
    ground: str = "",
    key: str | None = None,
) -> UUID:
    """Enter a new unit of one body or several and return its id. Raises `BadBody` when it serves none."""
    by.require(MAY)
    if key is not None and (before := ledger.by_key(key)) is not None:
        return before.subject_id
    id = new_id()
    facts = _unit(name, serves, effective, has_accounts, telephone, address, order, ground)
    _enter(Subject("unit", id), "formed", facts, effective, by.hand(serves[0]), now, "", key)
    return id


@transaction.atomic
def change_unit(
    *,
    unit: UUID,
    name: str,
    serves: Sequence[UUID],
    effective: date,
    by: Actor,
    now: datetime,
    has_accounts: bool = True,
    telephone: str = "",
    address: str = "",
    order: int = 0,
    ground: str = "",
    seen: str | None = None,
    key: str | None = None,
) -> Entry:
    """Say what the unit is from *effective* on: name, bodies it serves, whether its people sign in."""
    by.require(MAY)
    checks.unit_is_there(unit, effective)
    facts = _unit(name, serves, effective, has_accounts, telephone, address, order, ground)
    return _enter(Subject("unit", unit), "changed", facts, effective, by.hand(serves[0]), now, seen, key)


@transaction.atomic
def close_unit(
    *,
    unit: UUID,
    effective: date,
    by: Actor,
    now: datetime,
    ground: str = "",
    seen: str | None = None,
    key: str | None = None,
) -> Entry:
    """Close the unit from *effective* on."""
    by.require(MAY)
    served = checks.unit_is_there(unit, effective)
    return _enter(
        Subject("unit", unit), "closed", _given(ground=ground), effective, by.hand(served[0]), now, seen, key
    )


@transaction.atomic
def _end(
    kind: str,
    body: UUID,
    into: Sequence[UUID],
    *,
    effective: date,
    by: Actor,
    now: datetime,
    cases: UUID | None = None,
    series: UUID | None = None,
    balances: UUID | None = None,
    ground: str = "",
    seen: str | None = None,
    key: str | None = None,
) -> Entry:
    """End the body from *effective* on; who takes what is one of *into*, the only one unless it is named.

    Number series are continued only by whom *series* names: a new body begins its own. Raises `BadBody` when the heirs do
    not live then, when the body is somebody's heir from that day on, or when bodies under it would hang in the air.
    """
    by.require(MAY)
    checks.may_end(body, into, effective)
    only = into[0] if len(into) == 1 else None
    takes = {"cases": cases or only, "series": series, "balances": balances or only}
    for taker in takes.values():
        if taker is not None and taker not in into:
            raise BadBody(
                "承接的机关应当在所列的去向之中：请核对",
                "who takes over must be one of the bodies it goes into",
            )
    facts = _given(into=list(into), ground=ground, **takes)
    made = _enter(Subject("body", body), kind, facts, effective, by.hand(body), now, seen, key)
    heirs.tell(now)
    return made


def _unit(
    name: str,
    serves: Sequence[UUID],
    effective: date,
    has_accounts: bool,
    telephone: str,
    address: str,
    order: int,
    ground: str,
) -> dict[str, object]:
    if not serves:
        raise BadBody("内设机构至少属于一个机关：请选择", "a unit serves one body at least: choose it")
    checks.lives_on(serves, effective)
    return _given(
        name=name,
        serves=list(serves),
        has_accounts=has_accounts,
        telephone=telephone,
        address=address,
        order=order,
        ground=ground,
    )


def _enter(
    subject: Subject,
    kind: str,
    facts: Mapping[str, object],
    effective: date,
    by: services.Hand,
    now: datetime,
    seen: str | None,
    key: str | None,
) -> Entry:
    if seen is None:
        head = ledger.head(subject.kind, subject.id)
        seen = head.digest if head is not None else ""
    return services.enter(
        subject=subject,
        kind=kind,
        facts=facts,
        happened=localdate(now),
        effective=effective,
        by=by,
        seen=seen,
        now=now,
        key=key,
    )


def _given(**facts: object) -> dict[str, object]:
    """Return the facts that say something; a flag always does."""
    empty: Iterable[object] = (None, "", [], ())
    return {
        name: fact.strip() if isinstance(fact, str) else fact
        for name, fact in facts.items()
        if fact not in empty and not (fact == 0 and not isinstance(fact, bool))
    }


def _code(code: str) -> None:
    if code and not valid_credit_code(code):
        raise BadBody(
            f"统一社会信用代码 {code} 的位数或校验码不对：请对照证书核对",
            f"the credit code {code} has the wrong length or check character: compare it with the certificate",
        )

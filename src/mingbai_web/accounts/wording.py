"""What acts on persons and seats will change, in one sentence each, and how seats are shown."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from mingbai_web.accounts import queries
from mingbai_web.accounts.roles import ROLES, Role
from mingbai_web.accounts.seats import Seat
from mingbai_web.ledger import schemas
from mingbai_web.ledger.models import Entry
from mingbai_web.look import wording
from mingbai_web.look.parts import Confirmation, Fact, Moment

__all__ = [
    "PERSON_ACTS",
    "change",
    "close",
    "deputise",
    "hand_over",
    "hold",
    "leave",
    "moments",
    "new_person",
    "new_seat",
    "recall",
    "seat_facts",
]

Given = Mapping[str, Any]

PERSON_ACTS = {
    "rename": ("变更姓名", Confirmation("确认后，页面和今后的文书显示新的姓名；用户名和已有的记录不变。")),
    "lock": (
        "停用账号",
        Confirmation(
            "确认后，这个账号立即退出，不能再登录；岗位和记录都保留，可以恢复。请另行移交手中的事项。"
        ),
    ),
    "unlock": ("恢复账号", Confirmation("确认后，这个账号可以重新登录，仍在原来的岗位上。")),
    "free": ("解除登录锁定", Confirmation("确认后，因多次输错而锁定的账号可以马上再试；请先核实是本人。")),
    "password": (
        "重置密码",
        Confirmation(
            "确认后，原来的密码失效，账号在各处退出；新密码只显示一次，请当面交给本人，首次登录必须修改。",
            undo="原来的密码不能找回。",
        ),
    ),
    "second-factor": (
        "解除动态口令",
        Confirmation(
            "确认后，原来的手机和备用码都不再有效；管理员下次登录时必须重新绑定。请先当面核实是本人。",
            undo="要重新使用动态口令，只能由本人再绑定一次。",
        ),
    ),
}


def new_person(given: Given) -> Confirmation:
    """Say what entering a person changes."""
    return Confirmation(
        f"确认后，登记“{given['name']}”，用户名 {given['username']}；系统生成首次密码，只显示一次。"
        "安排岗位之前，登录后什么也看不到。",
        undo="用户名写进办理记录，以后不能更改，也不能删除。",
    )


def new_seat(given: Given) -> Confirmation:
    """Say what making a seat changes."""
    return Confirmation(
        f"确认后，设立“{given['name']}”岗位，可以办理“{ROLES[Role(given['role'])].zh}”的事项。",
        undo="岗位种类以后不能变更；需要另一种的，另设岗位。",
    )


def change(seat: Seat) -> Confirmation:
    """Say what changing a seat changes."""
    return Confirmation(f"确认后，“{seat.name}”立即按新的名称和机关显示、办理；此前的记录不变。")


def hold(seat: Seat, names: Mapping[str, str], given: Given) -> Confirmation:
    """Say what putting a person into a seat changes."""
    return Confirmation(
        f"确认后，{names[given['person']]}{_term(given)}在“{seat.name}”，可以办理“{seat.role_name}”的事项。"
    )


def leave(seat: Seat, name: str, given: Given, in_hand: int) -> Confirmation:
    """Say what leaving a seat changes."""
    left = f"这个岗位手中还有 {in_hand} 件事项，请另行移交。" if in_hand else ""
    return Confirmation(f"确认后，{name}在{_day(given['last'])}之后不再在“{seat.name}”。{left}")


def deputise(seat: Seat, deputy: Seat, given: Given) -> Confirmation:
    """Say what naming a deputy changes."""
    return Confirmation(
        f"确认后，“{deputy.name}”{_term(given)}可以代“{seat.name}”办理；记录写明代谁办理。"
        "同一份文书的起草、审核、保密审查仍须由不同的人办理。"
    )


def recall(seat: Seat, deputy: Seat, given: Given) -> Confirmation:
    """Say what recalling a deputy changes."""
    return Confirmation(f"确认后，{_day(given['last'])}之后“{deputy.name}”不再代“{seat.name}”办理。")


def hand_over(seat: Seat, to: Seat, given: Given) -> Confirmation:
    """Say what handing over changes."""
    return Confirmation(
        f"确认后，从{_day(given['on'])}起，{len(given['subjects'])} 件事项由“{seat.name}”移交“{to.name}”"
        "办理，期限不变。"
    )


def close(seat: Seat, given: Given) -> Confirmation:
    """Say what closing a seat changes."""
    return Confirmation(
        f"确认后，“{seat.name}”办理到{_day(given['last'])}为止，任岗人员和 AB 角同时结束。",
        undo="撤销的岗位不能恢复，只能另设。",
    )


def seat_facts(seat: Seat, bodies: Sequence[str]) -> list[Fact]:
    """Return what a seat is, as a list of facts."""
    facts = [Fact("岗位种类", seat.role_name), Fact("办理哪些机关的事", "、".join(bodies) or "没有指定")]
    return [*facts, Fact("最后一日", seat.last)] if seat.last else facts


def moments(entries: Sequence[Entry]) -> list[Moment]:
    """Return what happened to a seat, the latest first."""
    names = queries.names(entry.person for entry in entries)
    told = [(entry, entry.read()) for entry in reversed(entries)]
    names |= queries.names(facts["person"] for _, facts in told if "person" in facts)
    seats = queries.seat_names(facts[key] for _, facts in told for key in ("deputy", "to") if key in facts)
    return [
        Moment(
            schemas.schema(entry.subject_kind, entry.kind).words,
            entry.recorded_at,
            who=names.get(entry.person, "系统" if entry.person == "system" else entry.person),
            note=_note(facts, names, seats),
        )
        for entry, facts in told
    ]


def _note(facts: Given, names: Mapping[str, str], seats: Mapping[UUID, str]) -> str:
    parts = [str(facts["name"])] if "name" in facts else []
    if "person" in facts:
        parts.append(names.get(facts["person"], facts["person"]))
    parts += [seats[facts[key]] for key in ("deputy", "to") if key in facts]
    if "subjects" in facts:
        parts.append(f"{len(facts['subjects'])} 件")
    if "since" in facts:
        parts.append(_term(facts))
    parts += [_day(facts[key]) for key in ("last", "on") if key in facts]
    return "，".join(parts)


def _term(given: Given) -> str:
    until = given.get("until")
    return f"自{_day(given['since'])}起" + (f"至{_day(until)}止" if until else "")


def _day(day: date) -> str:
    return wording.day(day, "zh")

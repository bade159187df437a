"""What acts on persons and seats will change, in one sentence each, and how seats are shown."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from mingbai.text.words import Words
from mingbai_web.accounts import queries
from mingbai_web.accounts.roles import ROLES, Role, called
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
    "language",
    "leave",
    "moments",
    "new_person",
    "new_seat",
    "recall",
    "seat_facts",
]

Given = Mapping[str, Any]


def language() -> str:
    """Return the reader's language, as errors and words name it."""
    return "en" if (get_language() or "").startswith("en") else "zh"


PERSON_ACTS = {
    "rename": (
        Words("变更姓名", "Change the name"),
        Confirmation(
            Words(
                "确认后，页面和今后的文书显示新的姓名；用户名和已有的记录不变。",
                "Pages and papers to come show the new name; the username and what is on record stay.",
            )
        ),
    ),
    "lock": (
        Words("停用账号", "Close the account"),
        Confirmation(
            Words(
                "确认后，这个账号立即退出，不能再登录；岗位和记录都保留，可以恢复。请另行移交手中的事项。",
                "The account is signed out at once and cannot sign in; seats and records stay, and it can be opened "
                "again. Hand over separately what is in hand.",
            )
        ),
    ),
    "unlock": (
        Words("恢复账号", "Open the account again"),
        Confirmation(
            Words(
                "确认后，这个账号可以重新登录，仍在原来的岗位上。",
                "The account can sign in again, in the seats it had.",
            )
        ),
    ),
    "free": (
        Words("解除登录锁定", "Lift the lock after failures"),
        Confirmation(
            Words(
                "确认后，因多次输错而锁定的账号可以马上再试；请先核实是本人。",
                "An account locked by failures may try again at once; make sure first who it is.",
            )
        ),
    ),
    "password": (
        Words("重置密码", "Reset the password"),
        Confirmation(
            Words(
                "确认后，原来的密码失效，账号在各处退出；新密码只显示一次，请当面交给本人，首次登录必须修改。",
                "The password so far ends and the account is signed out everywhere; the new one is shown once: tell it "
                "in person. It has to be changed at the first sign-in.",
            ),
            undo=Words("原来的密码不能找回。", "The password so far cannot be had back."),
        ),
    ),
    "second-factor": (
        Words("解除动态口令", "Remove the second factor"),
        Confirmation(
            Words(
                "确认后，原来的手机和备用码都不再有效；管理员下次登录时必须重新绑定。请先当面核实是本人。",
                "The telephone and the recovery codes serve no more; an administrator sets them up anew at the next "
                "sign-in. Make sure first, in person, who it is.",
            ),
            undo=Words(
                "要重新使用动态口令，只能由本人再绑定一次。",
                "Only the person can set a second factor up again.",
            ),
        ),
    ),
}


def new_person(given: Given) -> Confirmation:
    """Say what entering a person changes."""
    name, username = given["name"], given["username"]
    return Confirmation(
        Words(
            f"确认后，登记“{name}”，用户名 {username}；系统生成首次密码，只显示一次。安排岗位之前，登录后什么也看不到。",
            f"{name} is entered with the username {username}; a first password is made and shown once. Without a seat "
            "there is nothing to see.",
        ),
        undo=Words(
            "用户名写进办理记录，以后不能更改，也不能删除。",
            "The username goes into the records: it can be neither changed nor removed.",
        ),
    )


def new_seat(given: Given) -> Confirmation:
    """Say what making a seat changes."""
    name, role = given["name"], ROLES[Role(given["role"])]
    return Confirmation(
        Words(
            f"确认后，设立“{name}”岗位，可以办理“{role.zh}”的事项。",
            f"The seat {name} is made; it may do what is for: {role.en}.",
        ),
        undo=Words(
            "岗位种类以后不能变更；需要另一种的，另设岗位。",
            "The kind of a seat does not change: for another kind make another seat.",
        ),
    )


def change(seat: Seat) -> Confirmation:
    """Say what changing a seat changes."""
    return Confirmation(
        Words(
            f"确认后，“{seat.name}”立即按新的名称和机关显示、办理；此前的记录不变。",
            f"{seat.name} has the new name and bodies at once; what is on record stays.",
        )
    )


def hold(seat: Seat, names: Mapping[str, str], given: Given) -> Confirmation:
    """Say what putting a person into a seat changes."""
    who, term, role = names[given["person"]], _term(given), seat.role_words
    return Confirmation(
        Words(
            f"确认后，{who}{term.zh}在“{seat.name}”，可以办理“{role.zh}”的事项。",
            f"{who} is in {seat.name} {term.en} and may do what is for: {role.en}.",
        )
    )


def leave(seat: Seat, name: str, given: Given, in_hand: int) -> Confirmation:
    """Say what leaving a seat changes."""
    last = _day(given["last"])
    zh = f"这个岗位手中还有 {in_hand} 件事项，请另行移交。" if in_hand else ""
    en = f" The seat has {in_hand} things in hand: hand them over separately." if in_hand else ""
    return Confirmation(
        Words(
            f"确认后，{name}在{last.zh}之后不再在“{seat.name}”。{zh}",
            f"{name} is not in {seat.name} any more after {last.en}.{en}",
        )
    )


def deputise(seat: Seat, deputy: Seat, given: Given) -> Confirmation:
    """Say what naming a deputy changes."""
    term = _term(given)
    return Confirmation(
        Words(
            f"确认后，“{deputy.name}”{term.zh}可以代“{seat.name}”办理；记录写明代谁办理。"
            "同一份文书的起草、审核、保密审查仍须由不同的人办理。",
            f"{deputy.name} stands in for {seat.name} {term.en}, and records say so. One paper is still drafted, approved "
            "and reviewed for secrecy by different persons.",
        )
    )


def recall(seat: Seat, deputy: Seat, given: Given) -> Confirmation:
    """Say what recalling a deputy changes."""
    last = _day(given["last"])
    return Confirmation(
        Words(
            f"确认后，{last.zh}之后“{deputy.name}”不再代“{seat.name}”办理。",
            f"{deputy.name} does not stand in for {seat.name} any more after {last.en}.",
        )
    )


def hand_over(seat: Seat, to: Seat, given: Given) -> Confirmation:
    """Say what handing over changes."""
    on, count = _day(given["on"]), len(given["subjects"])
    return Confirmation(
        Words(
            f"确认后，从{on.zh}起，{count} 件事项由“{seat.name}”移交“{to.name}”办理，期限不变。",
            f"From {on.en} on, {count} of the things in hand go from {seat.name} to {to.name}; due days stay.",
        )
    )


def close(seat: Seat, given: Given) -> Confirmation:
    """Say what closing a seat changes."""
    last = _day(given["last"])
    return Confirmation(
        Words(
            f"确认后，“{seat.name}”办理到{last.zh}为止，任岗人员和 AB 角同时结束。",
            f"{seat.name} ends after {last.en}; who holds it or stands in for it leaves it then.",
        ),
        undo=Words(
            "撤销的岗位不能恢复，只能另设。", "A closed seat is not opened again: another has to be made."
        ),
    )


def seat_facts(seat: Seat, bodies: Sequence[str]) -> list[Fact]:
    """Return what a seat is, as a list of facts."""
    facts = [
        Fact(Words("岗位种类", "Kind of seat"), seat.role_words),
        Fact(
            Words("办理哪些机关的事", "For which bodies"),
            "、".join(bodies) or Words("没有指定", "none was named"),
        ),
    ]
    return [*facts, Fact(Words("最后一日", "Last day"), seat.last)] if seat.last else facts


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
            who=names.get(entry.person)
            or (Words("系统", "the system") if entry.person == "system" else entry.person),
            note=_note(facts, names, seats),
        )
        for entry, facts in told
    ]


def _note(facts: Given, names: Mapping[str, str], seats: Mapping[UUID, str]) -> Words:
    parts = [called(facts["name"])] if "name" in facts else []
    if "person" in facts:
        name = names.get(facts["person"], facts["person"])
        parts.append(Words(name, name))
    parts += [called(seats[facts[key]]) for key in ("deputy", "to") if key in facts]
    if "subjects" in facts:
        count = len(facts["subjects"])
        parts.append(Words(f"{count} 件", f"{count} things"))
    if "since" in facts:
        parts.append(_term(facts))
    parts += [_day(facts[key]) for key in ("last", "on") if key in facts]
    return Words("，".join(part.zh for part in parts), ", ".join(part.en for part in parts))


def _term(given: Given) -> Words:
    since, until = _day(given["since"]), given.get("until")
    if until is None:
        return Words(f"自{since.zh}起", f"from {since.en}")
    end = _day(until)
    return Words(f"自{since.zh}起至{end.zh}止", f"from {since.en} to {end.en}")


def _day(day: date) -> Words:
    return Words(wording.day(day, "zh"), wording.day(day, "en"))

"""What the page of a case tells: its facts, and what happened to it, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from mingbai.lifecycle import Kind
from mingbai.outcomes import applicants, ending
from mingbai.statutes import shipped
from mingbai.text.words import Words
from mingbai_web.accounts import queries as accounts
from mingbai_web.accounts.permissions import may
from mingbai_web.accounts.roles import called
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications import wording
from mingbai_web.applications.queries import Sheet
from mingbai_web.intake.details import FORMS, ROUTES
from mingbai_web.look import wording as look
from mingbai_web.look.parts import Fact, Moment
from mingbai_web.look.templatetags.look import listed, said
from mingbai_web.orgs import queries as orgs
from mingbai_web.parties import queries as parties

__all__ = ["Named", "facts", "moments", "named"]


@dataclass(frozen=True, slots=True)
class Named:
    """The names of the units, seats and persons that a case speaks of."""

    units: dict[UUID, str]
    seats: dict[UUID, str]
    sitting: list[str]
    persons: dict[str, str]


def named(sheet: Sheet, today: date) -> Named:
    """Return the names for *sheet*: as many queries for a hundred acts as for one."""
    seat, acts = sheet.facts.seat, [each.facts for each in sheet.happenings]
    units, seats = ({UUID(str(each[name])) for each in acts if each.get(name)} for name in ("unit", "seat"))
    sitting = accounts.holding(seat, today) if seat is not None else []
    persons = accounts.names({*sitting, *(each.entry.person for each in sheet.happenings)})
    return Named(
        orgs.unit_names({*units, *filter(None, [sheet.facts.unit])}, today),
        accounts.seat_names({*seats, *filter(None, [seat])}),
        [persons[each] for each in sitting],
        persons,
    )


def facts(sheet: Sheet, viewer: Viewer, today: date, names: Named) -> Iterator[Fact]:
    """Yield what is known of the case, in the order in which a reader asks."""
    case, standing = sheet.facts, sheet.standing
    yield Fact(Words("申请内容", "what is sought"), case.matter)
    labels = parties.masked([case.party, *case.others], viewer)
    yield Fact(Words("申请人", "applicant"), labels.get(case.party, ""))
    if case.joint:
        named = listed([labels.get(each, "") for each in case.others])
        yield Fact(
            Words("共同申请人", "joint applicants"),
            named or Words(f"另有 {case.joint} 人", f"{case.joint} more"),
            note=Words(f"共 {case.joint + 1} 人申请", f"{case.joint + 1} apply together"),
        )
    if case.agent:
        yield Fact(
            Words("代理人", "agent"), Words("有，见申请人的完整信息", "one: see the applicant in full")
        )
    yield Fact(Words("申请人类别", "kind of applicant"), applicants()[case.applicant].words)
    yield Fact(Words("机关", "body"), orgs.name_on(case.body, today))
    if case.origin != case.body:
        yield Fact(Words("原受理机关", "registered by"), orgs.name_on(case.origin, today))
    yield Fact(Words("收到方式", "channel"), wording.CHANNELS[case.channel])
    if case.public_number:
        yield Fact(
            Words("申请编号", "application number"),
            case.public_number,
            note=Words("申请人凭它查询", "the applicant follows the application by it"),
        )
    yield Fact(Words("到达", "arrived"), case.arrived_at)
    yield Fact(
        Words("收到日期", "received on"),
        standing.received or Words("待与申请人确认", "to be confirmed with the applicant"),
    )
    if case.oral:
        yield Fact(
            Words("口头申请", "oral"),
            Words("由本机关代为填写", "written down by this body"),
            shipped().ground("条例-2019", "第二十九条"),
        )
    reached = any(each.kind == "telephoned" and each.facts.get("reached") for each in sheet.happenings)
    if case.unreachable and not reached:
        yield Fact(
            Words("联系", "contact"),
            Words("暂时联系不上申请人，每次联系都记下来", "not reached yet: each attempt goes on record"),
        )
    if case.form:
        yield Fact(Words("要求的形式", "form wanted"), FORMS[case.form])
    if case.route:
        yield Fact(Words("要求的途径", "route wanted"), ROUTES[case.route])
    if case.unit is not None:
        yield Fact(Words("承办", "handled by"), names.units.get(case.unit, ""))
    if case.seat is not None:
        sitting = "、".join(names.sitting)
        seat = called(names.seats.get(case.seat, ""))
        yield Fact(Words("岗位", "seat"), Words(*(f"{name} {sitting}".strip() for name in seat)))
    if standing.outcome:
        yield Fact(Words("结果", "outcome"), ending(standing.outcome).words)
    if standing.decided:
        yield Fact(Words("决定日期", "decided on"), standing.decided)
    if standing.answered:
        yield Fact(Words("答复日期", "answered on"), standing.answered)
        yield Fact(
            Words("送达日期", "served on"),
            standing.served or Words("尚未确认送达", "service not yet confirmed"),
        )


def moments(sheet: Sheet, viewer: Viewer, names: Named, today: date) -> Iterator[Moment]:
    """Yield what happened to the case, and the end of the period: that comes next, or that it went by without a reply."""
    sees_papers = may(viewer, "papers.see")
    for each in sheet.happenings:
        who = names.persons.get(each.entry.person, each.entry.person)
        note: Words | str = _assigned(each.facts, names) or _noted(each.facts)
        if each.kind == "item_joined":
            what, number = wording.JOINS[str(each.facts["what"])], each.facts["number"]
            note = Words(f"{number} {what.zh}", f"{number} {what.en}")
        elif each.kind == Kind.EXTENDED:
            note = _extended(each.facts)
        elif each.kind == "searched":
            note = _searched(each.facts)
        elif each.kind == "telephoned":
            note = _called(each.facts)
        elif isinstance(by := each.facts.get("reply_by"), date):
            note = Words(
                f"{note}；请于{look.day(by, 'zh')}前回复", f"{note}; to be answered by {look.day(by, 'en')}"
            )
        words = each.words
        if each.kind == Kind.RECEIVED and sheet.standing.received is None:
            words = Words("登记申请，收到之日待确认", "registered; the day of receipt is to be confirmed")
        paper = each.facts.get("paper") if sees_papers else None
        yield Moment(
            words,
            each.effective,
            "undone" if each.void else "done",
            who,
            each.void or note,
            each.ground,
            reverse("papers:paper", args=[paper]) if paper else _item_of(each.facts, viewer),
        )
    if sheet.standing.due is not None and sheet.standing.ended is None:
        over = sheet.standing.due < today
        words = Words("答复期限已经届满，还没有答复", "the period to reply ended without a reply")
        yield Moment(
            words if over else Words("答复期限届满", "the period to reply ends"),
            sheet.standing.due,
            "late" if over else "next",
        )


def _item_of(facts: dict[str, object], viewer: Viewer) -> str:
    item = facts.get("item")
    return reverse("applications:item", args=[item]) if item and may(viewer, "applications.log") else ""


_SHOWN = (
    "says",
    "said",
    "note",
    "what",
    "party",
    "view",
    "organ",
    "days",
    "amount",
    "where",
    "how",
    "tracking",
)


def _assigned(facts: dict[str, object], names: Named) -> str:
    """Return to whom it was handed, and what was said with it."""
    unit, seat = (UUID(str(facts[name])) if facts.get(name) else None for name in ("unit", "seat"))
    if unit is None and seat is None:
        return ""
    name = names.units.get(unit, "") if unit is not None else ""
    held = said(called(names.seats.get(seat, ""))) if seat else ""
    where = f"{name} {held}".strip()
    return "；".join(part for part in (where, _noted(facts)) if part)


def _extended(facts: dict[str, object]) -> Words:
    """Return by how many days it was extended, and what was noted with it."""
    days, said = facts.get("days"), _noted({name: fact for name, fact in facts.items() if name != "days"})
    zh, en = f"延长{days}个工作日", f"by {days} working day{'' if days == 1 else 's'}"
    return Words(f"{zh}；{said}", f"{en}; {said}") if said else Words(zh, en)


def _searched(facts: dict[str, object]) -> Words:
    """Return where and how it was searched, and whether anything was found."""
    found = Words("找到了相关信息", "found") if facts.get("found") else Words("没有找到", "nothing found")
    said = _noted(facts)
    return Words(f"{found.zh}；{said}", f"{found.en}; {said}") if said else found


def _called(facts: dict[str, object]) -> Words:
    """Return who called, whether anybody answered, and what was said; who called was not asked at first."""
    ways = [wording.CALLS[str(facts["direction"])]] if "direction" in facts else []
    ways += [] if facts.get("reached", True) else [Words("没有接通", "not reached")]
    ways.append(Words(str(facts["said"]), str(facts["said"])))
    return Words("；".join(each.zh for each in ways), "; ".join(each.en for each in ways))


def _noted(facts: dict[str, object]) -> str:
    return "；".join(
        str(facts[name]) for name in _SHOWN if facts.get(name) and not isinstance(facts[name], UUID)
    )

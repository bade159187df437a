"""The forms that are printed of a case: 登记表, 转办单 with its return slip, 电话记录单; filled from what is on record."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from mingbai.outcomes import applicants
from mingbai.text.words import Words
from mingbai_web.accounts import queries as accounts
from mingbai_web.applications import wording
from mingbai_web.applications.letters import sender_of
from mingbai_web.applications.queries import Happening, Sheet
from mingbai_web.intake.details import FORMS, ROUTES
from mingbai_web.ledger import queries as ledger
from mingbai_web.orgs import queries as orgs
from mingbai_web.papers import sheets
from mingbai_web.papers.letters import told
from mingbai_web.parties.details import Details

__all__ = ["KINDS", "PRINTS", "calls", "printed_sheet"]

PRINTS = {
    "register_form": Words("登记表", "registration form"),
    "transfer_slip": Words("转办单", "transfer slip"),
    "phone_record": Words("电话记录单", "record of a telephone call"),
}
"""What the forms are called, in the order in which they are offered."""
KINDS = tuple(PRINTS)


def printed_sheet(
    kind: str,
    sheet: Sheet,
    details: Details | None,
    day: date,
    *,
    joint: Sequence[str] = (),
    files: Sequence[Words] = (),
    call: int = 0,
) -> sheets.Sheet:
    """Return the form *kind* of a case on *day*; *details* are the applicant's and *joint* the names of who applied too, for who may see them.

    *files* are what came with the application, by what they are; *call* is the place of a call among `calls`, 0 for the last.
    """
    facts, standing = sheet.facts, sheet.standing
    given: dict[str, str | date | None] = {
        "case": facts.number,
        "matter": facts.matter,
        "received": standing.received,
        "due": standing.due,
        "safe_due": standing.safe_due,
    }
    match kind:
        case "register_form":
            given |= _registered(sheet, details, joint, day) | {"enclosures": _counted(files)}
        case "transfer_slip":
            given |= _sent(sheet)
        case _:
            given |= {
                "telephone": details.phone if details else "",
                "called": details.name if details else "",
                **_called(sheet, call),
            }
    said = {name: fact for name, fact in given.items() if fact}
    made = sheets.sheet(kind, said, body=sender_of(facts, day).body, number=facts.number)
    if kind == "register_form" and facts.oral:  # 条例第二十九条第一款
        made = replace(made, rows=(*made.rows, (sheets.Cell("申请人签名", lines=3),)))
    return made


def _registered(
    sheet: Sheet, details: Details | None, joint: Sequence[str], day: date
) -> dict[str, str | date | None]:
    facts = sheet.facts
    said = {
        "applicant_kind": applicants()[facts.applicant].words.zh,
        "channel": wording.carried(facts.channel, oral=facts.oral).zh,
        "registrar": _person(sheet.happenings[0].entry.person),
        "carrier": _tracking(facts.item),
        "arrived": _instant(facts.arrived_at),
        "form": FORMS[facts.form].zh if facts.form in FORMS else "",
        "route": ROUTES[facts.route].zh if facts.route in ROUTES else "",
    }
    confirmed = [each.effective for each in sheet.happenings if each.kind == "confirmed"]
    if confirmed:
        said["confirmed"] = told(confirmed[0])
    if facts.seat is not None:
        sitting = "、".join(each.name for each in accounts.holders(facts.seat, day))
        said["officer"] = sitting or accounts.seat_names([facts.seat]).get(facts.seat, "")
    if facts.unreachable:
        said["remarks"] = "登记时暂时联系不上申请人。"
    if details is not None:
        said |= {
            "applicant": "、".join((details.name, *joint)),
            "proof": details.number,
            "contact": " ".join(each for each in (details.phone, details.email) if each),
            "address": f"{details.address} {details.post_code}".strip(),
            "agent": details.agent.name if details.agent else "",
            "agent_proof": details.agent.authority if details.agent else "",
        }
    return dict(said)


def _instant(value: datetime) -> str:
    """Return the day and the hour at the office."""
    local = timezone.localtime(value)
    return f"{told(local.date())}{local.hour}时{local.minute:02}分"


def _person(username: str) -> str:
    return accounts.names([username]).get(username, "")


def _tracking(item: UUID | None) -> str:
    """Return the number on the envelope, where it came in one and somebody entered it."""
    logged = ledger.entries("item", item)[:1] if item is not None else []
    return str(logged[0].read().get("tracking", "")) if logged else ""


def calls(sheet: Sheet) -> list[Happening]:
    """Return the calls on record, in their order."""
    return [each for each in sheet.happenings if each.kind == "telephoned"]


def _counted(files: Sequence[Words]) -> str:
    """Return what came with an application, each kind with its number: 身份证明1份、附件2份."""
    return "、".join(f"{name}{number}份" for name, number in Counter(each.zh for each in files).items())


def _called(sheet: Sheet, place: int) -> dict[str, str | date | None]:
    """Return what is on record of a call, the last for no place; nothing where there was none."""
    made = calls(sheet)
    if not made:
        return {}
    call = made[place - 1] if 0 < place <= len(made) else made[-1]
    at, way = call.facts["at"], call.facts.get("direction")
    return {
        "direction": {"incoming": "☑ 来电　□ 去电", "outgoing": "□ 来电　☑ 去电"}.get(str(way), ""),
        "called_at": _instant(at) if isinstance(at, datetime) else "",
        "reached": "☑ 是　□ 否" if call.facts.get("reached") else "□ 是　☑ 否",
        "said": str(call.facts["said"]),
        "recorder": _person(call.entry.person),
    }


def _sent(sheet: Sheet) -> dict[str, str | date | None]:
    """Return what is on record of the last sending; nothing before there was one."""
    task = next((each for each in reversed(sheet.happenings) if each.kind == "task_sent"), None)
    if task is None:
        return {}
    unit, until = task.facts["unit"], task.facts["due"]
    return {
        "sent": task.effective,
        "sender": _person(task.entry.person),
        "to_unit": orgs.unit(unit, task.effective).name,  # type: ignore[arg-type]
        "return_by": until if isinstance(until, date) else None,
        "asked": str(task.facts.get("what", "")),
    }

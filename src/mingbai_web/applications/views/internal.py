"""What acts of the office beside the law change, said before they are entered: handing on, a search."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from mingbai.text.words import Words
from mingbai_web.accounts import queries as accounts
from mingbai_web.accounts.roles import called
from mingbai_web.look.acting import ActForm
from mingbai_web.look.parts import Confirmation
from mingbai_web.orgs import queries as orgs

__all__ = ["PREVIEWS"]


def _assigning(form: ActForm, today: date) -> Confirmation:
    """Return to whom it goes, and whether the seat is one of another unit than the one chosen."""
    given = form.cleaned_data
    unit, seat = UUID(str(given["unit"])), UUID(str(given["seat"])) if given["seat"] else None
    named = orgs.unit_names([unit], today).get(unit, "")
    caution: Words | str = ""
    who, who_en = "", ""
    if seat is not None:
        found = accounts.seat(seat)
        sitting = "、".join(each.name for each in accounts.holders(seat, today))
        words = called(found.name)
        who = (
            f"的{words.zh}{sitting}"
            if found.unit is None or found.unit == unit
            else f"，由{words.zh}{sitting}经办"
        )
        who_en = f", {words.en} {sitting}".rstrip()
        if found.unit is not None and found.unit != unit:
            other = orgs.unit_names([found.unit], today).get(found.unit, "")
            caution = Words(
                f"所选岗位属于{other}，不在{named}。",
                f"the seat that was chosen is one of {other}, not of {named}.",
            )
    sentence = Words(
        f"确认后，这件申请交给{named}{who}；出现在对方的工作台上，办理过程中记下交办。",
        f"Once confirmed, the application goes to {named}{who_en}; it stands on their desk, and the handing over is on record.",
    )
    return Confirmation(sentence, caution=caution)


def _searching(form: ActForm, today: date) -> Confirmation:
    """Return what a search that is put on record allows."""
    if form.cleaned_data["found"]:
        sentence = Words(
            "确认后，记下检索了哪里、怎样检索、找到了相关信息；申请的状态和期限不变。",
            "Once confirmed, it is on record where and how was searched, and that something was found; state and due day stay.",
        )
    else:
        sentence = Words(
            "确认后，记下检索了哪里、怎样检索、没有找到；可以据此答复本机关不掌握，申请的状态和期限不变。",
            "Once confirmed, it is on record where and how was searched, and that nothing was found; an answer that the body does not hold it can rest on that. State and due day stay.",
        )
    undo = Words(
        "记录留在办理过程里，可以再记一次，不能删改。",
        "It stays on record: another may be added, none changed.",
    )
    return Confirmation(sentence, undo=undo)


PREVIEWS: Mapping[str, Callable[[ActForm, date], Confirmation]] = {"assign": _assigning, "search": _searching}
"""By the name of an act of the office, what it changes."""

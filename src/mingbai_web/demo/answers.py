"""How the offices of the district answer: searched, decided, sent by post or online, and served."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from mingbai.lifecycle import Kind
from mingbai_web.accounts.roles import Role
from mingbai_web.applications import services
from mingbai_web.demo import fiction
from mingbai_web.demo.district import Office
from mingbai_web.ledger import queries as ledger

if TYPE_CHECKING:
    from mingbai_web.demo.year import Year

__all__ = ["answer"]


def answer(year: "Year", office: Office, case: UUID, at: datetime) -> None:
    """Answer *case*, and send the answer out in the days after."""
    dice, day = year.dice, timezone.localdate(at)
    outcome = fiction.outcome(dice)

    def seen() -> str:
        head = ledger.head("application", case)
        return head.digest if head is not None else ""

    officer = office.viewer(Role.CASE_OFFICER, day)
    services.search(
        application=case,
        where="本机关档案、电子公文系统、业务台账",
        how="按名称、文号、年份逐项检索",
        found=outcome != "not_existing",
        by=officer,
        seen=seen(),
        now=at,
    )
    services.take_step(
        application=case,
        kind=Kind.DECIDED,
        effective=day,
        by=office.viewer(Role.LEADER, day),
        seen=seen(),
        now=at + timedelta(minutes=30),
        facts={"outcome": outcome},
    )
    route = dice.choice(["post", "post", "electronic", "in-person"])

    def sent(then: datetime) -> None:
        given = {"tracking": f"XA{dice.randrange(10**9):09}00"} if route == "post" else {}
        services.take_step(
            application=case,
            kind=Kind.DISPATCHED,
            effective=timezone.localdate(then),
            by=office.viewer(Role.REGISTRAR, timezone.localdate(then)),
            seen=seen(),
            now=then,
            facts={"route": route, **given},
        )
        if dice.random() < 0.85:
            year.later(year.after(then, 0 if route == "in-person" else dice.randint(1, 5)), served, hour=17)

    def served(then: datetime) -> None:
        services.take_step(
            application=case,
            kind=Kind.SERVED,
            effective=timezone.localdate(then),
            by=office.viewer(Role.REGISTRAR, timezone.localdate(then)),
            seen=seen(),
            now=then,
            facts={"signed_by": "本人签收"},
        )

    year.later(year.after(at, dice.choice([0, 1, 1, 2])) if dice.random() < 0.8 else day, sent, hour=16)

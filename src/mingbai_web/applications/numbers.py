"""Numbers of the registers: gap-free a body, a register and a year; two at once get two numbers."""

from collections.abc import Collection, Iterator
from itertools import count
from uuid import UUID

from mingbai_web.applications.models import Application, Item
from mingbai_web.ledger import locks

__all__ = ["next_number", "next_numbers"]

_REGISTERS: dict[str, type[Application] | type[Item]] = {"申": Application, "导": Application, "收": Item}


def next_number(register: str, body: UUID, year: int) -> str:
    """Return the next number of *register* (申 of applications, 导 of imported ones, 收 of items) of *body* in *year*, e.g. 申〔2026〕12号."""
    locks.alone(f"register {register} {body} {year}")
    start = f"{register}〔{year}〕"
    kept = _REGISTERS[register]
    used = kept._default_manager.filter(**{"body" if kept is Item else "origin": body})
    taken = used.filter(number__startswith=start).count()
    while used.filter(
        number=f"{start}{taken + 1}号"
    ).exists():  # what was imported brought numbers of its own
        taken += 1
    return f"{start}{taken + 1}号"


def next_numbers(register: str, body: UUID, year: int, *, besides: Collection[str]) -> Iterator[str]:
    """Yield the numbers that follow, for who enters many in one transaction; none of those *besides*, which come with them."""
    locks.alone(f"register {register} {body} {year}")
    start = f"{register}〔{year}〕"
    rows = _REGISTERS[register]._default_manager.filter(body=body, number__startswith=start)
    taken = {*rows.values_list("number", flat=True)}
    used = {*taken, *besides}
    return (number for at in count(len(taken) + 1) if (number := f"{start}{at}号") not in used)

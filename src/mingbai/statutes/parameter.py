"""A rule of the law with a value, and its versions: from which day which value holds, on what ground."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from mingbai.errors import BadStatute, NotInForce
from mingbai.statutes.ground import Ground
from mingbai.text.words import Words

__all__ = ["Parameter", "Value", "Version"]

Value = int | str | tuple[str, ...] | tuple[int, ...] | tuple[tuple[int, int], ...]
"""A number of days or months, a choice by name, a day of the year as ``01-31``, a list of names, or a scale of amounts."""


class Version(NamedTuple):
    """One version: the value from `since` on, with its ground; a value of None ends the rule."""

    since: date
    value: Value | None
    ground: Ground

    @property
    def number(self) -> int:
        """Return the value as a whole number; raises `BadStatute` when it is none."""
        if not isinstance(self.value, int):
            raise BadStatute(f"{self.value} 不是整数", f"{self.value} is no whole number")
        return self.value


@dataclass(frozen=True, slots=True)
class Parameter:
    """A rule with a value in `unit`, its versions oldest first; `choices` where the law leaves it open.

    `begins` says of a limit what happened on the day from which it runs. `rolls` is False of a period that only has to
    pass before something may happen: it ends when it ends, on a day of rest too.
    """

    key: str
    title: Words
    unit: str
    versions: tuple[Version, ...]
    choices: tuple[Value, ...] | None = None
    begins: Words | None = None
    rolls: bool = True
    _since: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_since", tuple(version.since for version in self.versions))

    def on(self, day: date) -> Version:
        """Return the version in force on *day*. Raises `NotInForce` where there is none."""
        at = bisect_right(self._since, day)
        if at == 0 or self.versions[at - 1].value is None:
            raise self._not_in_force(day, at)
        return self.versions[at - 1]

    def _not_in_force(self, day: date, at: int) -> NotInForce:
        zh, en = self.title
        if at == 0:
            first = self.versions[0]
            ground = first.ground.words
            return NotInForce(
                f"{day} 还没有{zh}的规定：{ground.zh}自{first.since}起施行",
                f"there was no rule on {en} on {day}: {ground.en} is in force from {first.since}",
            )
        ground = self.versions[at - 1].ground.words
        return NotInForce(
            f"{day} 没有{zh}的规定（{ground.zh}）", f"there is no rule on {en} on {day} ({ground.en})"
        )

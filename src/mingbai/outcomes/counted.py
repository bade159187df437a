"""What counts in the report's table of applications, and in which column: by matter, and by who is named as applicant.

依据待核: the form has no filling notes on the columns; an agent's class is never that of the applicant.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from mingbai.errors import Refused
from mingbai.statutes import Ground, packaged, shipped
from mingbai.text.words import Words

__all__ = ["Applicant", "Matter", "applicants", "column_of", "matters"]


@dataclass(frozen=True, slots=True)
class Applicant:
    """A kind of applicant and the column it counts in."""

    key: str
    words: Words
    column: str


@dataclass(frozen=True, slots=True)
class Matter:
    """What an incoming item asks for, and whether it is counted as an application."""

    key: str
    words: Words
    counts: bool
    ground: Ground


@cache
def applicants() -> Mapping[str, Applicant]:
    """Return every kind of applicant by its key, in the order of the columns."""
    listed = packaged("mingbai.outcomes", "counted.toml")["applicant"]
    return MappingProxyType(
        {
            each["key"]: Applicant(each["key"], Words(each["zh"], each["en"]), each["column"])
            for each in listed
        }
    )


@cache
def matters() -> Mapping[str, Matter]:
    """Return every matter by its key."""
    law = shipped()
    listed = packaged("mingbai.outcomes", "counted.toml")["matter"]
    return MappingProxyType(
        {
            each["key"]: Matter(
                each["key"], Words(each["zh"], each["en"]), each["counts"], law.ground(*each["ground"])
            )
            for each in listed
        }
    )


def column_of(applicant: str, *, agent: str | None = None) -> str:
    """Return the column of an application in the name of *applicant*; who files it as *agent* changes nothing.

    Raises `Refused` for an unknown kind.
    """
    for kind in (applicant, *((agent,) if agent is not None else ())):
        if kind not in applicants():
            known = "、".join(applicants())
            raise Refused(
                f"没有 {kind} 这种申请人（可选：{known}）",
                f"there is no kind of applicant {kind} (known: {known})",
            )
    return applicants()[applicant].column

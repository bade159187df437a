"""The kinds of duty: what each is called and on which page it is done, declared by the apps that write them."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from mingbai.text.words import Words

__all__ = ["DutyKind", "declare", "kind", "kinds", "page"]


@dataclass(frozen=True, slots=True)
class DutyKind:
    """A kind of duty; `page` is the name of an address that takes the id of what it is about."""

    key: str
    words: Words
    page: str = ""


_DECLARED: dict[str, DutyKind] = {}


def declare(*made: DutyKind) -> None:
    """Declare kinds of duty, in `AppConfig.ready()`; the key is a kind's identity."""
    for each in made:
        _DECLARED[each.key] = each


def kinds() -> tuple[DutyKind, ...]:
    """Return every kind declared, in order."""
    return tuple(_DECLARED.values())


def kind(key: str) -> DutyKind:
    """Return the kind, one that is called by its key when nobody declared it."""
    return _DECLARED.get(key) or DutyKind(key, Words(key, key))


def page(key: str, about: UUID) -> str:
    """Return the address on which a duty of the kind is done, empty when there is none."""
    name = kind(key).page
    try:
        return reverse(name, args=[about]) if name else ""
    except NoReverseMatch:
        return ""

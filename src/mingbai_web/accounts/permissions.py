"""Who may do what, from one readable table (`permissions.toml`), from which documentation and negative tests are made."""

from dataclasses import dataclass
from functools import cache

from mingbai.errors import MingbaiError
from mingbai.statutes import packaged
from mingbai.text.words import Words
from mingbai_web.accounts.roles import ROLES, Role
from mingbai_web.accounts.viewer import Viewer

__all__ = ["Forbidden", "Permission", "may", "permissions", "require"]


class Forbidden(MingbaiError):
    """The seat may not do this."""

    status = 403  # of the page that says so


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing that some seats may do."""

    key: str
    words: Words
    roles: frozenset[Role]


@cache
def permissions() -> dict[str, Permission]:
    """Return the table by key, in its order."""
    made = {}
    for theme, rows in packaged("mingbai_web.accounts", "permissions.toml").items():
        for name, row in rows.items():
            key = f"{theme}.{name}"
            made[key] = Permission(key, Words(row["zh"], row["en"]), frozenset(map(Role, row["roles"])))
    return made


def may(viewer: Viewer, key: str) -> bool:
    """Return whether the seat of *viewer* may do *key*."""
    return viewer.role in permissions()[key].roles


def require(viewer: Viewer, key: str) -> None:
    """Raise `Forbidden` when the seat of *viewer* may not do *key*."""
    if not may(viewer, key):
        wanted = permissions()[key]
        zh = "、".join(ROLES[role].zh for role in ROLES if role in wanted.roles)
        en = ", ".join(ROLES[role].en for role in ROLES if role in wanted.roles)
        raise Forbidden(
            f"本岗位不能“{wanted.words.zh}”：由{zh}办理",
            f"this seat may not {wanted.words.en}: that is for {en}",
        )

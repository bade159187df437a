"""What a new installation is given by the apps: the store of keys, the first body, the three administrators."""

import argparse
import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.timezone import localdate

from mingbai.audit.levels import Level
from mingbai.text.words import Words
from mingbai_web.accounts import bootstrap
from mingbai_web.accounts import queries as accounts
from mingbai_web.accounts.entering import SYSTEM
from mingbai_web.accounts.roles import ROLES, Role
from mingbai_web.accounts.seats import ADMINISTRATORS
from mingbai_web.ledger.subjects import Hand
from mingbai_web.orgs import queries as orgs
from mingbai_web.orgs.services import make_body
from mingbai_web.parties import key_files, keys, services

__all__ = ["backup_keys", "erase_again", "found", "keys_are_there", "restore_keys"]

USERNAMES = {
    Role.SYSTEM_ADMIN: "sysadmin",
    Role.SECURITY_ADMIN: "secadmin",
    Role.AUDIT_ADMIN: "auditadmin",
}
_LETTERS = "abcdefghijkmnpqrstuvwxyz"  # without what is taken for something else on paper
_SIGNS = _LETTERS + _LETTERS.upper().replace("O", "") + "23456789"


class _Founder:
    """Acts on bodies before there is a seat that may: only `mingbai init`, on the machine itself."""

    def require(self, key: str) -> None:
        """Let it: nobody else is there yet."""

    def hand(self, body: UUID, *, source: str = "system", on_behalf_of: str = "") -> Hand:
        """Return the hand of the system."""
        return Hand(SYSTEM.person, SYSTEM.seat, str(body), on_behalf_of, SYSTEM.source)


def found(options: argparse.Namespace) -> Iterator[Words]:
    """Give the installation what it lacks; yield a line on each, with first passwords where any were made."""
    now = datetime.now(UTC)
    if not keys_are_there():
        key_files.make(_keys())
        yield Words(
            f"个人信息密钥库：{_keys()}，须另行备份", f"keys of personal data: {_keys()}; back them up apart"
        )
    there = orgs.bodies(on=localdate(now))
    if options.body and not there:
        made = make_body(
            name=options.body,
            level=Level(options.level),
            code=options.credit_code or "",
            effective=localdate(now),
            by=_Founder(),
            now=now,
        )
        yield Words(f"机关：{options.body}", f"body: {options.body}")
        yield from _administrators(now, (made,))
    else:
        if there:
            yield Words(
                f"已有机关：{there[0].name} 等{len(there)}个",
                f"bodies: {len(there)}, the first {there[0].name}",
            )
        yield from _administrators(now, [each.id for each in there])


def keys_are_there() -> bool:
    """Tell whether the installation has a store of keys."""
    return (_keys() / "keys.sqlite3").exists()


def backup_keys(path: Path) -> None:
    """Write the store of keys into one file, in the place of the copy before."""
    keys.store().backup_to(path)


def restore_keys(path: Path) -> None:
    """Put a copy of the store of keys into an installation that has none."""
    key_files.restore(path, _keys())


def erase_again() -> None:
    """Destroy what an old copy of the keys brought back of parties that were erased; for when keys and rows are both there."""
    if keys_are_there():
        services.finish_erasures()


def _administrators(now: datetime, bodies: Sequence[UUID]) -> Iterator[Words]:
    """Make the three administrators where there is none, and yield their usernames and first passwords."""
    if any(accounts.seats(role=role, closed=True) for role in ADMINISTRATORS):
        yield Words("已有管理员，密码没有改动", "there are administrators; their passwords stay")
        return
    given = {
        role: bootstrap.Newcomer(username, ROLES[role].zh, _password())
        for role, username in USERNAMES.items()
    }
    bootstrap.administrators(given=given, now=now, today=localdate(now), bodies=bodies)
    yield Words(
        "三个管理员，三个人分别保管；初始密码只显示这一次，首次登录时更改：",
        "three administrators, for three persons; first passwords, shown this once, to be changed at the first sign-in:",
    )
    for role, each in given.items():
        yield Words(
            f"  {ROLES[role].zh}\t{each.username}\t{each.password}",
            f"  {ROLES[role].en}\t{each.username}\t{each.password}",
        )


def _password() -> str:
    """Return a password of four kinds of signs that can be read from paper."""
    words = ["".join(secrets.choice(_SIGNS) for _ in range(5)) for _ in range(3)]
    made = "-".join(words)
    kinds = (str.islower, str.isupper, str.isdigit)
    return made if all(any(kind(sign) for sign in made) for kind in kinds) else _password()


def _keys() -> Path:
    return Path(settings.HOME) / "keys"

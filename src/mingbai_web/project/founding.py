"""What a new installation is given by the apps: the store of keys, the three administrators, the first body."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from mingbai.text.words import Words
from mingbai_web.parties import key_files, keys, services

__all__ = ["backup_keys", "erase_again", "found", "keys_are_there", "restore_keys"]


def found(options: argparse.Namespace) -> Iterator[Words]:
    """Give the installation what it lacks; yield a line on each, with first passwords where any were made."""
    if not keys_are_there():
        key_files.make(_keys())
        yield Words(
            f"个人信息密钥库：{_keys()}，须另行备份", f"keys of personal data: {_keys()}; back them up apart"
        )


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


def _keys() -> Path:
    return Path(settings.HOME) / "keys"

"""The first kind of key store: a folder outside the database, with a master key and a file of keys wrapped by it.

`master.json` holds the master key, `keys.sqlite3` every other key, sealed by it. Both are readable by their owner alone.
Several processes use them at once: each act opens the file, takes SQLite's own lock, reads the master key under it,
writes, and returns when the disk has it.

A destroyed key is overwritten (`secure_delete`), but a disk may keep old blocks of a file that nobody can address. What
they hold is still wrapped: `rotate` destroys the master key that would open it.
"""

import base64
import errno
import json
import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from mingbai_web.jobs.durable import sync_folder, write_whole
from mingbai_web.ledger import failpoints
from mingbai_web.parties.ciphers import INTERNATIONAL, Key
from mingbai_web.parties.keys import KeyGone, KeysUnusable, PublicKey, Purpose

__all__ = ["FileKeys", "make", "restore"]

_MASTER, _KEYS = "master.json", "keys.sqlite3"
_PARTY, _SECRET, _SEALING = "party", "secret", "sealing"
_TABLES = """
CREATE TABLE kept (
    kind TEXT NOT NULL, name TEXT NOT NULL, master TEXT NOT NULL, sealed BLOB NOT NULL, public BLOB,
    PRIMARY KEY (kind, name)
) WITHOUT ROWID;
CREATE TABLE gone (kind TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID;
"""


class _Masters(NamedTuple):
    now: str
    keys: dict[str, Key]

    def said(self) -> bytes:
        keys = {
            name: {"algorithm": key.algorithm, "key": base64.b64encode(key.secret).decode()}
            for name, key in self.keys.items()
        }
        return json.dumps({"format": 1, "now": self.now, "keys": keys}, indent=1).encode()


def make(folder: Path, *, algorithm: str = INTERNATIONAL) -> None:
    """Make a key store in *folder*; one that is there stays as it is. Its keys will be of *algorithm*."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    if (folder / _KEYS).exists():
        return
    write_whole(folder / _MASTER, _first(algorithm).said(), mode=0o600, once=True)
    # Made aside and linked whole: a store that is half made never stands under its name, and who comes second finds it.
    fresh = folder / f".{_KEYS}.new-{os.urandom(4).hex()}"
    os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with _opened(fresh) as file:
        file.executescript(_TABLES)
    with suppress(FileExistsError):
        os.link(fresh, folder / _KEYS)
    fresh.unlink()
    sync_folder(folder)


def restore(copy: Path, folder: Path) -> None:
    """Put the store copied in *copy* into *folder*, which must hold none.

    What was destroyed after the copy was made is in it again: let the parties' own record destroy it anew
    (`parties.services.finish_erasures`).
    """
    if (folder / _KEYS).exists():
        raise KeysUnusable(
            f"{folder} 已有密钥库：请先移开再恢复",
            f"{folder} holds a key store: move it away before restoring",
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    try:
        with _opened(copy, "?mode=ro") as file:
            (said,) = file.execute("SELECT said FROM master").fetchone()
            image = file.serialize()
    except (sqlite3.Error, TypeError):
        raise KeysUnusable(f"{copy} 不是密钥库的备份", f"{copy} is no copy of a key store") from None
    with sqlite3.connect(":memory:") as file:
        file.deserialize(image)
        file.execute("DROP TABLE master")
        file.commit()
        file.execute("VACUUM")
        image = file.serialize()
    write_whole(folder / _MASTER, said, mode=0o600)
    write_whole(folder / _KEYS, image, mode=0o600)


class FileKeys:
    """Keys in the files of `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._secrets: dict[Purpose, Key] = {}  # these never change, so a process reads each once

    def make(self, party: UUID) -> Key:
        """Return the data key of *party*, made and on disk when there was none."""
        with self._writing() as (file, masters):
            return self._key(file, masters, _PARTY, str(party))

    def make_all(self, parties: Sequence[UUID]) -> list[Key]:
        """Return the data keys of *parties*, in their order, made and on disk together when there were none."""
        with self._writing() as (file, masters):
            return [self._key(file, masters, _PARTY, str(party)) for party in parties]

    def of(self, party: UUID) -> Key:
        """Return the data key of *party*."""
        return self._read(_PARTY, str(party))

    def several(self, parties: Iterable[UUID]) -> dict[UUID, Key]:
        """Return the data keys that there are of *parties*, in one reading."""
        found: dict[UUID, Key] = {}
        stale = []
        with self._reading() as file:
            masters = self._masters()
            for party in parties:
                row = _row(file, _PARTY, str(party))
                if row is not None and row[0] in masters.keys:
                    found[party] = _loaded(_unwrap(masters, _PARTY, str(party), *row))
                elif row is not None:  # a rotation ended since
                    stale.append(party)
        return found | {party: self.of(party) for party in stale}

    def has(self, party: UUID) -> bool:
        """Return whether there is a data key of *party*."""
        with self._reading() as file:
            return _row(file, _PARTY, str(party)) is not None

    def destroyed(self, parties: Iterable[UUID]) -> set[UUID]:
        """Return those of *parties* whose data keys were destroyed."""
        with self._reading() as file:
            gone = {name for (name,) in file.execute("SELECT name FROM gone WHERE kind = ?", (_PARTY,))}
        return {party for party in parties if str(party) in gone}

    def destroy(self, parties: Iterable[UUID]) -> None:
        """Destroy the data keys of *parties* for good."""
        names = [(_PARTY, str(party)) for party in parties]
        with self._writing() as (file, _):
            file.executemany("DELETE FROM kept WHERE kind = ? AND name = ?", names)
            failpoints.reach("keys.destroying")
            file.executemany("INSERT OR IGNORE INTO gone VALUES (?, ?)", names)

    def secret(self, purpose: Purpose) -> Key:
        """Return the installation's key for *purpose*."""
        if purpose not in self._secrets:
            try:
                self._secrets[purpose] = self._read(_SECRET, purpose)
            except KeyGone:
                with self._writing() as (file, masters):
                    self._secrets[purpose] = self._key(file, masters, _SECRET, purpose)
        return self._secrets[purpose]

    def sealing(self, day: date) -> PublicKey:
        """Return the public key of *day*."""
        with self._reading() as file:
            found = _of_day(file, day)
        if found is None:
            with self._writing() as (file, masters):
                found = _of_day(file, day) or self._pair(file, masters, day)
        return found

    def private(self, key: str) -> bytes:
        """Return the private half of the sealing key named."""
        return self._read(_SEALING, key).secret

    def retire(self, day: date) -> None:
        """Destroy the private halves of *day*."""
        with self._writing() as (file, _):
            file.execute("DELETE FROM kept WHERE kind = ? AND name LIKE ?", (_SEALING, f"{day}.%"))
            file.execute("INSERT OR IGNORE INTO gone VALUES (?, ?)", (_SEALING, str(day)))

    def rotate(self) -> int:
        """Make a new master key, wrap every key by it, destroy the old one; return how many keys there are.

        The master keys are written before what they wrap, and taken out after nothing is wrapped by them: wherever it
        stops, every key opens, and the next rotation ends what was begun.
        """
        with self._writing() as (file, masters):
            fresh = Key.new(masters.keys[masters.now].algorithm)
            name = os.urandom(8).hex()
            both = _Masters(name, {**masters.keys, name: fresh})
            write_whole(self._folder / _MASTER, both.said(), mode=0o600)
            rows = file.execute("SELECT kind, name, master, sealed FROM kept").fetchall()
            for kind, of, master, sealed in rows:
                again = fresh.seal(_unwrap(both, kind, of, master, sealed), _about(kind, of))
                file.execute(
                    "UPDATE kept SET master = ?, sealed = ? WHERE kind = ? AND name = ?",
                    (name, again, kind, of),
                )
        with self._writing() as (file, masters):
            used = {master for (master,) in file.execute("SELECT DISTINCT master FROM kept")} | {masters.now}
            left = {each: key for each, key in masters.keys.items() if each in used}
            write_whole(self._folder / _MASTER, _Masters(masters.now, left).said(), mode=0o600)
        return len(rows)

    def backup_to(self, path: Path) -> None:
        """Write a copy of the whole store, master key and all, in the place of the copy before.

        Only the newest copy is kept: an older one would hold the keys of parties erased since, and with it and an old
        copy of the database everything that was erased could be read again. Keep it where no copy of the database lies.
        """
        with self._writing() as (_, masters), self._reading() as file:
            fresh = path.with_name(f".{path.name}.new")
            fresh.unlink(missing_ok=True)
            os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            file.execute("VACUUM INTO ?", (str(fresh),))  # without the pages of what was destroyed
            with _opened(fresh) as copy:
                copy.execute("CREATE TABLE master (said BLOB NOT NULL)")
                copy.execute("INSERT INTO master VALUES (?)", (masters.said(),))
        os.replace(fresh, path)
        sync_folder(path.parent)

    def _key(self, file: sqlite3.Connection, masters: _Masters, kind: str, name: str) -> Key:
        """Return the key kept, or a new one, under the lock of writing."""
        if (row := _row(file, kind, name)) is not None:
            return _loaded(_unwrap(masters, kind, name, *row))
        if file.execute("SELECT 1 FROM gone WHERE kind = ? AND name = ?", (kind, name)).fetchone():
            raise _gone(kind)
        key = Key.new(masters.keys[masters.now].algorithm)
        _keep(file, masters, kind, name, key)
        failpoints.reach("keys.before_commit")
        return key

    def _pair(self, file: sqlite3.Connection, masters: _Masters, day: date) -> PublicKey:
        if file.execute("SELECT 1 FROM gone WHERE kind = ? AND name = ?", (_SEALING, str(day))).fetchone():
            raise _gone(_SEALING)
        private = X25519PrivateKey.generate()
        public = private.public_key().public_bytes_raw()
        name = f"{day}.{os.urandom(4).hex()}"
        _keep(file, masters, _SEALING, name, Key("x25519", private.private_bytes_raw()), public)
        return PublicKey(name, public)

    def _read(self, kind: str, name: str) -> Key:
        for _ in range(5):  # a rotation may end between the two reads
            with self._reading() as file:
                row = _row(file, kind, name)
            if row is None:
                raise _gone(kind)
            masters = self._masters()
            if row[0] in masters.keys:
                return _loaded(_unwrap(masters, kind, name, *row))
        raise KeysUnusable(
            "主密钥与密钥库不符：请恢复同一次备份的密钥",
            "the master key is not that of the key store: restore both from one backup",
        )

    def _masters(self) -> _Masters:
        try:
            said = json.loads((self._folder / _MASTER).read_bytes())
            keys = {
                name: Key(key["algorithm"], base64.b64decode(key["key"]))
                for name, key in said["keys"].items()
            }
            return _Masters(said["now"], {said["now"]: keys[said["now"]], **keys})
        except FileNotFoundError:
            raise _missing(self._folder) from None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise KeysUnusable(
                f"{self._folder / _MASTER} 已损坏：请从备份恢复",
                f"{self._folder / _MASTER} is damaged: restore it from its backup",
            ) from None

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        self._guard()
        with _opened(self._folder / _KEYS) as file:
            yield file

    @contextmanager
    def _writing(self) -> Iterator[tuple[sqlite3.Connection, _Masters]]:
        """Take the lock of writing, then read the master key: a rotation under way is over by then."""
        with self._reading() as file:
            file.execute("BEGIN IMMEDIATE")
            yield file, self._masters()

    def _guard(self) -> None:
        """Refuse keys that others on the machine could read."""
        for path in (self._folder, self._folder / _KEYS, self._folder / _MASTER):
            try:
                mode = path.stat().st_mode
            except FileNotFoundError:
                raise _missing(self._folder) from None
            if stat.S_IMODE(mode) & 0o077:
                raise KeysUnusable(
                    f"{path} 别人也能读写：请执行 chmod go= {path}",
                    f"others may read or write {path}: run chmod go= {path}",
                )


@contextmanager
def _opened(path: Path, how: str = "?mode=rw") -> Iterator[sqlite3.Connection]:
    """Open a file of keys for one act: nothing is carried over a fork, and what ends well is on disk."""
    file = sqlite3.connect(path.absolute().as_uri() + how, uri=True, timeout=20, isolation_level=None)
    try:
        # EXTRA: the end of the journal, which is what commits, is on disk too. No write-ahead log: it would keep old keys.
        file.executescript("PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; PRAGMA secure_delete=ON;")
        yield file
        if file.in_transaction:
            file.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        if number := _OF_THE_DISK.get(
            getattr(error, "sqlite_errorcode", 0) & 0xFF
        ):  # it passes, and nobody typed it wrong
            raise OSError(number, os.strerror(number), str(path)) from error
        raise KeysUnusable(
            f"密钥库 {path.name} 不能使用：{error}", f"the key store {path.name} cannot be used: {error}"
        ) from error
    finally:
        file.close()


_OF_THE_DISK = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_READONLY: errno.EROFS,
}


def _row(file: sqlite3.Connection, kind: str, name: str) -> tuple[str, bytes] | None:
    found: tuple[str, bytes] | None = file.execute(
        "SELECT master, sealed FROM kept WHERE kind = ? AND name = ?", (kind, name)
    ).fetchone()
    return found


def _of_day(file: sqlite3.Connection, day: date) -> PublicKey | None:
    found = file.execute(
        "SELECT name, public FROM kept WHERE kind = ? AND name LIKE ?", (_SEALING, f"{day}.%")
    ).fetchone()
    return PublicKey(*found) if found else None


def _keep(
    file: sqlite3.Connection, masters: _Masters, kind: str, name: str, key: Key, public: bytes | None = None
) -> None:
    said = key.algorithm.encode() + b"\0" + key.secret
    sealed = masters.keys[masters.now].seal(said, _about(kind, name))
    file.execute("INSERT INTO kept VALUES (?, ?, ?, ?, ?)", (kind, name, masters.now, sealed, public))


def _unwrap(masters: _Masters, kind: str, name: str, master: str, sealed: bytes) -> bytes:
    if master not in masters.keys:
        raise KeysUnusable(
            "主密钥与密钥库不符：请恢复同一次备份的密钥",
            "the master key is not that of the key store: restore both from one backup",
        )
    return masters.keys[master].open(sealed, _about(kind, name))


def _loaded(said: bytes) -> Key:
    algorithm, _, secret = said.partition(b"\0")
    return Key(algorithm.decode(), secret)


def _about(kind: str, name: str) -> str:
    return f"key/{kind}/{name}"


def _first(algorithm: str) -> _Masters:
    name = os.urandom(8).hex()
    return _Masters(name, {name: Key.new(algorithm)})


def _gone(kind: str) -> KeyGone:
    if kind == _SEALING:
        return KeyGone("这一天的封存密钥已经销毁", "the sealing key of that day was destroyed")
    return KeyGone(
        "个人信息已经删除，密钥已销毁，任何人都不能再读",
        "the personal data were erased and their key destroyed: nobody can read them",
    )


def _missing(folder: Path) -> KeysUnusable:
    return KeysUnusable(
        f"{folder} 没有密钥库：新装请执行 mingbai init，旧装请从密钥备份恢复",
        f"{folder} holds no key store: run mingbai init for a new office, restore the backup of keys for an old one",
    )

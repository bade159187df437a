"""The key store: kept before it is used, wrapped, turned, copied once, destroyed for good, by several processes at once."""

import json
import multiprocessing
import os
import signal
import sqlite3
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from mingbai_web.parties import key_files
from mingbai_web.parties.ciphers import ALGORITHMS, INTERNATIONAL, NATIONAL, Key, Unopened
from mingbai_web.parties.key_files import FileKeys
from mingbai_web.parties.keys import KeyGone, KeysUnusable, Purpose

DAY = date(2026, 3, 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "keys"
    key_files.make(made)
    return made


@pytest.fixture
def store(folder: Path) -> FileKeys:
    return FileKeys(folder)


@pytest.mark.parametrize("algorithm", sorted(ALGORITHMS))
def test_a_key_opens_what_it_sealed_and_only_as_what_it_was_about(algorithm: str) -> None:
    key = Key.new(algorithm)
    sealed = key.seal("𬱟某".encode(), "party/1")
    assert key.open(sealed, "party/1").decode() == "𬱟某"
    assert sealed.startswith(algorithm.encode() + b"\0")
    for wrong in (lambda: key.open(sealed, "party/2"), lambda: Key.new(algorithm).open(sealed, "party/1")):
        with pytest.raises(Unopened):
            wrong()


@pytest.mark.parametrize("algorithm", sorted(ALGORITHMS))
def test_a_value_cut_or_changed_at_any_byte_does_not_open(algorithm: str) -> None:
    key = Key.new(algorithm)
    sealed = key.seal(b"110000199003070132", "party/1")
    for at in range(len(sealed)):
        with pytest.raises(Unopened):
            key.open(sealed[:at], "party/1")
        with pytest.raises(Unopened):
            key.open(sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :], "party/1")


def test_both_suites_stand_side_by_side_and_neither_opens_the_others_value() -> None:
    one, other = Key.new(INTERNATIONAL), Key.new(NATIONAL)
    with pytest.raises(Unopened):
        other.open(one.seal(b"x", "a"), "a")
    assert (one.digests_by, other.digests_by) == ("hmac-sha256", "hmac-sm3")


def test_the_national_suite_gives_the_values_of_its_standards() -> None:
    # GB/T 32907-2016 A.1 encrypts one block; in counter mode that block is the key stream of GCM's hash key.
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.hashes import SM3, Hash

    block = bytes.fromhex("0123456789abcdeffedcba9876543210")
    made = Cipher(algorithms.SM4(block), modes.ECB()).encryptor()
    assert made.update(block).hex() == "681edf34d206965e86b3e94f536e4246"
    digest = Hash(SM3())
    digest.update(b"abc")  # GB/T 32905-2016 A.1
    assert digest.finalize().hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_a_store_of_the_national_suite_makes_keys_of_it(tmp_path: Path) -> None:
    key_files.make(tmp_path / "keys", algorithm=NATIONAL)
    store = FileKeys(tmp_path / "keys")
    assert {store.make(uuid4()).algorithm, store.secret(Purpose.INDEX).algorithm} == {NATIONAL}


def test_a_key_never_shows_itself(store: FileKeys) -> None:
    key = store.make(uuid4())
    assert key.secret.hex() not in repr(key)
    assert repr(key.secret) not in repr(key)


def test_folder_and_files_are_for_their_owner_alone(folder: Path, store: FileKeys) -> None:
    store.make(uuid4())
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}
    assert modes == {"keys": 0o700, "master.json": 0o600, "keys.sqlite3": 0o600}


@pytest.mark.parametrize("open_to_others", ["", "master.json", "keys.sqlite3"])
def test_keys_that_others_could_read_are_refused_with_the_command_that_mends_it(
    folder: Path, store: FileKeys, open_to_others: str
) -> None:
    party = uuid4()
    store.make(party)
    (folder / open_to_others).chmod(0o755)
    with pytest.raises(KeysUnusable, match="chmod go="):
        store.of(party)


def test_no_key_stands_in_the_open_in_the_file_of_keys(folder: Path, store: FileKeys) -> None:
    keys = [store.make(uuid4()), *(store.secret(purpose) for purpose in Purpose)]
    private = store.private(store.sealing(DAY).id)
    held = (folder / "keys.sqlite3").read_bytes()
    assert all(secret not in held for secret in [*(key.secret for key in keys), private])


def test_a_store_made_twice_is_the_first(folder: Path, store: FileKeys) -> None:
    party = uuid4()
    key = store.make(party)
    key_files.make(folder)
    assert FileKeys(folder).of(party) == key


def test_without_a_store_one_is_told_what_to_do_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(KeysUnusable, match="mingbai init"):
        FileKeys(tmp_path / "keys").make(uuid4())
    assert not (tmp_path / "keys").exists()


def test_a_master_key_that_is_lost_or_anothers_or_torn_is_said_and_never_replaced(
    folder: Path, store: FileKeys, tmp_path: Path
) -> None:
    party = uuid4()
    store.make(party)
    master = folder / "master.json"
    own = master.read_bytes()
    key_files.make(tmp_path / "other")
    for wrong in ((tmp_path / "other" / "master.json").read_bytes(), own[: len(own) // 2], b"[]", b""):
        master.write_bytes(wrong)
        with pytest.raises(KeysUnusable):
            FileKeys(folder).of(party)
    master.unlink()
    with pytest.raises(KeysUnusable):
        FileKeys(folder).make(uuid4())
    assert not master.exists()


def test_a_row_moved_into_another_partys_place_does_not_open(folder: Path, store: FileKeys) -> None:
    one, other = uuid4(), uuid4()
    store.make(one)
    store.make(other)
    with sqlite3.connect(folder / "keys.sqlite3") as file:
        (sealed,) = file.execute("SELECT sealed FROM kept WHERE name = ?", (str(one),)).fetchone()
        file.execute("UPDATE kept SET sealed = ? WHERE name = ?", (sealed, str(other)))
    with pytest.raises(Unopened):
        store.of(other)


def test_a_destroyed_key_is_gone_from_the_file_and_none_is_made_again(folder: Path, store: FileKeys) -> None:
    party = uuid4()
    store.make(party)
    with sqlite3.connect(folder / "keys.sqlite3") as file:
        (sealed,) = file.execute("SELECT sealed FROM kept WHERE name = ?", (str(party),)).fetchone()
    store.destroy([party])
    store.destroy([party])
    assert not store.has(party)
    assert sealed not in (folder / "keys.sqlite3").read_bytes()
    assert sorted(path.name for path in folder.iterdir()) == ["keys.sqlite3", "master.json"]
    for ask in (store.of, store.make):
        with pytest.raises(KeyGone):
            ask(party)


def test_a_turn_of_the_master_key_leaves_every_key_as_it_was_and_destroys_the_old(
    folder: Path, store: FileKeys
) -> None:
    parties = {each: store.make(each) for each in (uuid4() for _ in range(5))}
    index, public = store.secret(Purpose.INDEX), store.sealing(DAY)
    old = json.loads((folder / "master.json").read_text())["keys"]
    assert store.rotate() == 7
    new = json.loads((folder / "master.json").read_text())["keys"]
    assert not set(old) & set(new)
    assert len(new) == 1
    fresh = FileKeys(folder)
    assert {each: fresh.of(each) for each in parties} == parties
    assert (fresh.secret(Purpose.INDEX), fresh.sealing(DAY)) == (index, public)


def test_a_turn_that_stopped_halfway_is_ended_by_the_next(folder: Path, store: FileKeys) -> None:
    party = uuid4()
    key = store.make(party)
    said = json.loads((folder / "master.json").read_text())
    said["keys"]["f" * 16], said["now"] = (
        next(iter(said["keys"].values())) | {"key": "A" * 43 + "="},
        "f" * 16,
    )
    (folder / "master.json").write_text(json.dumps(said))  # written, and then the power went
    assert FileKeys(folder).of(party) == key
    store.rotate()
    assert FileKeys(folder).of(party) == key
    assert len(json.loads((folder / "master.json").read_text())["keys"]) == 1


def test_the_days_key_is_one_for_all_who_ask_and_never_comes_back_when_retired(store: FileKeys) -> None:
    with ThreadPoolExecutor(6) as pool:
        publics = set(pool.map(lambda _: store.sealing(DAY), range(12)))
    assert len(publics) == 1
    (public,) = publics
    store.retire(DAY)
    with pytest.raises(KeyGone):
        store.private(public.id)
    with pytest.raises(KeyGone):
        store.sealing(DAY)
    assert store.sealing(date(2026, 3, 3)).id.startswith("2026-03-03.")


def test_a_copy_of_the_store_brings_back_everything_and_stands_alone(
    folder: Path, store: FileKeys, tmp_path: Path
) -> None:
    party = uuid4()
    key, secret = store.make(party), store.secret(Purpose.CODE)
    store.destroy([gone := uuid4()])
    copy = tmp_path / "keys.backup"
    store.backup_to(copy)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    key_files.restore(copy, tmp_path / "restored")
    again = FileKeys(tmp_path / "restored")
    assert (again.of(party), again.secret(Purpose.CODE)) == (key, secret)
    with pytest.raises(KeyGone):
        again.make(gone)
    with pytest.raises(KeysUnusable):
        key_files.restore(copy, folder)


def test_only_the_newest_copy_is_kept_so_that_what_was_erased_stays_erased(
    store: FileKeys, tmp_path: Path
) -> None:
    kept, erased = uuid4(), uuid4()
    store.make(kept)
    store.make(erased)
    copy = tmp_path / "copies" / "keys.backup"
    copy.parent.mkdir()
    store.backup_to(copy)
    store.destroy([erased])
    store.backup_to(copy)
    assert [path.name for path in copy.parent.iterdir()] == ["keys.backup"]
    key_files.restore(copy, tmp_path / "restored")
    assert FileKeys(tmp_path / "restored").has(kept)
    assert not FileKeys(tmp_path / "restored").has(erased)


def test_what_is_no_copy_is_refused_and_nothing_is_put_in_its_place(tmp_path: Path) -> None:
    for number, wrong in enumerate((b"", b"hello", os.urandom(4096))):
        (tmp_path / "copy").write_bytes(wrong)
        with pytest.raises(KeysUnusable):
            key_files.restore(tmp_path / "copy", tmp_path / f"to{number}")
        assert not (tmp_path / f"to{number}" / "master.json").exists()


def _keeps(folder: Path, line: "multiprocessing.connection.Connection") -> None:
    """Make keys, and tell each only after the store returned it."""
    store = FileKeys(folder)
    while True:
        party = uuid4()
        line.send((party, store.make(party).secret))


def _turns(folder: Path) -> None:
    for _ in range(6):
        FileKeys(folder).rotate()


@pytest.fixture
def children() -> "multiprocessing.context.SpawnContext":
    return multiprocessing.get_context("spawn")


def told(line: "multiprocessing.connection.Connection") -> dict[UUID, bytes]:
    found = {}
    try:
        while line.poll():
            party, secret = line.recv()
            found[party] = secret
    except EOFError:
        pass
    return found


def test_every_key_told_of_is_there_after_its_process_was_killed_and_through_turns_of_the_master_key(
    folder: Path, children: "multiprocessing.context.SpawnContext"
) -> None:
    lines, makers = [], []
    for _ in range(3):
        here, there = children.Pipe(duplex=False)
        maker = children.Process(target=_keeps, args=(folder, there))
        maker.start()
        there.close()
        lines.append(here)
        makers.append(maker)
    turner = children.Process(target=_turns, args=(folder,))
    turner.start()
    first = [line.poll(60) for line in lines]
    time.sleep(1.5)
    for maker in makers:
        os.kill(maker.pid or 0, signal.SIGKILL)
        maker.join()
    turner.join(60)
    assert all(first)
    assert turner.exitcode == 0
    made = {party: secret for line in lines for party, secret in told(line).items()}
    store = FileKeys(folder)
    assert len(made) >= 3
    assert {party: store.of(party).secret for party in made} == made

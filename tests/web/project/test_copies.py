"""Backups restore on either database with every row, file and number as it was, and prove themselves; a move does the same."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.web.project.filled import ACTS, FACTS, FILL, more
from tests.web.project.installation import Installation, database, has_postgres

CUT_OFF = """
from datetime import UTC, datetime
from uuid import UUID
from django.db import connection, transaction
from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.parties import queries, services
from mingbai_web.parties.models import Party
party = Party.objects.get()
head = Viewer("wangli", "王丽", UUID(int=8), Role.WORKING_BODY_HEAD, (party.body,))
with transaction.atomic():
    services.erase(
        party=party.id, by=head, reason="申请人要求", now=datetime(2026, 3, 3, tzinfo=UTC), seen=queries.head(party.id)
    )
    connection.run_on_commit.clear()
"""
"""Erases the party and is cut off before its key is destroyed."""

KINDS = ["sqlite", "postgresql"]


@contextmanager
def empty(kind: str, folder: Path) -> Iterator[Installation]:
    """Yield a place in which nothing is yet, on the database *kind*."""
    if kind == "postgresql" and not has_postgres():
        pytest.skip("make test-postgres gives these tests a PostgreSQL")
    with database(kind=kind, folder=folder) as address:
        yield Installation(folder / "other", address)


@pytest.fixture(params=KINDS)
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    with empty(request.param, tmp_path) as made:
        yield made


@pytest.fixture
def backup(source: Installation) -> Path:
    return source.home.parent / "backup.zip"


@pytest.fixture(scope="module", params=KINDS)
def restored(
    request: pytest.FixtureRequest, source: Installation, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """What was restored from the backup of `source`, on each database; `told` and `facts` beside it say how it began."""
    folder = tmp_path_factory.mktemp("restored")
    with empty(request.param, folder) as made:
        (folder / "told").write_text(made.run("restore", source.home.parent / "backup.zip", cold=True).stderr)
        (folder / "facts").write_text(made.python(FACTS, cold=True))
        yield made


def test_a_backup_restores_on_either_database_as_it_was(source: Installation, restored: Installation) -> None:
    assert f"全部相符：{ACTS}条记录、1次封存" in (restored.home.parent / "told").read_text()
    was, now = (json.loads((each.home.parent / "facts").read_text()) for each in (source, restored))
    assert now == was
    assert (restored.home / "secret").read_text() != (source.home / "secret").read_text()


def test_work_goes_on_in_a_restored_installation(restored: Installation) -> None:
    more(restored, begin=20)
    assert f"全部相符：{ACTS + 10}条记录" in restored.run("verify").stderr
    first, last = restored.python(
        "from mingbai_web.ledger.models import Entry; "
        f"print(*Entry.objects.order_by('id').values_list('id', flat=True)[{ACTS - 1}:{ACTS + 1}])"
    ).split()
    assert int(last) > int(first), "numbers go on after those that came in"


def test_the_restored_ledger_refuses_changes_as_before(restored: Installation) -> None:
    tried = restored.python(
        "from django.db import DatabaseError; from mingbai_web.ledger.models import Entry\n"
        "for does in (lambda: Entry.objects.update(person='x'), lambda: Entry.objects.filter(ordinal=1).delete()):\n"
        "    try: does()\n"
        "    except DatabaseError as error: print('append-only' in str(error))"
    )
    assert tried.split() == ["True", "True"]


def test_an_installation_that_holds_anything_is_not_restored_into(
    restored: Installation, backup: Path
) -> None:
    before = restored.python(FACTS)
    ran = restored.run("restore", backup, code=2)
    assert "没有恢复" in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert restored.python(FACTS) == before


def test_a_backup_holds_no_key_and_no_secret(source: Installation, backup: Path) -> None:
    kept = [(source.home / "secret").read_bytes().strip(), b"a key that no backup of data holds"]
    kept.append((source.home / "keys" / "master.json").read_bytes()[-100:])
    with zipfile.ZipFile(backup) as made:
        assert not [name for name in made.namelist() for key in kept if key in made.read(name)]
    assert backup.stat().st_mode & 0o077 == 0


def test_keys_are_backed_up_apart_and_restored_once(
    source: Installation, backup: Path, tmp_path: Path
) -> None:
    other = Installation(tmp_path / "other")
    source.run("backup", "--keys", tmp_path / "k")
    assert "mingbai restore --keys" in other.run("restore", backup).stderr
    other.run("restore", "--keys", tmp_path / "k")
    asked = (
        "from mingbai_web.parties import keys; print(keys.store().secret(keys.Purpose.INDEX).secret.hex())"
    )
    assert other.python(asked) == source.python(asked)
    assert other.run("restore", "--keys", tmp_path / "k", code=2).stderr.count("\n") == 1


def test_what_went_out_with_a_letter_opens_to_its_code_in_what_was_restored_once_the_keys_are_there(
    source: Installation, backup: Path, tmp_path: Path
) -> None:
    other = Installation(tmp_path / "other")
    source.run("backup", "--keys", tmp_path / "k")
    other.run("restore", "--keys", tmp_path / "k")
    other.run("restore", backup)
    asked = (
        "from uuid import UUID; from mingbai_web.tracking import letters\n"
        "print(letters.enclosure(UUID(int=9), 1, '20260302-00000001', 'ABCDEFGHJK')[0].decode())"
    )
    assert other.python(asked).strip() == "a list that was disclosed"
    with zipfile.ZipFile(backup) as made:
        assert not [each for each in made.namelist() if b"a list that was" in made.read(each)]


def test_a_party_that_was_erased_stays_erased_when_an_old_copy_of_the_keys_comes_back(
    filled: Installation, tmp_path: Path
) -> None:
    party = filled.python(
        "from mingbai_web.parties.models import Party; print(Party.objects.get().id)"
    ).strip()
    filled.run("backup", "--keys", tmp_path / "k")
    filled.python(CUT_OFF)
    filled.run("backup", tmp_path / "b.zip")
    other = Installation(tmp_path / "other")
    other.run("restore", "--keys", tmp_path / "k")
    other.run("restore", tmp_path / "b.zip")
    asked = f"from mingbai_web.parties import keys; from uuid import UUID; print(keys.store().has(UUID('{party}')))"
    assert filled.python(asked).strip() == "True", "in this test the key itself was left"
    assert other.python(asked).strip() == "False"


def damaged(path: Path, folder: Path, how: str) -> Path:
    """Return a harmed copy of the backup *path*; of what is missing, only its name."""
    harmed = folder / f"{how}.zip"
    if how == "cut":
        harmed.write_bytes(path.read_bytes()[:-2_000])
    elif how == "flipped":
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 0xFF
        harmed.write_bytes(content)
    elif how == "text":
        harmed.write_text("not a backup")
    elif how == "edited":
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(harmed, "w") as new:
            for name in old.namelist():
                content_of = old.read(name)
                if how == "edited" and name == "rows/ledger.Entry.jsonl":
                    content_of = content_of.replace("清河区1局".encode(), "清河区9局".encode())
                new.writestr(name, content_of)
    return harmed


@pytest.mark.parametrize("how", ["cut", "flipped", "text", "edited", "missing"])
def test_a_damaged_backup_is_refused_in_one_line_before_anything_is_made(
    backup: Path, tmp_path: Path, how: str
) -> None:
    other = Installation(tmp_path / "other")
    ran = other.run("restore", damaged(backup, tmp_path, how), code=2)
    assert ran.stderr.count("\n") == 1, ran.stderr
    assert not other.home.exists()


def test_a_backup_taken_while_work_goes_on_is_of_one_instant(
    filled: Installation, other: Installation, tmp_path: Path
) -> None:
    writing = subprocess.Popen(
        [sys.executable, "-c", "import django; django.setup()\n" + FILL.format(begin=100, count=200)],
        env=filled.environment(
            MINGBAI_HOME=str(filled.home), DJANGO_SETTINGS_MODULE="mingbai_web.project.settings"
        ),
    )
    try:
        taken = []
        while writing.poll() is None and len(taken) < 2:
            taken.append(tmp_path / f"{len(taken)}.zip")
            filled.run("backup", taken[-1])
            assert "全部相符" in filled.run("verify").stderr, "and so is what is verified"
    finally:
        writing.kill()
        writing.wait()
    assert "全部相符" in other.run("restore", taken[-1]).stderr


def test_a_move_to_another_database_proves_itself_and_is_noted(
    source: Installation, filled: Installation, other: Installation
) -> None:
    before = json.loads((source.home.parent / "facts").read_text())
    target = other.address
    told = filled.run("move", "--to", target, cold=True).stderr
    assert f"全部相符：{ACTS}条记录" in told
    assert f"MINGBAI_DATABASE={target}\n" in (filled.home / "mingbai.env").read_text()
    moved = Installation(filled.home)
    assert json.loads(moved.python(FACTS)) == before
    more(moved)
    assert f"{ACTS + 10}条记录" in moved.run("verify").stderr
    assert not list(filled.home.glob("moving*"))


def test_a_move_into_a_database_that_is_used_or_not_there_leaves_all_as_it_was(
    filled: Installation, tmp_path: Path
) -> None:
    used = tmp_path / "used.sqlite3"
    Installation(tmp_path / "used", f"sqlite:///{used}").run("init", "--quiet")
    for target in (f"sqlite:///{used}", f"sqlite:///{tmp_path}/no/folder.sqlite3"):
        assert "没有搬迁" in filled.run("move", "--to", target, code=2).stderr
        assert not (filled.home / "mingbai.env").exists()
    assert f"{ACTS}条记录" in filled.run("verify").stderr


def test_nothing_is_moved_or_restored_while_it_is_served(filled: Installation, tmp_path: Path) -> None:
    with filled.serving("--workers", "1", "--no-worker"):
        ran = filled.run("move", "--to", f"sqlite:///{tmp_path}/new.sqlite3", code=2)
    assert "先停下 mingbai serve" in ran.stderr


def test_a_projection_that_was_changed_by_hand_is_found_and_rebuilt(filled: Installation) -> None:
    filled.python(
        "from django.apps import apps; from mingbai_web.ledger.projections import Projected\n"
        "model = next(m for m in apps.get_models() if issubclass(m, Projected) and m.objects.exists())\n"
        "model.objects.filter(pk=model.objects.first().pk).delete()"
    )
    ran = filled.run("verify", code=1)
    assert "数据不符" in ran.stdout
    filled.run("rebuild")
    assert "全部相符" in filled.run("verify").stderr


def test_processes_apart_find_what_one_finds(filled: Installation) -> None:
    assert "全部相符" in filled.run("verify", "--processes", 2).stderr
    filled.python(
        "from django.db import connection; from mingbai_web.ledger import triggers\n"
        "from mingbai_web.ledger.models import Entry; from mingbai_web.orgs.models import Body\n"
        "with connection.cursor() as cursor:\n"
        "    for each in triggers.drop(connection.vendor): cursor.execute(each)\n"
        "    Entry.objects.filter(pk=Entry.objects.last().pk).update(person='nobody')\n"
        "    for each in triggers.create(connection.vendor): cursor.execute(each)\n"
        "Body.objects.filter(pk=Body.objects.first().pk).delete()"
    )
    alone, apart = (filled.run("verify", "--processes", n, code=1).stdout for n in (1, 2))
    assert apart == alone
    assert "内容与摘要不符" in apart
    assert "数据不符" in apart


def test_a_trigger_that_was_taken_away_is_found(filled: Installation) -> None:
    filled.python(
        "from django.db import connection; from mingbai_web.ledger import triggers\n"
        "with connection.cursor() as cursor: cursor.execute(next(triggers.drop(connection.vendor)))"
    )
    assert "trigger/ledger_entry" in filled.run("verify", code=1).stdout


def test_a_full_disk_leaves_the_backup_before_as_it_was(filled: Installation, tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    filled.run("backup", path)
    before = path.read_bytes()
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from mingbai.cli import main; sys.exit(main())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", limited, "backup", str(path), "--home", str(filled.home)],
        env=filled.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert "无法写入" in ran.stderr
    assert path.read_bytes() == before
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".")]

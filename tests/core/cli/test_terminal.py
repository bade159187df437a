"""Streams and surroundings: pipes, locales, permissions, missing extras, no network."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.core.cli.running import COMMAND, Ran, spawned, wrong
from tests.house.tree import ROOT


def test_a_report_on_standard_input_is_audited_under_a_bare_locale(folder: Path) -> None:
    ran = spawned("report", "audit", "-", input=wrong().encode(), LANG="C", PYTHONUTF8="0")
    assert ran.returncode == 1
    assert "正文说收到的政府信息公开申请为40件" in ran.stdout.decode("utf-8")


@pytest.mark.parametrize("encoding", ["ascii", "cp936", "latin-1"])
def test_results_in_a_pipe_are_utf_8_whatever_the_console_is_set_to(folder: Path, encoding: str) -> None:
    ran = spawned("report", "audit", folder, "--format", "json", LANG="C", PYTHONIOENCODING=encoding)
    assert json.loads(ran.stdout.decode("utf-8"))["summary"]["read"] == 3
    assert "跳过" in ran.stderr.decode("utf-8")


def test_a_reader_that_goes_away_is_no_fault(folder: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "report", "read", str(folder), "--format", "csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    process.wait(60)
    assert b"Traceback" not in err
    assert b"BrokenPipe" not in err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_place_without_permission_is_one_clear_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o500)
    ran = Ran(capsys, "report", "audit", folder / "good.txt", "--output", closed / "a.html")
    assert ran.code == 2
    assert ran.err.count("\n") == 1


def test_an_output_that_is_a_folder_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = Ran(capsys, "report", "audit", folder / "good.txt", "--output", folder)
    assert ran.code == 2
    assert ran.err.count("\n") == 1


def test_the_old_output_stands_until_the_new_one_is_whole(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from mingbai.audit.output.json import Json

    def interrupted(self: Json, audit: object) -> None:
        raise KeyboardInterrupt

    target = folder / "old.json"
    target.write_text("old", encoding="utf-8")
    monkeypatch.setattr(Json, "_audited", interrupted)
    ran = Ran(capsys, "report", "audit", folder / "good.txt", "--output", target)
    assert ran.code == 130
    assert target.read_text(encoding="utf-8") == "old"
    assert ran.err.strip() == "mingbai：已中断"
    assert not list(folder.glob("*.part"))


def test_parquet_without_its_extra_is_one_line_and_exit_2(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for command in ("read", "audit"):
        ran = Ran(capsys, "report", command, folder, "--format", "parquet", "-o", folder / "x.parquet")
        assert ran.code == 2
        assert "mingbai[parquet]" in ran.err
        assert ran.err.count("\n") == 1
        assert not (folder / "x.parquet").exists()


def test_cells_and_findings_keep_their_types_in_parquet(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra parquet")
    Ran(capsys, "report", "read", folder, "-o", folder / "cells.parquet")
    rows = parquet.read_table(folder / "cells.parquet").to_pylist()
    assert {row["value"] for row in rows if row["row"] == "new" and row["column"] == "total"} == {42}
    Ran(capsys, "report", "audit", folder, "-o", folder / "found.parquet")
    found = parquet.read_table(folder / "found.parquet").to_pylist()
    assert "prose/table" in {row["check"] for row in found}


def test_no_command_opens_a_socket(folder: Path) -> None:
    script = (
        "import sys\n"
        "def watch(event, args):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo', 'socket.bind', 'urllib.Request'):\n"
        "        raise SystemExit('network: ' + event)\n"
        "sys.addaudithook(watch)\n"
        "from mingbai.cli import main\n"
        "sys.exit(main())\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, "report", "audit", str(folder), "--jobs", "1", "--format", "html"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=False,
    )
    assert ran.returncode == 1, ran.stderr


def test_help_imports_nothing_that_reads_or_checks() -> None:
    script = (
        "import sys\n"
        "from mingbai.cli import main\n"
        "main(['--help'])\n"
        "heavy = {'lxml', 'opencc', 'jinja2', 'mingbai.reading', 'mingbai.audit.checks', 'multiprocessing'}\n"
        "sys.exit(' '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=False,
    )
    assert ran.returncode == 0, ran.stderr

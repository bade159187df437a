"""The exit code says how it went, and a mistake in the arguments is one line."""

from pathlib import Path

import pytest

from tests.core.cli.running import Ran


@pytest.mark.parametrize(
    ("file", "options", "code"),
    [
        ("good.txt", [], 0),
        ("wrong.txt", [], 1),
        ("doubtful.txt", [], 0),
        ("doubtful.txt", ["--fail-on", "warning"], 1),
        ("doubtful.txt", ["--fail-on", "warning", "--ignore", "proactive/stock-flow"], 0),
        ("wrong.txt", ["--ignore", "prose"], 0),
        ("wrong.txt", ["--ignore", "prose/*"], 0),
        ("wrong.txt", ["--select", "applications/*,remedies/total"], 0),
        ("wrong.txt", ["--select", "prose/table"], 1),
        ("novel.txt", [], 2),
        ("empty.txt", [], 2),
        ("none.txt", [], 2),
    ],
)
def test_the_exit_code_says_how_the_audit_went(
    folder: Path, capsys: pytest.CaptureFixture[str], file: str, options: list[str], code: int
) -> None:
    assert Ran(capsys, "report", "audit", folder / file, *options).code == code


def test_a_file_that_cannot_be_read_wins_over_a_finding(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = Ran(capsys, "report", "audit", folder / "wrong.txt", folder / "empty.txt", "--format", "json")
    assert ran.code == 2
    assert ran.json["summary"]["errors"] == 1


def test_files_met_in_a_folder_that_are_no_reports_do_not_change_the_exit(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "wrong.txt").unlink()
    ran = Ran(capsys, "report", "audit", folder, "--format", "json")
    assert ran.code == 0
    assert ran.json["summary"] | {"errors": 0} == ran.json["summary"]
    assert (ran.json["summary"]["read"], ran.json["summary"]["skipped"]) == (2, 2)
    assert "empty.txt" in ran.err
    assert "novel.txt" not in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["screen", "page.html"],
        ["bogus"],
        ["report", "bogus"],
        ["report"],
        ["report", "audit"],
        ["report", "audit", "x.txt", "--format", "bogus"],
        ["report", "audit", "x.txt", "--bogus"],
        ["deadline", "--received", "2025-02-30"],
        ["deadline"],
        ["deadline", "--received", "2025-03-03", "--extended", "20"],
        ["deadline", "limit", "none", "--from", "2025-03-03"],
        ["fee", "items", "many"],
        ["remedy", "--served", "2025-03-03", "--outcome", "none"],
        ["report", "audit", "x.txt", "--year", "20x4"],
        ["report", "audit", "x.txt", "--jobs", "0"],
        ["report", "audit", "x.txt", "--select", "no/such-check"],
        ["report", "audit", "x.txt", "--baseline", "none.json"],
        ["report", "audit", "x.txt", "--previous", "none.html"],
        ["report", "audit", "x.txt", "--output", "no/such/folder/a.html"],
        ["report", "read", "x.txt", "--plain", "--format", "json"],
        ["report", "compare", "none-a.txt", "none-b.txt"],
        ["report", "render", "none.json", "--to", "html"],
        ["report", "render", "none.json", "--to", "ppt"],
        ["report", "forms", "--edition", "1999"],
        ["checks", "no/such-check"],
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_mistake_in_the_arguments_is_one_line_and_exit_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], language: str
) -> None:
    ran = Ran(capsys, *arguments, "--lang", language)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert any("\u4e00" <= c <= "\u9fff" for c in ran.err) == (language == "zh")


def test_a_command_of_a_later_version_says_that_it_is_not_there_yet(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "还没有 screen" in Ran(capsys, "screen", "page.html").err

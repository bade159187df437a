"""`mingbai report audit`: formats, output, and what the caller adds to the page."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from mingbai.audit.checks import every
from mingbai.audit.output.json import schema as audit_schema
from tests.core.cli.running import Ran, good, wrong


def test_the_audit_as_json_holds_to_its_schema(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    audit = Ran(capsys, "report", "audit", folder, "--format", "json").json
    jsonschema.validate(audit, audit_schema())
    listed = [check["id"] for report in audit["reports"] for check in report["checks"]]
    across = [check["id"] for one in audit["across"] for check in one["checks"]]
    assert set(listed) | set(across) == {check.id for check in every()}
    assert audit["summary"]["files"] == audit["summary"]["read"] + audit["summary"]["skipped"] == 5


@pytest.mark.parametrize("format", ["text", "json", "csv", "sarif", "html", "xlsx"])
def test_every_format_can_be_written_to_a_file(
    folder: Path, capsys: pytest.CaptureFixture[str], format: str
) -> None:
    target = folder / "out" / f"audit.{format}"
    target.parent.mkdir()
    ran = Ran(capsys, "report", "audit", folder, "--format", format, "--output", target, "--quiet")
    assert ran.code == 1
    assert (ran.out, ran.err) == ("", "")
    assert target.stat().st_size > 500
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_the_format_follows_the_ending_of_the_output(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Ran(capsys, "report", "audit", folder / "good.txt", "-o", folder / "a.json")
    assert json.loads((folder / "a.json").read_text(encoding="utf-8"))["schema"] == "mingbai.audit/1"


def test_what_mingbai_wrote_into_the_folder_is_not_taken_for_a_report(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.json", "a.html", "a.csv", "a.txt"):
        Ran(capsys, "report", "audit", folder / "wrong.txt", "-o", folder / name)
    Ran(capsys, "report", "read", folder / "good.txt", folder / "wrong.txt", "-o", folder / "all.json")
    summary = Ran(capsys, "report", "audit", folder, "--format", "json").json["summary"]
    assert summary["read"] == 3


def test_two_processes_say_the_same_as_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for at in range(12):
        (folder / f"more{at:02}.txt").write_text(wrong() if at % 3 else good(), encoding="utf-8")
    for format in ("text", "json", "html"):
        one, two = (Ran(capsys, "report", "audit", folder, "--format", format, "--jobs", n) for n in (1, 2))
        assert one.out == two.out
        assert one.code == two.code == 1


def test_last_years_report_shows_what_does_not_carry_over(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = good().replace("2024", "2023").replace("2025", "2024")
    (folder / "2023.txt").write_text(before, encoding="utf-8")
    ran = Ran(
        capsys, "report", "audit", folder / "good.txt", "--previous", folder / "2023.txt", "--format", "json"
    )
    (report,) = ran.json["reports"]
    failed = {check["id"] for check in report["checks"] if check["findings"]}
    assert "years/carry-over" in failed
    assert all("years" not in check["id"] for one in ran.json["across"] for check in one["checks"])


def test_the_years_given_together_are_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = good().replace("2024", "2023").replace("2025", "2024")
    (folder / "2023.txt").write_text(before, encoding="utf-8")
    ran = Ran(capsys, "report", "audit", folder / "good.txt", folder / "2023.txt", "--format", "json")
    found = {check["id"] for one in ran.json["across"] for check in one["checks"] if check["findings"]}
    assert "years/carry-over" in found


def test_what_the_caller_says_of_the_report_is_never_an_override(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = Ran(
        capsys,
        "report",
        "audit",
        folder / "good.txt",
        "--year",
        "2022",
        "--body",
        "某某市人民政府",
        "--format",
        "json",
    )
    (report,) = ran.json["reports"]
    assert report["year"] == 2024
    assert {c["id"] for c in report["checks"] if c["findings"]} >= {"content/stale-year", "content/body-name"}


def test_the_caller_supplies_the_year_that_a_page_lacks(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = re.sub(r"20\d\d年?", "", good())
    (folder / "undated.txt").write_text(text, encoding="utf-8")
    bare, told = (
        Ran(capsys, "report", "audit", folder / "undated.txt", "--format", "json", *more).json["reports"][0]
        for more in ([], ["--year", "2024"])
    )
    assert (bare["year"], told["year"]) == (None, 2024)


def test_last_years_report_is_set_only_against_its_own_body_among_several(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = good().replace("青塘区", "白石县")
    before = good().replace("2024", "2023").replace("2025", "2024")
    (folder / "other.txt").write_text(other, encoding="utf-8")
    (folder / "2023.txt").write_text(before, encoding="utf-8")
    ran = Ran(
        capsys, "report", "audit", folder / "good.txt", folder / "other.txt",
        "--previous", folder / "2023.txt", "--format", "json",
    )  # fmt: skip
    compared = [any("years" in check["id"] for check in report["checks"]) for report in ran.json["reports"]]
    assert compared == [True, False]


def test_paths_may_stand_after_options(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = Ran(
        capsys,
        "report",
        "audit",
        folder / "good.txt",
        "--format",
        "json",
        folder / "wrong.txt",
        "--lang",
        "zh",
    )
    assert ran.json["summary"]["read"] == 2


def test_progress_is_shown_only_when_it_is_asked_for_off_a_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "█" not in Ran(capsys, "report", "audit", folder).err
    assert "5/5" in Ran(capsys, "report", "audit", folder, "--progress").err
    assert "█" not in Ran(capsys, "report", "audit", folder, "--no-progress").err

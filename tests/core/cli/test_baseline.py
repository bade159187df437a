"""A baseline of known findings: shown, not counted, and never a way to hide a new one."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.core.cli.running import Ran, wrong


def audit_json(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> dict[str, Any]:
    audit: dict[str, Any] = Ran(
        capsys, "report", "audit", folder / name, "--format", "json", "--select", "prose"
    ).json
    return audit


def baseline(folder: Path, content: object) -> Path:
    path = folder / "known.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_known_finding_is_shown_and_not_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = audit_json(folder, capsys, "wrong.txt")
    for report in known["reports"]:
        for check in report["checks"]:
            for finding in check["findings"]:
                finding["reason"] = "已与该区核实"
    path = baseline(folder, known)
    ran = Ran(capsys, "report", "audit", folder / "wrong.txt", "--baseline", path)
    assert ran.code == 0
    assert "已知（基线）：已与该区核实" in ran.out
    assert "1 处已知问题" in ran.err


def test_a_figure_that_changes_into_another_wrong_one_is_new(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = {
        "body": "云泽市青塘区人民政府",
        "year": 2024,
        "check": "prose/table",
        "found": "40",
        "reason": "口径不同",
    }
    path = baseline(folder, {"known": [entry]})
    body = audit_json(folder, capsys, "wrong.txt")["reports"][0]["body"]["name"]
    path = baseline(folder, {"known": [{**entry, "body": body}]})
    assert Ran(capsys, "report", "audit", folder / "wrong.txt", "--baseline", path).code == 0
    text = wrong().replace("申请40件", "申请39件")
    (folder / "wrong.txt").write_text(text, encoding="utf-8")
    ran = Ran(capsys, "report", "audit", folder / "wrong.txt", "--baseline", path)
    assert ran.code == 1
    assert "已不再出现" in ran.err
    assert "prose/table" in ran.err


@pytest.mark.parametrize(
    "content",
    [
        {"known": [{"source": "a.txt", "check": "prose/table", "at": None}]},
        {"known": [{"source": "a.txt", "check": "prose/table", "reason": "  "}]},
        {"known": [{"check": "prose/table", "reason": "x"}]},
        {"known": [{"source": "a.txt", "reason": "x"}]},
        {"known": [{"source": "a.txt", "check": "prose/table", "reason": "x", "why": "y"}]},
        {"known": [{"source": "a.txt", "check": "prose/table", "reason": "x", "year": "2024"}]},
        {"known": ["x"]},
        {"schema": "mingbai.audit/1", "reports": [{}]},
        ["x"],
    ],
)
def test_a_baseline_that_gives_no_reason_or_is_not_understood_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], content: object
) -> None:
    ran = Ran(capsys, "report", "audit", folder / "good.txt", "--baseline", baseline(folder, content))
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.count("\n") == 1

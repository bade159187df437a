"""A folder of pages to run the command over, on a machine that names no language."""

from pathlib import Path

import pytest

from tests.core.cli.running import NOVEL, doubtful, good, wrong


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("good", good()), ("wrong", wrong()), ("doubtful", doubtful()), ("novel", NOVEL)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    return tmp_path


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)

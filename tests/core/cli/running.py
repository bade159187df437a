"""Runs of the command, in this process and in one of its own, and the pages that they are given."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from mingbai.cli import main
from mingbai.cli.examples import base
from tests.house.tree import ROOT

__all__ = ["COMMAND", "NOVEL", "Ran", "doubtful", "good", "spawned", "wrong"]

COMMAND = [sys.executable, "-c", "import sys; from mingbai.cli import main; sys.exit(main())"]
NOVEL = "话说天下大势，分久必合，合久必分。周末七国分争，并入于秦。" * 40


def good() -> str:
    page = base().page
    assert page is not None
    return page.text


def wrong() -> str:
    return good().replace("共收到政府信息公开申请42件", "共收到政府信息公开申请40件")


def doubtful() -> str:
    return good().replace("行政规范性文件\t3\t1\t25", "行政规范性文件\t30\t1\t25")


class Ran:
    """What a run in this process came to."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: object) -> None:
        self.code = main([str(argument) for argument in arguments])
        self.out, self.err = capsys.readouterr()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def spawned(*arguments: object, input: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if key in os.environ}
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=input,
        capture_output=True,
        env={**kept, "PYTHONPATH": str(ROOT / "src"), **environment},
        timeout=120,
        check=False,
    )

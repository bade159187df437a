"""The statutory cases of tests/cases as the pages show them: in their sections, each asked of the command as a reader would."""

import io
import json
import re
import shlex
import tomllib
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mingbai.cli import main
from mingbai.cli.acts import REPLY_OPTIONS
from mingbai.cli.arguments import LIMITS

__all__ = ["Answer", "Case", "asked", "cases", "command", "written"]

FOLDER = Path(__file__).parents[2] / "tests" / "cases"


@dataclass(frozen=True)
class Case:
    """A case: the file that it stands in, the heading it stands under, and its keys as they are written."""

    file: str
    section: str
    keys: dict[str, Any]

    @property
    def name(self) -> str:
        """Return what it is called."""
        return str(self.keys["name"])

    @property
    def example(self) -> str:
        """Return its number among the worked examples, empty when it has none."""
        return str(self.keys.get("example", ""))


@dataclass(frozen=True)
class Answer:
    """What the command says: the object it writes, or the line with which it refuses."""

    said: dict[str, Any] | None
    refusal: str


def cases(file: str) -> list[Case]:
    """Return the cases of a file in order, each with the heading (``# —— … ——``) above it."""
    text = (FOLDER / f"{file}.toml").read_text("utf-8")
    headings, now = [], ""
    for line in text.splitlines():
        if found := re.fullmatch(r"# —— (.+) ——", line):
            now = found[1]
        elif line == "[[case]]":
            headings.append(now)
    held = tomllib.loads(text)["case"]
    return [Case(file, heading, keys) for heading, keys in zip(headings, held, strict=True)]


def command(case: Case) -> list[str]:
    """Return the words after ``mingbai`` that ask for the case."""
    keys = case.keys
    if case.file == "fees":
        mode = "items" if "items" in keys else "pages"
        given = [("--already", keys.get("already")), ("--on", keys.get("on"))]
        words = ["fee", mode, str(keys[mode])]
    elif case.file == "remedies":
        words = ["remedy"]
        given = [(f"--{name}", keys.get(name)) for name in ("served", "outcome", "withheld")]
    elif case.file == "limits" and "year" in keys:
        words = ["deadline", "report"]
        given = [("--year", keys["year"]), ("--level", keys["level"])]
    elif case.file == "limits":
        key = {"amendment_notice": "amendment_notice_days"}.get(keys["limit"], keys["limit"])
        short = next(((name, option) for name, (option, held) in LIMITS.items() if held == key), None)
        words = ["deadline", short[0]] if short else ["deadline", "limit", key]
        given = [(short[1] if short else "--from", str(keys["from"]).replace(" ", "T"))]
    else:
        words = ["deadline"]
        given = []
        for name in REPLY_OPTIONS:
            several = keys[name] if isinstance(keys.get(name), list) else [keys.get(name)]
            given += [(f"--{name.replace('_', '-')}", each) for each in several]
    return [*words, *(str(word) for pair in given if pair[1] is not None for word in pair)]


def asked(case: Case) -> Answer:
    """Return what the command answers to the case."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([*command(case), "--format", "json", "--lang", "zh"])
    if code:
        return Answer(None, err.getvalue().strip())
    return Answer(json.loads(out.getvalue()), "")


def written(case: Case) -> str:
    """Return the command as a line for a shell."""
    return f"mingbai {shlex.join(command(case))}"

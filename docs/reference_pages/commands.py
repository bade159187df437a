"""commands.md: every command with its arguments and options, in English and Chinese."""

import argparse
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mingbai.cli.added import GROUP, added
from mingbai.cli.arguments import parser
from mingbai.cli.phrases import COMMANDS
from reference_pages.markdown import block, code, table

__all__ = ["page"]

EXITS = (
    ("0", "no finding at the level of `--fail-on`", "没有达到 `--fail-on` 程度的问题"),
    ("1", "at least one such finding", "至少有一处"),
    (
        "2",
        "something named on the command line could not be read, or the arguments are wrong; wins over 1",
        "命令行上指明的东西读不了，或参数有误；优先于 1",
    ),
)


def page() -> str:
    """Return the page; `ValueError` when this installation of the project is older than its `pyproject.toml`."""
    settings = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    if lost := settings["project"]["entry-points"][GROUP].keys() - added().keys():
        raise ValueError(f"not installed yet: {', '.join(sorted(lost))}; run `make setup`")
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# Commands 命令"
    yield ""
    yield "Results go to standard output, words and progress to standard error. The command speaks Chinese or English as the"
    yield "system does; `--lang zh` and `--lang en` choose."
    yield ""
    yield from table(("exit code", "means", "含义"), EXITS)
    english, chinese = _commands(parser("en")), _commands(parser("zh"))
    for name, found in english.items():
        yield from _command(name, found, chinese[name])


def _commands(root: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the parser of every command by its name, those that hold others before them."""
    found = {"": root}
    for action in root._actions:
        if isinstance(action, argparse._SubParsersAction):
            for noun, below in action.choices.items():
                found |= {f"{noun} {name}".strip(): one for name, one in _commands(below).items()}
    return found


def _command(name: str, english: argparse.ArgumentParser, chinese: argparse.ArgumentParser) -> Iterator[str]:
    words = COMMANDS.get(name or "mingbai") or added()[name].words
    yield f"## {f'mingbai {name}'.strip()}"
    yield ""
    yield " ".join((english.description or "").split())
    yield ""
    yield "".join((chinese.description or "").split("\n"))
    yield ""
    rows = [
        (_written(one), _says(one), _says(other))
        for one, other in zip(english._actions, chinese._actions, strict=True)
        if not isinstance(one, argparse._SubParsersAction)
    ]
    yield from table(("argument or option", "English", "中文"), rows)
    yield from block("\n".join(words.examples), "sh")


def _written(action: argparse.Action) -> str:
    """Return an argument as it is typed."""
    if not action.option_strings:
        return code(f"{action.metavar or action.dest}{'…' if action.nargs == '+' else ''}")
    value: Any = action.metavar
    if value is None and action.choices:
        value = " ".join(map(str, action.choices)).replace(" ", "|")
    takes = "" if action.nargs == 0 else f" {value}"
    needed = " (required)" if action.required else ""
    return ", ".join(code(f"{option}{takes}") for option in action.option_strings) + needed


def _says(action: argparse.Action) -> str:
    return (action.help or "").replace("%%", "%")

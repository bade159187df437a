"""errors.md: what Mingbai raises on purpose, as one tree."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import mingbai
from mingbai.errors import MingbaiError
from reference_pages.markdown import block, code

__all__ = ["page"]


def page() -> str:
    """Return the page."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# Errors"
    yield ""
    yield "Everything that Mingbai raises on purpose is a `mingbai.MingbaiError`: one line in Chinese (`error.zh`) and one in English"
    yield "(`error.en`), which say what is wrong and what to do. Anything else that escapes is a defect."
    yield ""
    for module in pkgutil.walk_packages(mingbai.__path__, "mingbai."):
        importlib.import_module(module.name)
    yield from block("\n".join([MingbaiError.__name__, *_tree(MingbaiError, "")]))
    yield "On the command line an error about a file that was named makes the exit code 2; the other files are still done. Files met in a"
    yield "folder or an archive that are no report are counted as skipped."
    yield ""
    yield "| error | module | means |"
    yield "|---|---|---|"
    for one in _every(MingbaiError):
        means = " ".join((inspect.getdoc(one) or "").split("\n\n")[0].split())
        yield f"| {code(one.__name__)} | {code(one.__module__)} | {means} |"
    yield ""


def _below(one: type[MingbaiError]) -> list[type[MingbaiError]]:
    ours = [sub for sub in one.__subclasses__() if sub.__module__.startswith("mingbai.")]
    return sorted(ours, key=lambda sub: (sub.__module__ != "mingbai.errors", sub.__name__))


def _every(one: type[MingbaiError]) -> Iterator[type[MingbaiError]]:
    yield one
    for sub in _below(one):
        yield from _every(sub)


def _tree(one: type[MingbaiError], lead: str) -> Iterator[str]:
    """Yield the tree below *one*, as `tree` draws it."""
    below = _below(one)
    for number, sub in enumerate(below):
        last = number + 1 == len(below)
        yield f"{lead}{'└── ' if last else '├── '}{sub.__name__}"
        yield from _tree(sub, lead + ("    " if last else "│   "))

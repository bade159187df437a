"""Measure speed and memory in one run, print ratios, write docs/reference/benchmarks.md. `make bench` runs it.

    python bench/run.py            # everything, half an hour
    python bench/run.py --quick    # a look, some minutes; writes nothing
    python bench/run.py --platform # the platform alone, some minutes

Runs in `.venv-bench`, which has the other programs; the reports are made, and the command is started, in `.venv`.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench import folders, law, page, stages, starting  # noqa: E402
from bench.timing import by_turns, median  # noqa: E402
from bench.web.section import section  # noqa: E402

PYTHON = ROOT / ".venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
COMMAND = PYTHON.with_name("mingbai")
MADE = ROOT / "build" / "bench"
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"


def main() -> int:
    """Measure, print, write."""
    options = argparse.ArgumentParser(description="Measure speed and memory.")
    options.add_argument("--quick", action="store_true", help="fewer rounds and files; writes nothing")
    options.add_argument(
        "--keep", action="store_true", help="leave the reports that were made in build/bench"
    )
    options.add_argument(
        "--platform", action="store_true", help="the platform alone; the rest of the page stays as it is"
    )
    given = options.parse_args()
    quick, keep = given.quick, given.keep
    if given.platform:
        return _platform(quick)
    rounds, many, files = (3, 200, 600) if quick else (7, 2_000, 10_000)
    found = page.Figures(
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    found.rounds = rounds
    found.versions = {
        name: _version(name)
        for name in ("lxml", "pandas", "trafilatura", "markitdown", "holidays", "chinesecalendar")
    }
    _say("making reports")
    typical = _made("pages")
    pages = [(path.name, path.read_bytes()) for path in sorted(typical.iterdir())]
    _say("one page at a time")
    _pages(found, pages[::3] if quick else pages, rounds)
    _say("stages")
    found.stages, found.families = stages.shares(pages, rounds)
    _say(f"one process and two over {many} reports")
    found.gain = folders.gain(_made("many", many), 1 if quick else 3)
    _say(f"memory over {files} files")
    found.memory = folders.memory(_made("many", files), COMMAND)
    _say("the law")
    found.law = law.measure(PYTHON, rounds, cases=10_000 if quick else law.CASES)
    _say("cold starts")
    found.starts = starting.starts(PYTHON, COMMAND, typical / pages[0][0], 5 if quick else 15)
    for database in ("sqlite", "postgresql"):
        _say(f"the platform on {database}")
        found.web += _web(database, quick)
    text = page.page(found)
    sys.stdout.write(text)
    if not keep:
        shutil.rmtree(MADE, ignore_errors=True)
    if not quick:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")
        _say(f"written to {PAGE.relative_to(ROOT)}")
    return 0


def _platform(quick: bool) -> int:
    """Measure the platform alone, and write its part of the page."""
    measured = []
    for database in ("sqlite", "postgresql"):
        _say(f"the platform on {database}")
        measured += _web(database, quick)
    part = "\n".join(section(measured)).strip() + "\n"
    sys.stdout.write(part)
    if not quick:
        rest = PAGE.read_text("utf-8").partition("\n## The platform\n")[0].rstrip()
        PAGE.write_text(f"{rest}\n\n{part}", encoding="utf-8")
        _say(f"written to {PAGE.relative_to(ROOT)}")
    return 0


def _pages(found: page.Figures, pages: list[tuple[str, bytes]], rounds: int) -> None:
    """Fill in what each page takes, and what the other programs take on the same pages."""
    import mingbai

    others = _others()
    multiples: dict[str, list[float]] = {name: [] for name in others}
    for name, data in pages:
        report = mingbai.read(data, name=name)
        functions: dict[str, Callable[[], object]] = {
            "lxml": lambda data=data: _parsed(data, 5),
            "read": lambda data=data, name=name: mingbai.read(data, name=name),
            "audit": lambda report=report: mingbai.audit(report),
            **{
                other: lambda function=function, data=data: function(data)
                for other, function in others.items()
            },
        }
        took = by_turns(functions, rounds)
        base = took["lxml"] / 5
        found.pages.append(
            (
                name.removesuffix(".html"),
                len(data),
                base,
                took["read"] / base,
                (took["read"] + took["audit"]) / base,
            )
        )
        for other in others:
            multiples[other].append(took[other] / base)
    found.read = median([row[3] for row in found.pages])
    found.checked = median([row[4] for row in found.pages])
    found.beside = {other: median(times) for other, times in multiples.items()}


def _parsed(data: bytes, times: int) -> None:
    """Parse the bytes so many times, each tree freed before the next: what comes after must not pay for them."""
    import lxml.html

    for _ in range(times):
        lxml.html.fromstring(data)


def _others() -> dict[str, Callable[[bytes], object]]:
    """Return what to measure beside, each taking the bytes of a page; one that is not installed is left out, and said."""
    found: dict[str, Callable[[bytes], object]] = {}
    try:
        import pandas

        found["pandas.read_html"] = lambda data: pandas.read_html(BytesIO(data))
    except ImportError:
        _say("pandas is not installed")
    try:
        import trafilatura

        found["trafilatura.extract"] = lambda data: trafilatura.extract(data, include_tables=True)
    except ImportError:
        _say("trafilatura is not installed")
    try:
        from markitdown import MarkItDown

        converter = MarkItDown()
        found["markitdown.convert"] = lambda data: converter.convert_stream(
            BytesIO(data), file_extension=".html"
        )
    except ImportError:
        _say("markitdown is not installed")
    return found


def _made(what: str, count: int = 0) -> Path:
    """Return a folder with reports that `pages.py` made."""
    folder = MADE / f"{what}-{count}"
    shutil.rmtree(folder, ignore_errors=True)
    arguments = [
        str(PYTHON),
        str(ROOT / "bench" / "pages.py"),
        str(folder),
        what,
        *([str(count)] if count else []),
    ]
    subprocess.run(arguments, check=True)
    return folder


def _web(database: str, quick: bool) -> list[dict[str, Any]]:
    """Return what is measured of the platform on *database*; nothing where it is not here."""
    command = [
        str(PYTHON),
        "-m",
        "bench.web.measure",
        str(MADE / f"web-{database}"),
        *(["--quick"] if quick else []),
    ]
    given = {name: value for name, value in os.environ.items() if not name.startswith("MINGBAI_")}
    given["PYTHONPATH"] = os.pathsep.join((str(ROOT), str(ROOT / "src")))
    if database == "postgresql":
        command = ["sh", str(ROOT / "scripts" / "postgres.sh"), *command]
        given["FSYNC"] = "on"
    done = subprocess.run(command, env=given, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode == 3:
        _say(f"{database} is not here: left out")
        return []
    if done.returncode:
        raise SystemExit(f"the platform on {database} was not measured")
    return [json.loads(done.stdout)]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _say(words: str) -> None:
    sys.stderr.write(f"bench: {words}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())

"""The reference is what the code says, and the examples of the docs run and show what they claim."""

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from mingbai.cli import main
from mingbai.cli.added import added
from tests.house.tree import ROOT

DEMO = ROOT / "demo" / "reports"
PAGES = ("README.md", "README.zh-CN.md", "docs/tutorial/*.md", "docs/how-to/*.md")
CHOSEN = {"FILE": "tingzhu-2023.txt", "ID": "metadata/index-number"}
"""What stands in an example for what the reader has."""


def generator() -> ModuleType:
    """Return docs/generate.py; its neighbours are imported from its own folder."""
    docs = str(ROOT / "docs")
    if docs not in sys.path:
        sys.path.insert(0, docs)
    spec = spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    if spec is None or spec.loader is None:
        raise ImportError("docs/generate.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def blocks(page: Path, *languages: str) -> Iterator[str]:
    """Yield the blocks of code of *page* in one of *languages*."""
    for language, code in re.findall(
        r"^```(\w+)\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
    ):
        if language in languages:
            yield code


def pages() -> list[Path]:
    return sorted(path for pattern in PAGES for path in ROOT.glob(pattern))


def lines() -> Iterator[tuple[str, str]]:
    """Yield (page, arguments) of every line of a shell example that runs the command."""
    for page in pages():
        for code in blocks(page, "sh", "bat"):
            for line in code.splitlines():
                found = re.match(r"(?:\.venv[/\\]\w+[/\\])?mingbai (?P<rest>.*)", line)
                if found and found["rest"].split()[0] not in added():  # tests/web runs those of the platform
                    yield (
                        str(page.relative_to(ROOT)),
                        found["rest"].partition("  #")[0].partition(" #")[0].strip(),
                    )


LINES = sorted(set(lines()))


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return generator().pages()


@pytest.mark.parametrize(
    "name",
    [
        "commands",
        "checks",
        "deadlines",
        "lifecycle",
        "outcomes",
        "permissions",
        "statutes",
        "forms",
        "report-schema",
        "audit-schema",
        "calendar-schema",
        "deadline-schema",
        "fee-schema",
        "remedy-schema",
        "glossary",
        "errors",
    ],
)
def test_the_page_of_the_reference_is_what_the_code_says(name: str, written: dict[str, str]) -> None:
    page = ROOT / "docs" / "reference" / f"{name}.md"
    assert page.read_text("utf-8") == written[f"{name}.md"], "stale: run `make docs`"


def test_what_belongs_to_the_pages_is_what_the_code_says() -> None:
    generator()
    from reference_pages import diagram, permissions

    for path, text in (
        ("assets/lifecycle.svg", diagram.picture()),
        ("reference/permissions.csv", permissions.sheet()),
    ):
        assert (ROOT / "docs" / path).read_bytes() == text.encode(), f"{path} is stale: run `make docs`"


def test_every_page_of_the_reference_is_made_by_the_code(written: dict[str, str]) -> None:
    there = {page.name for page in (ROOT / "docs" / "reference").glob("*.md")}
    assert there - {"benchmarks.md"} == set(written)


def test_every_term_of_the_glossary_has_one_identifier_that_exists() -> None:
    generator()
    from reference_pages import glossary  # type: ignore[import-not-found]

    assert glossary.faults() == []


def test_a_key_of_the_forms_without_a_term_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    generator()
    from reference_pages import glossary

    kept = [term for term in glossary.terms() if term.identifier != "carried_out"]
    monkeypatch.setattr(glossary, "terms", lambda: [*kept, kept[0]])
    assert glossary.faults() == [
        f"{kept[0].term} stands twice",
        "carried_out, a key of the forms, has no term",
    ]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with everything that the examples name, in which they are run."""
    for folder in ("reports", "reports/2023", "reports/2024", "demo/reports"):
        (tmp_path / folder).mkdir(parents=True)
    some = ("yanhu-2022.html", "yanhu-2023.html", "tingzhu-2023.txt", "moqu-2022.txt")
    for name in some:
        shutil.copy(DEMO / name, tmp_path / "demo/reports")
    for name, stands_for in (
        ("reports/2023/a.html", "yanhu-2022.html"),
        ("reports/2024/a.html", "yanhu-2023.html"),
        ("2023.html", "yanhu-2022.html"),
        ("last-year.html", "yanhu-2022.html"),
        ("2024.html", "yanhu-2023.html"),
        ("a.html", "yanhu-2023.html"),
        ("report.html", "yanhu-2023.html"),
        ("clipping.txt", "tingzhu-2023.txt"),
        ("b.pdf", "liping-2023.docx"),  # told by its content, not by its name
    ):
        shutil.copy(DEMO / stands_for, tmp_path / name)
    (known,) = blocks(ROOT / "docs" / "how-to" / "baseline.md", "json")
    (tmp_path / "known.json").write_text(known, encoding="utf-8")
    for file in blocks(ROOT / "docs" / "how-to" / "load-a-holiday-notice.md", "toml"):
        name = file.split(maxsplit=2)[1].rstrip(":")  # its first line is a comment with the name
        (tmp_path / name).write_text(file, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.mark.parametrize(("page", "line"), LINES, ids=[f"{page}: {line}" for page, line in LINES])
def test_a_shell_example_runs_and_writes_what_it_says(
    page: str, line: str, desk: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words = re.findall(r"'[^']*'|\S+", line.replace("\\", "/"))
    arguments = [re.sub(r"\b(FILE|ID)$", lambda found: CHOSEN[found[0]], word.strip("'")) for word in words]
    code = main(arguments)
    told = capfd.readouterr()
    assert code in (0, 1), told.err
    assert code == 0 or arguments[:2] == ["report", "audit"]
    if "--output" in arguments:
        output = desk / arguments[arguments.index("--output") + 1]
        assert holds(output), f"{output.name} is not what its ending says"
        assert not told.out
    else:
        assert told.out.strip()


def holds(path: Path) -> bool:
    """Tell whether the file is what its ending says."""
    data = path.read_bytes()
    starts: dict[str, Any] = {
        ".html": b"<!DOCTYPE html",
        ".csv": b"\xef\xbb\xbf",
        ".xlsx": b"PK",
        ".parquet": b"PAR1",
    }
    if path.suffix in starts:
        return data.lower().startswith(starts[path.suffix].lower())
    return bool(json.loads(data))


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_shows_the_library_as_it_is(
    name: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = blocks(ROOT / name, "python")
    shutil.copy(DEMO / "tingzhu-2023.txt", "report.html")
    exec(compile(code, name, "exec"), {})
    body, total, first, *_ = capsys.readouterr().out.splitlines()
    assert body.endswith("2023 2021")
    assert total == "176"
    assert first.startswith("error prose/table 正文说受理的政府信息公开申请为159件")


@pytest.mark.parametrize(("name", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_readme_shows_a_finding_as_the_command_prints_it(
    name: str, language: str, desk: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (shown,) = blocks(ROOT / name, "text")
    main(["report", "audit", "demo/reports/tingzhu-2023.txt", "--lang", language])
    printed = [line.strip() for line in capfd.readouterr().out.splitlines()]
    lines = [line.strip() for line in shown.splitlines()]
    assert printed[printed.index(lines[0]) :][: len(lines)] == lines


SHOWN = [
    (str(page.relative_to(ROOT)), line, output)
    for page in pages()
    for code in blocks(page, "console")
    for line, output in re.findall(r"^\$ mingbai (.*)\n((?:(?!\$ ).*\n)*)", code, re.MULTILINE)
]


@pytest.mark.parametrize(("page", "line", "shown"), SHOWN, ids=[f"{page}: {line}" for page, line, _ in SHOWN])
def test_an_answer_is_shown_as_the_command_prints_it(
    page: str,
    line: str,
    shown: str,
    desk: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An ellipsis on a line of its own ends what is shown of a longer answer."""
    monkeypatch.setenv("COLUMNS", "120")
    main([*line.split(), "--lang", "zh" if "zh-CN" in page else "en"])
    printed = capfd.readouterr().out
    begun, cut, _ = shown.partition("  …\n")
    assert printed.startswith(begun) if cut else printed == shown.rstrip("\n") + "\n"


def test_the_how_to_on_decisions_runs_and_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    page = ROOT / "docs" / "how-to" / "decide-where-the-law-is-silent.md"
    known: dict[str, Any] = {}
    for code in blocks(page, "python"):
        exec(compile(code, page.name, "exec"), known)
    (shown,) = blocks(page, "text")
    told = capsys.readouterr().out
    assert told.startswith(shown)
    assert "《本机关2026年第80号决定》" in told


def test_the_choice_that_the_page_of_the_law_shows_can_be_made() -> None:
    for code in blocks(ROOT / "docs" / "reference" / "statutes.md", "python"):
        exec(compile(code, "statutes.md", "exec"), {})


def test_the_notice_of_the_how_to_makes_its_year_firm(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    known: dict[str, Any] = {}
    for code in blocks(ROOT / "docs" / "how-to" / "load-a-holiday-notice.md", "python"):
        exec(compile(code, "load-a-holiday-notice.md", "exec"), known)
    main(["deadline", "--received", "2027-01-20", "--notices", "2027.toml", "--format", "json"])
    assert json.loads(capfd.readouterr().out)["firm"] is True
    main(["calendar", "2026", "--notices", "local.toml", "--format", "json"])
    days = json.loads(capfd.readouterr().out)["days"]
    assert [day["day"] for day in days if day["region"]] == ["2026-07-15", "2026-07-16"]


def test_the_baseline_of_the_how_to_knows_a_finding_of_the_demo(
    desk: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    main(["report", "audit", "demo/reports/moqu-2022.txt", "--baseline", "known.json", "--lang", "zh"])
    assert "已于2023年4月更正" in capfd.readouterr().out


def test_the_long_table_has_the_columns_that_the_how_to_names(desk: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "read-into-a-spreadsheet.md").read_text("utf-8")
    named = [
        name.strip()
        for row in re.findall(r"^\| ([a-z, ]+) \| ", page, re.MULTILINE)
        for name in row.split(",")
    ]
    main(["report", "read", "a.html", "--format", "csv", "--output", "cells.csv"])
    head = (desk / "cells.csv").read_text("utf-8-sig").splitlines()[0].split(",")
    assert head[: len(named) - 1] == named[1:]


def test_the_how_to_on_the_library_runs_from_top_to_bottom(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = (DEMO / "moqu-2022.txt").read_bytes()
    shutil.copy(DEMO / "tingzhu-2023.txt", "report.html")
    known = {
        "content": content,
        "name": "moqu-2022.txt",
        "last_year": (DEMO / "yanhu-2022.html").read_bytes(),
    }
    for code in blocks(ROOT / "docs" / "how-to" / "use-as-a-library.md", "python"):
        exec(compile(code, "use-as-a-library.md", "exec"), known)
    told = capsys.readouterr().out
    assert "应为 176 写成 159" in told
    assert known["cell"].value == 176
    assert known["report"].year == 2022, "the last example reads the other file"


def test_an_unread_cell_has_no_value_as_the_docs_say(desk: Path) -> None:
    import mingbai

    report = mingbai.read((DEMO / "zhaoling-2018.html").read_bytes(), name="a.html")
    cell = report.cell("applications/new/total")
    assert (cell.status, cell.value) == ("absent", None)


def test_every_fault_of_the_demo_is_found_and_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """demo/README.md says what is planted; what the audit says must be that."""
    output = tmp_path / "audit.json"
    main(
        ["report", "audit", str(DEMO), "--format", "json", "--output", str(output), "--quiet", "--jobs", "1"]
    )
    data = json.loads(output.read_text("utf-8"))
    found: dict[str, set[str]] = {}
    for report in data["reports"]:
        failed = {check["id"] for check in report["checks"] if check["findings"]}
        found[os.path.basename(report["source"]["name"])] = failed
    for group in data["across"]:
        for check in group["checks"]:
            if check["findings"]:
                for source in group["sources"]:
                    found[os.path.basename(source)].add(check["id"])
    said = {
        row[0]: set(re.findall(r"`([a-z]+/[a-z-]+)`", row[3]))
        for row in (
            [part.strip() for part in line.strip("| ").split(" | ")]
            for line in (DEMO.parent / "README.md").read_text("utf-8").splitlines()
            if re.match(r"\| \S+\.\w+ \|", line)
        )
    }
    assert said.keys() == found.keys()
    across = {"years/carry-over", "bodies/look-alike"}
    assert {name: ids - across for name, ids in found.items()} == {
        name: ids - across for name, ids in said.items()
    }
    for name, ids in said.items():
        assert ids & across <= found[name]

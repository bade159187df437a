"""Each checked-in page is read as its sheet says, and the audit finds on it what the sheet says."""

from collections import Counter

import pytest

import mingbai
from tests.corpus.expectation import Expectation, differences, expectations, load

SHEETS = [load(path) for path in expectations()]
NAMES = [sheet.name for sheet in SHEETS]


@pytest.mark.parametrize("sheet", SHEETS, ids=NAMES)
def test_each_page_is_read_as_its_sheet_says(sheet: Expectation) -> None:
    report = mingbai.read(sheet.path.read_bytes(), name=sheet.path.name)
    found = differences(report, sheet)
    why = "\n".join(f"  because {u.at}: {u.why_en or u.why}" for u in report.unread[:8])
    assert not found, f"{sheet.path.name}:\n" + "\n".join(found[:40]) + (f"\n{why}" if why else "")


@pytest.mark.parametrize("sheet", SHEETS, ids=NAMES)
def test_the_audit_finds_on_each_page_what_its_sheet_says(sheet: Expectation) -> None:
    report = mingbai.read(sheet.path.read_bytes(), name=sheet.path.name)
    found = list(mingbai.audit(report).findings())
    errors = Counter(check for check, f in found if f.severity == "error")
    said = "\n".join(
        f"{f.severity} {check} {f.at} {f.expected} {f.found} {f.quote or ''}" for check, f in found
    )
    assert errors == Counter(sheet.errors), f"{sheet.path.name}:\n{said}"
    missing = set(sheet.questions) - {check for check, f in found if f.severity != "error"}
    assert not missing, f"{sheet.path.name}: {missing} not found among\n{said}"


def test_every_page_has_a_sheet_and_every_sheet_a_name_of_its_own() -> None:
    assert len(set(NAMES)) == len(SHEETS) >= 35
    pages = {sheet.path for sheet in SHEETS}
    folder = next(iter(pages)).parent
    assert {p for p in folder.iterdir() if p.suffix != ".toml"} == pages

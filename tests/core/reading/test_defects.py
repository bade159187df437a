"""Pages on which the reader once said something false; each is as small as the failure allowed."""

import contextlib
import time

import pytest

import mingbai
from mingbai.errors import MingbaiError
from mingbai.report.values import Report, Status
from tests.corpus.attack import try_case
from tests.corpus.expectation import PAGES, Expectation, differences, load
from tests.corpus.layouts import Case, make

SHEETS = [load(path) for path in sorted((PAGES.parent / "defects").glob("*.toml"))]


@pytest.mark.parametrize("sheet", SHEETS, ids=[sheet.name for sheet in SHEETS])
def test_what_was_once_read_wrong_is_read_right_or_flagged(sheet: Expectation) -> None:
    report = mingbai.read(sheet.path.read_bytes(), name=sheet.path.name)
    wrong = [line for line in differences(report, sheet) if "/" in line and not line.endswith("unreadable")]
    silent = [line for line in wrong if line.endswith("absent") and _given_up(report, line.partition(":")[0])]
    wrong = [line for line in wrong if line not in silent]
    assert not wrong, f"{sheet.path.name}:\n" + "\n".join(wrong[:30])


def _given_up(report: Report, at: str) -> bool:
    return report.cell(at).status is not Status.READ and any(at.startswith(u.at) for u in report.unread)


def _seconds(piece: str, times: int) -> float:
    page = make(Case(11, "html-official", words=0)).data.decode()
    data = page.replace("<h2>", piece * times + "<h2>", 1).encode()
    began = time.process_time()
    with contextlib.suppress(MingbaiError):
        mingbai.read(data, name="long.html")
    return time.process_time() - began


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["（", "其中信息1条，", "总计", "其中：", "一、", "“", "12件、", "2021年", "http://a."]
)
def test_the_time_of_reading_grows_with_the_page_and_not_with_its_square(piece: str) -> None:
    short = max(min(_seconds(piece, 200), _seconds(piece, 200)), 0.05)
    assert _seconds(piece, 800) < 8 * short, "four times the page took more than eight times as long"


@pytest.mark.slow
def test_a_page_with_repeated_lines_removed_does_not_send_the_search_for_its_tables_astray() -> None:
    harms = ("lines-deduped", "row-label-missing", "other-year-table")
    case = Case(928220, "label-line-figures-line", harms, words=0, temper="zero")
    assert "TooSlow" not in try_case(case).error

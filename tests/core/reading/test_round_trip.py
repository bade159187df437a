"""Any valid report, in any layout, harmed in any way, reads back equal or says which cells it lost."""

import os
from itertools import islice

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.corpus.attack import Outcome, cases, explain, read_and_judge, smallest, try_case
from tests.corpus.damages import DAMAGES, clash, damage
from tests.corpus.files import FileLayout
from tests.corpus.layouts import LAYOUTS, Case, fits, layout, make
from tests.corpus.oracle import Verdict
from tests.corpus.reports import Fiction, fictions
from tests.printing import needs_printing

PAGES = [kind.name for kind in LAYOUTS if not isinstance(kind, FileLayout)]
DEEP = int(os.environ.get("MINGBAI_DEEP", "12000"))
"""How many pages the deep tests make; a twentieth as many files of each kind."""

PER_LAYOUT, PER_DAMAGE, PER_PAIR, PER_FILE = 20, 20, 20, 30
PER_PDF = 12  # printing one takes as long as reading fifty pages; the deep tests print hundreds
FILES = [pytest.param("pdf", marks=needs_printing), "docx", "xlsx", "mhtml"]
LOTS = range(3)  # small enough to be spread over processes
DEEP_LOTS = range(12)


ONCE_WRONG = [
    Case(129875, "label-then-pipe", ("variant-labels", "lines-deduped")),
    Case(255076, "pdf-fragments", ("lines-dropped", "other-year-table", "year-dash")),
    Case(594790, "pipe-after-cell", ("lines-split", "units-in-cells")),
    Case(607391, "mhtml", ("zeros-blank", "taiwan", "latin-noise")),
    Case(708672, "html-broken-labels", ("columns-reordered", "gbk", "full-width")),
    Case(842428, "markdown", ("columns-reordered", "lines-swapped", "headings-lost")),
    Case(747820, "pdf-layout", ("columns-reordered", "lines-deduped", "lines-dropped")),
    Case(574550, "pdf-layout-paged", ("columns-reordered", "mojibake")),
    Case(603283, "pdf-layout-paged", ("total-blank", "year-dash", "no-empty-lines")),
    Case(639308, "cell-a-line", ("other-year-table", "lines-deduped")),
    Case(65676, "ocr-groups", ("some-blank", "columns-reordered", "headings-lost")),
    Case(38506, "ocr-groups", ("cut-off", "other-year-table", "table-head-lost")),
    Case(431592, "ocr-groups", ("total-blank", "double-spaced")),
    Case(414353, "html-broken-labels", ("row-label-missing", "zeros-blank", "numerals-twice")),
    Case(367945, "row-a-line-spaced", ("zeros-blank", "utf-16", "units-in-cells")),
    Case(570739, "cell-a-line-tight", ("lines-deduped", "other-year-table")),
    Case(471593, "markdown-repeated", ("lines-split", "lines-deduped")),
    Case(619616, "pdf-layout", ("columns-reordered", "notes")),
    Case(525668, "row-a-line-tabbed", ("lines-split",)),
    Case(581230, "pdf-fragments", ("zeros-blank", "year-dash")),
    Case(230808, "pipe-after-cell", ("crlf", "lines-dropped")),
    Case(70803, "label-then-pipe", ("lines-joined", "lines-dropped")),
    Case(114771, "pdf-wrapped", ("some-blank", "brand", "spaced-labels")),
    Case(369494, "pdf-layout", ("other-year-table", "cut-off")),
    Case(516910, "row-a-line-ragged", ("columns-reordered", "lines-swapped", "lines-dropped")),
    Case(782016, "html-broken-labels", ("total-blank", "numerals-twice", "latin-noise")),
]
"""Pages of the deep tests that were read wrong before: looked at each time."""


def nothing_wrong(outcomes: list[Outcome]) -> None:
    """Fail with the first wrong pages made small."""
    wrong = [outcome for outcome in outcomes if outcome.faults]
    shown = [try_case(smallest(outcome.case)) for outcome in wrong[:3]]
    said = "\n".join(
        explain(small if small.faults else was) for small, was in zip(shown, wrong, strict=False)
    )
    assert not wrong, f"unflagged wrong cells on {len(wrong)} of {len(outcomes)} pages\n{said}"


def share(outcomes: list[Outcome]) -> float:
    """Return the share of printed cells that were recovered."""
    return sum(o.recovered for o in outcomes) / max(1, sum(o.printed for o in outcomes))


@pytest.mark.parametrize("name", PAGES)
def test_every_cell_of_an_unharmed_page_is_read(name: str) -> None:
    outcomes = [try_case(Case(seed, name, words=None if seed % 4 else 2)) for seed in range(PER_LAYOUT)]
    nothing_wrong(outcomes)
    lost = [o for o in outcomes if o.recovered < o.printed]
    least = layout(name).recover
    said = "; ".join(
        f"seed {o.case.seed}: {o.recovered}/{o.printed} {o.error} {o.lost[:4]}" for o in lost[:4]
    )
    assert share(outcomes) >= least, f"{share(outcomes):.3f} of the cells read, {least} wanted: {said}"


@pytest.mark.parametrize("name", PAGES)
def test_the_body_and_the_year_of_an_unharmed_page_are_read(name: str) -> None:
    wrong = []
    for seed in range(100, 110):
        made = make(Case(seed, name, words=1))
        verdict = read_and_judge(made)
        if not (verdict.body and verdict.year):
            wrong.append(f"seed {seed}: {made.body} {made.year}: body {verdict.body}, year {verdict.year}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", [d.name for d in DAMAGES])
def test_a_harmed_page_reads_back_equal_or_flagged(name: str) -> None:
    kinds = [kind for kind in PAGES if fits(damage(name), layout(kind))]
    outcomes = [try_case(Case(1000 + i, kinds[i % len(kinds)], (name,))) for i in range(PER_DAMAGE)]
    nothing_wrong(outcomes)
    broken = damage(name).breaks
    fair = [o for o in outcomes if layout(o.case.layout).recover == 1.0 and o.case.layout not in broken]
    assert share(fair) >= damage(name).recover, f"{share(fair):.2f} read, {damage(name).recover} wanted"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_harmed_twice_reads_back_equal_or_flagged(name: str) -> None:
    nothing_wrong([try_case(case) for case in cases(PER_PAIR, 77, harms=2, layouts=[name])])


@pytest.mark.parametrize("case", ONCE_WRONG, ids=str)
def test_a_page_once_read_wrong_is_not_read_wrong_again(case: Case) -> None:
    nothing_wrong([try_case(case)])


@pytest.mark.parametrize("lot", LOTS)
@pytest.mark.parametrize("name", FILES)
def test_files_read_back_equal_or_flagged(name: str, lot: int) -> None:
    count = PER_PDF if name == "pdf" else PER_FILE
    files = list(cases(count, 5, harms=1, layouts=[name]))[lot :: len(LOTS)]
    outcomes = [try_case(Case(c.seed, c.layout, c.damages, words=0)) for c in files]
    nothing_wrong(outcomes)
    whole = [o for o in outcomes if not o.case.damages]
    assert share(whole) >= layout(name).recover


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(report=fictions(), kind=st.sampled_from(PAGES), harms=st.lists(st.sampled_from(DAMAGES), max_size=2))
def test_no_report_in_any_layout_under_any_harm_gives_a_wrong_cell(
    report: Fiction, kind: str, harms: list
) -> None:
    names = tuple(dict.fromkeys(h.name for h in harms if fits(h, layout(kind))))
    assume(not clash(set(names), keeps_blanks=getattr(layout(kind), "keeps_blanks", True)))
    case = Case(1, kind, names)
    verdict: Verdict = read_and_judge(make(case, report=report))
    assert not verdict.faults, f"{case}: " + "; ".join(map(str, verdict.faults[:5]))


@pytest.mark.deep
@pytest.mark.parametrize("lot", DEEP_LOTS)
def test_thousands_of_pages_under_up_to_three_harms_give_no_wrong_cell(lot: int) -> None:
    pages = cases(DEEP, 2026, harms=3)
    nothing_wrong([try_case(case) for case in islice(pages, lot, None, len(DEEP_LOTS))])


@pytest.mark.deep
@pytest.mark.parametrize("lot", DEEP_LOTS)
@pytest.mark.parametrize("name", FILES)
def test_hundreds_of_files_under_up_to_three_harms_give_no_wrong_cell(name: str, lot: int) -> None:
    files = cases(DEEP // 20, 2027, harms=3, layouts=[name])
    nothing_wrong([try_case(case) for case in islice(files, lot, None, len(DEEP_LOTS))])

"""The table as it is shown: linked, defined, holding, recounted to one digest; opening balances held against last year's report."""

import json
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

import mingbai
from mingbai.lifecycle import Kind
from mingbai.report import form as forms
from mingbai.report.jsonform import from_json
from mingbai.report.values import Cell, Report, Source, Status, Table
from mingbai_web.accounts.permissions import Forbidden
from mingbai_web.accounts.roles import Role
from mingbai_web.annual_report.agreement import Agreed, agreement
from mingbai_web.annual_report.figures import NoTable, Period
from mingbai_web.annual_report.statutory import definitions, file_of, holding, laid_out, recount
from tests.web.applications.office import Office

pytestmark = pytest.mark.django_db

FORM = forms.of("2021").table("applications")
YEAR = Period.year(2025, known=date(2026, 1, 31))


@pytest.fixture
def office() -> Office:
    made = Office.made()
    answered = made.received(date(2025, 3, 3))
    made.step(answered, Kind.DECIDED, date(2025, 3, 20), outcome="not_existing")
    made.step(answered, Kind.DISPATCHED, date(2025, 3, 21), route="post")
    made.received(date(2025, 12, 22), applicant="company")
    return made


def counted(office: Office, period: Period = YEAR) -> Any:
    return recount(
        bodies=[office.body], names=["清河区教育局"], period=period, viewer=office.viewer(Role.COMPILER)
    )


def test_a_recount_of_the_same_acts_by_the_same_rules_gives_the_same_digest(office: Office) -> None:
    first = counted(office)
    assert counted(office) == first
    assert file_of(counted(office), "json") == file_of(first, "json")
    office.received(date(2025, 12, 23))
    assert counted(office).digest != first.digest


def test_cases_that_change_places_change_the_digest_though_no_figure_does(office: Office) -> None:
    before = counted(office)
    assert counted(office, Period.year(2025, known=date(2026, 2, 1))).digest != before.digest


@pytest.mark.parametrize("to", ["xlsx", "html", "json"])
def test_the_table_given_out_is_read_back_with_the_same_figures(office: Office, to: str) -> None:
    found = counted(office)
    data = file_of(found, to)
    if to == "json":
        report = from_json(json.loads(data))
    else:
        report = mingbai.read(data, name=f"表.{to}")
    assert report.applications is not None
    assert {place: cell.value for place, cell in report.applications.cells.items()} == {
        place: cell.value for place, cell in found.figures.cells.items()
    }


def test_the_page_shows_every_row_of_the_form_and_links_each_figure_that_counts_anything(
    office: Office,
) -> None:
    shown = laid_out(counted(office).figures, FORM, lambda row, column: f"?{row}&{column}")
    assert len(shown.rows) == len(FORM.rows)
    assert all(len(row.cells) == len(shown.labels) == 7 for row in shown.rows)
    linked = [cell.address for row in shown.rows for cell in row.cells if cell.address]
    assert "?unavailable_not_held&natural_person" in linked
    assert "?granted&total" not in linked
    for row in (*shown.heads, *[each.heads for each in shown.rows]):
        assert all(head.text.en.isascii() for head in row), row
        assert all(head.across >= 1 and head.down >= 1 for head in row)


def test_every_row_is_defined_from_the_endings_that_fall_into_it() -> None:
    found = {each.row: each for each in definitions(FORM)}
    assert found.keys() == {line.key for line in FORM.rows}
    assert all(each.says.zh and each.says.en and each.ground.zh for each in found.values())
    assert "经检索没有所申请公开信息；不属于本行政机关负责公开" in found["unavailable_not_held"].says.zh


def test_the_identities_of_the_form_are_shown_as_holding_and_a_broken_one_is_named(office: Office) -> None:
    figures = counted(office).figures
    assert [each.holds for each in holding(figures, FORM)] == [True] * len(FORM.identities)
    broken = Table(figures.edition, {**figures.cells, ("new", "business"): Cell.read(9)})
    assert [each.broken for each in holding(broken, FORM)] == [
        ("一、本年新收政府信息公开申请数量",),
        (),
        ("商业企业",),
    ]


def published(carried_out: dict[str, Any], year: int | None = 2024) -> Report:
    cells = {
        ("carried_out", column.key): carried_out.get(column.key, Cell.read(0))
        for column in FORM.columns("carried_out")
    }
    return Report(
        Source("年报.html", "0" * 64, "text/html"),
        year=year,
        edition="2021",
        applications=Table("2021", cells),
    )


def compared(office: Office, report: Report) -> dict[str, Any]:
    found = agreement(
        bodies=[office.body], year=2025, published=report, known=date(2025, 12, 31),
        viewer=office.viewer(Role.COMPILER),
    )  # fmt: skip
    return {each.column: each for each in found}


def test_opening_balances_are_held_column_by_column_against_last_years_report() -> None:
    office = Office.made()
    office.received(date(2024, 12, 23))
    unread = Cell(None, "十", Status.UNREADABLE)
    found = compared(
        office,
        published(
            {"natural_person": Cell.read(1), "business": Cell.read(2), "other": unread, "total": Cell.read(3)}
        ),
    )
    assert {key: each.agreed for key, each in found.items() if each.agreed is not Agreed.SAME} == {
        "business": Agreed.DIFFERS,
        "other": Agreed.NOT_READ,
        "total": Agreed.DIFFERS,
    }
    assert found["business"].says.zh == "商业企业：不一致，上年年报结转下年度2件，本系统上年结转0件"
    assert "未比较" in found["other"].says.zh


def test_last_years_table_as_given_out_agrees_with_this_years_opening() -> None:
    office = Office.made()
    for day, who in ((3, "natural_person"), (4, "law_firm"), (23, "company")):
        office.received(date(2024, 12, day), applicant=who)
    given = file_of(counted(office, Period.year(2024, known=date(2025, 1, 15))), "html")
    found = compared(office, mingbai.read(given, name="年报.html"))
    assert {each.agreed for each in found.values()} == {Agreed.SAME}
    assert found["total"].ours == 3


def test_a_report_of_another_year_or_without_the_table_is_not_compared(office: Office) -> None:
    for year in (2023, None):
        with pytest.raises(NoTable, match="请提供 2024 年的年报"):
            compared(office, published({}, year))
    with pytest.raises(NoTable, match="没有读出"):
        compared(office, Report(Source("a", "0" * 64, "text/html"), year=2024))


def test_a_seat_without_figures_recounts_nothing(office: Office) -> None:
    with pytest.raises(Forbidden):
        recount(bodies=[office.body], names=["甲"], period=YEAR, viewer=office.viewer(Role.CASE_OFFICER))


@pytest.mark.parametrize(
    ("known", "said"), [(date(2025, 11, 23), "（截至11月23日）"), (date(2025, 12, 31), "")]
)
def test_a_year_that_is_not_over_says_up_to_which_day_its_figures_are(known: date, said: str) -> None:
    body = uuid4()
    viewer = Office(body).viewer(Role.COMPILER)
    found = recount(
        bodies=[body], names=["清河区人民政府"], period=Period.year(2025, known=known), viewer=viewer
    )
    assert found.report.body.name == f"清河区人民政府{said}"

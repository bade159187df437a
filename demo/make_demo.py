"""Writes the fictional reports of the demonstration anew: ``python -m demo.make_demo`` (needs the tests' corpus).

Every body, place and person is invented. What is planted in each stands in README.md beside this file.
"""

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from random import Random
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from demo.words import WORDS
from mingbai.report import form as forms
from mingbai.report.values import Body, Cell, Editions, Report, Source, Table
from tests.corpus.damages import damage
from tests.corpus.layouts import layout
from tests.corpus.lines import TextLayout, join, page
from tests.corpus.places import BodyName
from tests.corpus.reports import Fiction
from tests.corpus.sheet import Sheet, sheet

HERE = Path(__file__).parent / "reports"
NAMES = ("natural_person", "business", "research", "public_interest", "legal_service", "other")
Rows = dict[str, tuple[int, int]]


def applications(
    edition: str, rows: Rows, *, carried_in: tuple[int, int] = (0, 0), left: tuple[int, int] = (0, 0)
) -> Table:
    """Return a table that foots, from its outcomes (natural persons, businesses)."""
    form = forms.of(edition).applications
    assert form is not None
    handled = tuple(sum(pair[i] for pair in rows.values()) for i in (0, 1))
    new = tuple(handled[i] + left[i] - carried_in[i] for i in (0, 1))
    whole = {**rows, "new": new, "carried_in": carried_in, "handled": handled, "carried_out": left}
    cells = {}
    for row, column in form.cells():
        person, firm = whole.get(row, (0, 0))
        value = {"natural_person": person, "business": firm, "total": person + firm}.get(column, 0)
        cells[row, column] = Cell.read(value)
    return Table(edition, MappingProxyType(cells))


def proactive(edition: str, *figures: str) -> Table:
    """Return the table from its figures in the order of the form; 规章 are 0."""
    form = forms.of(edition).proactive
    assert form is not None
    cells = [at for at in form.cells() if at[0] != "regulations"]
    found = {at: Cell.read(0) for at in form.cells() if at[0] == "regulations"}
    for at, text in zip(cells, figures, strict=True):
        found[at] = Cell.read(forms_number(text), text)
    return Table(edition, MappingProxyType({at: found[at] for at in form.cells()}))


def forms_number(text: str) -> Decimal | int:
    """Return the exact figure of a text."""
    return Decimal(text) if "." in text else int(text)


def remedies(edition: str, *rows: tuple[int, int, int, int]) -> Table:
    """Return the table from the four results of each of its three blocks."""
    form = forms.of(edition).remedies
    assert form is not None
    cells = {}
    for row, parts in zip(form.rows, rows, strict=True):
        for column, value in zip(form.columns(row.key), (*parts, sum(parts)), strict=True):
            cells[row.key, column.key] = Cell.read(value)
    return Table(edition, MappingProxyType(cells))


def indicators(**figures: int) -> Table:
    """Return the statistics form of 2014 with these figures, the rest 0."""
    form = forms.of("2014").indicators
    assert form is not None
    return Table("2014", MappingProxyType({at: Cell.read(figures.get(at[0], 0)) for at in form.cells()}))


def changed(table: Table, **figures: int) -> Table:
    """Return the table with slips planted; keys are row__column."""
    cells = dict(table.cells)
    for key, value in figures.items():
        row, _, column = key.partition("__")
        assert (row, column) in cells, key
        cells[row, column] = Cell.read(value)
    return Table(table.edition, MappingProxyType(cells))


def fiction(key: str, name: str, year: int, *tables: Table) -> Fiction:
    """Return the report of that body and year with its words."""
    bureau = name.endswith("局")
    office = name + "办公室" if bureau else name + "人民政府办公室"
    who = BodyName(name, name, name if bureau else name + "人民政府", office, "全" + name[-1])
    edition = tables[0].edition
    named = {"indicators": tables[0]} if len(tables) == 1 else dict(zip(forms.TABLES, tables, strict=False))
    report = Report(
        Source(key, "0" * 64, "text/plain"), Body(name, name), year, edition,
        Editions() if edition == "2014" else Editions(edition, edition, edition), **named,
    )  # fmt: skip
    index = f"{100000000 + sum(map(ord, name)) * 7919 % 899999999}/{year + 1}-{sum(map(ord, key)) * 37 % 90000 + 10000}"
    header = (
        ("索引号", index),
        ("发布机构", office),
        ("成文日期", f"{year + 1}-01-24"),
        ("公开方式", "主动公开"),
    )
    return Fiction(report, who, "demo", dict(WORDS[key]), header)


def write(key: str, kind: str, made: Fiction, *harms: str) -> None:
    """Write the report in that layout, harmed in those ways."""
    rng = Random(key)
    laid: Sheet = sheet(made, Random(4))
    title = next(block for block in laid.blocks if block.kind == "title")
    title.text = f"{made.body.title}{made.year}年政府信息公开工作年度报告"
    laid.blocks[-1].text = f"{made.year + 1}年1月24日"
    for harm in harms:
        damage(harm).apply(laid, {}, rng)  # type: ignore[call-arg,arg-type]
    drawn = layout(kind)
    if isinstance(drawn, TextLayout):
        data = join(page(laid, drawn, rng)).encode()
    else:
        out = drawn.draw(laid, rng)
        data = undated(out) if isinstance(out, bytes) else out.encode()
    (HERE / f"{key}.{drawn.suffix}").write_bytes(data)


def undated(archive: bytes) -> bytes:
    """Return the ZIP with the hour of its making taken out, so that the same report gives the same bytes."""
    held = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(held, "w", ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(ZipInfo(member.filename), old.read(member), ZIP_DEFLATED)
    return held.getvalue()


def main() -> None:
    """Write all reports."""
    HERE.mkdir(exist_ok=True)
    zero = (0, 0, 0, 0)
    outcome = {
        "granted": (31, 2),
        "partly_granted": (9, 0),
        "refused_third_party": (2, 0),
        "unavailable_not_held": (14, 1),
    }
    p22, p23 = (
        ("12", "3", "58", "20114", "3870", "65", "812.4"),
        ("8", "5", "61", "19876", "4022", "71", "790.25"),
    )
    rem = remedies("2021", (3, 1, 0, 1), (1, 0, 0, 0), zero)
    write("yanhu-2022", "html-cms", fiction("yanhu-2022", "霁州市砚湖区", 2022, proactive("2021", *p22),
          applications("2021", outcome, carried_in=(2, 0), left=(5, 0)), rem))  # fmt: skip
    more = {**outcome, "granted": (44, 3), "declined_repeat": (3, 0)}
    write("yanhu-2023", "html-word", fiction("yanhu-2023", "霁州市砚湖区", 2023, proactive("2021", *p23),
          applications("2021", more, carried_in=(3, 0), left=(4, 0)), rem))  # fmt: skip
    write("tingzhu-2023", "cell-a-line", fiction("tingzhu-2023", "汀渚县", 2023,
          proactive("2021", "9", "1", "44", "7630", "1204", "18", "55.8"),
          applications("2021", {"granted": (88, 9), "partly_granted": (21, 4), "unavailable_not_held": (37, 3),
                                "refused_process_information": (2, 0), "other_remaining": (5, 0)}, left=(6, 1)),
          remedies("2021", (7, 0, 1, 0), (2, 0, 0, 1), zero)))  # fmt: skip
    write("fengdu-2021", "pipe-after-cell", fiction("fengdu-2021", "枫渡区", 2021,
          proactive("2021", "6", "2", "37", "15220", "2861", "40", "1204.06"),
          applications("2021", {"granted": (17, 0), "unavailable_not_held": (6, 1)}, left=(2, 0)),
          remedies("2021", (1, 0, 0, 0), zero, zero)), "brand")  # fmt: skip
    write("huaidian-2020", "markdown", fiction("huaidian-2020", "槐淀县", 2020,
          proactive("2019", "4", "4", "39", "212", "-6", "5410", "18", "0", "77", "388", "-2", "906", "64", "1", "12",
                    "25", "0", "141", "3208.77"),
          applications("2019", {"granted": (11, 1), "partly_granted": (3, 0), "declined_petition": (2, 0)}),
          remedies("2019", zero, (1, 0, 0, 0), zero)))  # fmt: skip
    write("tongxia-water-2023", "html-broken-labels", fiction("tongxia-water-2023", "桐夏市水务局", 2023,
          proactive("2021", "2", "0", "15", "486", "92", "3", "0"),
          applications("2021", {"granted": (12, 4), "refused_internal_affairs": (1, 0), "unavailable_needs_creation": (3, 0)}),
          changed(remedies("2021", (4, 1, 0, 2), zero, (1, 0, 0, 0)), reconsideration__total=6)))  # fmt: skip
    write("moqu-2022", "row-a-line-ragged", fiction("moqu-2022", "墨渠县", 2022,
          proactive("2021", "5", "0", "28", "3316", "745", "9", "20.4"),
          changed(applications("2021", {"granted": (26, 3), "partly_granted": (8, 0), "unavailable_not_held": (12, 0),
                                        "declined_petition": (4, 0)}, carried_in=(2, 0), left=(3, 0)),
                  partly_granted__total=9, carried_out__natural_person=2),
          remedies("2021", (2, 0, 0, 0), zero, zero)))  # fmt: skip
    write("queling-2023", "html-official", fiction("queling-2023", "鹊岭县", 2023,
          proactive("2021", "7", "2", "41", "6102", "1388", "22", "96"),
          applications("2021", {"granted": (19, 2), "unavailable_not_held": (7, 0)}, left=(1, 0)), remedies("2021", zero, zero, zero)))  # fmt: skip
    write("diyan-2023", "html-spanless", fiction("diyan-2023", "荻堰县", 2023,
          proactive("2021", "3", "0", "26", "4871", "690", "14", "33.1"),
          applications("2021", {"granted": (8, 0), "partly_granted": (2, 0), "unavailable_not_held": (5, 1)}),
          remedies("2021", (1, 0, 0, 0), zero, zero)))  # fmt: skip
    write("luoxing-2021", "cell-a-line", fiction("luoxing-2021", "罗陉县", 2021,
          proactive("2021", "10", "6", "52", "8804", "1733", "31", "140.62"),
          applications("2021", {"granted": (23, 1), "refused_administrative_query": (6, 0), "declined_repeat": (1, 0)}, left=(2, 0)),
          remedies("2021", (2, 0, 0, 1), zero, zero)), "traditional")  # fmt: skip
    write("liping-2023", "docx", fiction("liping-2023", "栎坪县", 2023,
          proactive("2021", "4", "1", "33", "2970", "511", "7", "12.75"),
          applications("2021", {"granted": (14, 1), "unavailable_not_held": (4, 0)}), remedies("2021", zero, zero, zero)))  # fmt: skip
    write("zhaoling-2018", "html-official", fiction("zhaoling-2018", "昭泠县", 2018, indicators(
        published=5210, published_normative_documents=6, made_normative_documents=7, published_website=3900,
        published_weibo=640, published_wechat=470, published_elsewhere=200, received=46, received_in_person=12,
        received_online=19, received_letter=15, closed=46, closed_in_time=46, answered=46, answered_granted=31,
        answered_not_exist=15, reconsideration=2, reconsideration_upheld=1, reconsideration_corrected=1, offices=1,
        reading_points=9, staff=6, staff_full_time=2, staff_part_time=4, meetings=3, trainings=2, trainees=118,
    )))  # fmt: skip
    tail = HERE / "luoxing-2021.txt"
    tail.write_text(tail.read_text("utf-8") + "\n        " + WORDS["luoxing-2021"]["tail"][0] + "\n", "utf-8")


if __name__ == "__main__":
    main()

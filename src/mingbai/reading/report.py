"""Bytes to Report: the one entry of reading."""

from dataclasses import replace

from mingbai.errors import NotAReport
from mingbai.reading.chapters import find_chapters, find_regions
from mingbai.reading.decode import decode
from mingbai.reading.heading import find_body, find_titles, find_year, is_report
from mingbai.reading.metadata import find_metadata
from mingbai.reading.prose import read_prose
from mingbai.reading.tables import Reading, read_indicators, read_table
from mingbai.report.form import for_year
from mingbai.report.jsonform import SCHEMA, from_json
from mingbai.report.values import Editions, Report, Source, Unread
from mingbai.text.fold import fold
from mingbai.text.page import Page

__all__ = ["read", "read_page"]

_TABLES = ("proactive", "applications", "remedies")


def read(data: bytes, *, name: str, body: str | None = None, year: int | None = None) -> Report:
    """Return the report in *data*; *body* and *year* are what the caller knows of it.

    They stand beside what the page says (`stated_body`, `stated_year`), never in its place; only where the page names no
    year are its sentences taken to be of the year stated.

    Our own JSON comes back as it was written. Raises `BadReport` when it does not hold to its schema, `Unreadable` (or a kind of it) when the bytes are no page, `NotAReport` when the page is no such report.
    """
    if data[:200].lstrip().startswith(b"{") and SCHEMA.encode() in data[:400]:
        return replace(from_json(data), stated_body=body, stated_year=year)
    return read_page(decode(data, name=name), body=body, year=year)


def read_page(page: Page, *, body: str | None = None, year: int | None = None) -> Report:
    """Return the report on a decoded page, as `read` does; raises `NotAReport`."""
    folded = fold(page.text)
    chapters = find_chapters(folded, page.text)
    regions = find_regions(folded, chapters)
    readings = {key: read_table(key, page, folded, region) for key, region in regions.items()}
    indicators = read_indicators(page, folded) if "applications" not in readings else Reading(None)
    known = sum(chapter.key is not None for chapter in chapters)
    tables = {key: reading.table for key, reading in readings.items() if reading.table}
    titles = find_titles(page, folded)
    if not is_report(titles, folded, known, len(tables) + (indicators.table is not None)):
        raise NotAReport(
            "不像政府信息公开工作年度报告：没有找到年报的标题、章节或表格",
            "does not look like an annual report on government information disclosure: no title, chapter or table of one",
        )
    found_year = find_year(titles, folded)
    metadata = find_metadata(page, folded, chapters[0].span[0] if chapters else None)
    found_body = find_body(titles, page, folded, metadata)
    unread = [entry for reading in (*readings.values(), indicators) for entry in reading.unread]
    unread += _without_table({c.key for c in chapters}, found_year, found=set(readings), some=bool(tables))
    outside = [r.span for r in (*readings.values(), indicators) if r.span]
    outside += [datum.span for datum in metadata.values() if datum.span]
    prose = read_prose(
        page.text,
        folded,
        year=year if found_year is None else found_year,
        body=found_body.name if found_body else body,
        outside=sorted(outside),
    )
    if "remedies" in tables:
        # The third table is the same in every edition: it is of the one that the report's other tables use.
        used = next((tables[key].edition for key in ("applications", "proactive") if key in tables), None)
        used = used or (
            form.edition if found_year and (form := for_year(found_year)) and form.remedies else None
        )
        tables["remedies"] = replace(tables["remedies"], edition=used or tables["remedies"].edition)
    editions = Editions(**{key: table.edition for key, table in tables.items()})
    edition = editions.proactive or editions.applications or ("2014" if indicators.table else None)
    edition = edition or editions.remedies or "narrative"
    return Report(
        source=Source(page.name, page.sha256, page.media_type, page.charset, folded.script),
        body=found_body,
        year=found_year,
        edition=edition,
        editions=editions,
        metadata=metadata,
        chapters=chapters,
        proactive=tables.get("proactive"),
        applications=tables.get("applications"),
        remedies=tables.get("remedies"),
        indicators=indicators.table,
        claims=prose.claims,
        breakdowns=prose.breakdowns,
        statements=prose.statements,
        unread=tuple(unread),
        page=page,
        stated_body=body,
        stated_year=year,
    )


def _without_table(
    chapters: set[str | None], year: int | None, *, found: set[str], some: bool
) -> list[Unread]:
    """Return one entry for each statutory table that should be there and is not; the years before 2019 have none."""
    if year is not None and year < 2019:
        return []
    out = []
    for key in _TABLES:
        if key in chapters and key not in found:
            out.append(
                Unread(
                    key,
                    "只有标题，没有读到表中的数",
                    "the heading is there, the figures of the table are not",
                )
            )
        elif some and key not in found:
            out.append(Unread(key, "页面上没有找到这张表", "the table was not found on the page"))
    return out

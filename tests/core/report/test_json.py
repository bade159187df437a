"""A report goes to JSON and comes back the same; JSON that is no report is refused with the path of what is wrong."""

import json
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from importlib import resources
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingbai.errors import BadReport
from mingbai.report import form
from mingbai.report.jsonform import dump, dumps, from_json, to_json
from mingbai.report.schema import schema, text
from mingbai.report.values import (
    Body,
    Breakdown,
    Cell,
    Chapter,
    Claim,
    Datum,
    Editions,
    Joint,
    Kind,
    Report,
    Source,
    Statement,
    Status,
    Table,
    Unread,
)
from tests.core.report.making import changed, damaged, report

WORDS = st.text(st.characters(exclude_categories=()), max_size=12)
SPANS = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(lambda ends: (min(ends), max(ends)))
AMOUNTS = st.one_of(
    st.integers(-(10**9), 10**9),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4),
)
READ = st.builds(
    lambda value, raw, span: Cell(value, raw, Status.READ, span), AMOUNTS, WORDS, st.none() | SPANS
)
OTHER = st.builds(
    lambda status, raw, span: Cell(None, raw, status, span),
    st.sampled_from([Status.BLANK, Status.UNREADABLE, Status.ABSENT]),
    st.none() | WORDS,
    st.none() | SPANS,
)
YEARS = st.none() | st.integers(1990, 2099)
CLAIMS = st.builds(
    Claim,
    about=st.none() | WORDS,
    value=AMOUNTS,
    unit=WORDS,
    kind=st.sampled_from(list(Kind)),
    period=YEARS,
    scope=WORDS,
    quote=WORDS,
    span=SPANS,
    approximate=st.booleans(),
    what=WORDS,
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    edition = draw(st.sampled_from([*(found.edition for found in form.editions()), "narrative"]))
    tables: dict[str, Table] = {}
    if edition != "narrative":
        for shape in form.of(edition).tables:
            if draw(st.booleans()):
                odd = draw(st.dictionaries(st.sampled_from(list(shape.cells())), READ | OTHER, max_size=6))
                rest = draw(READ | OTHER)
                tables[shape.key] = Table(edition, {at: odd.get(at, rest) for at in shape.cells()})
    claims = tuple(draw(st.lists(CLAIMS, max_size=3)))
    positions = st.integers(0, max(0, len(claims) - 1))
    breakdowns = st.builds(
        Breakdown,
        total=positions,
        parts=st.lists(positions, max_size=3).map(tuple),
        joint=st.sampled_from(list(Joint)),
        complete=st.booleans(),
        channels=st.booleans(),
        quote=WORDS,
        span=SPANS,
    )
    return Report(
        source=draw(st.builds(Source, WORDS, WORDS, WORDS.filter(bool), st.none() | WORDS, st.just("hant"))),
        body=draw(st.none() | st.builds(Body, WORDS, WORDS, st.none() | SPANS)),
        year=draw(YEARS),
        edition=edition,
        editions=Editions(
            *(edition if key in tables else None for key in ("proactive", "applications", "remedies"))
        ),
        metadata=draw(st.dictionaries(WORDS, st.builds(Datum, WORDS, st.none() | SPANS), max_size=3)),
        chapters=tuple(
            draw(st.lists(st.builds(Chapter, WORDS, WORDS, WORDS, SPANS, st.none() | WORDS), max_size=3))
        ),
        **tables,
        claims=claims,
        breakdowns=tuple(draw(st.lists(breakdowns, max_size=2))) if claims else (),
        statements=tuple(
            draw(st.lists(st.builds(Statement, WORDS, WORDS, YEARS, WORDS, WORDS, SPANS), max_size=2))
        ),
        unread=tuple(draw(st.lists(st.builds(Unread, WORDS, WORDS, WORDS), max_size=2))),
        stated_body=draw(st.none() | WORDS),
        stated_year=draw(YEARS),
    )


QUICK, MANY = (40, 20, 60), (1000, 200, 1000)
"""How many reports are drawn by each of the three properties: each time, and by the deep tests."""


@settings(max_examples=QUICK[0], suppress_health_check=list(HealthCheck))
@given(reports())
def test_a_report_comes_back_from_json_as_it_went(found: Report) -> None:
    written = dumps(to_json(found))
    written.encode()
    assert from_json(written) == found


@settings(max_examples=QUICK[1], suppress_health_check=list(HealthCheck))
@given(reports())
def test_every_report_holds_to_the_published_schema(found: Report) -> None:
    jsonschema.Draft202012Validator(schema()).validate(json.loads(dumps(to_json(found))))


def test_the_published_schema_is_the_one_that_the_forms_make() -> None:
    published = resources.files("mingbai.report.schema").joinpath("report.schema.json").read_text("utf-8")
    assert published == text(), "write mingbai.report.schema.text() to report.schema.json anew"
    jsonschema.Draft202012Validator.check_schema(json.loads(published))


def test_the_schema_refuses_a_guessed_figure_and_a_row_that_no_form_has() -> None:
    validator = jsonschema.Draft202012Validator(schema())
    good = json.loads(dumps(to_json(report("2021"))))
    validator.validate(good)
    guessed = json.loads(dumps(to_json(report("2021"))))
    guessed["applications"]["new"]["total"]["status"] = "unreadable"
    assert not validator.is_valid(guessed)
    odd = json.loads(dumps(to_json(report("2021"))))
    odd["applications"]["newest"] = odd["applications"]["new"]
    assert not validator.is_valid(odd)


def test_amounts_are_written_with_the_digits_they_are_printed_with() -> None:
    found = changed(
        report("2021"), "proactive", fees__amount_wan=Cell(Decimal("17586.50930"), "17586.50930", Status.READ)
    )
    assert '"fees.amount_wan": {"value": 17586.50930, "raw": "17586.50930"' in dumps(to_json(found))


def test_a_table_that_is_not_in_the_document_has_no_key() -> None:
    data = to_json(replace(report("2021"), remedies=None))
    assert "remedies" not in data
    assert "indicators" not in data
    assert "applications" in data


def test_a_row_that_is_not_printed_is_absent_and_keys_stand_in_the_order_of_the_form() -> None:
    data = to_json(damaged())
    assert data["applications"]["other_fee_unpaid"]["total"] == {
        "value": None, "raw": None, "status": "absent", "span": None,
    }  # fmt: skip
    assert list(data["applications"])[:3] == ["new", "carried_in", "granted"]
    assert data["applications"]["new"]["business"]["span"] == [10, 13]
    assert data["metadata"] == {"index_no": "0143/2024-00012"}
    assert data["metadata_spans"] == {"index_no": [1, 9]}


def test_the_one_row_of_2019_in_a_later_report_goes_both_ways() -> None:
    old = report("2019", 2023)
    assert from_json(dumps(to_json(old))) == old
    mixed = replace(
        old, edition="2021", editions=Editions("2021", None, "2021"), proactive=None, remedies=None
    )
    back = from_json(dumps(to_json(mixed)))
    assert back.applications
    assert back.applications.value("other", "total") == old.cell("applications/other/total").value


def test_the_text_comes_in_pieces() -> None:
    pieces = list(dump(to_json(report("2021"))))
    assert len(pieces) > 100
    assert "".join(pieces) == dumps(to_json(report("2021")))


def test_what_json_cannot_say_exactly_is_not_written() -> None:
    for value in (1.5, Decimal("NaN"), Decimal("Infinity"), {1, 2}):
        with pytest.raises(TypeError):
            dumps({"value": value})


def _json(**changes: Any) -> str:
    data = to_json(report("2021"))
    for path, value in changes.items():
        *way, last = path.split("__")
        place = data
        for key in way:
            place = place[int(key)] if isinstance(place, list) else place[key]
        place[last] = value
    return dumps(data)


CELL = {"value": 1, "raw": "1", "status": "read", "span": None}


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "not valid JSON"),
        ("[]", "$: must be an object"),
        ("{}", "schema: must be mingbai.report/1"),
        ('{"schema": "mingbai.report/1", "schema": 1}', "stands twice"),
        ('{"schema": NaN}', "NaN"),
        ("[" * 100_000, "not valid JSON"),
        (_json(edition="1999"), "edition: must be one of: narrative 2014 2019 2021"),
        (_json(year="2021"), "year: must be a whole number"),
        (_json(year=True), "year: must be a whole number"),
        (_json(editions__applications="1999"), "editions.applications: there is no edition 1999"),
        (_json(applications__new__total={**CELL, "value": "1"}), "applications.new.total.value: must be a number"),
        (_json(applications__new__total={**CELL, "value": None}), "total.value: must be a number where"),
        (_json(applications__new__total={**CELL, "status": "blank"}), "applications.new.total.value: must be null"),
        (_json(applications__new__total={**CELL, "status": "maybe"}), "applications.new.total.status: must be one of"),
        (_json(applications__new__total={**CELL, "span": [2, 1]}), "applications.new.total.span: must be [start, end]"),
        (_json(applications__new__sum=CELL), "applications.new.sum: the form of 2021 has no such cell"),
        (_json(applications__newest={"total": CELL}), "applications.newest.total: the form of 2021 has"),
        (_json(claims=[{"value": 1}, {"value": "x"}]), "claims[1].value: must be a number"),
        (_json(breakdowns=[{"total": 0, "parts": [], "joint": "其中"}]), "breakdowns[0].total: is no position"),
        (_json(metadata=[]), "metadata: must be an object"),
        (_json(chapters={}), "chapters: must be an array"),
        (_json().replace('"value": 1,', '"value": 1e999999999,', 1), "too many digits"),
    ],
)  # fmt: skip
def test_json_that_is_no_report_is_refused_with_the_path(written: str, says: str) -> None:
    with pytest.raises(BadReport) as caught:
        from_json(written)
    assert says in caught.value.en
    assert "\n" not in caught.value.zh


def test_a_float_is_refused_since_it_is_not_exact() -> None:
    data = json.loads(dumps(to_json(report("2021"))))
    with pytest.raises(BadReport, match="浮点数"):
        from_json(data)
    assert from_json(json.loads(dumps(to_json(report("2021"))), parse_float=Decimal)) == report("2021")


def test_a_report_written_by_hand_needs_little() -> None:
    table = '{"new": {"total": {"value": 3, "status": "read"}}}'
    found = from_json(f'{{"schema": "mingbai.report/1", "edition": "2021", "applications": {table}}}')
    assert found.cell("applications/new/total").value == 3
    assert found.cell("applications/handled/total").status is Status.ABSENT
    assert found.claims == ()


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda x: st.lists(x) | st.dictionaries(st.text(), x),
)
KEYS = ("applications", "claims", "metadata", "body", "source", "chapters", "unread", "stated", "editions")


@settings(max_examples=QUICK[2])
@given(st.sampled_from(KEYS), ANYTHING)
def test_whatever_is_given_the_answer_is_a_report_or_bad_report(key: str, data: Any) -> None:
    with suppress(BadReport):
        from_json({**to_json(report("2021")), key: data})


@pytest.mark.deep
@pytest.mark.parametrize(
    ("holds", "drawn", "count"),
    [
        (test_a_report_comes_back_from_json_as_it_went, [reports()], MANY[0]),
        (test_every_report_holds_to_the_published_schema, [reports()], MANY[1]),
        (
            test_whatever_is_given_the_answer_is_a_report_or_bad_report,
            [st.sampled_from(KEYS), ANYTHING],
            MANY[2],
        ),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_the_properties_hold_for_many_reports(holds: Any, drawn: list[Any], count: int) -> None:
    quiet = settings(max_examples=count, suppress_health_check=list(HealthCheck))
    quiet(given(*drawn)(holds.hypothesis.inner_test))()

"""The JSON that scripts rely on."""

import json
from typing import Any

import jsonschema

from mingbai.audit import output
from mingbai.audit.output.json import schema
from mingbai.errors import NeedsOcr
from tests.core.audit.output import fictional
from tests.core.audit.output.fictional_report import HOSTILE


def _loaded(*items: Any, **how: Any) -> Any:
    return json.loads(output.render("json", items, checks=fictional.RULES, **how))


def test_it_holds_to_its_schema() -> None:
    failed = output.Failure("a.pdf", NeedsOcr("没有文字层", "no text layer"))
    jsonschema.Draft202012Validator.check_schema(schema())
    for items in (
        (),
        (fictional.audit(),),
        (fictional.clean(), failed, fictional.audit(hostile=HOSTILE)),
    ):
        value = json.loads(
            output.render("json", items, [fictional.across()], checks=fictional.RULES, skipped=1)
        )
        jsonschema.validate(value, schema(), cls=jsonschema.Draft202012Validator)


def test_it_has_the_shape_of_the_contract() -> None:
    value = _loaded(fictional.audit())
    assert value["schema"] == "mingbai.audit/1"
    (report,) = value["reports"]
    assert report["body"] == {"name": "云汀市松岚区人民政府", "as_written": "云汀市松岚区人民政府"}
    assert (report["year"], report["edition"]) == (2023, "2021")
    assert [check["id"] for check in report["checks"]] == [rule.id for rule in fictional.RULES]
    by_id = {check["id"]: check for check in report["checks"]}
    total = by_id["remedies/total"]
    assert (total["outcome"], total["says_en"]) == ("failed", "Results add up to the total")
    (finding,) = total["findings"]
    assert (finding["severity"], finding["expected"], finding["found"]) == ("error", "2", "3")
    kept = by_id["applications/row-total"]
    assert kept["outcome"] == "not_assessed"
    assert kept["why_not"]
    assert len(kept["findings"]) == 1


def test_the_summary_counts_files_findings_and_what_was_not_assessed() -> None:
    failed = output.Failure("a.pdf", NeedsOcr("没有文字层", "no text layer"))
    text = output.render(
        "json", [fictional.audit(), failed], [fictional.across()], checks=fictional.RULES, skipped=3
    )
    value = json.loads(text)
    counts = {"files": 5, "read": 1, "skipped": 3, "errors": 7, "warnings": 5, "not_assessed": 3}
    assert counts.items() <= value["summary"].items()
    assert value["failed"] == [
        {"source": {"name": "a.pdf"}, "error": "没有文字层", "error_en": "no text layer"}
    ]
    assert value["across"][0]["sources"] == ["松岚2022.html", "松岚区 2023 年报.html"]


def test_each_report_is_written_as_soon_as_it_is_there() -> None:
    pieces: list[str] = []
    writer = output.writer("json", pieces.append, checks=fictional.RULES)
    writer.begin()
    writer.add(fictional.clean(1))
    written = len(pieces)
    writer.add(fictional.clean(2))
    assert len(pieces) > written
    assert "清溪2镇" in pieces[-1]
    assert all("清溪" not in str(vars(writer)) for _ in (1,))


def test_spans_are_code_points_of_the_plain_text() -> None:
    audit = fictional.audit(hostile="𠮷𠮷")
    assert audit.report.page
    for check in _loaded(audit)["reports"][0]["checks"]:
        for finding in check["findings"]:
            if finding["quote"] and finding["span"]:
                assert audit.report.page.text[slice(*finding["span"])] == finding["quote"]


def test_a_lone_surrogate_is_written_escaped() -> None:
    audit = fictional.audit(body="某\ud800县")
    text = output.render("json", [audit], checks=fictional.RULES)
    text.encode("utf-8")
    assert json.loads(text)["reports"][0]["body"]["name"] == "某\ud800县"

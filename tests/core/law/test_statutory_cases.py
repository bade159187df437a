"""Every case of tests/cases, asked of the command as a user asks it: days, refusals, fees, remedies, single days."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from mingbai.cli import main
from mingbai.cli.acts import REPLY_OPTIONS
from tests.core.law.cases import cases
from tests.house.tree import CORE

SCHEMAS = {
    name: jsonschema.Draft202012Validator(
        json.loads((CORE / "cli" / "schema" / f"{name}.schema.json").read_text("utf-8"))
    )
    for name in ("deadline", "fee", "remedy")
}


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any, str]:
    """Return the exit code, the JSON on standard output and the line on standard error."""
    code = main([*words, "--format", "json", "--lang", "zh"])
    captured = capsys.readouterr()
    said = json.loads(captured.out) if captured.out else None
    if said is not None and words[0] in SCHEMAS:
        SCHEMAS[words[0]].validate(said)
    return code, said, captured.err


def refused(case: dict, code: int, said: Any, line: str) -> bool:
    """Return whether *case* is to be refused; then it must have been, in one line that names the article."""
    if "refused" not in case:
        assert (code, line) == (0, "")
        return False
    assert (code, said) == (2, None)
    assert case["refused"] in line
    assert line.count("\n") == 1
    return True


def words_of(case: dict) -> Iterator[str]:
    for key in REPLY_OPTIONS:
        for value in case[key] if isinstance(case.get(key), list) else [case[key]] if key in case else []:
            yield from (f"--{key.replace('_', '-')}", str(value))


@pytest.mark.parametrize("case", cases("reply"))
def test_a_reply_falls_due_when_the_law_says(case: dict, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, line = asked(capsys, "deadline", *words_of(case))
    if refused(case, code, said, line):
        return
    assert said["due"] == (str(case["due"]) if "due" in case else None)
    assert said["waiting_for"] == case.get("waiting_for")
    assert said["missing_year"] == case.get("provisional")
    assert said["firm"] is ("provisional" not in case)
    if "safe_due" in case:
        assert said["safe_due"] == str(case["safe_due"])
    if said["waiting_for"] != "confirmation":
        assert said["received"] == str(case.get("legal_receipt", case["received"]))
    assert said["steps"]
    assert said["grounds"]


@pytest.mark.parametrize("case", cases("limits"))
def test_a_limit_ends_when_the_law_says(case: dict, capsys: pytest.CaptureFixture[str]) -> None:
    key = {"amendment_notice": "amendment_notice_days"}.get(case["limit"], case["limit"])
    if "year" in case:
        words = ["report", "--year", str(case["year"]), "--level", case["level"]]
    else:
        start = str(case["from"]).replace(" ", "T")
        words = ["limit", key, "--from", start]
    code, said, line = asked(capsys, "deadline", *words)
    if refused(case, code, said, line):
        return
    assert said["due"] == str(case["due"]).replace(" ", "T")[: len(said["due"])]
    assert said.get("missing_year") == case.get("provisional")


@pytest.mark.parametrize("case", cases("remedies"))
def test_the_remedies_are_those_of_the_day_of_service(case: dict, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--served", str(case["served"]), "--outcome", case["outcome"]]
    if "withheld" in case:
        words += ["--withheld", case["withheld"]]
    code, said, line = asked(capsys, "remedy", *words)
    if refused(case, code, said, line):
        return
    assert said["review_first"] == case["review_first"]
    assert said["reconsider_until"] == str(case["reconsider_until"])
    assert said["sue_until"] == (str(case["sue_until"]) if "sue_until" in case else None)


@pytest.mark.parametrize("case", cases("fees"))
def test_a_fee_is_that_of_the_scale(case: dict, capsys: pytest.CaptureFixture[str]) -> None:
    mode = "items" if "items" in case else "pages"
    words = ["fee", mode, str(case[mode])]
    if "already" in case:
        words += ["--already", str(case["already"])]
    if "on" in case:
        words += ["--on", str(case["on"])]
    code, said, line = asked(capsys, *words)
    if refused(case, code, said, line):
        return
    assert said["amount"] == case["amount"]
    assert sum(float(step["amount"]) for step in said["steps"]) == float(case["amount"])


@pytest.mark.parametrize("case", cases("calendar"))
def test_a_day_is_what_the_notice_says(case: dict, capsys: pytest.CaptureFixture[str]) -> None:
    _, said, _ = asked(capsys, "calendar", str(case["day"].year))
    day = next(each for each in said["days"] if each["day"] == str(case["day"]))
    assert (day["kind"], day["holiday"]) == (case["kind"], case.get("holiday"))

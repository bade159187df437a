"""The statutory cases of tests/cases/*.toml: each says what it shows, by which text, and what is expected of the law."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "cases"
FILES = {path.name: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
EVERY = [(name, case) for name, file in FILES.items() for case in file["case"]]

FORMALITIES = {"name", "cite", "example"}
KEYS = {
    "workdays.toml": {"from", "count", "day", "known", "provisional"},
    "reply.toml": {
        "received", "channel", "confirmed", "amendment_asked", "amended", "consulted", "extended", "extended_on",
        "fee_noticed", "fee_paid", "as_of", "due", "waiting_for", "legal_receipt", "provisional", "safe_due",
        "refused", "why",
    },
    "limits.toml": {"limit", "from", "year", "level", "due", "provisional", "refused", "why"},
    "remedies.toml": {"served", "outcome", "withheld", "review_first", "reconsider_until", "sue_until"},
    "fees.toml": {"items", "already", "pages", "on", "amount", "refused", "why"},
    "calendar.toml": {"day", "kind", "holiday"},
    "outcomes.toml": {"situation", "row_2021", "row_2019", "cites"},
    "years.toml": {"received", "ended", "outcome", "as_of", "new_in", "carried_out_of", "counted_in"},
    "report.toml": {
        "change", "check", "findings", "severity", "says", "expected", "found", "explains", "carried_in", "read", "blank",
    },
    "intake.toml": {"applicant", "agent", "column", "matter", "counts"},
    "letters.toml": {"ending", "facts", "review_first", "says"},
    "results.toml": {"result", "after_reconsideration", "block", "cell"},
    "lifecycle.toml": {
        "acts", "chosen", "as_of", "known", "upto", "state", "received", "unreceived", "due", "safe_due", "waiting_for", "amend_by",
        "pay_by", "outcome", "row", "answered", "closed", "in_time", "refused", "uncounted", "new_in", "carried_out_of",
        "counted_in", "counted_as",
    },
}  # fmt: skip
DAYS = {
    "amend_by", "amended", "amendment_asked", "answered", "as_of", "closed", "confirmed", "day", "due", "ended", "extended_on", "fee_noticed", "fee_paid",
    "from", "known", "legal_receipt", "on", "pay_by", "received", "reconsider_until", "safe_due", "served", "sue_until", "upto",
}  # fmt: skip
CHANNELS = {"in-person", "signed-post", "ordinary-post", "online", "fax", "misdirected"}
CONSULTED = re.compile(
    r"(?:(?:third-party|joint-maker|organ):)?(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)(?:@(\d{4}-\d\d-\d\d))?"
)
ARTICLE = re.compile(r"\S*第[一二三四五六七八九十]+条(第[一二三四五六七八九十]+[款项])?")


def of(file: str) -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in FILES[file]["case"]]


def exactly_one(case: dict, *keys: str) -> bool:
    return sum(key in case for key in keys) == 1


def refusal_is_told(case: dict) -> bool:
    return ("refused" in case) == ("why" in case)


def reply_is_told(case: dict) -> bool:
    firm = "due" in case or not {"provisional", "safe_due"} & case.keys()
    return exactly_one(case, "due", "waiting_for", "refused") and refusal_is_told(case) and firm


def limit_is_told(case: dict) -> bool:
    starts = {"year", "level"} <= case.keys() if case["limit"].startswith("report_") else "from" in case
    return exactly_one(case, "due", "refused") and refusal_is_told(case) and starts


def remedy_is_told(case: dict) -> bool:
    first = case["review_first"]
    known = first is True or first is False or first == "unsettled"
    return known and "reconsider_until" in case and ("sue_until" in case) == (first is not True)


def fee_is_told(case: dict) -> bool:
    one_mode = exactly_one(case, "items", "pages") and not {"already", "pages"} <= case.keys()
    amount = re.fullmatch(r"\d+\.\d\d", case.get("amount", "0.00"))
    return one_mode and exactly_one(case, "amount", "refused") and refusal_is_told(case) and bool(amount)


def day_is_told(case: dict) -> bool:
    named = case["kind"] in ("holiday", "make-up")
    return case["kind"] in ("working", "rest", "holiday", "make-up") and ("holiday" in case) == named


def outcome_is_told(case: dict) -> bool:
    same = "other" if case["row_2021"].startswith("other_") else case["row_2021"]
    return case["row_2019"] == same and all(ARTICLE.fullmatch(each) for each in case["cites"])


def year_is_told(case: dict) -> bool:
    over = "ended" in case and case["ended"] <= case["as_of"]
    return "new_in" in case and "carried_out_of" in case and ("counted_in" in case) == over


def standing_is_told(case: dict) -> bool:
    ended = ("answered" in case) + ("closed" in case)
    state = ended == (case["state"] in ("answered", "closed")) and (
        "waiting_for" not in case or "due" not in case
    )
    return state and ("outcome" in case) == ("row" in case) and ("upto" in case) == ("carried_out_of" in case)


def report_is_told(case: dict) -> bool:
    checked = "check" in case and "findings" in case and ("severity" in case) == (case["findings"] > 0)
    return checked != ("read" in case)


def result_is_told(case: dict) -> bool:
    return {"result", "block", "cell"} <= case.keys()


def letter_is_told(case: dict) -> bool:
    return bool(case["says"]) and isinstance(case["review_first"], bool) and "ending" in case


def intake_is_told(case: dict) -> bool:
    return {"applicant", "column"} <= case.keys() or {"matter", "counts"} <= case.keys()


TOLD: dict[str, Callable[[dict], bool]] = {
    "report.toml": report_is_told,
    "results.toml": result_is_told,
    "intake.toml": intake_is_told,
    "letters.toml": letter_is_told,
    "workdays.toml": lambda case: {"from", "count", "day"} <= case.keys(),
    "reply.toml": reply_is_told,
    "limits.toml": limit_is_told,
    "remedies.toml": remedy_is_told,
    "fees.toml": fee_is_told,
    "calendar.toml": day_is_told,
    "outcomes.toml": outcome_is_told,
    "years.toml": year_is_told,
    "lifecycle.toml": standing_is_told,
}


def test_every_file_of_cases_is_known_here() -> None:
    assert FILES.keys() == KEYS.keys() == TOLD.keys()


def test_there_are_enough_cases_to_hold_the_law_to() -> None:
    assert len(EVERY) >= 250


def test_no_two_cases_have_the_same_name() -> None:
    names = Counter(case["name"] for _, case in EVERY)
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("file", FILES)
def test_every_file_opens_by_explaining_its_keys(file: str) -> None:
    text = (FOLDER / file).read_text("utf-8")
    assert text.startswith("# ")
    head = text.split("\n\n", 1)[0]
    used = {key for case in FILES[file]["case"] for key in case} - {"name", "cite"}
    assert [key for key in sorted(used) if not re.search(rf"\b{key}\b", head, re.ASCII)] == []


@pytest.mark.parametrize("file", FILES)
def test_every_case_has_a_name_a_text_it_rests_on_and_known_keys_only(file: str) -> None:
    for case in FILES[file]["case"]:
        assert re.search("[一-龥]", case["name"]), case
        assert re.search("[一-龥]", case["cite"]), case
        assert case.keys() <= FORMALITIES | KEYS[file], case
        assert 1 <= case.get("example", 1) <= 63, case


@pytest.mark.parametrize("file", FILES)
def test_no_case_leaves_out_what_is_expected(file: str) -> None:
    assert [case["name"] for case in FILES[file]["case"] if not TOLD[file](case)] == []


@pytest.mark.parametrize("file", FILES)
def test_every_day_of_a_case_is_a_day(file: str) -> None:
    for case in FILES[file]["case"]:
        by_the_hour = case.get("limit", "").startswith("response_")
        kinds = {type(case[key]) for key in DAYS & case.keys()}
        assert kinds <= {datetime if by_the_hour else date}, case


@pytest.mark.parametrize("case", of("reply.toml"))
def test_a_case_of_the_reply_clock_can_be_asked_of_the_command(case: dict) -> None:
    assert case.get("channel", "in-person") in CHANNELS
    assert case.get("waiting_for", "payment") in ("confirmation", "amendment", "payment")
    for span in case.get("consulted", []):
        told = CONSULTED.fullmatch(span)
        assert told, span
        assert all(date.fromisoformat(day) for day in told.groups() if day)
    assert case.get("legal_receipt") != case["received"]


def test_the_outcomes_are_the_rows_of_the_applications_table() -> None:
    rows = {case["row_2021"] for case in FILES["outcomes.toml"]["case"]}
    assert len(rows) == 21
    remedied = {case["outcome"] for case in FILES["remedies.toml"]["case"]}
    assert remedied == rows | {"no_reply"}


def test_every_example_of_the_rules_is_among_the_cases() -> None:
    assert {case["example"] for _, case in EVERY if "example" in case} == set(range(1, 64))

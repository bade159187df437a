"""The years of the report in which an application stands: tests/cases/years.toml, each built up as a case of acts."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from mingbai.lifecycle import Act, Case, act, counting
from mingbai.outcomes import ending
from mingbai.workdays import announced
from tests.core.law.cases import cases

REPLIES = {
    "granted": "granted",
    "partly_granted": "partly_granted",
    "refused_process_information": "refused_process_information",
    "refused_third_party": "refused_third_party",
    "unavailable_not_held": "not_existing",
    "declined_petition": "petition",
}
"""The ending that is meant by a row; those that close a case without a reply are acts of their own."""


def lived(case: dict) -> Iterator[Act]:
    """Yield acts by which an application was received, waited as its outcome wants it, and ended on its day."""
    received, ended = case["received"], case.get("ended")
    yield act("received", received, channel="in-person")
    if ended is None:
        return
    the_day_before = ended - timedelta(1)
    if case["outcome"] == "other_not_amended":
        yield act("amendment_asked", received + timedelta(1), amend_by=the_day_before)
        yield act("amendment_lapsed", ended)
    elif case["outcome"] == "other_fee_unpaid":
        noticed = next(
            day
            for day in (received + timedelta(n) for n in range(1, 40))
            if announced().after(day, 20).day == the_day_before
        )
        yield act("fee_noticed", noticed)
        yield act("fee_lapsed", ended)
    elif case["outcome"] in ("other_remaining", "other"):
        yield act("withdrawn", ended)
    else:
        yield act("decided", max(received, the_day_before), outcome=REPLIES[case["outcome"]])
        yield act("dispatched", ended, route="post")
        yield act("served", ended + timedelta(4))


@pytest.mark.parametrize("case", cases("years"))
def test_an_application_stands_in_the_years_that_the_form_puts_it_in(case: dict) -> None:
    made = Case.of(lived(case))
    assert made.as_of().refusals == ()
    found = counting(made, case["as_of"])
    assert found.new_in == case["new_in"]
    assert list(found.carried_out_of) == case["carried_out_of"]
    assert found.counted_in == case.get("counted_in")
    if "counted_in" in case:
        edition = "2019" if case["counted_in"] in (2019, 2020) else "2021"
        assert found.outcome is not None
        assert ending(found.outcome).row(edition) == case["outcome"]
    else:
        assert found.outcome is None


def test_what_was_recorded_after_the_year_was_reported_is_not_in_that_report() -> None:
    case = Case.of(
        [
            act("received", date(2025, 12, 10), channel="in-person"),
            act("decided", date(2025, 12, 30), outcome="granted"),
            act("dispatched", date(2025, 12, 31), recorded=date(2026, 1, 15), route="post"),
        ]
    )
    end = date(2025, 12, 31)
    assert counting(case, end, known=date(2026, 1, 14)) == (2025, (2025,), None, None)
    assert counting(case, end, known=date(2026, 1, 15)) == (2025, (), 2025, "granted")


def test_an_application_that_came_in_later_stands_in_no_report_yet() -> None:
    case = Case.of([act("received", date(2026, 1, 5), channel="in-person")])
    assert counting(case, date(2025, 12, 31)) == (None, (), None, None)
    assert counting(case, date(2026, 1, 5)) == (2026, (), None, None)


def test_an_application_confirmed_in_the_new_year_is_new_in_that_year() -> None:
    case = Case.of(
        [
            act("received", date(2025, 12, 31), channel="online"),
            act("confirmed", date(2026, 1, 4)),
        ]
    )
    assert counting(case, date(2026, 12, 31)).new_in == 2026

"""Choices where the law is silent: what may be chosen, from when it holds, and that it moves no day of before."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingbai.errors import BadStatute
from mingbai.lifecycle import Act, Case, Settings
from mingbai.statutes import UNCONFIRMED, packaged, shipped
from mingbai.text.words import Words
from mingbai_web.accounts.permissions import Forbidden
from mingbai_web.accounts.roles import Role
from mingbai_web.duties.models import Duty
from mingbai_web.jobs.worker import work_off
from mingbai_web.ledger import projections, schemas
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.services import Overtaken, enter
from mingbai_web.ledger.subjects import Subject, new_id
from mingbai_web.rules import chains, queries, services, work
from mingbai_web.rules.services import TooLate
from tests.core.law.lives import lives
from tests.web.seats import viewer

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 10, 2, tzinfo=UTC)
TODAY = date(2026, 6, 10)
JULY = date(2026, 7, 1)
HEAD = viewer(Role.WORKING_BODY_HEAD, new_id())


def chosen(
    key: str = "receipt_online", value: str = "arrival", begins: date = JULY, **given: object
) -> Entry:
    return services.choose(
        key=key,
        value=value,
        begins=begins,
        reason="清公开〔2026〕3号",
        by=given.pop("by", HEAD),  # type: ignore[arg-type]
        now=given.pop("now", NOW),  # type: ignore[arg-type]
        **given,  # type: ignore[arg-type]
    )


def test_without_a_choice_the_rules_are_those_that_come_with_mingbai() -> None:
    held = queries.settings()
    assert held.law.parameters == shipped().parameters
    assert held.calendar is Settings.shipped().calendar


def test_a_choice_holds_from_its_day_and_is_its_own_ground_to_be_confirmed() -> None:
    chosen()
    law = queries.settings().law
    assert law.on("receipt_online", JULY - timedelta(1)).value == "confirmation"
    version = law.on("receipt_online", JULY)
    assert version.value == "arrival"
    assert version.ground.words.zh == "《清公开〔2026〕3号》（2026年施行）（依据待核）"


def test_a_number_that_was_chosen_is_a_number() -> None:
    chosen("amendment_period_days", "10")
    assert queries.settings().law.on("amendment_period_days", JULY).number == 10


def test_a_second_choice_leaves_what_was_counted_by_the_first() -> None:
    chosen()
    chosen(value="confirmation", begins=date(2027, 1, 1))
    law = queries.settings().law
    days = (TODAY, JULY, date(2026, 12, 31), date(2027, 1, 1))
    values = [law.on("receipt_online", day).value for day in days]
    assert values == ["confirmation", "arrival", "arrival", "confirmation"]


@pytest.mark.parametrize("begins", [TODAY, TODAY - timedelta(1), date(2020, 1, 1)])
def test_a_choice_begins_on_a_day_that_is_to_come(begins: date) -> None:
    with pytest.raises(TooLate, match="已经起算的期限"):
        chosen(begins=begins)
    assert Entry.objects.count() == 0


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("receipt_online", "never", "只能是"),
        ("amendment_period_days", "8", "值不对|只能是"),
        ("reply_days", "30", "由法律规定"),
        ("no_such_rule", "x", "没有参数"),
    ],
)
def test_what_the_law_does_not_offer_is_refused(key: str, value: str, said: str) -> None:
    with pytest.raises(BadStatute, match=said):
        chosen(key, value)
    assert Entry.objects.count() == 0


def test_a_choice_needs_the_decision_that_it_rests_on() -> None:
    with pytest.raises(BadStatute, match="决定的名称"):
        services.choose(key="receipt_online", value="arrival", begins=JULY, reason=" ", by=HEAD, now=NOW)


def test_only_the_head_of_the_working_body_chooses() -> None:
    for role in Role:
        if role is not Role.WORKING_BODY_HEAD:
            with pytest.raises(Forbidden):
                chosen(by=viewer(role, new_id()))


def test_a_choice_that_has_not_begun_may_be_taken_back_and_no_other() -> None:
    chosen()
    before = queries.rules_digest()
    services.take_back(key="receipt_online", reason="再议", by=HEAD, now=NOW + timedelta(days=1))
    assert queries.settings().law.on("receipt_online", JULY).value == "confirmation"
    assert queries.rules_digest() != before, "the act is on record all the same"
    chosen()
    with pytest.raises(TooLate, match="已经施行"):
        services.take_back(key="receipt_online", reason="再议", by=HEAD, now=NOW + timedelta(days=21))


def test_who_chose_on_an_older_state_is_told() -> None:
    seen = chosen().digest
    chosen(value="confirmation", begins=date(2027, 1, 1))
    with pytest.raises(Overtaken):
        chosen(value="confirmation", begins=date(2027, 2, 1), seen=seen)


def test_a_retry_of_a_choice_is_one() -> None:
    assert chosen(intake="form-1").id == chosen(intake="form-1").id


def test_the_digest_names_the_rules_and_a_choice_undone_by_the_database_leaves_no_trace() -> None:
    before = queries.rules_digest()
    assert len(before) == 16
    with transaction.atomic():
        chosen()
        assert queries.rules_digest() != before
        transaction.set_rollback(True)
    assert queries.rules_digest() == before
    assert queries.settings().law.on("receipt_online", JULY).value == "confirmation"


def test_the_rules_are_read_again_only_when_an_act_changed_them(django_assert_num_queries: object) -> None:
    chosen()
    first = queries.settings()
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert queries.settings() is first
    with queries.steady(), django_assert_num_queries(0):  # type: ignore[operator]
        assert queries.settings() is first
        assert queries.rules_digest()


def test_every_question_and_every_reading_has_words_and_no_word_is_of_none() -> None:
    said = packaged("mingbai_web.rules", "choices.toml")
    open_keys = {key: each for key, each in shipped().parameters.items() if each.choices is not None}
    assert set(said) == set(open_keys)
    for key, parameter in open_keys.items():
        names = {value for value in parameter.choices or () if isinstance(value, str)}
        assert set(said[key]) == names | {"asks"}, key


def test_a_question_says_what_holds_today_what_may_be_chosen_and_what_is_to_come() -> None:
    chosen("late_amendment_notice", "resets")
    found = queries.question("late_amendment_notice", TODAY)
    assert found is not None
    assert found.now is not None
    assert (found.now.option.value, found.now.chosen, found.waiting, found.open) == (
        "runs",
        False,
        True,
        True,
    )
    assert [each.value for each in found.options] == ["runs", "resets"]
    assert (found.held[-1].since, found.held[-1].chosen) == (JULY, True)
    assert found.held[-1].ground.status == UNCONFIRMED
    assert queries.question("reply_days", TODAY) is None


def test_the_questions_without_a_confirmed_text_come_first() -> None:
    found = queries.questions(TODAY)
    assert [each.open for each in found] == sorted((each.open for each in found), reverse=True)
    assert found[-1].key == "receipt_online"


def test_the_guide_is_told_which_day_is_that_of_receipt_online() -> None:
    chosen()
    before, after = queries.online_receipt(TODAY), queries.online_receipt(JULY)
    assert (before.value, before.safe_due) == ("confirmation", True)
    assert (after.value, after.safe_due, after.words.zh) == ("arrival", False, "提交之日")


CHOICES = [(key, str(value)) for key, each in shipped().parameters.items() for value in each.choices or ()]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=lives(), pick=st.sampled_from(CHOICES), begins=st.dates(date(2027, 1, 2), date(2027, 12, 31)))
def test_a_choice_of_2027_moves_no_day_of_an_application_of_before(
    acts: tuple[Act, ...], pick: tuple[str, str], begins: date, db: None
) -> None:
    """The rule in force on the day of receipt applies to all that follows, however late it is."""
    with transaction.atomic():
        before = queries.settings()
        chosen(*pick, begins=begins, now=datetime(2027, 1, 1, 2, tzinfo=UTC))
        after = queries.settings()
        assert after is not before
        was, now = Case.of(acts, before).as_of(), Case.of(acts, after).as_of()
        assert (was.due, was.amend_by, was.pay_by, was.state) == (
            now.due,
            now.amend_by,
            now.pay_by,
            now.state,
        )
        transaction.set_rollback(True)


def test_the_chain_of_a_question_is_the_same_in_every_installation() -> None:
    assert chains.choice("receipt_online") == chains.choice("receipt_online")
    assert chains.choice("receipt_online").id != chains.choice("redo_period").id


class _Errand:
    """A projection whose rows hold what the rules of their time said."""

    @staticmethod
    def rows(subject: object, entries: Sequence[Entry]) -> Iterator[Duty]:
        value = queries.settings().law.on("receipt_online", JULY).value
        yield Duty(
            about_kind="errand",
            about=new_id() if subject is None else subject,
            kind="test",
            title=str(value),
            body=HEAD.bodies[0],
            since=JULY,
        )


def test_rows_of_before_are_brought_up_to_the_new_rules_by_a_job_and_differ_until_then() -> None:
    schemas.register(schemas.Schema("errand", "noted", 1, Words("记", "noted"), {}, {}))
    made = projections.Projection("errand", "test.rules", (Duty,), _Errand.rows, queries.rules_digest)
    projections.declare(made)
    try:
        for _ in range(3):
            enter(
                subject=Subject("errand", new_id()),
                kind="noted",
                facts={},
                happened=TODAY,
                effective=TODAY,
                by=HEAD.hand(HEAD.bodies[0]),
                seen="",
                now=NOW,
            )
        chosen()
        assert {each.says.en for each in projections.differences()} == {"rules differ: rebuild"}
        while work_off(worker="w", clock=lambda: NOW):
            pass
        assert set(Duty.objects.values_list("title", flat=True)) == {"arrival"}
        assert list(projections.differences()) == []
        assert work.apply() == 0
    finally:
        projections._DECLARED.pop("test.rules")


def test_rows_that_another_version_of_the_program_computes_otherwise_accuse_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    schemas.register(schemas.Schema("errand", "noted", 1, Words("记", "noted"), {}, {}))
    shown = ["as before"]

    def rows(subject: object, entries: Sequence[Entry]) -> Iterator[Duty]:
        yield from (replaced(each, shown[0]) for each in _Errand.rows(subject, entries))

    def replaced(row: Duty, title: str) -> Duty:
        row.title = title
        return row

    projections.declare(projections.Projection("errand", "test.version", (Duty,), rows))
    try:
        enter(
            subject=Subject("errand", new_id()), kind="noted", facts={}, happened=TODAY, effective=TODAY,
            by=HEAD.hand(HEAD.bodies[0]), seen="", now=NOW,
        )  # fmt: skip
        shown[0] = "as the next version has it"
        assert [each.says.en for each in projections.differences()] == ["data differ: not what the acts give"]
        monkeypatch.setattr("mingbai.__version__", "9.9.9")
        assert [each.says.en for each in projections.differences()] == ["rules differ: rebuild"]
        assert len(projections.catch_up()) == 1
        assert list(projections.differences()) == []
    finally:
        projections._DECLARED.pop("test.version")

"""The law as data: which version holds on which day, what a file may hold, what may be chosen, how an article is cited."""

from datetime import date

import pytest

from mingbai.errors import BadStatute, NotInForce
from mingbai.lifecycle import Kind, acts
from mingbai.statutes import CONFIRMED, UNCONFIRMED, Ground, Instrument, Law, shipped, together
from mingbai.statutes.law import parse_instruments, parse_parameters
from mingbai.text.words import Words

# —— versions ——


@pytest.mark.parametrize(
    ("key", "day", "value", "article"),
    [
        ("reply_days", date(2008, 5, 1), 15, "第二十四条第二款"),
        ("reply_days", date(2019, 5, 14), 15, "第二十四条第二款"),
        ("reply_days", date(2019, 5, 15), 20, "第三十三条第二款"),
        ("extension_days", date(2019, 5, 14), 15, "第二十四条第二款"),
        ("extension_days", date(2019, 5, 15), 20, "第三十三条第二款"),
        ("amendment_notice_days", date(2019, 5, 15), 7, "第三十条"),
        ("third_party", date(2019, 5, 15), 15, "第三十二条"),
        ("joint_maker", date(2019, 5, 15), 15, "第三十四条"),
        ("report_department", date(2019, 5, 14), "03-31", "第三十一条"),
        ("report_department", date(2019, 5, 15), "01-31", "第四十九条第一款"),
        ("fee_payment", date(2021, 1, 1), 20, "第六条"),
        ("reconsideration", date(2023, 12, 31), 60, "第九条"),
        ("reconsideration", date(2024, 1, 1), 60, "第二十条"),
        ("reconsideration_acceptance", date(2023, 12, 31), 5, "第十七条、第四十条"),
        ("reconsideration_acceptance", date(2024, 1, 1), 5, "第三十条、第八十八条"),
        ("litigation", date(2015, 4, 30), 3, "第三十九条"),
        ("litigation", date(2015, 5, 1), 6, "第四十六条第一款"),
        ("review_first_silence", date(2023, 12, 31), "free", "第四十四条"),
        ("review_first_silence", date(2024, 1, 1), "unsettled", "第二十三条第一款第三项"),
        ("start_day", date(2017, 9, 30), "next-day", "第一百五十四条"),
        ("start_day", date(2020, 12, 31), "next-day", "第二百零一条"),
        ("start_day", date(2021, 1, 1), "next-day", "第二百零一条"),
    ],
)
def test_a_rule_holds_from_its_day_on(key: str, day: date, value: object, article: str) -> None:
    version = shipped().on(key, day)
    assert (version.value, version.ground.article) == (value, article)


@pytest.mark.parametrize(
    ("key", "first"),
    [
        ("reply_days", date(2008, 5, 1)),
        ("amendment_notice_days", date(2019, 5, 15)),
        ("third_party", date(2019, 5, 15)),
        ("joint_maker", date(2019, 5, 15)),
        ("fee_items", date(2021, 1, 1)),
        ("fee_items_step", date(2021, 1, 1)),
        ("fee_pages", date(2021, 1, 1)),
        ("fee_payment", date(2021, 1, 1)),
        ("fee_effect", date(2021, 1, 1)),
        ("reconsideration_not_told", date(2024, 1, 1)),
        ("simplified_decision", date(2024, 1, 1)),
    ],
)
def test_the_day_before_there_was_a_rule_it_is_not_in_force_and_says_since_when(
    key: str, first: date
) -> None:
    law = shipped()
    assert law.on(key, first).since == first
    the_day_before = date.fromordinal(first.toordinal() - 1)
    assert law.find(key, the_day_before) is None
    with pytest.raises(NotInForce, match=f"{first}起施行") as refused:
        law.on(key, the_day_before)
    assert f"in force from {first}" in refused.value.en


def test_withholding_goes_to_reconsideration_first_since_2024_only() -> None:
    before, after = (
        shipped().on("review_first", day).value for day in (date(2023, 12, 31), date(2024, 1, 1))
    )
    assert before == ()
    assert isinstance(after, tuple)
    assert len(after) == 7
    assert "refused_administrative_query" not in after, "第三十六条第七项不是第十四至十六条"


def test_the_code_changed_its_book_on_the_first_of_2021() -> None:
    cited = [
        shipped().on("rest_day", day).ground.instrument.key for day in (date(2020, 12, 31), date(2021, 1, 1))
    ]
    assert cited == ["民法总则", "民法典"]


# —— the files that come with us ——

CITED_BEFORE_IT_WAS = {
    ("archives_opening", "档案法"),  # holds for archives made before it, as the file says
}
"""Versions that begin before the instrument they rest on did: readings of earlier law, each known here."""


def test_what_a_version_rests_on_was_in_force_when_it_began_but_for_readings_of_earlier_law() -> None:
    found = set()
    for key, parameter in shipped().parameters.items():
        for version in parameter.versions:
            instrument = version.ground.instrument
            if version.since < instrument.since or (instrument.until and version.since > instrument.until):
                found.add((key, instrument.key))
    assert found == CITED_BEFORE_IT_WAS


def test_no_version_outlives_what_it_rests_on() -> None:
    outlived = []
    for key, parameter in shipped().parameters.items():
        ends = [version.since for version in parameter.versions[1:]] + [None]
        for version, end in zip(parameter.versions, ends, strict=True):
            until = version.ground.instrument.until
            if until is not None and (end is None or (end - until).days > 1):
                outlived.append((key, version.since))
    assert outlived == []


def test_every_parameter_is_named_in_both_languages_and_every_version_cites_an_article_or_a_letter() -> None:
    for key, parameter in shipped().parameters.items():
        assert all(parameter.title), key
        for version in parameter.versions:
            assert version.ground.article or version.ground.instrument.number or key.startswith("receipt_"), (
                key
            )


def test_what_the_law_leaves_open_is_marked_unconfirmed_where_it_is_a_reading_of_ours() -> None:
    open_and_certain = {
        key
        for key, parameter in shipped().parameters.items()
        if parameter.choices is not None and parameter.versions[-1].ground.status == CONFIRMED
    }
    assert open_and_certain == {"receipt_online"}, "第三十一条第三项有明文，指导案例26号另有说法"


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(
    "day", [date(2010, 1, 4), date(2019, 5, 14), date(2019, 5, 15), date(2020, 6, 1), date(2026, 1, 5)]
)
def test_an_act_rests_on_a_text_that_was_in_force_when_it_was_done(kind: Kind, day: date) -> None:
    entry = acts()[kind]
    instrument = entry.ground_on(day).instrument
    assert instrument.since <= day
    assert instrument.until is None or day <= instrument.until
    assert entry.ground_on(date(2026, 1, 5)) == entry.ground


# —— citing ——


@pytest.mark.parametrize(
    ("article", "en"),
    [
        ("第三十三条", "art. 33"),
        ("第三十三条第二款", "art. 33(2)"),
        ("第三十六条第七项", "art. 36 item 7"),
        ("第二十三条第一款第四项", "art. 23(1) item 4"),
        ("第三十二条、第三十四条", "art. 32, art. 34"),
        ("第三十二条、第三十三条第三款", "art. 32, art. 33(3)"),
        ("第一百五十四条", "art. 154"),
        ("第二百零三条", "art. 203"),
        ("第十条", "art. 10"),
        ("第一百二十条之一", "art. 120-1"),
        ("附则", "附则"),
    ],
)
def test_an_article_is_cited_in_english_as_in_chinese(article: str, en: str) -> None:
    ground = shipped().ground("条例-2019", article)
    assert ground.words.zh == f"《政府信息公开条例》（国务院令第711号）{article}"
    assert ground.words.en.endswith(f", {en}")


def test_what_is_not_confirmed_says_so_wherever_it_is_cited() -> None:
    sure, unsure = (shipped().ground("条例-2019", "第三十条", status) for status in (CONFIRMED, UNCONFIRMED))
    assert unsure.words.zh == f"{sure.words.zh}（依据待核）"
    assert unsure.words.en == f"{sure.words.en} [unconfirmed]"


def test_several_grounds_name_each_instrument_once_and_each_article_once() -> None:
    law = shipped()
    grounds = [
        law.ground("条例-2019", "第三十六条第三项"),
        law.ground("复议法-2023", "第二十条", UNCONFIRMED),
        law.ground("条例-2019", "第十四条"),
        law.ground("条例-2019", "第三十六条第三项"),
    ]
    cited = together(grounds)
    assert (
        cited.zh
        == "《政府信息公开条例》（国务院令第711号）第三十六条第三项、第十四条、《行政复议法》（2023年修订）第二十条（依据待核）"
    )
    assert cited.en.count("Regulation on Government Information Disclosure") == 1
    assert ", art. 36 item 3, art. 14; " in cited.en
    assert cited.en.endswith(", art. 20 [unconfirmed]")


def test_an_instrument_without_a_number_is_told_from_its_namesake_by_its_year() -> None:
    law = shipped()
    assert law.ground("复议法-1999", "第九条").words.zh == "《行政复议法》（1999年）第九条"
    assert law.ground("复议法-2023", "第二十条").words.zh == "《行政复议法》（2023年修订）第二十条"


@pytest.mark.parametrize("key", list(shipped().parameters))
def test_every_article_of_the_data_is_understood_in_english(key: str) -> None:
    for version in shipped().parameters[key].versions:
        rest = version.ground.words.en.removeprefix(version.ground.instrument.name.en)
        assert "第" not in rest
        assert "art. 0" not in rest


# —— choosing ——


def test_a_choice_holds_from_its_day_and_leaves_the_law_it_was_made_in_alone() -> None:
    law = shipped()
    chosen = law.chosen("late_amendment_notice", "resets", since=date(2026, 1, 1), by="办公会议纪要")
    days = date(2025, 12, 31), date(2026, 1, 1)
    assert [chosen.on("late_amendment_notice", day).value for day in days] == ["runs", "resets"]
    assert law.on("late_amendment_notice", days[1]).value == "runs"
    assert chosen.on("late_amendment_notice", days[1]).ground.words.zh.startswith("《办公会议纪要》")
    assert chosen.on("late_amendment_notice", days[1]).ground.status == UNCONFIRMED


def test_a_choice_may_be_changed_later_and_each_holds_in_its_time() -> None:
    law = shipped().chosen("amendment_period_days", 7, since=date(2024, 1, 1), by="甲")
    law = law.chosen("amendment_period_days", 10, since=date(2025, 1, 1), by="乙")
    days = date(2023, 12, 31), date(2024, 12, 31), date(2025, 1, 1)
    assert [law.on("amendment_period_days", day).value for day in days] == [15, 7, 10]


@pytest.mark.parametrize(
    ("key", "value", "since", "said"),
    [
        ("reply_days", 30, date(2026, 1, 1), "答复期限由法律规定，不能另行选择"),
        ("joint_maker", 20, date(2026, 1, 1), "由法律规定"),
        ("late_amendment_notice", "maybe", date(2026, 1, 1), "只能是：runs、resets"),
        ("late_amendment_notice", 7, date(2026, 1, 1), "值不对"),
        ("amendment_period_days", -3, date(2026, 1, 1), "只能是"),
        ("amendment_period_days", "15", date(2026, 1, 1), "值不对"),
        ("amendment_period_days", True, date(2026, 1, 1), "值不对"),
        ("late_amendment_notice", "resets", date(2019, 5, 15), "自2019-05-15起已有规定"),
        ("late_amendment_notice", "resets", date(2018, 1, 1), "须晚于该日"),
        ("no_such_rule", 1, date(2026, 1, 1), "没有参数 no_such_rule"),
    ],
)
def test_a_choice_that_the_law_does_not_leave_is_refused(
    key: str, value: object, since: date, said: str
) -> None:
    with pytest.raises(BadStatute, match=said) as refused:
        shipped().chosen(key, value, since=since, by="甲")
    assert refused.value.en.isprintable()


def test_a_choice_cannot_be_slipped_in_before_one_that_was_made() -> None:
    law = shipped().chosen("late_amendment_notice", "resets", since=date(2025, 1, 1), by="甲")
    with pytest.raises(BadStatute, match="自2025-01-01起已有规定"):
        law.chosen("late_amendment_notice", "runs", since=date(2024, 1, 1), by="乙")


def test_a_choice_made_under_an_earlier_law_holds_until_the_law_changes() -> None:
    since = date(2019, 1, 1)  # before the version of 2019-05-15
    law = shipped().decided("amendment_period_days", 7, since=since, by="甲")
    days = (date(2018, 12, 31), since, date(2019, 5, 14), date(2019, 5, 15))
    assert [law.on("amendment_period_days", day).value for day in days] == [15, 7, 7, 15]
    later = law.decided("amendment_period_days", 10, since=date(2024, 1, 1), by="乙")
    assert later.on("amendment_period_days", date(2024, 1, 1)).value == 10


def test_a_choice_of_a_rule_that_is_no_more_or_of_the_day_of_a_version_changes_nothing() -> None:
    law = shipped()
    assert law.decided("no_such_rule", 7, since=date(2024, 1, 1), by="甲") is law
    assert law.decided("amendment_period_days", 7, since=date(2019, 5, 15), by="甲") is law


# —— what a file may hold ——

INSTRUMENT = (
    '[[instrument]]\nkey = "甲法"\ntitle = "甲法"\nen = "Law A"\nsince = 2020-01-01\nstatus = "confirmed"\n'
)
RULE = '[rule]\ntitle = "规则"\nen = "a rule"\nunit = "day"\n'
VERSION = (
    '{{ since = {since}, value = {value}, instrument = "甲法", article = "第一条", status = "confirmed" }}'
)
GOOD = VERSION.format(since="2020-01-01", value=3)
LATER = VERSION.format(since="2021-01-01", value=5)


def read(text: str) -> Law:
    instruments = parse_instruments(INSTRUMENT, "instruments.toml")
    return Law({each.key: each for each in parse_parameters(text, "rules.toml", instruments)}, instruments)


def test_a_file_that_is_right_is_read() -> None:
    law = read(f"{RULE}version = [{GOOD}, {LATER}]")
    assert [law.on("rule", date(year, 12, 31)).number for year in (2020, 2021)] == [3, 5]


def test_a_version_without_a_value_ends_the_rule() -> None:
    ended = '{ since = 2021-01-01, instrument = "甲法", article = "第二条", status = "confirmed" }'
    law = read(f"{RULE}version = [{GOOD}, {ended}]")
    assert law.on("rule", date(2020, 12, 31)).number == 3
    assert law.find("rule", date(2021, 1, 1)) is None
    with pytest.raises(NotInForce, match=r"2021-01-01 没有规则的规定.*第二条"):
        law.on("rule", date(2021, 1, 1))


def test_a_value_that_is_no_number_is_not_counted_with() -> None:
    law = read(
        '[rule]\ntitle = "规则"\nen = "a rule"\nunit = "choice"\nversion = ['
        + GOOD.replace("3,", '"runs",')
        + "]"
    )
    with pytest.raises(BadStatute, match="runs 不是整数"):
        _ = law.on("rule", date(2020, 1, 1)).number


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{RULE}version = [{LATER}, {GOOD}]", "按日期先后排列"),
        (f"{RULE}version = [{GOOD}, {GOOD}]", "按日期先后排列"),
        (f"{RULE}version = []", "按日期先后排列"),
        (RULE, "按日期先后排列"),
        (f'{RULE}version = [{GOOD.replace("甲法", "乙法")}]', "instruments.toml 里没有 乙法"),
        (f'{RULE}version = [{GOOD.replace("confirmed", "sure")}]', "status 应为 confirmed 或 依据待核"),
        (f'{RULE}version = [{GOOD.replace(", status = " + chr(34) + "confirmed" + chr(34), "")}]', "status"),
        (f'{RULE}version = [{GOOD.replace("2020-01-01", chr(34) + "2020" + chr(34))}]', "since 日期"),
        (f'{RULE}version = [{GOOD.replace("article", "artikel")}]', "不认识的键 artikel"),
        (f"{RULE}note = 1\nversion = [{GOOD}]", "不认识的键 note"),
        (f'{RULE.replace("day", "week")}version = [{GOOD}]', "unit 应为"),
        (f"{RULE}choices = [4, 5]\nversion = [{GOOD}]", "不在 choices 之中"),
        (f"{RULE}{RULE}", "TOML"),
        ("[rule", "TOML"),
    ],
)  # fmt: skip
def test_a_file_of_rules_that_cannot_be_right_is_refused_with_its_name(text: str, said: str) -> None:
    with pytest.raises(BadStatute, match=said) as refused:
        read(text)
    assert refused.value.zh.startswith("法规数据 rules.toml")
    assert refused.value.en.startswith("statute data rules.toml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (INSTRUMENT * 2, "重复：甲法"),
        (INSTRUMENT.replace('"甲法"', '""', 1), "key 为空"),
        (INSTRUMENT.replace("2020-01-01", '"2020"'), "施行日期有误"),
        (INSTRUMENT + "until = 2019-12-31\n", "施行日期有误"),
        (INSTRUMENT + "repealed = 2021-01-01\n", "不认识的键 repealed"),
        (INSTRUMENT.replace("confirmed", "maybe"), "status"),
    ],
)
def test_a_file_of_instruments_that_cannot_be_right_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadStatute, match=said) as refused:
        parse_instruments(text, "instruments.toml")
    assert "instruments.toml" in refused.value.en


def test_an_instrument_may_end_on_the_day_it_began() -> None:
    (made,) = parse_instruments(INSTRUMENT + "until = 2020-01-01\n", "instruments.toml").values()
    assert made.until == made.since


def test_a_ground_of_an_instrument_that_there_is_not_is_refused() -> None:
    with pytest.raises(BadStatute, match="没有 无名法"):
        shipped().ground("无名法", "第一条")
    assert isinstance(shipped().ground("民法典", "第二百零三条"), Ground)


def test_an_instrument_without_number_and_edition_is_told_from_the_year_it_is_in_force_from() -> None:
    bare = Instrument("x", Words("会议纪要", "minutes"), None, None, date(2024, 1, 1), None, UNCONFIRMED)
    assert bare.name == ("《会议纪要》（2024年施行）", "minutes (2024)")

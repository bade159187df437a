"""Between years and between bodies; the digest that makes it possible."""

import pickle
import random
from dataclasses import replace

import pytest

from mingbai.audit import lookalike
from mingbai.audit.across import carry_over, jump, roll_up
from mingbai.audit.digest import FIGURES, Digest, digest, likeness, sketch
from mingbai.audit.findings import Across, Outcome, Result, Severity
from mingbai.audit.run import audit, audit_across
from mingbai.report.values import Report
from mingbai.text.words import Words
from tests.factories import BLANK, applications, page, proactive, report, with_cell

WORDS = "公开信息申请目录指南网站平台政策解读回应办理答复规范制度机制领域监督保障队伍培训群众"


def prose(seed: int, sentences: int = 40) -> str:
    chance = random.Random(seed)
    clause = lambda: "".join(chance.choices(WORDS, k=chance.randint(8, 16)))  # noqa: E731
    return "\n".join(f"{clause()}，{clause()}，{clause()}。" for _ in range(sentences))


def years(name: str = "望川县", **changes: object) -> tuple[Report, Report]:
    last = report(name, 2021, text=prose(1))
    table = applications(carried_in={"natural_person": 12, "business": 1})
    stocks = proactive(
        normative_documents__made=4, normative_documents__repealed=1, normative_documents__in_force=69
    )
    this = report(name, 2022, text=prose(2), applications=table, proactive=stocks)
    return last, replace(this, **changes)  # type: ignore[arg-type]


def outcome(found: tuple[Across, ...], check: str) -> Outcome:
    (only,) = [o for a in found for o in a.outcomes if o.check == check]
    return only


def test_a_digest_is_small_and_keeps_the_key_figures() -> None:
    made = digest(report(text=prose(1, 400)))
    assert len(pickle.dumps(made)) <= 4096
    assert made["applications/new/total"] == report().cell("applications/new/total").value
    assert len(made.figures) == len(FIGURES)
    assert pickle.loads(pickle.dumps(made)) == made


def test_two_years_that_carry_over_pass() -> None:
    found = audit_across(map(digest, years()))
    for check in ("years/carry-over", "years/stock-flow", "years/jump"):
        assert outcome(found, check).result is Result.PASSED
    assert found[0].body == "望川县"
    assert found[0].year == 2022
    assert found[0].sources == ("望川县-2021.html", "望川县-2022.html")


def test_what_does_not_carry_over_is_one_finding_with_its_columns() -> None:
    found = audit_across(map(digest, years(applications=applications(carried_in={"natural_person": 13}))))
    (finding,) = outcome(found, "years/carry-over").findings
    assert finding.severity is Severity.WARNING
    assert finding.at == "applications/carried_in/natural_person"
    assert "商业企业1→0" in finding.says.zh


def test_a_total_that_does_not_carry_over_is_where_the_finding_stands() -> None:
    found = audit_across(map(digest, years(applications=applications(carried_in={"natural_person": 20}))))
    (finding,) = outcome(found, "years/carry-over").findings
    assert (finding.at, finding.expected, finding.found) == ("applications/carried_in/total", "13", "20")
    assert finding.quote == "望川县-2022.html"


@pytest.mark.parametrize(
    ("year", "cell", "check"),
    [
        (0, "applications/carried_out/business", "years/carry-over"),
        (1, "applications/carried_in/business", "years/carry-over"),
        (0, "proactive/normative_documents/in_force", "years/stock-flow"),
        (1, "proactive/normative_documents/in_force", "years/stock-flow"),
        (1, "proactive/normative_documents/made", "years/stock-flow"),
        (1, "proactive/normative_documents/repealed", "years/stock-flow"),
        (0, "proactive/licensing/decisions", "years/jump"),
        (1, "proactive/licensing/decisions", "years/jump"),
    ],
)
def test_what_was_not_read_in_either_year_is_not_compared(year: int, cell: str, check: str) -> None:
    table, row, column = cell.split("/")
    whole = list(years())
    before = outcome(audit_across(map(digest, whole)), check).compared
    whole[year] = replace(whole[year], **{table: with_cell(getattr(whole[year], table), row, column, BLANK)})  # type: ignore[arg-type]
    after = outcome(audit_across(map(digest, whole)), check)
    assert (after.result, after.compared) == (Result.PASSED, before - 1)


@pytest.mark.parametrize(("year", "column"), [(0, "previous_items"), (0, "change"), (1, "previous_items")])
def test_items_that_were_not_read_in_either_year_are_not_compared(year: int, column: str) -> None:
    both = [report(year=2019, edition="2019"), report(year=2020, edition="2019")]
    assert outcome(audit_across(map(digest, both)), "years/stock-flow").findings
    both[year] = replace(both[year], proactive=with_cell(both[year].proactive, "licensing", column, BLANK))
    assert not outcome(audit_across(map(digest, both)), "years/stock-flow").findings


@pytest.mark.parametrize(
    ("last", "this", "jumped"), [(4, 300, 0), (10, 150, 0), (100, 900, 0), (20, 200, 1), (900, 20, 1)]
)
def test_a_jump_is_ten_times_and_neither_figure_small(last: int, this: int, jumped: int) -> None:
    def asked(year: int, number: int) -> Report:
        return report(year=year, applications=with_cell(applications(), "new", "total", number))

    found = audit_across(map(digest, (asked(2020, last), asked(2021, this))), checks=(jump,))
    assert len(outcome(found, "years/jump").findings) == jumped


@pytest.mark.parametrize(("this", "digit"), [(41200, True), (52000, False)])
def test_a_jump_by_one_digit_is_said_to_be_one(this: int, digit: bool) -> None:
    given = report(year=2022, proactive=proactive(licensing__decisions=this))
    (finding,) = outcome(audit_across(map(digest, (report(), given))), "years/jump").findings
    assert (finding.explains is not None) is digit


def test_a_stock_that_does_not_follow_is_a_question() -> None:
    stocks = proactive(
        normative_documents__made=4, normative_documents__repealed=1, normative_documents__in_force=80
    )
    (finding,) = outcome(audit_across(map(digest, years(proactive=stocks))), "years/stock-flow").findings
    assert (finding.expected, finding.found, finding.severity) == ("69", "80", Severity.WARNING)


def test_ten_times_last_years_figure_is_a_question() -> None:
    stocks = proactive(
        normative_documents__made=0, normative_documents__repealed=0, licensing__decisions=41200
    )
    (finding,) = outcome(audit_across(map(digest, years(proactive=stocks))), "years/jump").findings
    assert (finding.at, finding.expected, finding.found) == ("proactive/licensing/decisions", None, "41200")
    assert finding.says.zh == "行政许可：2021年4120，2022年41200，相差十倍以上"
    small = proactive(normative_documents__made=0, normative_documents__repealed=0, coercion__decisions=300)
    assert outcome(audit_across(map(digest, years(proactive=small))), "years/jump").findings == ()


def test_last_years_report_alone_gives_the_years_checks_with_their_place() -> None:
    last, this = years(applications=applications(carried_in={"natural_person": 13}))
    assert this.applications is not None
    cell = replace(this.applications["carried_in", "natural_person"], span=(7, 9))
    this = replace(this, applications=with_cell(this.applications, "carried_in", "natural_person", cell))
    outcomes = {o.check: o for o in audit(this, previous=last).outcomes}
    (finding,) = outcomes["years/carry-over"].findings
    assert finding.span == (7, 9)
    assert "years/carry-over" not in {o.check for o in audit(this).outcomes}


def test_years_that_do_not_follow_each_other_are_not_compared() -> None:
    last, this = years()
    outcomes = {o.check: o for o in audit(this, previous=replace(last, year=2019)).outcomes}
    assert outcomes["years/carry-over"].result is Result.NOT_ASSESSED
    assert outcomes["years/carry-over"].why_not == Words(
        "给出的上年报告是2019，本报告是2022，不是相邻两年",
        "the reports are on 2019 and 2022, which are not consecutive years",
    )
    for old, new in ((replace(last, year=None), this), (last, replace(this, year=None))):
        (why,) = {o.why_not for o in audit(new, previous=old, checks=()).outcomes}
        assert why is not None
        assert "年度不明" in why.zh


def test_two_different_reports_of_one_name_and_year_are_not_told_apart() -> None:
    last, this = years()
    other = replace(last, applications=applications(carried_out={}))
    again = replace(this, applications=applications(carried_in={}))
    for several in ((last, other, this), (last, this, again)):
        found = outcome(audit_across(map(digest, several)), "years/carry-over")
        assert (found.result, found.compared) == (Result.NOT_ASSESSED, 0)
        assert found.why_not is not None
        assert found.why_not.zh == "望川县有同一年度的几份不同报告，不知以哪份为准"


def test_reports_without_a_body_or_a_year_are_left_to_the_other_checks() -> None:
    last, this = years()
    for lacking in (replace(last, body=None), replace(last, year=None)):
        found = audit_across(map(digest, (lacking, this)))
        assert outcome(found, "years/carry-over").why_not == Words(
            "没有同一机关相邻两年的报告", "no body has reports on two consecutive years here"
        )


def test_only_the_checks_asked_for_answer() -> None:
    last, this = years()
    copied = replace(this, page=page(prose(1)))
    found = audit_across(map(digest, (last, copied)), checks=(carry_over,))
    assert [[o.check for o in one.outcomes] for one in found] == [["years/carry-over"]]


def test_what_needs_a_list_of_bodies_is_listed_and_not_assessed() -> None:
    found = audit_across([digest(report())])
    for check in ("levels/roll-up", "bodies/missing", "years/carry-over", "bodies/look-alike"):
        assert outcome(found, check).result is Result.NOT_ASSESSED
        assert outcome(found, check).why_not is not None
    reasons = {check: outcome(found, check).why_not for check in ("levels/roll-up", "bodies/look-alike")}
    assert reasons == {
        "levels/roll-up": roll_up.why_not,
        "bodies/look-alike": Words("可比的文字太少", "there is too little prose to compare"),
    }
    assert audit_across([]) == ()


def test_a_copy_of_last_years_prose_is_named() -> None:
    last, this = years()
    copied = replace(this, page=page(prose(1).replace("公开", "公示", 2)))
    (finding,) = outcome(audit_across(map(digest, (last, copied))), "bodies/look-alike").findings
    assert finding.severity is Severity.WARNING
    assert "本机关2021年" in finding.says.zh
    assert outcome(audit_across(map(digest, (last, this))), "bodies/look-alike").result is Result.PASSED


def test_bodies_that_share_a_prose_are_one_set() -> None:
    reports = [report(f"{name}镇", text=prose(3)) for name in ("石桥", "清溪", "长岭")] + [
        report(text=prose(4))
    ]
    found = audit_across(map(digest, reports))
    (alike,) = [a for a in found if any(o.check == "bodies/look-alike" for o in a.outcomes)]
    assert alike.body is None
    assert len(alike.sources) == 3
    assert "3个机关" not in alike.outcomes[0].findings[0].says.zh
    (finding,) = alike.outcomes[0].findings
    assert "清溪镇" in finding.says.zh
    assert finding.severity is Severity.WARNING


def test_many_bodies_that_share_a_prose_are_counted_and_not_all_named() -> None:
    reports = [report(f"{name}镇", text=prose(3)) for name in ("石桥", "清溪", "长岭", "东山", "西河")]
    (finding,) = outcome(audit_across(map(digest, reports)), "bodies/look-alike").findings
    assert "等5个机关" in finding.says.zh


def test_reports_without_a_name_are_told_apart_by_their_year_and_called_by_their_file() -> None:
    def nameless(year: int) -> Report:
        return replace(report("石桥镇", year, text=prose(3)), body=None)

    named = report("清溪镇", text=prose(3))
    (finding,) = outcome(audit_across(map(digest, (named, nameless(2021)))), "bodies/look-alike").findings
    assert "清溪镇、石桥镇-2021.html" in finding.says.zh
    for several in ((nameless(2021), nameless(2021)), (named, nameless(2020))):
        assert outcome(audit_across(map(digest, several)), "bodies/look-alike").findings == ()


def test_the_same_body_under_a_longer_name_is_no_copy_of_itself() -> None:
    reports = [report("望川县", text=prose(3)), report("云州市望川县人民政府", text=prose(3))]
    assert outcome(audit_across(map(digest, reports)), "bodies/look-alike").findings == ()


def test_a_short_prose_is_no_copy() -> None:
    reports = [report(f"{name}镇") for name in ("石桥", "清溪")]
    assert outcome(audit_across(map(digest, reports)), "bodies/look-alike").result is Result.NOT_ASSESSED


@pytest.mark.parametrize("share", [0.3, 0.7, 0.9])
@pytest.mark.parametrize("size", [50, 300])
def test_the_sketch_estimates_the_share_in_common(share: float, size: int) -> None:
    both = round(2 * size * share / (1 + share))
    one = [f"甲{n}" for n in range(size - both)] + [f"同{n}" for n in range(both)]
    other = [f"乙{n}" for n in range(size - both)] + [f"同{n}" for n in range(both)]
    true = both / (2 * size - both)
    assert likeness(sketch(one), sketch(other)) == pytest.approx(true, abs=0.2)
    assert likeness(sketch(one), sketch(reversed(one))) == 1.0


def made(number: int, seed: int) -> Digest:
    chance = random.Random(seed)
    words = [f"同{n}" for n in range(60)] + [f"{chance.random()}" for _ in range(140)]
    return Digest(f"{number}.html", f"第{number}镇", 2021, "2021", (None,) * len(FIGURES), 200, sketch(words))


def comparisons(count: int, monkeypatch: pytest.MonkeyPatch) -> int:
    made_of = 0

    def counted(one: bytes, other: bytes) -> float:
        nonlocal made_of
        made_of += 1
        return likeness(one, other)

    monkeypatch.setattr(lookalike, "likeness", counted)
    found = audit_across([made(n, n // 2 if n % 50 < 2 else n + 10**6) for n in range(count)])
    assert sum(a.body is None and len(a.sources) == 2 for a in found) == count // 50
    return made_of


@pytest.mark.slow
def test_ten_thousand_digests_are_not_compared_each_with_each(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = (comparisons(count, monkeypatch) for count in (2_500, 10_000))
    assert many < 8 * few
    assert many < 10_000 * 10


def test_a_body_named_with_and_without_its_city_is_one_body() -> None:
    last, this = years()
    short = replace(last, body=replace(last.body, name="望川县"))
    long = replace(this, body=replace(this.body, name="云州市望川县人民政府"))
    other = replace(last, body=replace(last.body, name="青州市望川县"))
    assert outcome(audit_across(map(digest, (short, long))), "years/carry-over").compared
    found = audit_across(map(digest, (short, long, other)))
    assert outcome(found, "years/carry-over").result is Result.NOT_ASSESSED


def test_a_copy_under_another_name_is_found_in_a_short_report() -> None:
    text = "\n".join(
        f"{{0}}{line}。" for line in ("公开栏每月换一次内容", "村里的账目请村民代表看过再贴", "办事要带什么材料写得明白",
        "答复之前先给申请人打电话", "旧文件一件一件扫进电脑", "谁写的文件谁来讲解", "网页打不开的当天修好", "每季度请群众来挑毛病",
        "答复书照着样本写", "过期的信息按月清理", "培训时讲真实的例子", "公开指南重新写过", "热线转来的事当天登记",
        "会议开放给代表旁听", "预算决算一并登出", "重大项目进展按月公布", "补贴名单张榜公示", "采购结果及时上网",
        "执法结果七日内公示", "监督电话有人接听", "信箱来信逐件回复", "老人可以到窗口查阅", "图解和短片一起发布",
        "考核结果与奖惩挂钩", "新来的同志先学条例", "政策出台前听取意见", "征求来的意见逐条回复", "审查不过的不得发布")
    )  # fmt: skip
    reports = [report(f"{name}县", text=text.format(f"{name}县")) for name in ("石桥", "清溪")]
    assert outcome(audit_across(map(digest, reports)), "bodies/look-alike").findings

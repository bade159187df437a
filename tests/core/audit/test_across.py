"""Between years and between bodies; the digest that makes it possible."""

import pickle
import random
import time
from dataclasses import replace

import pytest

from mingbai.audit.digest import FIGURES, Digest, digest, likeness, sketch
from mingbai.audit.findings import Across, Outcome, Result, Severity
from mingbai.audit.run import audit, audit_across
from mingbai.report.values import Report
from tests.factories import applications, page, proactive, report, with_cell

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
    assert finding.at == "proactive/licensing/decisions"
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


def test_two_different_reports_of_one_name_and_year_are_not_told_apart() -> None:
    last, this = years()
    other = replace(last, applications=applications(carried_out={}))
    found = audit_across(map(digest, (last, other, this)))
    assert outcome(found, "years/carry-over").result is Result.NOT_ASSESSED


def test_what_needs_a_list_of_bodies_is_listed_and_not_assessed() -> None:
    found = audit_across([digest(report())])
    for check in ("levels/roll-up", "bodies/missing", "years/carry-over", "bodies/look-alike"):
        assert outcome(found, check).result is Result.NOT_ASSESSED
        assert outcome(found, check).why_not is not None
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
    assert "清溪镇" in alike.outcomes[0].findings[0].says.zh


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


def seconds(count: int) -> float:
    digests = [made(n, n // 2 if n % 50 < 2 else n + 10**6) for n in range(count)]
    started = time.process_time()
    found = audit_across(digests)
    taken = time.process_time() - started
    assert sum(a.body is None and len(a.sources) == 2 for a in found) == count // 50
    return taken


@pytest.mark.slow
def test_ten_thousand_digests_take_no_square() -> None:
    assert seconds(10_000) < 8 * seconds(2_500)


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

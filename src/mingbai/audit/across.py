"""Checks across reports: between two years of one body, and between the proses of all."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from mingbai.audit.check import Target, conclude, unable
from mingbai.audit.digest import COLUMNS, Digest
from mingbai.audit.findings import Across, Compared, Finding, Outcome, Severity, Step
from mingbai.audit.lookalike import clusters, own_copies
from mingbai.report.values import Amount
from mingbai.text.words import Words

__all__ = [
    "AcrossCheck", "between", "carry_over", "jump", "judge", "look_alike", "missing", "roll_up", "stock_flow",
]  # fmt: skip

Pair = Callable[[Digest, Digest], Iterator[Step]]


@dataclass(frozen=True, slots=True)
class AcrossCheck(Target):
    """A check on several reports: `pair` looks at two consecutive years of one body; `why_not` says what it lacks."""

    pair: Pair | None = None
    why_not: Words | None = None


_WARNING = Words("疑问", "a warning")
_COLUMN = dict(
    zip(
        COLUMNS,
        ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"),
        strict=True,
    )
)


def _carry_over(old: Digest, new: Digest) -> Iterator[Step]:
    """Compare what was carried out of one year with what was carried into the next, column by column."""
    wrong: list[tuple[str, Amount, Amount]] = []
    for column in COLUMNS:
        went, came = old[f"applications/carried_out/{column}"], new[f"applications/carried_in/{column}"]
        if went is not None and came is not None:
            yield Compared()
            if went != came:
                wrong.append((column, went, came))
    if not wrong:
        return
    column, went, came = wrong[-1] if wrong[-1][0] == "total" else wrong[0]
    told = "、".join(f"{_COLUMN[c]}{a}→{b}" for c, a, b in wrong)
    yield Finding(
        Severity.WARNING,
        Words(
            f"{old.year}年结转下年度与{new.year}年上年结转不一致：{told}",
            f"carried out of {old.year} is not what was carried into {new.year}: "
            + ", ".join(f"{c} {a} → {b}" for c, a, b in wrong),
        ),
        at=f"applications/carried_in/{column}", expected=str(went), found=str(came),
        explains=Words("上年数字如有更正，应在报告中说明", "a correction of last year's figure should be explained"),
    )  # fmt: skip


def _stock_flow(old: Digest, new: Digest) -> Iterator[Step]:
    """Compare stocks with last year's stock and this year's flows."""
    for block, zh, en in (
        ("regulations", "规章", "rules"),
        ("normative_documents", "行政规范性文件", "normative documents"),
    ):
        stock, last = new[f"proactive/{block}/in_force"], old[f"proactive/{block}/in_force"]
        made, repealed = new[f"proactive/{block}/made"], new[f"proactive/{block}/repealed"]
        if stock is None or last is None or made is None or repealed is None:
            continue
        yield Compared()
        due = last + made - repealed
        if stock != due:
            yield Finding(
                Severity.WARNING,
                Words(
                    f"{zh}：{old.year}年末有效{last}＋制发{made}－废止{repealed}＝{due}，{new.year}年填现行有效{stock}",
                    f"{en}: {last} in force in {old.year} + {made} made - {repealed} repealed = {due}, not {stock}",
                ),
                at=f"proactive/{block}/in_force", expected=str(due), found=str(stock),
                explains=Words("修改、自然失效的口径可能不同", "amendments and lapses may be counted otherwise"),
            )  # fmt: skip
    for block in ("licensing", "other_services", "penalties", "coercion", "fees"):
        before, change = old[f"proactive/{block}/previous_items"], old[f"proactive/{block}/change"]
        after = new[f"proactive/{block}/previous_items"]
        if before is None or change is None or after is None:
            continue
        yield Compared()
        if after != before + change:
            yield Finding(
                Severity.WARNING,
                Words(
                    f"{old.year}年项目{before}，增减{change}，应为{before + change}；{new.year}年填上一年项目{after}",
                    f"{before} items changed by {change} in {old.year}, but {new.year} says there were {after}",
                ),
                at=f"proactive/{block}/previous_items", expected=str(before + change), found=str(after),
            )  # fmt: skip


_JUMPS: tuple[tuple[str, str, str, int, int], ...] = (
    ("applications/new/total", "新收申请", "new applications", 200, 5),
    ("applications/handled/total", "办理总计", "applications handled", 200, 5),
    ("proactive/licensing/decisions", "行政许可", "licensing decisions", 5000, 20),
    ("proactive/penalties/decisions", "行政处罚", "penalties", 5000, 20),
    ("proactive/coercion/decisions", "行政强制", "acts of coercion", 5000, 20),
    ("proactive/fees/amount_wan", "行政事业性收费", "fees", 2000, 10),
    ("proactive/normative_documents/in_force", "现行有效规范性文件", "normative documents in force", 500, 10),
)
"""Path, words, how large the larger figure and how large the smaller must be."""
_TIMES = 10


def _jump(old: Digest, new: Digest) -> Iterator[Step]:
    """Look for a figure that is ten times, or a tenth of, last year's."""
    for path, zh, en, large, small in _JUMPS:
        before, after = old[path], new[path]
        if before is None or after is None:
            continue
        yield Compared()
        low, high = min(before, after), max(before, after)
        if high < large or low < small or high < low * _TIMES:
            continue
        digit = str(high).rstrip("0").startswith(str(low).rstrip("0"))
        yield Finding(
            Severity.WARNING,
            Words(
                f"{zh}：{old.year}年{before}，{new.year}年{after}，相差十倍以上",
                f"{en}: {before} in {old.year}, {after} in {new.year}, ten times or more",
            ),
            at=path, found=str(after),
            explains=Words("可能多写或少写了数位", "a digit may be too many or missing") if digit else None,
        )  # fmt: skip


carry_over = AcrossCheck(
    "years/carry-over",
    Words(
        "上年的“结转下年度继续办理”应等于本年的“上年结转”，逐栏相等",
        "What was carried out of one year was carried into the next, in each column",
    ),
    Words("《政府信息公开工作年度报告格式》表二", "Format of the annual report, table 2"),
    Words("疑问：上年数字可能已更正", "a warning: last year's figure may have been corrected"),
    pair=_carry_over,
)
stock_flow = AcrossCheck(
    "years/stock-flow",
    Words(
        "上年末有效件数加制发减废止，应等于本年现行有效件数",
        "Last year's stock plus made less repealed is this year's stock",
    ),
    Words("《政府信息公开工作年度报告格式》表一", "Format of the annual report, table 1"),
    Words("疑问：口径会有差异", "a warning: ways of counting differ"),
    pair=_stock_flow,
)
jump = AcrossCheck(
    "years/jump",
    Words(
        "数字与上年相差十倍以上的，应当核实",
        "A figure ten times last year's, or a tenth of it, calls for a look",
    ),
    Words("《条例》第五十条", "Regulation art. 50"),
    _WARNING,
    pair=_jump,
)
look_alike = AcrossCheck(
    "bodies/look-alike",
    Words("报告文字不应与上年或别的机关雷同", "The prose is no copy of last year's or of another body's"),
    Words("国办公开办函〔2021〕30号（内容雷同）", "Format of 2021 (look-alike reports)"),
    _WARNING,
)
roll_up = AcrossCheck(
    "levels/roll-up",
    Words("政府报告的数字应等于所属各单位之和", "A government's figures are the sum of its units'"),
    Words("《条例》第四十九条", "Regulation art. 49"),
    _WARNING,
    why_not=Words("需要机关隶属名录，本版尚不能提供", "needs a list of bodies and whom they belong to"),
)
missing = AcrossCheck(
    "bodies/missing",
    Words("应当报告的机关都应有报告", "Every body that owes a report has one"),
    Words("《条例》第四十九条", "Regulation art. 49"),
    _WARNING,
    why_not=Words("需要应报告机关名录，本版尚不能提供", "needs a list of the bodies that owe a report"),
)


def between(pair: Pair, old: Digest, new: Digest) -> Iterator[Step]:
    """Yield the steps of *pair* when the two are consecutive years, else why it could not be."""
    if old.year is None or new.year is None or new.year != old.year + 1:
        yield unable(
            f"给出的上年报告是{old.year or '年度不明'}，本报告是{new.year or '年度不明'}，不是相邻两年",
            f"the reports are on {old.year} and {new.year}, which are not consecutive years",
        )
        return
    yield from pair(old, new)


_ONE_YEAR = Words("没有同一机关相邻两年的报告", "no body has reports on two consecutive years here")
_TOO_SHORT = Words("可比的文字太少", "there is too little prose to compare")


def judge(digests: Sequence[Digest], checks: Sequence[AcrossCheck]) -> tuple[Across, ...]:
    """Return one `Across` a body with two years or more, one a set of look-alikes, and one for all the rest."""
    found: list[Across] = []
    seen: set[str] = set()
    bodies: dict[str, list[Digest]] = {}
    whole = _whole_names({d.body for d in digests if d.body is not None})
    for d in digests:
        if d.body is not None and d.year is not None:
            bodies.setdefault(whole[d.body], []).append(d)
    wanted = {check.id for check in checks}
    for body, own in bodies.items():
        outcomes = [*_years(own, checks)]
        if look_alike.id in wanted and (copied := [*own_copies(own)]):
            outcomes.append(conclude(look_alike.id, copied))
        if outcomes:
            seen.update(o.check for o in outcomes)
            used = sorted(own, key=lambda d: d.year or 0)
            found.append(
                Across(body, tuple(d.source for d in used), used[-1].year, used[-1].edition, tuple(outcomes))
            )
    if look_alike.id in wanted:
        for cluster, finding in clusters(digests):
            sources = tuple(d.source for d in cluster)
            outcome = conclude(look_alike.id, (Compared(len(cluster) - 1), finding))
            found.append(Across(None, sources, cluster[0].year, cluster[0].edition, (outcome,)))
            seen.add(look_alike.id)
    rest = [_unseen(check, digests) for check in checks if check.id not in seen]
    if rest and digests:
        found.append(Across(None, (), None, None, tuple(rest)))
    return tuple(found)


def _whole_names(names: set[str]) -> dict[str, str]:
    """Return the fullest name of each body: 芙蓉区 is 长沙市芙蓉区 where no other 芙蓉区 is among *names*."""
    plain = {name: name.removesuffix("人民政府") for name in names}
    ends: dict[str, set[str]] = {}
    for other in set(plain.values()):
        for place, character in enumerate(other[:-1], 1):
            if character in "省市区县州盟旗":
                ends.setdefault(other[place:], set()).add(other)
    found = {}
    for name, short in plain.items():
        longer = ends.get(short, set())
        fullest = max(longer, key=len, default=short)
        found[name] = fullest if all(fullest.endswith(one) for one in longer) else short
    return found


def _unseen(check: AcrossCheck, digests: Sequence[Digest]) -> Outcome:
    """Return the outcome of a check that had nothing to say of any body."""
    if check.why_not is not None:
        return conclude(check.id, (unable(check.why_not.zh, check.why_not.en),))
    if check.id == look_alike.id:
        long = sum(bool(d.sketch) for d in digests)
        return conclude(check.id, (Compared(long),) if long > 1 else (unable(_TOO_SHORT.zh, _TOO_SHORT.en),))
    return conclude(check.id, (unable(_ONE_YEAR.zh, _ONE_YEAR.en),))


def _years(own: Sequence[Digest], checks: Sequence[AcrossCheck]) -> Iterator[Outcome]:
    """Yield the outcomes of the checks between consecutive years of one body."""
    by_year: dict[int, list[Digest]] = {}
    for d in own:
        if d.year is not None:
            by_year.setdefault(d.year, []).append(d)
    pairs = [(by_year[y], by_year[y + 1]) for y in sorted(by_year) if y + 1 in by_year]
    if not pairs:
        return
    for check in checks:
        if check.pair is not None:
            yield conclude(check.id, _over(check.pair, pairs))


def _over(pair: Pair, pairs: Sequence[tuple[list[Digest], list[Digest]]]) -> Iterator[Step]:
    """Yield the steps of *pair* over all consecutive years; reports of one name that differ are not told apart."""
    for olds, news in pairs:
        if len({d.figures for d in olds}) > 1 or len({d.figures for d in news}) > 1:
            yield unable(
                f"{olds[0].body}有同一年度的几份不同报告，不知以哪份为准",
                f"{olds[0].body} has several different reports on one year",
            )
            continue
        for step in pair(olds[0], news[0]):
            yield replace(step, quote=news[0].source) if isinstance(step, Finding) else step

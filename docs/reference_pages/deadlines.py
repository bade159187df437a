"""deadlines.md: the rules of the clock, worked examples to follow by hand, every limit, every case and its answer."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from mingbai.cli.arguments import LIMITS
from mingbai.deadlines import limits
from mingbai.statutes import Parameter, shipped
from reference_pages.cases import Case, asked, cases, written
from reference_pages.markdown import block, code, table
from reference_pages.rules import article, parameters_by_file, status, value, versions
from reference_pages.statutes import FILES as HEADINGS
from reference_pages.worked import CHOSEN, CLOCK, MEANINGS, Group

__all__ = ["page"]

FILES = {
    "limits": "Other limits",
    "remedies": "Remedies",
    "fees": "Fees",
}
ELSEWHERE = {
    "outcomes": "[Outcomes](outcomes.md#every-case)",
    "years": "[Years of the report](outcomes.md#in-which-years-a-case-is-counted)",
    "results": "[Outcomes](outcomes.md)",
    "intake": "[Outcomes](outcomes.md)",
    "report": "[the checks](checks.md)",
}
READING = (
    "**怎样读。** 取[第一个例子](#working-days-and-holidays)、一本2025年的日历和一支铅笔：",
    "",
    "1. 第一步是收到申请之日，当日不计，自次日起算（民法典第二百零一条）。",
    "2. 其后每一步是性质相同的连续几日，首尾都在内，旁注星期。“计入”的逐日编号；周末、放假和征求意见的时间不计；调休上班的周六、周日计入。",
    "3. 每一步都有依据：条款，或者安排这几日的通知；〃 表示同上。",
    "4. “答复期限届满之日”是最后一个按时答复的日子；邮寄的以交邮之日为答复之日，并且只能通过邮政企业（国办公开办函〔2016〕235号）。",
    "",
    "某日发生的事（发函、延期、缴费）自成一步，列在由它引起的日子之前。**依据待核**表示没有与正式文本核对，或者条文未写明、是我们的理解。",
    "命令加 `--explain` 得到同样的各步和一个小日历。",
    "",
)
"""How to read the page, for a reader of Chinese."""
WEEKDAYS = "一二三四五六日"
WAITING = {
    "confirmation": "no clock runs: receipt is to be confirmed",
    "amendment": "no clock runs: the amendment is waited for",
    "payment": "no clock runs: payment is waited for",
}


def page() -> str:
    """Return the page; `ValueError` where a case does not get the answer that it names, or a chosen one is gone."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# Deadlines 期限"
    yield ""
    yield "When a reply falls due, and every other day that the law sets: the rules, then examples with every step of the counting, then"
    yield "all limits and all cases. Nothing here is typed in by hand: rules come from [the law as data](statutes.md), examples are what"
    yield "the command answers, and each answer was compared with a count that was made another way, case by case."
    yield ""
    yield from _contents()
    yield "## How to read it"
    yield ""
    yield "Take [the first example](#working-days-and-holidays), a calendar of 2025 and a pencil."
    yield ""
    yield "1. The first step is the day of receipt 收到之日. It is day 0: counting begins on the next day."
    yield "2. Each further step is a run of days of one nature, both ends included, with the weekdays beside the dates. 计入 days are"
    yield "   numbered; 周末, 放假 and time 不计入 are passed over. A weekend that a notice turns into working days (调休上班) is counted."
    yield "3. Each step stands on a ground: an article, or the notice that arranges those days. 〃 means: the same as above."
    yield "4. The step 答复期限届满之日 is the last day on which a reply is in time. A reply sent by post, by the postal enterprise and not by"
    yield "   a courier, is made on the day of posting (国办公开办函〔2016〕235号)."
    yield ""
    yield "What happened on a day (a letter, an extension, a payment) stands as a step of its own before the days that follow from it. 依据待核"
    yield "marks what was not compared with the official text, or is our reading where the text is silent. The same list comes from"
    yield "the command with `--explain`, with a small calendar; `--lang en` has it in English."
    yield ""
    yield from READING
    yield from _clock()
    yield "## Worked examples"
    yield ""
    held = {case.name: case for case in cases("reply")}
    for group in CHOSEN:
        yield from _group(group, held)
    yield from _limits()
    for file, heading in FILES.items():
        yield f"## {heading}: every case"
        yield ""
        yield from _compact(file)
    yield from _index()


def _contents() -> Iterator[str]:
    yield "- [How to read it](#how-to-read-it) · [The clock of a reply](#the-clock-of-a-reply)"
    examples = " · ".join(f"[{group.heading}](#{_slug(group.heading)})" for group in CHOSEN)
    yield f"- Worked examples: {examples}"
    yield "- [Every limit](#every-limit)"
    every = " · ".join(f"[{heading}](#{_slug(heading)}-every-case)" for heading in FILES.values())
    yield f"- Every case: {every}"
    yield "- [Examples by number](#examples-by-number)"
    yield ""


def _clock() -> Iterator[str]:
    yield "## The clock of a reply"
    yield ""
    yield "答复期限：新的版本在前，适用收到申请之日有效的版本。The newest version stands first; the version in force on the day of receipt applies."
    yield ""
    law = shipped()
    rows = []
    for key in CLOCK:
        parameter = law.parameter(key)
        name = parameter.title.zh
        for version in versions(parameter):
            rows.append(
                (
                    name,
                    _meaning(parameter, version.value),
                    str(version.since),
                    article(version.ground),
                    status(version.ground.status),
                )
            )
            name = ""
    yield from table(("rule 规则", "value 内容", "since 自", "ground 依据", "status"), rows)


def _meaning(parameter: Parameter, given: Any) -> str:
    return MEANINGS.get((parameter.key.partition("_")[0], given)) or MEANINGS.get(
        (parameter.key, given), value(parameter, given)
    )


def _group(group: Group, held: dict[str, Case]) -> Iterator[str]:
    yield f"### {group.heading}"
    yield ""
    yield group.says
    yield ""
    for name in group.names:
        if name not in held:
            raise ValueError(f"docs/reference_pages/worked.py: tests/cases/reply.toml has no case {name}")
        yield from _example(held[name])


def _example(case: Case) -> Iterator[str]:
    number = f" (example {case.example})" if case.example else ""
    yield f"#### {case.name}{number}"
    yield ""
    yield f"依据：{case.keys['cite']}"
    yield ""
    yield from block(written(case), "sh")
    answer = asked(case)
    if answer.said is None:
        if case.keys.get("refused", "\n") not in answer.refusal:
            raise ValueError(f"{case.name}: {answer.refusal}")
        yield f"Refused, exit code 2: {answer.refusal.removeprefix('mingbai: ')}"
        yield ""
        return
    said = answer.said
    if said["due"] != (str(case.keys["due"]) if "due" in case.keys else None):
        raise ValueError(f"{case.name}: {said['due']}")
    yield _answer(said, case)
    yield ""
    before, rows = "", []
    for step in said["steps"]:
        ground = "〃" if step["ground"] == before else step["ground"]
        before = step["ground"]
        rows.append((_span(step["from"], step["to"]), step["what"], ground))
    yield from table(("days", "counted as", "ground"), rows)


def _answer(said: dict[str, Any], case: Case) -> str:
    due = (
        f"**Due {_day(said['due'])}**" if said["due"] else f"**{WAITING[said['waiting_for']].capitalize()}**"
    )
    told = [due]
    if said["received"]:
        told.append(f"received {_day(said['received'])}")
    if said["safe_due"]:
        told.append(f"safe day, counted from arrival, {_day(said['safe_due'])}")
    if said["amend_by"] and "amended" not in case.keys:
        told.append(f"to be amended by {_day(said['amend_by'])}")
    if said["pay_by"] and "fee_paid" not in case.keys:
        told.append(f"to be paid by {_day(said['pay_by'])}")
    if said.get("as_of"):
        told.append(f"as of {_day(said['as_of'])}")
    if not said["firm"]:
        told.append(f"provisional: the holidays of {said['missing_year']} are not announced")
    return " · ".join(told)


def _day(day: str) -> str:
    return f"{day} 周{WEEKDAYS[date.fromisoformat(day).weekday()]}"


def _span(first: str, last: str) -> str:
    one, other = (WEEKDAYS[date.fromisoformat(day).weekday()] for day in (first, last))
    if first == last:
        return f"{first} {one}"
    return f"{first} {one} … {last[5:] if last[:4] == first[:4] else last} {other}"


def _limits() -> Iterator[str]:
    yield "## Every limit"
    yield ""
    yield "Limits that run from one day, whose own day is not counted. One in working days cannot end on a day of rest; one in days, months"
    yield "or years that would, ends on the next working day, but not one that only has to pass before something may happen: 施行,"
    yield "征求意见的最短时间, 档案开放. One in clock hours runs through days of rest; a fixed day of the year does not move. Shown is the version in force; [the law as data](statutes.md) has the earlier ones."
    yield ""
    running = set(limits(shipped()))
    files = parameters_by_file()
    for name, heading in HEADINGS.items():
        rows = [
            (
                code(one.key),
                one.title.zh,
                one.begins.zh if one.begins else "",
                value(one, one.versions[-1].value),
                *_grounded(one),
                _ask(one),
            )
            for one in files[name]
            if one.key in running or one.unit in ("hour", "month-day")
        ]
        if rows:
            yield f"### {heading}"
            yield ""
            yield from table(
                ("key", "limit 期限", "from 自", "value", "ground 依据", "status", "command"), rows
            )


def _grounded(one: Parameter) -> tuple[str, str]:
    ground = one.versions[-1].ground
    return article(ground), status(ground.status)


def _ask(one: Parameter) -> str:
    if one.unit == "month-day":
        return code(f"mingbai deadline report --year YEAR --level {one.key.removeprefix('report_')}")
    for name, (option, key) in LIMITS.items():
        if key == one.key:
            return code(f"mingbai deadline {name} {option} DAY")
    start = "DAYThh:mm" if one.unit == "hour" else "DAY"
    return code(f"mingbai deadline limit {one.key} --from {start}")


def _compact(file: str) -> Iterator[str]:
    """Yield the cases of a file, a table a section."""
    if file == "fees":
        yield "By item: one applicant's applications in one natural month, whatever their outcome; the 1st to 10th are free, the 11th to"
        yield "30th 100 yuan each, and from the 31st each further ten are 100 yuan dearer (收费办法第四条). By page: the pages of one application,"
        yield "those of others not added (依据待核); 1 to 30 free, 31 to 100 10 yuan each, 101 to 200 20, beyond 40 (第五条)."
        yield ""
    sections: dict[str, list[Case]] = {}
    for case in cases(file):
        sections.setdefault(case.section, []).append(case)
    for heading, held in sections.items():
        yield f"### {heading}"
        yield ""
        yield from table(
            ("case 案例", "asked 命令", "answer 答案", "example"),
            ((case.name, code(written(case)), _expected(case), case.example) for case in held),
        )


def _expected(case: Case) -> str:
    """Return the answer that the case names."""
    keys = case.keys
    if "refused" in keys:
        return f"refused: {keys.get('why', keys['refused'])}"
    if case.file == "fees":
        return f"{keys['amount']} yuan"
    if case.file == "remedies":
        first = {True: "reconsideration first", False: "free choice"}.get(keys["review_first"], "not settled")
        sue = f"; sue by {keys['sue_until']}" if "sue_until" in keys else ""
        return f"{first}; reconsideration by {keys['reconsider_until']}{sue}"
    if case.file == "outcomes":
        return f"row {code(keys['row_2021'])}"
    if case.file == "years":
        counted = f"counted in {keys['counted_in']}" if "counted_in" in keys else "not counted yet"
        return f"new in {keys['new_in']}, {counted}" if "new_in" in keys else "in no table"
    if case.file == "results":
        return f"cell {code(keys['cell'])} of {code(keys['block'])}"
    if case.file == "intake":
        return (
            f"column {code(keys['column'])}"
            if "column" in keys
            else ("counted" if keys["counts"] else "not counted")
        )
    if case.file == "report":
        if "read" in keys:
            return "read as printed"
        return (
            f"{code(keys['check'])}: {keys['severity']}"
            if keys["findings"]
            else f"{code(keys['check'])}: nothing"
        )
    due = str(keys["due"]).replace(" ", "T")[:16] if "due" in keys else WAITING[keys["waiting_for"]]
    return f"{due}, provisional" if "provisional" in keys else due


def _index() -> Iterator[str]:
    yield "## Examples by number"
    yield ""
    yield "Cases that are worked examples carry a number, which stays the same."
    yield ""
    chosen = {name: group.heading for group in CHOSEN for name in group.names}
    found = []
    for file in ("reply", *FILES, *ELSEWHERE):
        for case in cases(file):
            if case.example:
                if file in ELSEWHERE:
                    where = ELSEWHERE[file]
                elif file == "reply":
                    heading = chosen.get(case.name)
                    where = f"[{heading}](#{_slug(heading)})" if heading else code(written(case))
                else:
                    where = f"[{FILES[file]}](#{_slug(FILES[file])}-every-case)"
                found.append((int(case.example), case.name, _expected(case), where))
    found.sort(key=lambda row: row[0])
    yield from table(("number", "case", "answer", "where"), ((str(number), *rest) for number, *rest in found))


def _slug(heading: str) -> str:
    return heading.lower().replace(",", "").replace(" ", "-")

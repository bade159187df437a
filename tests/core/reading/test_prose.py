"""What the prose says: quantities, their subjects, years and scopes, divided totals, statements in words."""

import random
import time
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mingbai.reading.prose import Prose, read_prose
from mingbai.reading.prose.subjects import subjects
from mingbai.report.values import Joint
from mingbai.text.fold import fold

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "prose" / "claims.toml").read_text("utf-8"))[
    "case"
]


def read(
    text: str, year: int | None = 2021, body: str | None = None, outside: tuple[tuple[int, int], ...] = ()
) -> Prose:
    return read_prose(text, fold(text), year=year, body=body, outside=outside)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_sentence_claims_what_a_careful_reader_takes_from_it(case: dict[str, Any]) -> None:
    prose = read(case["text"], case.get("year", 2021), case.get("body"))
    found = [(c.subject, c.value, c.unit, c.period or 0, c.scope) for c in prose.claims if c.subject]
    if case.get("nothing"):
        assert [one for one in found if one[0] != "applications.not_disclosure"] == []
    if "claims" in case:
        assert found == [
            (a, Decimal(v) if isinstance(v, str) else v, u, p, s) for a, v, u, p, s in case["claims"]
        ]
    if "counts" in case:
        assert [
            f"{'约' if c.approximate and '万' not in case['text'] else ''}{c.value}{c.unit}"
            for c in prose.claims
        ] == case["counts"]


def test_subjects_have_names_of_their_own() -> None:
    names: dict[str, tuple[str, str]] = {}
    for subject in subjects():
        assert names.setdefault(subject.key, (subject.zh, subject.en)) == (subject.zh, subject.en)
    assert len({zh for zh, _ in names.values()}) == len(names)
    assert len({en for _, en in names.values()}) == len(names)


def test_every_expression_of_the_vocabulary_compiles() -> None:
    for subject in subjects():
        for expression in (subject.near, subject.unless, subject.context):
            assert expression is None or expression.found_in("") in (True, False)


def test_every_claim_points_at_its_own_figure() -> None:
    text = "　　2021年，全縣共收到政府信息公開申請 １，２３４ 件，\n其中信函申請34件。"
    for claim in read(text, body="云溪县").claims:
        figure = fold(text[slice(*claim.span)]).text.replace(",", "").replace("，", "")
        assert figure == str(claim.value)
        assert (
            text[slice(*claim.span)] in text[claim.span[0] - 30 if claim.span[0] > 30 else 0 : claim.span[1]]
        )


def test_what_stands_outside_the_prose_is_not_read() -> None:
    text = "全年收到政府信息公开申请86件。全年收到政府信息公开申请99件。"
    prose = read(text, outside=((16, len(text)),))
    assert [claim.value for claim in prose.claims] == [86]


def test_a_sentence_between_a_table_and_the_next_chapter_is_prose() -> None:
    text = "（七）总计 79 7 86\n　　2021年，共收到政府信息公开申请86件。\n\n　　上年结转4件，结转下年度4件。"
    assert [claim.value for claim in read(text, outside=((0, len(text)),)).claims] == [86, 4, 4]


def test_a_table_in_flat_text_makes_no_claims_of_its_cells() -> None:
    text = "一、本年新收政府信息公开申请数量\n78\n8\n86\n二、上年结转政府信息公开申请数量 4 0 0\n（七）总计\t79\t7\t86\n"
    assert [claim.subject for claim in read(text).claims if claim.subject] == []


def test_respectively_makes_a_list_whole() -> None:
    [breakdown] = read("累计公开信息100条，分别是政府网站60条、政务新媒体50条。").breakdowns
    assert (breakdown.joint, breakdown.complete, breakdown.channels) == (Joint.RESPECTIVELY, True, True)


def test_a_residual_item_makes_a_list_whole_and_other_organisations_are_none() -> None:
    assert read("收到留言90件，其中咨询60件、其他30件。").breakdowns[0].complete
    assert not read("收到申请90件，其中公民60件、法人或其他组织30件。").breakdowns[0].complete


def test_shares_that_end_in_the_rest_are_a_whole() -> None:
    [breakdown] = read("其中网站占50%，微信占30%，报刊占15%，其他占5%。").breakdowns
    assert breakdown.total == breakdown.parts[0]
    assert len(breakdown.parts) == 4


def test_nested_lists_keep_their_own_totals() -> None:
    prose = read("公开文件100件，其中规章性文件60件（政策类40件、规划类20件），一般文件40件。")
    divided = {
        (prose.claims[b.total].value, tuple(prose.claims[i].value for i in b.parts)) for b in prose.breakdowns
    }
    assert divided == {(100, (60, 40)), (60, (40, 20))}


NO_REMEDY = {("remedies.reconsideration.total", "none"), ("remedies.suits.total", "none")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021年我县未收到因政府信息公开提起的行政复议和行政诉讼。", NO_REMEDY),
        ("未发生因政府信息公开引起的行政复议、行政诉讼及举报投诉的情况。", NO_REMEDY),
        ("全年未收到政府信息公开申请。", {("applications.new.total", "none")}),
        ("收到政府信息公开申请9件，全部按时答复。", {("applications.handled.total", "all_answered_in_time")}),
        ("因政府信息公开被申请行政复议9件，均获维持。", {("remedies.reconsideration", "all_upheld")}),
        ("因政府信息公开被提起行政诉讼9件，无败诉案件。", {("remedies.suits", "none_corrected")}),
        ("依申请公开未收取任何费用。", {("fees.processing", "none")}),
        ("未发生因逾期答复引起的行政复议。", set()),
        ("因政府信息公开被申请行政复议9件，其余均维持。", set()),
        ("未收到法人提出的政府信息公开申请。", set()),
        ("未发生因政府信息公开引起的行政复议纠错案件。", set()),
    ],
)  # fmt: skip
def test_statements_in_words_are_read_only_when_they_speak_of_the_whole(
    text: str, said: set[tuple[str, str]]
) -> None:
    assert {(s.about, s.says) for s in read(text, body="云溪县").statements} == said


WORDS = (
    "申请", "信息公开", "1件", "(", ")", "2021年至", "其中", "未", "复议、", "诉讼", "均", "收到", "，", "、", "占5%", "分别", "：", "部门", "办公室", "全县", "的",
    "12", "一", "年", "月", "《", "》", "“", "@", "网站", "发布", "共", "因", "增长", "3.5%", "。", "\n",
)  # fmt: skip


def test_any_text_is_read_without_an_exception_and_every_span_lies_in_it() -> None:
    rng = random.Random(20211231)
    for _ in range(150):
        text = "".join(rng.choice(WORDS) for _ in range(rng.randrange(200)))
        prose = read(text, body="云溪县")
        for span in (
            *(c.span for c in prose.claims),
            *(b.span for b in prose.breakdowns),
            *(s.span for s in prose.statements),
        ):
            assert 0 <= span[0] < span[1] <= len(text)
        for breakdown in prose.breakdowns:
            assert all(0 <= part < len(prose.claims) for part in breakdown.parts)


@pytest.mark.slow
@pytest.mark.parametrize(
    "word",
    ["1件，", "其中1件，", "占5%，", "信息公开申请", "未收到因政府信息公开", "收到群众公众公民", "（", "a."],
)
def test_hostile_repetition_takes_time_in_proportion(word: str) -> None:
    def seconds(length: int) -> float:
        text = word * (length // len(word))
        start = time.process_time()
        read(text, body="云溪县")
        return time.process_time() - start

    assert seconds(24_000) < 12 * max(seconds(6_000), 0.05)

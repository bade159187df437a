"""What a letter still lacks before it may be signed: facts, reasons, the clause it rests on, deadlines, remedies."""

import re
from collections.abc import Iterator

from mingbai.lifecycle import Settings
from mingbai.outcomes import Means, ending
from mingbai.statutes import Ground, shipped
from mingbai.text.words import Words
from mingbai_web.papers.letters import Letter, remedies_on
from mingbai_web.papers.wording.kinds import kind

__all__ = ["missing"]

_BLANK = re.compile(r"\{[a-z_]+\}|（写明[^）]*）|＿＿|__|××|〔〕")


def missing(letter: Letter, *, settings: Settings | None = None) -> tuple[Words, ...]:
    """Return what *letter* lacks, each with its ground; none when it may be signed.

    Judged by its text as it stands, after any editing: what was handed in has to be read in it. With *settings* and a day,
    the remedies have to be those of that day.
    """
    return tuple(dict.fromkeys(_missing(letter, settings)))


def _missing(letter: Letter, settings: Settings | None) -> Iterator[Words]:
    wording = kind(letter.kind)
    text = _plain("".join(letter.paragraphs))
    if not letter.addressee.strip():
        yield Words("没有写明受文者", "the addressee is not named")
    if not letter.sender.body.strip():
        yield Words("没有署名", "the body that signs is not named")
    if not letter.title.strip():
        yield Words("没有标题", "there is no title")
    for each in wording.needs:
        by = wording.cites[0] if wording.cites else shipped().ground("条例-2019", "第三十六条")
        yield from _carried(each, letter.facts.get(each.key, ""), text, by)
    for ground in wording.cites:
        yield from _cited(ground, text)
    if letter.kind == "reply":
        yield from _outcomes(letter, text)
    if _BLANK.search(text):
        yield Words("正文有没有填写的空白", "a blank in the text was not filled")
    if wording.remedies:
        yield from _remedies(letter, settings)


def _outcomes(letter: Letter, text: str) -> Iterator[Words]:
    if not letter.parts:
        yield Words("没有写明处理结果", "the outcome is not stated")
        return
    outcome = letter.outcome
    if outcome is not None and outcome.partial and len(letter.parts) > 1:
        yield from _cited(outcome.cites[0], text)
    for part in letter.parts:
        found = ending(part.ending)
        by = found.cites[0] if found.cites else shipped().ground("条例-2019", "第三十六条")
        for means in found.carries:
            yield from _carried(means, part.facts.get(means.key, ""), text, by)
        for ground in found.cites:
            if ground.status == "confirmed":
                yield from _cited(ground, text)


def _carried(means: Means, fact: str, text: str, by: Ground) -> Iterator[Words]:
    zh, en = means.words
    if not fact:
        yield Words(f"没有写明{zh}（{by.words.zh}）", f"it does not state {en} ({by.words.en})")
    elif _plain(fact) not in text:
        yield Words(
            f"正文改动后不再写明{zh}：{fact}（{by.words.zh}）",
            f"the edited text no longer states {en}: {fact} ({by.words.en})",
        )


def _cited(ground: Ground, text: str) -> Iterator[Words]:
    title = ground.instrument.title.zh
    if title in text and ground.article in text:
        return
    if not ground.article and ground.status != "confirmed":
        return
    yield Words(f"正文没有引用{ground.words.zh}", f"the text does not cite {ground.words.en}")


def _remedies(letter: Letter, settings: Settings | None) -> Iterator[Words]:
    by = shipped().ground("条例-2019", "第五十一条").words
    told = _plain("".join(letter.remedies))
    if not told:
        yield Words(f"没有告知救济途径（{by.zh}）", f"the remedies are not stated ({by.en})")
        return
    if "写明名称" in told:
        yield Words("没有写明行政复议机关的名称", "the reconsideration organ is not named")
    if settings is not None and letter.day is not None:
        wanted = _plain("".join(remedies_on(letter.day, letter, settings)))
        if wanted != told:
            yield Words(
                "救济途径不是成文之日的规定：请重新生成",
                "the remedies are not those in force on its day: make the letter anew",
            )


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)

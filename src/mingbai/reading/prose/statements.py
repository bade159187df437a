"""What the prose says in words of things that can be counted: none received, all upheld, all answered in time."""

import re
from collections.abc import Callable, Iterator

from mingbai.reading.prose.passages import Passages
from mingbai.reading.prose.scopes import Speaker
from mingbai.reading.prose.sentences import Sentences
from mingbai.report.values import Statement

__all__ = ["statements"]

_HINT = re.compile(
    r"[未没无零均都全不](?:有|未|曾|存在|再|收|发|出|产|接|被|部|获|发生|例|起|件|败|结|向|涉|因|已|按|得|维|在|新|一|引|为|行|政|复|诉|依|申|上|往|结|纠|制|予|审|系|是|来|由)"
)
_NO = (
    r"(?:(?:均|都|也|亦|尚|暂|从|并)?(?:未曾|从未|未|没有|没|无|不存在|零)"
    r"(?:收到|发生|出现|产生|接到|引发|引起|被提起|提起|涉及|有|存在|受理|被)?"
    r"(?:过|任何|一起|一例|一件|新的)*+)"
)
_DISCLOSURE = (
    r"(?:因|由|与|涉及|关于|有关|针对|就|对|我[省市区县州旗镇乡局委厅办]|本机关|本单位|依申请公开|政府|政务|信息公开|信息|公开"
    r"|工作|申请|答复|依|行为|方面|问题|而|所|被|引发|引起|导致|产生|提起|发生|相关|的|及|和|、|或|案件|情况)*+"
)
_REMEDY = (
    r"(?P<first>(?:行政)?复议(?:案件|申请)?|(?:行政)?诉讼(?:案件)?)(?:的)?"
    r"(?:(?:、|和|或|及|与|以及|,|，)+(?:也)?(?:未|没有|无)?(?:发生|收到|被)?(?:提起|申请|引发|的)*+"
    r"(?P<second>(?:行政)?诉讼|(?:行政)?复议|申诉))?"
    r"(?:案件|申请|事项|案|的|情况|情形|现象|发生|及|、|举报|投诉|申诉|信访|和)*+(?=[，,；;。:)]|\Z)(?![，,][^，,。；;]{0,8}(?:败诉|纠错|纠正))"
)
_NONE_REMEDY = re.compile(rf"(?P<no>{_NO}){_DISCLOSURE}{_REMEDY}")
_ZERO_REMEDY = re.compile(
    r"(?:行政)?复议(?:案件|申请)?(?:、|和|及|与)(?:行政)?诉讼(?:案件)?(?:数|数量)?(?:均|都|皆)(?:为)?(?:零|0|无(?=[，,。；;]|\Z)|未发生|没有发生)(?![.\d])"
)
_NONE_APPLICATION = re.compile(
    r"(?:未|没有|无|未曾)(?:收到|接到|受理|发生|新收)?(?:过|任何|一件|一起|公民、?法人(?:和|或|及|、)?其[他它]组织|公众|群众|社会公众|要求|提出|提交|的|向我[局区县市办委])*+"
    r"(?:依申请公开(?:的)?(?:政府信息|信息)?(?:的)?(?:申请|事项|件)?|(?:政府|政务)?信息公开(?:的)?申请|公开政府信息(?:的)?申请|依申请(?:公开)?(?:信息|件)?)(?:书|事项|件|表|的|情况)*+(?=[，,；;。]|\Z)"
)
_NO_APPLICATION = re.compile(r"零(?:依)?申请(?=[，,；;。]|\Z)")
_ALL_GRANTED = re.compile(
    r"(?:收到|受理|接到|办理|新收)[^，,。；;]{0,24}申请[^，,。；;]{0,8}\d+[件宗份起例][，,]"
    r"(?P<said>(?:已)?(?:均|全部)(?:已|依法|按时|按期|按规定)*予以公开)(?=[，,。；;]|\Z)"
)
_ALL_NATURAL = re.compile(
    r"(?:申请人)?(?:均|全部|都)(?:为|是|系|来自|由)(?:自然人|公民|个人)(?:申请|提出|提交|的)*(?=[，,；;。)]|\Z)"
)
_NONE_MADE = re.compile(
    r"(?:未|没有|无)(?:新)?(?:制发|制定|出台|印发)(?:过|新的|任何)*行政规范性文件(?:的情况)?(?=[，,；;。]|\Z)"
)
_ALL_DECIDED = re.compile(r"(?:均|全部|都|皆)(?:已)?(?:依法)?(?:审结|审理完毕)")
_UPHELD = re.compile(
    r"(?:(?:均|全部|都|皆)(?:已|被|获|获得|得到|予以|依法|判决|裁定|决定|结果|为|复议|机关)*+维持|维持率(?:为|达)?100%)"
)
_NOT_CORRECTED = re.compile(
    r"(?:无一|未|没有|无|零)(?:出现|发生|有|存在|因|被|产生|收到|一起|一例|一件|任何|过|行政复议|行政诉讼|复议|诉讼|信息公开|政府|案件|依法|机关|法院|、|和|及|或|的|责令|引发)*+"
    r"(?:纠正|纠错|败诉|被?撤销|确认违法)(?:的)?(?:情况|情形|案件|现象|的|结果|或|、|败诉|纠错|被|发生)*+(?=[，,；;。)]|\Z)"
)
_IN_TIME = re.compile(
    r"(?:全部|均|都|皆|已全部|100%)(?:已|能|依法|严格|做到|在|于|得到|规范|予以|按照)*+(?:按时|按期|及时|法定(?:期限|时限)内?|规定(?:期限|时限|时间)内?)(?:予以|进行|依法|作出|给予|完成|规范|了)*+(?:答复|办结|回复|办理完毕|处理)"
)
_CLOSED = re.compile(
    r"(?:(?:已)?全部|均(?:已)?|都已|皆已)(?:依法|依规|规范)*+(?:办结|答复完毕|办理完毕|处理完毕)"
)
_NO_CARRY = re.compile(
    r"(?:无|没有|未产生|未有)(?:[^，。；]{0,4})(?:结转|转结)(?:至|到|下|的|情|件|申请|事|，|,|。|\Z)[^，,。;]{0,12}"
)
_NONE_CARRIED_IN = re.compile(
    r"(?:无|没有)(?:上一?年度?|往年)(?:的)?(?:结转|遗留)|(?:上一?年度?|往年)(?:无|没有)(?:结转|遗留)"
)
_NO_FEE = re.compile(
    r"(?:未|没有|无|不)(?:向申请人|对申请人|曾|发生|产生|实际|涉及|依申请公开|依申请)*+(?:收取|收费|产生|发生|征收)(?:过|任何|相关|政府|信息公开|依申请公开|信息|公开|申请人|检索|复制|邮寄|、|等|的|各类|相应)*+(?:处理费|费用?|收费)"
)
_LISTED = re.compile(r"其中[^；;]*\Z")
_REST = re.compile(r"(?:其余|其[他它]|剩余|已审结|审结的|已办结|已结|前述|二审|一审|上诉)[^，,。；;]{0,10}\Z")
_CARRIED = re.compile(r"结转[^，,。；;]{0,12}\Z")
_LIMITS = (
    "复议后",
    "直接起诉",
    "未经复议",
    "二审",
    "再审",
    "超期",
    "逾期",
    "不当",
    "违规",
    "不服",
    "不及时",
    "败诉",
    "主动公开",
)
_DISPUTED = re.compile(r"信息公开|依申请|公开申请|申请公开|答复")


def statements(passages: Passages, source: str, every: Sentences, speaker: Speaker) -> Iterator[Statement]:
    """Yield the statements of the prose, in order."""
    done = -1
    for hint in _HINT.finditer(passages.text):
        if hint.start() < done:
            continue
        sentence = every.at(hint.start())
        done = sentence.end
        text = sentence.text
        for start, end, about, says in sorted(
            _found(text, sentence.heading, sentence.before, sentence.topic)
        ):
            first = max(text.rfind(mark, 0, start) for mark in "，,；;") + 1
            yield Statement(
                about=about,
                says=says,
                period=sentence.periods.of(0 if about.startswith("applications.carried_in") else start),
                scope=sentence.scope(end, speaker),
                quote=source[slice(*passages.source(sentence.start + first, sentence.start + end))].strip(),
                span=passages.source(sentence.start + start, sentence.start + end),
            )


def _found(
    text: str, heading: str, before: str, topic: Callable[[int], str | None]
) -> list[tuple[int, int, str, str]]:
    found: list[tuple[int, int, str, str]] = []

    def add(match: re.Match[str], about: str, says: str) -> None:
        found.append((match.start(), match.end(), about, says))

    if "复议" in text or "诉讼" in text:
        around = text + (heading if any(word in heading for word in ("复议", "诉讼", "申请")) else "")
        disputed = _DISPUTED.search(around) is not None
        for match in _NONE_REMEDY.finditer(text):
            if not any(word in match[0] for word in _LIMITS):
                for words in (match["first"], match["second"]):
                    if words and "申诉" not in words:
                        add(
                            match,
                            "remedies.reconsideration.total" if "复议" in words else "remedies.suits.total",
                            "none",
                        )
        for match in _ZERO_REMEDY.finditer(text):
            if disputed:
                add(match, "remedies.reconsideration.total", "none")
                add(match, "remedies.suits.total", "none")
    if "申请" in text or "依申请" in text:
        for match in _NONE_APPLICATION.finditer(text):
            add(match, "applications.new.total", "none")
    if "规范性文件" in text:
        for match in _NONE_MADE.finditer(text):
            add(match, "proactive.normative_documents.made", "none")
    if "维持" in text:
        for match in _UPHELD.finditer(text):
            about = {"reconsideration": "remedies.reconsideration", "suit": "remedies.suits"}.get(
                topic(match.start()) or ""
            )
            both = re.search(r"复议[^，。；]{0,12}诉讼[^。；]{0,14}\Z", text[: match.start()])
            if (
                about
                and not both
                and not _LISTED.search(text, 0, match.start())
                and not _REST.search(text[: match.start()])
            ):
                add(match, about, "all_upheld")
    for match in _ALL_DECIDED.finditer(text):
        about = {"reconsideration": "remedies.reconsideration", "suit": "remedies.suits"}.get(
            topic(match.start()) or ""
        )
        if about and not _REST.search(text[: match.start()]) and not _LISTED.search(text, 0, match.start()):
            add(match, about, "all_decided")
    for match in _NOT_CORRECTED.finditer(text):
        about = {"reconsideration": "remedies.reconsideration", "suit": "remedies.suits"}.get(
            topic(match.end()) or ""
        )
        if about and not any(word in match[0] for word in ("及时", "整改")):
            add(match, about, "none_corrected")
    for pattern, about, says in (
        (_ALL_GRANTED, "applications.granted.total", "all_granted"),
        (_ALL_NATURAL, "applications.new.natural_person", "all_natural_persons"),
        (_NONE_CARRIED_IN, "applications.carried_in.total", "none"),
        (_NO_APPLICATION, "applications.new.total", "none"),
    ):
        for match in pattern.finditer(text):
            whole = not _LISTED.search(text, 0, match.start()) and _DISPUTED.search(text + before + heading)
            if whole and topic(match.end()) == "application":
                add(match, about, says)
    if topic(len(text)) == "application":
        for pattern, says in (
            (_IN_TIME, "all_answered_in_time"),
            (_CLOSED, "all_closed"),
            (_NO_CARRY, "none_carried_out"),
        ):
            for match in pattern.finditer(text):
                if says == "none_carried_out" and _NONE_CARRIED_IN.search(
                    text, max(match.start() - 4, 0), match.end()
                ):
                    continue
                if says == "all_closed" and (
                    _CARRIED.search(text[: match.start()]) or not _DISPUTED.search(text + before + heading)
                ):
                    continue
                if topic(match.end() if says == "none_carried_out" else match.start()) == "application":
                    add(
                        match,
                        "applications.handled.total"
                        if says != "none_carried_out"
                        else "applications.carried_out.total",
                        says,
                    )
    if "费" in text:
        for match in _NO_FEE.finditer(text):
            if re.search(r"信息公开|依申请|处理费|申请", text + heading + before):
                add(match, "fees.processing", "none")
    return found

"""Checks on what must not stand on the page: injected content, a wrong name of the body, personal data."""

import re
from collections.abc import Iterator

from mingbai.audit.check import Context, check, unable
from mingbai.audit.dates import signed
from mingbai.audit.findings import Compared, Finding, Severity, Step
from mingbai.audit.passage import NO_PAGE, SHOWN, passage
from mingbai.report.values import Report
from mingbai.screening import names, personal, spam
from mingbai.text.page import Page, Span
from mingbai.text.words import Words

__all__ = ["body_name", "injected", "personal_data"]

_NOTICE = Words("提示", "a notice")


@check(
    "content/injected",
    says=Words(
        "页面不应夹带与报告无关的内容、隐藏链接或干扰字符", "No foreign content, hidden links or noise"
    ),
    ground=Words(
        "国办发〔2017〕47号；《政府网站与政务新媒体检查指标》单项否决",
        "State Council General Office [2017] 47; veto items",
    ),
    severity=Words("疑问", "a warning"),
)
def injected(report: Report, context: Context) -> Iterator[Step]:
    """Look for blocks that do not belong, spam words in the prose, hidden links, readings between characters."""
    page = report.page
    if page is None:
        yield NO_PAGE
        return
    yield Compared()
    found = spam.blocks(page.text, context.plain)
    for block in found:
        signs = [f"{block.phrases}个短语"] if block.phrases > 1 else []
        signs += ["与正文简繁不同"] if block.switched else []
        signs += [f"用字与正文仅{block.overlap:.0%}重合"] if block.overlap <= 0.1 else []
        signs += ["含色情、博彩等词语"] if block.words else []
        yield Finding(
            Severity.WARNING,
            Words(
                f"有一段与报告无关的文字，疑为注入（{'，'.join(signs)}）",
                f"a stretch of {block.phrases} phrases has nothing to do with the report and was perhaps injected",
            ),
            at="page", found=f"{block.span[1] - block.span[0]}字",
            quote=passage(page, (block.span[0], min(block.span[1], block.span[0] + 40)), 0), span=block.span,
            fix=Words("删除，并检查网站是否被入侵", "remove it, and look whether the site was broken into"),
        )  # fmt: skip
    yield from _words_in_prose(page, context.plain, [block.span for block in found])
    for part, hits in spam.hidden(page.hidden):
        yield Finding(
            Severity.WARNING,
            Words(
                f"页面藏有看不见的{'链接' if part.targets else '文字'}（{part.how}）"
                + "".join(f"，含{hit}" for hit in hits[:3]),
                f"the page hides {'links' if part.targets else 'text'} from its readers ({part.how})",
            ),
            at="page/hidden", found=part.how, quote=part.text[:60], span=(part.at, part.at),
        )  # fmt: skip
    if readings := spam.noise(page.text):
        yield Finding(
            Severity.WARNING,
            Words(f"字后夹有注音{len(readings)}处，疑为采集站的干扰字符", f"{len(readings)} readings after characters"),
            at="page", found=str(len(readings)), quote=passage(page, readings[0]), span=readings[0],
            also=tuple(readings[1:SHOWN]),
        )  # fmt: skip


def _words_in_prose(page: Page, plain: str, blocks: list[Span]) -> Iterator[Step]:
    """Yield one finding for the spam words that stand in the report's own sentences."""
    hits = spam.words(plain)
    spans: list[Span] = []
    for start, end in sorted(found.span() for word in hits for found in re.finditer(re.escape(word), plain)):
        if any(first <= start < last for first, last in blocks):
            continue
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    inside = {plain[start:end] for start, end in spans}
    if not spam.words("\n".join(inside)):
        return
    yield Finding(
        Severity.WARNING,
        Words(
            f"正文夹有色情、博彩等词语{len(spans)}处：{'、'.join(sorted(inside)[:4])}",
            f"betting or adult words stand in the report's sentences {len(spans)} times",
        ),
        at="page", found="、".join(sorted(inside)[:4]), quote=passage(page, spans[0]), span=spans[0],
        also=tuple(spans[1:SHOWN]),
    )  # fmt: skip


@check(
    "content/body-name",
    says=Words("机关名称应规范，落款应是机关", "The body bears its proper name, and an organisation signs"),
    ground=Words(
        "国办发〔2017〕47号；GB/T 9704-2012 7.3.5",
        "State Council General Office [2017] 47; GB/T 9704-2012, 7.3.5",
    ),
    severity=_NOTICE,
)
def body_name(report: Report, context: Context) -> Iterator[Step]:
    """Look for a phrase in place of 人民政府, an odd signature or publisher, and a body other than the caller's."""
    yield from _stated(report)
    page = report.page
    if page is None or report.body is None:
        if report.stated_body is None or report.body is None:
            yield NO_PAGE if page is None else unable("没有读到机关名称", "the body's name was not read")
        return
    yield Compared()
    place = names.place_of(report.body.name)
    swap = names.substituted(context.plain, place) if place is not None else None
    if swap is not None and place is not None:
        count = context.plain.count(swap.phrase)
        yield Finding(
            Severity.NOTICE,
            Words(
                f"应写“人民政府”的地方{len(swap.spans)}处写成“{swap.phrase}”（全文共{count}处），疑被替换",
                f"“{swap.phrase}” stands {len(swap.spans)} times where 人民政府 should ({count} times in all)",
            ),
            at="body", expected=f"{place}人民政府", found=f"{place}{swap.phrase}",
            quote=passage(page, swap.spans[0]), span=swap.spans[0], also=swap.spans[1:SHOWN],
            explains=Words("仿冒或被篡改的网页常这样替换机关名称", "cloned or altered pages replace names so"),
        )  # fmt: skip
    signature = _signature(context, place)
    if signature is not None:
        yield Compared()
        name = context.plain[slice(*signature)]
        if not names.is_organisation(name) and (swap is None or swap.phrase not in name):
            yield Finding(
                Severity.NOTICE,
                Words(f"落款“{name}”不像机关名称", f"the signature “{name}” does not read as an organisation's name"),
                at="body", found=name, quote=page.text[slice(*signature)], span=signature,
            )  # fmt: skip
    publisher = report.metadata.get("publisher")
    if publisher is not None and re.search("[㐀-鿿]{4}", publisher.value):
        yield Compared()
        if not names.is_organisation(publisher.value):
            yield Finding(
                Severity.NOTICE,
                Words(f"发布机构“{publisher.value}”不像机关名称", f"“{publisher.value}” reads like no publisher"),
                at="metadata/publisher", found=publisher.value, quote=publisher.value, span=publisher.span,
            )  # fmt: skip


def _stated(report: Report) -> Iterator[Step]:
    """Compare the page's body with the one that the caller named."""
    if report.stated_body is None or report.body is None:
        return
    yield Compared()
    one, other = (n.strip().removesuffix("人民政府") for n in (report.stated_body, report.body.name))
    if not (one.endswith(other) or other.endswith(one)):
        yield Finding(
            Severity.NOTICE,
            Words(f"指定的机关是{report.stated_body}，页面写的是{report.body.name}", "the page names another body"),
            at="body", expected=report.stated_body, found=report.body.name,
            quote=report.body.as_written, span=report.body.span,
        )  # fmt: skip


def _signature(context: Context, place: str | None) -> Span | None:
    """Return where the line above the signature's day stands, when it is a name that holds the place's."""
    day = signed(context)
    if day is None:
        return None
    end = len(context.plain[: day[1][0]].rstrip())
    start = context.plain.rfind("\n", 0, end) + 1
    line = context.plain[start:end].strip()
    if place is None or place[:-1] not in line or not re.fullmatch("[㐀-鿿（）()]{4,30}", line):
        return None
    begin = context.plain.index(line, start)
    return begin, begin + len(line)


_KINDS = {
    personal.Kind.IDENTITY: Words("身份证号", "an identity number"),
    personal.Kind.MOBILE: Words("手机号码", "a mobile number"),
    personal.Kind.CARD: Words("银行卡号", "a bank card number"),
}


@check(
    "content/personal-data",
    says=Words(
        "公开的内容不应有身份证号、个人手机号、银行卡号", "No identity, private mobile or bank card numbers"
    ),
    ground=Words(
        "《条例》第十五条；《个人信息保护法》", "Regulation art. 15; Personal Information Protection Law"
    ),
    severity=Words("疑问；机关自己的联系电话不算", "a warning; the office's own telephone is none"),
)
def personal_data(report: Report, _: Context) -> Iterator[Step]:
    """Look for personal data; what is found is shown masked."""
    page = report.page
    if page is None:
        yield NO_PAGE
        return
    yield Compared()
    found = list(personal.personal(page.text))
    for leak in found[:SHOWN]:
        what = _KINDS[leak.kind]
        yield Finding(
            Severity.WARNING,
            Words(f"疑有{what.zh}：{leak.shown}", f"this looks like {what.en}: {leak.shown}"),
            at=f"page/{leak.kind.value}", found=leak.shown, quote=personal.masked(page.text, found, leak.span),
            span=leak.span, fix=Words("删除，或按规定遮盖", "remove or mask it"),
        )  # fmt: skip
    if len(found) > SHOWN:
        rest = found[SHOWN:]
        yield Finding(
            Severity.WARNING,
            Words(f"另有{len(rest)}处个人信息", f"personal data in {len(rest)} more places"),
            at="page", found=str(len(rest)), span=rest[0].span, also=tuple(leak.span for leak in rest[1:]),
        )  # fmt: skip

"""prose/repeat: one thing counted twice in the prose comes to the same figure."""

from collections.abc import Iterator

from mingbai.audit.check import Context, check
from mingbai.audit.findings import Compared, Finding, Severity, Step
from mingbai.audit.passage import both
from mingbai.audit.prose.beside import by_unit
from mingbai.audit.prose.readings import readings, subject_name
from mingbai.report.values import Amount, Claim, Kind, Report
from mingbai.text.words import Words

__all__ = ["repeat"]

_ONCE = (
    "applications.new.total", "applications.accepted", "applications.handled.total", "applications.carried_in.total",
    "applications.carried_out.total", "applications.granted.total", "applications.partly_granted.total",
    "remedies.reconsideration.total", "remedies.suits.total", "proactive.normative_documents.made",
    "normative_documents.published", "interpretations.total", "press_conferences", "responses", "published.total",
    "published.website", "hotline.orders",
)  # fmt: skip
_LARGE = (
    "published.total",
    "published.website",
    "hotline.orders",
    "responses",
    "normative_documents.published",
)
_ALL = ("共", "全年", "累计", "总", "今年", "主动公开政府信息", "各类", "其中主动公开规范性文件")
_NARROW = ("微信", "微博", "专栏", "栏目", "领域", "方面", "相关", "有关", "类")
_KINDS = {
    "条": "项",
    "篇": "项",
    "次": "项",
    "件": "项",
    "份": "项",
    "个": "项",
    "项": "项",
    "则": "项",
    "场": "项",
    "起": "项",
    "场次": "项",
    "条次": "项",
}


@check(
    "prose/repeat",
    says=Words(
        "同一数字在正文各处应一致", "A figure given more than once in the prose is the same each time"
    ),
    ground=Words(
        "《条例》第五十条；年度报告数据应当准确",
        "Regulation, Article 50: the figures of the report must be right",
    ),
    severity=Words("疑问：各处口径可能不同", "a warning, since each place may count differently"),
)
def repeat(report: Report, context: Context) -> Iterator[Step]:
    """Compare every two places that count the same thing."""
    groups: dict[tuple[str, int], list[Claim]] = {}
    whole, _ = by_unit(report)
    for claim in report.claims:
        if (
            id(claim) not in whole
            and claim.subject in _ONCE
            and claim.kind is Kind.COUNT
            and claim.period is not None
            and claim.scope == "report"
            and _of_all(claim)
        ):
            groups.setdefault((claim.subject or "", claim.period), []).append(claim)
    for (about, _period), claims in groups.items():
        first, *others = claims
        for other in others:
            if (
                first.approximate
                or other.approximate
                or _KINDS.get(first.unit, first.unit) != _KINDS.get(other.unit, other.unit)
            ):
                continue
            yield Compared()
            if other.value == first.value or {first.value, other.value} <= _admissible(about, report):
                continue
            yield _finding(about, first, other)
            break


def _of_all(claim: Claim) -> bool:
    if any(word in claim.what for word in _NARROW):
        return False
    return claim.subject not in _LARGE or any(word in claim.quote for word in _ALL)


def _admissible(about: str, report: Report) -> set[Amount | None]:
    reading = readings().get(about)
    return {s.amount(report) for s in reading.sums} - {None} if reading else set()


def _finding(about: str, first: Claim, other: Claim) -> Finding:
    name = subject_name(about)
    return Finding(
        Severity.WARNING,
        Words(
            f"{name.zh}在正文中一处为{first.value}{first.unit}，另一处为{other.value}{other.unit}",
            f"The prose gives {first.value} and elsewhere {other.value} for {name.en}",
        ),
        at=f"prose/{about}",
        found=str(other.value),
        quote=both(first.quote, other.quote),
        span=other.span,
        fix=Words("核对后改为一致，或写明口径的不同", "make them agree, or say how they count differently"),
        also=(first.span,),
        against=first.span,
    )

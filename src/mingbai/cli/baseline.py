"""Known findings, each with the reason why it is known; recognised by what they say, named when they are gone."""

import json
from dataclasses import dataclass, replace
from typing import Any

from mingbai.audit.findings import Finding
from mingbai.batch.job import load
from mingbai.cli.terminal import Wrong
from mingbai.errors import MingbaiError
from mingbai.text.words import Words

__all__ = ["Baseline"]


@dataclass(slots=True)
class _Known:
    """One entry; what is None is not compared."""

    source: str | None
    body: str | None
    year: int | None
    check: str
    at: str | None
    expected: str | None
    found: str | None
    quote: str | None
    reason: str
    seen: int = 0

    def is_of(self, finding: Finding, sources: tuple[str, ...], body: str | None, year: int | None) -> bool:
        """Tell whether *finding* is this one: the same report, place and figures; the page around it may change."""
        if self.body is not None and body is not None:
            if _bare(self.body) != _bare(body) or (self.year is not None and self.year != year):
                return False
        elif self.source is None or self.source not in sources:
            return False
        pairs = ((self.at, finding.at), (self.expected, finding.expected), (self.found, finding.found))
        if any(mine is not None and mine != its for mine, its in pairs):
            return False
        return self.quote is None or self.quote == finding.quote

    def name(self) -> str:
        """Return how to call the entry."""
        report = self.source if self.body is None else f"{self.body} {self.year or ''}".strip()
        return "  ".join(part for part in (report, self.check, self.at, self.found) if part)


class Baseline:
    """The entries of a baseline; an empty one knows nothing."""

    def __init__(self, known: list[_Known]) -> None:
        self._known: dict[str, list[_Known]] = {}
        for one in known:
            self._known.setdefault(one.check, []).append(one)
        self.matched = 0

    @classmethod
    def read(cls, path: str | None) -> "Baseline":
        """Return the baseline in the file at *path*: ``{"known": […]}``, or an audit's JSON with reasons put in."""
        if path is None:
            return cls([])
        try:
            data = json.loads(load(path).decode("utf-8-sig"))
        except MingbaiError as error:
            raise Wrong(f"{path}：{error.zh}", f"{path}: {error.en}") from None
        except (ValueError, RecursionError) as error:
            raise Wrong(f"{path} 不是有效的 JSON（{error}）", f"{path} is not valid JSON ({error})") from None
        if isinstance(data, dict) and isinstance(data.get("known"), list):
            entries = [(f"known[{at}]", one) for at, one in enumerate(data["known"])]
        elif isinstance(data, dict) and data.get("schema") == "mingbai.audit/1":
            entries = list(_in_audit(data, path))
        else:
            raise Wrong(
                f'{path} 不是基线：应为 {{"known": […]}} 或审核结果的 JSON',
                f'{path} is no baseline: it must be {{"known": […]}} or the JSON of an audit',
            )
        return cls([_entry(path, where, entry) for where, entry in entries])

    def reason(
        self, check: str, finding: Finding, sources: tuple[str, ...], body: str | None, year: int | None
    ) -> str | None:
        """Return why *finding* is known, None when it is not."""
        for one in self._known.get(check, ()):
            if one.is_of(finding, sources, body, year):
                one.seen += 1
                self.matched += 1
                return one.reason
        return None

    @staticmethod
    def marked(finding: Finding, reason: str) -> Finding:
        """Return *finding* as it is shown when it is known."""
        zh, en = f"已知（基线）：{reason}", f"known (baseline): {reason}"
        if finding.fix is not None:
            zh, en = f"{zh}；{finding.fix.zh}", f"{en}; {finding.fix.en}"
        return replace(finding, fix=Words(zh, en))

    def stale(self) -> list[Words]:
        """Return a line for each entry that no finding matched."""
        return [
            Words(
                f"基线中这一条已不再出现：{one.name()}",
                f"this entry of the baseline matches nothing now: {one.name()}",
            )
            for entries in self._known.values()
            for one in entries
            if not one.seen
        ]


def _bare(body: str) -> str:
    """Return a body's name without the words that every government's has."""
    return body.strip().removesuffix("人民政府")


def _in_audit(data: dict[str, Any], path: str) -> list[tuple[str, object]]:
    """Return every finding of an audit as an entry."""
    entries: list[tuple[str, object]] = []
    try:
        for group in ("reports", "across"):
            for i, report in enumerate(data.get(group, ())):
                body = report.get("body")
                source = (
                    report["source"]["name"] if group == "reports" else (report.get("sources") or [None])[0]
                )
                for check in report["checks"]:
                    for n, finding in enumerate(check["findings"]):
                        where = f"{group}[{i}] {check['id']} findings[{n}]"
                        figures = finding.get("expected") is not None or finding.get("found") is not None
                        entry = {
                            "source": source,
                            "body": body["name"] if body else None,
                            "year": report.get("year"),
                            "check": check["id"],
                            "at": finding.get("at"),
                            "expected": finding.get("expected"),
                            "found": finding.get("found"),
                            "quote": None if figures else finding.get("quote"),
                            "reason": finding.get("reason"),
                        }
                        entries.append((where, entry))
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise Wrong(
            f"{path} 不符合审核结果的格式（{error}）",
            f"{path} does not hold to the schema of an audit ({error})",
        ) from None
    return entries


_TEXTS = ("source", "body", "check", "at", "expected", "found", "quote", "reason")


def _entry(path: str, where: str, entry: object) -> _Known:
    """Return one entry; refuse what is not understood rather than pass over it."""

    def wrong(zh: str, en: str) -> Wrong:
        return Wrong(f"{path} {where}：{zh}", f"{path} {where}: {en}")

    if not isinstance(entry, dict):
        raise wrong("应为对象", "must be an object")
    if strange := sorted(set(entry) - {*_TEXTS, "year"}):
        raise wrong(f"不认识的键 {strange[0]}", f"unknown key {strange[0]}")
    for key in _TEXTS:
        if entry.get(key) is not None and not isinstance(entry[key], str):
            raise wrong(f"{key} 应为文字", f"{key} must be text")
    year = entry.get("year")
    if year is not None and (isinstance(year, bool) or not isinstance(year, int)):
        raise wrong("year 应为年份", "year must be a year")
    if not (entry.get("reason") or "").strip():
        raise wrong("没有写理由（reason）", "has no reason")
    if not entry.get("check"):
        raise wrong("没有写检查编号（check）", "has no check")
    if entry.get("body") is None and entry.get("source") is None:
        raise wrong("没有写是哪份报告（source 或 body）", "does not say which report (source or body)")
    return _Known(
        source=entry.get("source"),
        body=entry.get("body"),
        year=year,
        check=entry["check"],
        at=entry.get("at"),
        expected=entry.get("expected"),
        found=entry.get("found"),
        quote=entry.get("quote"),
        reason=entry["reason"],
    )

"""A report as it may be shown: what a finding calls personal data is masked, each character in its place."""

from dataclasses import replace

from mingbai.audit.findings import Audit

__all__ = ["discreet"]

_PRIVATE = "content/personal-data"


def discreet(audit: Audit) -> Audit:
    """Return *audit* with the private numbers of its page masked; every span stays valid."""
    page = audit.report.page
    findings = [f for o in audit.outcomes if o.check == _PRIVATE for f in o.findings]
    if page is None or not findings:
        return audit
    text = page.text
    for finding in findings:
        for start, end in (s for s in (finding.span, *finding.also) if s):
            shown = finding.found or ""
            if len(shown) != end - start:
                shown = (
                    text[start : start + 2]
                    + "*" * max(0, end - start - 5)
                    + text[max(start + 2, end - 3) : end]
                )
            text = text[:start] + shown + text[end:]
    return replace(audit, report=replace(audit.report, page=replace(page, text=text)))

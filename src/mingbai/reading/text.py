"""Plain text and Markdown, as they are but for their line ends."""

import re

__all__ = ["holds_tables_of_html", "plain"]

_LINE_END = re.compile(r"\r\n?|[\u2028\u2029\x85]")
_TABLE = re.compile(r"<table\b[^>]{0,500}>.{0,5000}?<t[dh]\b", re.IGNORECASE | re.DOTALL)


def plain(text: str) -> tuple[str, tuple[int, ...]]:
    """Return *text* with ``\\n`` at its line ends, and the places at which a form feed ends a printed page."""
    if "\r" in text or "\u2028" in text or "\u2029" in text or "\x85" in text:
        text = _LINE_END.sub("\n", text)
    text = text.removeprefix("\ufeff").replace("\0", "")
    return text, tuple(found.start() for found in re.finditer("\f", text)) if "\f" in text else ()


def holds_tables_of_html(text: str) -> bool:
    """Return whether HTML tables stand in a Markdown text, as recognisers of scans leave them."""
    return "<t" in text and _TABLE.search(text) is not None

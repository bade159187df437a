"""A report as PDF: the HTML page on A4, tagged for screen readers (PDF/UA)."""

from typing import Any

from mingbai.report.render.document import Document
from mingbai.report.render.html import html

__all__ = ["pdf"]


def pdf(document: Document) -> bytes:
    """Return the file; the same report gives the same bytes."""
    import weasyprint

    written: bytes = weasyprint.HTML(string=html(document, screen=False), url_fetcher=_refuse).write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=document.title.encode()
    )
    return written


def _refuse(url: str, *_: Any, **__: Any) -> Any:
    """Fetch nothing: the page holds all it needs, and a report names no address that we would follow."""
    raise ValueError(f"a report is printed without fetching {url}")

"""Papers on paper: a letter or a form as an HTML page and as PDF, tagged for screen readers, from one template."""

from functools import cache
from importlib import resources
from typing import Any

from django.template.loader import render_to_string

from mingbai_web.papers.letters import Letter, told
from mingbai_web.papers.sheets import Sheet, view_slip
from mingbai_web.papers.wording.kinds import kind

__all__ = ["html", "pdf", "qr"]

_END = 4


def html(paper: Letter | Sheet, *, screen: bool = True) -> str:
    """Return the page; on *screen* it takes its looks from the style sheet of the site."""
    if isinstance(paper, Sheet):
        return render_to_string("papers/print/sheet.html", {"sheet": paper, "screen": screen})
    slip = kind(paper.kind).slip
    context = {
        "letter": paper,
        "paragraphs": [_whole(each) for each in paper.paragraphs],
        "remedies": [_whole(each) for each in paper.remedies],
        "day": told(paper.day) if paper.day else "",
        "slip": view_slip(paper, slip) if slip else None,
        "screen": screen,
    }
    return render_to_string("papers/print/letter.html", context)


def pdf(paper: Letter | Sheet) -> bytes:
    """Return the file; the same paper gives the same bytes."""
    import weasyprint

    page = weasyprint.HTML(string=html(paper, screen=False), url_fetcher=_refuse)
    written: bytes = page.write_pdf(
        stylesheets=[weasyprint.CSS(string=_styles(), url_fetcher=_refuse)],
        pdf_variant="pdf/ua-1",
        pdf_identifier=paper.title.encode(),
    )
    return written


def qr(content: str, *, says: str) -> str:
    """Return an inline drawing of *content* as a QR code, which says *says* to who does not see it."""
    import segno

    drawn: str = segno.make(content, error="m", micro=False).svg_inline(
        omitsize=True, border=1, title=says, svgclass=None, lineclass=None
    )
    return drawn


def _whole(paragraph: str) -> tuple[str, str]:
    """Return a paragraph with its end apart, which is kept on one line: no last line holds a single character."""
    return (paragraph[:-_END], paragraph[-_END:]) if len(paragraph) > 4 * _END else (paragraph, "")


@cache
def _styles() -> str:
    return resources.files("mingbai_web.papers").joinpath("static/papers/print.css").read_text("utf-8")


def _refuse(url: str, *_: Any, **__: Any) -> Any:
    """Fetch nothing: a paper holds all it shows, and what was typed into it names no address that we would follow."""
    raise ValueError(f"a paper is printed without fetching {url}")

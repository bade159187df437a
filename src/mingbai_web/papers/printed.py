"""Papers on paper: a letter or a form as an HTML page and as PDF, tagged for screen readers, from one template."""

import base64
import json
from functools import cache
from importlib import resources

from django.template.loader import render_to_string

from mingbai.errors import MingbaiError
from mingbai_web.files import apart
from mingbai_web.files.types import BadFile
from mingbai_web.papers.letters import Letter, told
from mingbai_web.papers.sheets import Sheet, view_slip
from mingbai_web.papers.wording.kinds import kind

__all__ = ["NotPrinted", "html", "pdf", "qr"]

_END = 4
_PRESS, _SECONDS = "mingbai_web.papers.pressing:pressed_in_child", 90.0


class NotPrinted(MingbaiError):
    """A file could not be made of a page that can be shown."""

    status = 503


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
    """Return the file, made by a child process; the same paper gives the same bytes. Raises `NotPrinted`."""
    said = {"html": html(paper, screen=False), "styles": _styles(), "identifier": paper.title}
    try:
        (made,) = apart.texts(_PRESS, json.dumps(said).encode(), seconds=_SECONDS, by=apart.PRESS)
    except BadFile as error:
        raise NotPrinted(
            "PDF 没有做成：请稍后再试，或者在浏览器里打印这一页",
            "the PDF could not be made: try again later, or print the page from the browser",
        ) from error
    return base64.b64decode(made)


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

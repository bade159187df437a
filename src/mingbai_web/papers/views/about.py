"""What the pages of a paper show of the application it is about."""

from collections.abc import Iterator

from mingbai.text.words import Words
from mingbai_web.look.parts import Fact
from mingbai_web.papers.queries import PaperSheet

__all__ = ["about_facts"]


def about_facts(sheet: PaperSheet) -> Iterator[Fact]:
    """Yield what the paper is about: the application's number, which leads to its page, and its last day to reply."""
    about = sheet.about
    if about is None:
        return
    yield Fact(Words("申请编号", "Application"), about.number, note=about.matter, address=about.address)
    if about.due is not None and not sheet.paper.dispatched:
        yield Fact(Words("答复期限届满之日", "Last day to reply"), about.due)

"""Papers as they leave the printer: the letter and what it encloses, the slip for signing by hand, the proof of service, the list for the post."""

from datetime import date
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from mingbai_web.accounts import queries as accounts
from mingbai_web.accounts.doors import permitted
from mingbai_web.files.views import sent
from mingbai_web.orgs import queries as orgs
from mingbai_web.papers import enclosing, filed, printed, queries
from mingbai_web.papers.letters import Letter
from mingbai_web.papers.sheets import Sheet, posting_list
from mingbai_web.papers.slips import approval_slip, service_receipt

__all__ = ["enclosure", "letter", "posted", "receipt", "slip"]


@permitted("papers.see")
def letter(request: HttpRequest, id: UUID, form: str) -> HttpResponse:
    """The letter as it will look; once it is signed, as it was kept then."""
    found = queries.sheet(id, request.viewer)  # type: ignore[attr-defined]
    there = filed.there(id) if form == "pdf" and found.paper.final else None
    return _pdf(there, found.letter.title) if there is not None else _printed(found.letter, form)


@permitted("papers.see")
def enclosure(request: HttpRequest, id: UUID, enclosure: UUID) -> HttpResponse:
    """A file that the letter encloses, for who sees the paper: with the very bytes that are signed."""
    found = queries.sheet(id, request.viewer)  # type: ignore[attr-defined]
    named = next((each for each in found.letter.files if each.file == enclosure), None)
    if named is None:
        raise Http404
    return sent(enclosing.opened(named))


@permitted("papers.see")
def slip(request: HttpRequest, id: UUID, form: str) -> HttpResponse:
    """The slip for review and approval, to be signed by hand; its QR leads back to the paper."""
    found = queries.sheet(id, request.viewer)  # type: ignore[attr-defined]
    people = {*found.paper.drafters, *(each.person for each in found.paper.signatures)}
    address = request.build_absolute_uri(reverse("papers:paper", args=[id]))
    return _printed(approval_slip(found, address=address, names=accounts.names(people)), form)


@permitted("papers.see")
def receipt(request: HttpRequest, id: UUID, form: str) -> HttpResponse:
    """The proof of service, to be signed by who receives the letter; its address is for who serves it."""
    viewer = request.viewer  # type: ignore[attr-defined]
    serves = viewer.may("papers.dispatch") or viewer.may("applications.unmask")
    return _printed(service_receipt(queries.sheet(id, viewer), addressed=serves), form)


@permitted("papers.dispatch")
def posted(request: HttpRequest, body: UUID, form: str) -> HttpResponse:
    """The list of what a body posts on a day (today, or `?day=`), to be stamped by the post office."""
    viewer = request.viewer  # type: ignore[attr-defined]
    day = _day(request.GET.get("day")) or timezone.localdate()
    lines = queries.posted(body, day, viewer)
    return _printed(posting_list(lines, body=orgs.letterhead(body, day).name, posted=day), form)


def _printed(paper: Letter | Sheet, form: str) -> HttpResponse:
    if form == "html":
        return HttpResponse(printed.html(paper))
    if form != "pdf":
        raise Http404
    return _pdf(printed.pdf(paper), paper.title)


def _pdf(made: bytes, title: str) -> HttpResponse:
    response = HttpResponse(made, content_type="application/pdf")
    # A kind of paper, never a name: the name of a downloaded file is seen by others.
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(title.replace('　', ''))}.pdf"
    return response


def _day(said: str | None) -> date | None:
    try:
        return parse_date(said or "")
    except ValueError:
        return None

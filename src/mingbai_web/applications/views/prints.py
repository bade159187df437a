"""Forms of a case as they leave the printer."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from mingbai_web.accounts.doors import seated
from mingbai_web.accounts.permissions import may
from mingbai_web.applications.sheets import KINDS, printed_sheet
from mingbai_web.applications.views.seeing import seeing
from mingbai_web.papers import printed
from mingbai_web.parties import queries as parties

__all__ = ["sheet"]


@seated
def sheet(request: HttpRequest, id: UUID, kind: str, form: str) -> HttpResponse:
    """A form of a case. The applicant's data stand on it for a seat that may see them, and that is put on record."""
    if kind not in KINDS or form not in ("html", "pdf"):
        raise Http404
    now = timezone.now()
    day = timezone.localdate(now)
    found = seeing(request, id, day)
    viewer = request.viewer  # type: ignore[attr-defined]
    details, also = None, []
    if kind != "transfer_slip" and may(viewer, "applications.unmask"):
        details = parties.unmasked(found.facts.party, viewer, f"打印表格 {kind}", now)
        also = [parties.unmasked(each, viewer, f"打印表格 {kind}", now).name for each in found.facts.others]
    made = printed_sheet(kind, found, details, day, joint=also)
    if form == "html":
        return HttpResponse(printed.html(made))
    # The kind of form and the number, never a name: the name of a downloaded file is seen by others.
    name = content_disposition_header(False, f"{made.title.replace('　', '')}_{found.number}.pdf") or "inline"
    return HttpResponse(
        printed.pdf(made), content_type="application/pdf", headers={"Content-Disposition": name}
    )

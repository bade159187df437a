"""Forms of a case as they leave the printer."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from mingbai.text.words import Words
from mingbai_web.accounts.doors import seated
from mingbai_web.accounts.permissions import may
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications.cases import SUBJECT
from mingbai_web.applications.queries import Sheet
from mingbai_web.applications.sheets import KINDS, PRINTS, printed_sheet
from mingbai_web.applications.views.seeing import seeing
from mingbai_web.files import queries as files
from mingbai_web.files.purposes import purposes
from mingbai_web.ledger.subjects import Subject
from mingbai_web.papers import printed
from mingbai_web.parties import queries as parties

__all__ = ["sheet"]


_BROUGHT = ("identity", "authorisation", "attachment")
"""For what applicants bring files; the others are the office's own."""


def _came_with(found: Sheet, viewer: Viewer) -> list[Words]:
    """Return what came with the application: files of the item that it was, and those of its applicant."""
    item, brought = found.facts.item, {purposes()[each].words for each in _BROUGHT}
    own = (each.purpose for each in files.listed(Subject(SUBJECT, found.subject), viewer))
    with_it = files.listed(Subject("item", item), viewer) if item is not None else ()
    return [*(each for each in own if each in brought), *(each.purpose for each in with_it)]


class Printing(forms.Form):
    """Why somebody prints."""

    reason = forms.CharField(
        label=_("打印的理由"),
        min_length=2,
        max_length=180,  # what is printed stands before it in the log
        help_text=_("例如：归档；送承办科室。记入访问日志，供审计查看。"),
    )


@seated
@sensitive_variables()
def sheet(request: HttpRequest, id: UUID, kind: str, form: str) -> HttpResponse:
    """A form of a case. The applicant's data stand on it for a seat that may see them, which says why; that is put on record."""
    if kind not in KINDS or form not in ("html", "pdf"):
        raise Http404
    now = timezone.now()
    day = timezone.localdate(now)
    found = seeing(request, id, day)
    viewer = request.viewer  # type: ignore[attr-defined]
    details, also = None, []
    if kind != "transfer_slip" and may(viewer, "applications.unmask"):
        asked = Printing(request.POST or None)
        if not asked.is_valid():
            shown = {"form": asked, "sheet": found, "what": PRINTS[kind]}
            return render(
                request, "applications/print_why.html", shown, status=422 if asked.is_bound else 200
            )
        why = f"打印《{PRINTS[kind].zh}》：{asked.cleaned_data['reason']}"
        details = parties.unmasked(found.facts.party, viewer, why, now)
        also = [parties.unmasked(each, viewer, why, now).name for each in found.facts.others]
    call = request.GET.get("call", "")
    made = printed_sheet(
        kind,
        found,
        details,
        day,
        joint=also,
        files=_came_with(found, viewer) if kind == "register_form" else (),
        call=int(call) if call.isascii() and call.isdigit() and len(call) < 4 else 0,
    )
    if form == "html":
        return HttpResponse(printed.html(made))
    # The kind of form and the number, never a name: the name of a downloaded file is seen by others.
    name = content_disposition_header(False, f"{made.title.replace('　', '')}_{found.number}.pdf") or "inline"
    return HttpResponse(
        printed.pdf(made), content_type="application/pdf", headers={"Content-Disposition": name}
    )

"""Handing a file out: as something to save, never as something of ours that a browser runs or shows."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from mingbai_web.accounts.doors import permitted
from mingbai_web.files import queries
from mingbai_web.files.forms import Why

__all__ = ["download", "sent"]


@require_http_methods(["GET", "POST"])
@permitted("files.see")
def download(request: HttpRequest, file: UUID) -> HttpResponse:
    """Send the file; a proof of identity only for a reason, which is asked first."""
    viewer = request.viewer  # type: ignore[attr-defined]
    form = Why(request.POST or None)
    if queries.needs_reason(file, viewer):
        if not form.is_valid():
            return render(request, "files/why.html", {"form": form})
        return sent(queries.open(file, viewer, now=timezone.now(), reason=form.cleaned_data["reason"]))
    return sent(queries.open(file, viewer, now=timezone.now()))


def sent(opened: queries.Opened) -> HttpResponse:
    """Return the answer that carries a file: to be saved, kept in no cache, guessed at and run by no browser."""
    response = HttpResponse(opened.data, content_type=opened.type.media)
    response["Content-Disposition"] = content_disposition_header(True, opened.name) or "attachment"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response

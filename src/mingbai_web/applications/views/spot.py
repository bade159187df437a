"""当场答复 on one screen."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingbai.outcomes import ending
from mingbai.text.words import Words
from mingbai_web.accounts.doors import permitted
from mingbai_web.applications import services
from mingbai_web.applications.forms import SpotForm
from mingbai_web.look.acting import ActForm, act_page
from mingbai_web.look.parts import Confirmation
from mingbai_web.orgs import queries as orgs

__all__ = ["spot"]


@permitted("papers.draft")
def spot(request: HttpRequest) -> HttpResponse:
    """Register an application made at the window, and answer it at once."""
    viewer, now = request.viewer, timezone.now()  # type: ignore[attr-defined]
    form = SpotForm(request.POST or None, bodies=orgs.names_on(viewer.bodies, timezone.localdate(now)))

    def preview(filled: ActForm) -> Confirmation:
        found = ending(filled.cleaned_data["outcome"])
        return Confirmation(
            Words(
                f"确认后，登记一件申请，并将“{found.words.zh}”的答复书送审；审查、签发后当面送达。",
                f"once confirmed: one application is registered and a reply “{found.words.en}” is submitted for review and signature; it is then served in person.",
            ),
            ground=found.cites[0],
        )

    def perform(filled: ActForm) -> str:
        given = cast("SpotForm", filled)
        _, paper = services.answer_on_the_spot(
            body=given.cleaned_data["body"],
            details=given.details(),
            applicant=given.cleaned_data["applicant"],
            matter=given.cleaned_data["matter"],
            outcome=given.cleaned_data["outcome"],
            said=given.said(),
            by=viewer,
            now=now,
            key=given.cleaned_data["key"],
        )
        return reverse("papers:paper", args=[paper])

    return act_page(
        request,
        form=form,
        title=_("当场答复"),
        perform=perform,
        preview=preview,
        done=_("已登记，答复书已送审。"),
        template="applications/spot.html",
        back=reverse("applications:items"),
    )

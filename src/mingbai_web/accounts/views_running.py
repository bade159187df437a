"""The system administrator's page of jobs: how many are where, which were given up and why, beginning one anew."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingbai.text.words import Words
from mingbai_web.accounts.doors import permitted
from mingbai_web.jobs import queries, services
from mingbai_web.jobs.models import State
from mingbai_web.look.acting import ActForm, act_page
from mingbai_web.look.parts import Confirmation, Fact

__all__ = ["jobs", "retry"]

STATES = {
    State.WAITING: Words("等待", "waiting"),
    State.RUNNING: Words("在办", "running"),
    State.DONE: Words("办结", "done"),
    State.FAILED: Words("失败", "given up"),
}


@permitted("settings.operate")
def jobs(request: HttpRequest) -> HttpResponse:
    """Show the standing of all jobs."""
    found = queries.standing(now=timezone.now())
    facts = [Fact(words, str(found.counts[state])) for state, words in STATES.items()]
    facts += [
        Fact(
            Words("最早应办未办的", "the longest overdue waits since"),
            found.waiting_since or Words("没有", "none"),
        ),
        Fact(Words("最近一次办结", "the last one ended"), found.last_ended or Words("没有", "none")),
    ]
    return render(request, "accounts/jobs.html", {"facts": facts, "failed": queries.failed()})


@permitted("settings.operate")
def retry(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let a job that was given up begin anew."""
    found = next((each for each in queries.failed() if each.id == id), None)
    if found is None:
        raise Http404
    back = reverse("accounts:jobs")

    def perform(filled: ActForm) -> str:
        services.retry(now=timezone.now(), job=id)
        return back

    says = Words(
        f"确认后，“{found.work.zh}”重新排队，由后台再办；原因没有消除的，会再次失败。",
        f"Once confirmed “{found.work.en}” waits for a worker anew; it fails again unless its cause is gone.",
    )
    return act_page(
        request,
        form=ActForm(request.POST or None),
        title=Words("重新办理", "Try again"),
        preview=lambda filled: Confirmation(says),
        perform=perform,
        done=_("已重新排队。"),
        back=back,
    )

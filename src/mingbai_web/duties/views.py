"""The security administrator's pages of mailboxes: where the reminders of each seat go."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingbai.text.words import Words
from mingbai_web.accounts import queries as accounts
from mingbai_web.accounts.doors import permitted
from mingbai_web.duties import notices
from mingbai_web.duties.forms import MailboxForm
from mingbai_web.duties.models import Mailbox
from mingbai_web.look.acting import act_page
from mingbai_web.look.parts import Confirmation

__all__ = ["mailbox", "mailboxes"]


@permitted("settings.seats")
def mailboxes(request: HttpRequest) -> HttpResponse:
    """The seats of today with their mailboxes."""
    boxes = {each.seat: each for each in Mailbox.objects.all()}
    rows = [(each, boxes.get(each.id)) for each in accounts.seats(on=timezone.localdate())]
    return render(request, "duties/mailboxes.html", {"rows": rows})


@permitted("settings.seats")
def mailbox(request: HttpRequest, id: UUID) -> HttpResponse:
    """Where one seat reads its mail."""
    now = timezone.now()
    seat = next((each for each in accounts.seats(on=timezone.localdate(now)) if each.id == id), None)
    if seat is None:
        raise Http404
    box = Mailbox.objects.filter(seat=id).first()
    back = reverse("duties:mailboxes")

    def preview(filled: MailboxForm) -> Confirmation:
        address = filled.cleaned_data["address"]
        zh = (
            f"“{seat.name}”的待办提醒每个工作日寄到 {address}"
            if address
            else f"“{seat.name}”的待办提醒不再寄邮件"
        )
        en = (
            f"reminders of {seat.name} go to {address} every working day"
            if address
            else f"{seat.name} is mailed no reminders"
        )
        return Confirmation(
            Words(
                f"确认后，{zh}；邮件只写编号和期限。",
                f"Once confirmed {en}; mails hold numbers and days alone.",
            )
        )

    def perform(filled: MailboxForm) -> str:
        notices.set_mailbox(seat=id, by=request.viewer, now=now, **filled.given)  # type: ignore[attr-defined]
        return back

    return act_page(
        request,
        form=MailboxForm(
            request.POST or None,
            initial={"address": box.address, "phone": box.phone} if box is not None else {},
        ),
        title=Words(f"邮箱：{seat.name}", f"Mailbox: {seat.name}"),
        preview=preview,
        perform=perform,
        back=back,
    )

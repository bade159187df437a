"""The audit administrator's pages of the ledger: what was entered on one subject, the seals, verifying all of it.

Of an entry is shown who entered what when, never what it says: facts may name matters that are an applicant's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingbai.text.words import Words
from mingbai_web.accounts import queries
from mingbai_web.accounts.doors import permitted
from mingbai_web.jobs import proofs
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger import schemas
from mingbai_web.ledger.models import Entry, Seal
from mingbai_web.look.acting import ActForm, act_page
from mingbai_web.look.parts import Confirmation
from mingbai_web.look.templatetags.look import said

__all__ = ["Line", "seals", "subject", "verify"]

_SEALS = 31
_SOURCES = {
    "screen": Words("页面", "screen"),
    "paper": Words("纸质", "paper"),
    "import": Words("导入", "import"),
    "api": Words("接口", "API"),
    "system": Words("系统", "system"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as an auditor sees it."""

    ordinal: int
    words: Words
    who: str
    person: str
    seat: str
    on_behalf_of: str
    source: Words
    happened: date
    effective: date
    recorded_at: datetime
    digest: str


_KINDS = {
    "application": Words("申请", "application"),
    "item": Words("来件", "item that came in"),
    "paper": Words("文书", "paper"),
    "series": Words("文号系列", "series of numbers"),
    "chain": Words("审批流程", "approval chain"),
    "party": Words("当事人", "party"),
    "file": Words("文件", "file"),
    "person": Words("人员", "person"),
    "seat": Words("岗位", "seat"),
    "body": Words("机关", "body"),
    "unit": Words("内设机构", "unit"),
    "choice": Words("规则的选择", "choice of a rule"),
    "calendar": Words("节假日", "calendar"),
}


def _kinds() -> Iterator[tuple[str, str]]:
    """Yield the kinds of subject that there are, the ones asked for most first."""
    there = {each.subject for each in schemas.schemas()}
    for kind in (*(each for each in _KINDS if each in there), *sorted(there - set(_KINDS))):
        yield kind, str(said(_KINDS.get(kind, kind)))


class _Asked(forms.Form):
    """Which subject."""

    kind = forms.ChoiceField(label=gettext_lazy("种类"), choices=lambda: list(_kinds()))
    id = forms.UUIDField(label=gettext_lazy("编号（UUID）"))


@permitted("settings.ledger")
def subject(request: HttpRequest) -> HttpResponse:
    """Show the chain of one subject."""
    form = _Asked(request.GET if request.GET else None)
    lines: list[Line] = []
    if form.is_bound and form.is_valid():
        lines = _lines(ledger.entries(form.cleaned_data["kind"], form.cleaned_data["id"]))
    told = {"form": form, "lines": lines, "asked": form.is_bound and form.is_valid()}
    return render(request, "accounts/ledger.html", told, status=422 if form.is_bound and form.errors else 200)


@permitted("settings.ledger")
def seals(request: HttpRequest) -> HttpResponse:
    """Show the latest seals and what verifying found."""
    told = {
        "seals": Seal.objects.order_by("-sealed_on")[:_SEALS],
        "proofs": proofs.latest(),
        "under_way": proofs.under_way(),
    }
    return render(request, "accounts/seals.html", told)


@permitted("settings.ledger")
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a verification of everything; a worker does it."""
    back = reverse("accounts:seals")

    def perform(filled: ActForm) -> str:
        proofs.ask(by=request.viewer.person, now=timezone.now())  # type: ignore[attr-defined]
        return back

    says = Words(
        f"确认后，后台逐条核验 {Entry.objects.count()} 条记录、{Seal.objects.count()} 次封存、各种汇总、当事人和文件；办理不受影响，结果列在封存页上。",
        "Once confirmed a worker verifies every entry, seal, projection, party and file; work goes on meanwhile, and the result is "
        "listed with the seals.",
    )
    return act_page(
        request,
        form=ActForm(request.POST or None),
        title=Words("核验全部记录", "Verify the whole ledger"),
        preview=lambda filled: Confirmation(says),
        perform=perform,
        done=_("已交给后台核验。"),
        back=back,
    )


def _lines(entries: list[Entry]) -> list[Line]:
    names = queries.names({each.person for each in entries})
    ids = {_uuid(text.removeprefix("seat:")) for each in entries for text in (each.seat, each.on_behalf_of)}
    seats: dict[Any, str] = queries.seat_names([id for id in ids if id is not None])
    return [
        Line(
            each.ordinal,
            schemas.schema(each.subject_kind, each.kind, each.version).words,
            names.get(each.person, each.person),
            each.person,
            seats.get(_uuid(each.seat), each.seat),
            seats.get(_uuid(each.on_behalf_of.removeprefix("seat:")), each.on_behalf_of),
            _SOURCES.get(each.source, Words(each.source, each.source)),
            each.happened,
            each.effective,
            each.recorded_at,
            each.digest,
        )
        for each in entries
    ]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

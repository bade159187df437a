"""The register given out: rows and columns chosen, as a workbook or as a page to print; lists of columns kept by name."""

from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from mingbai.errors import MingbaiError
from mingbai.text.words import Words
from mingbai_web.accounts.doors import permitted
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.annual_report import exporting, profiles
from mingbai_web.annual_report.forms import PeriodForm, RegisterForm
from mingbai_web.annual_report.views.tables import figure_tabs, period_form
from mingbai_web.annual_report.workbook import workbook
from mingbai_web.look.templatetags.look import said

__all__ = ["register"]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@permitted("figures.export")
def register(request: HttpRequest) -> HttpResponse:
    """Choose what is given out; a posting gives it, keeps its columns, or shows another period."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    when = period_form(request)
    kept = profiles.profiles(bodies=viewer.bodies, use=profiles.EXPORT, viewer=viewer)
    columns = _columns(viewer, request.GET.get("profile", "")) or exporting.USUAL
    may_unmask = viewer.may("applications.unmask")
    if request.POST.get("to") == "choose" and when.is_valid():
        asked = urlencode([*when.asked(), ("profile", request.POST.get("profile", ""))])
        return redirect(f"{reverse('annual_report:register')}?{asked}")
    form = RegisterForm(
        request.POST or None, columns=columns, may_unmask=may_unmask, sees_parties=viewer.may("parties.see")
    )
    if request.method == "POST" and when.is_valid() and form.is_valid():
        try:
            return _given(request, viewer, when, form)
        except MingbaiError as error:
            form.add_error(None, str(said(Words(error.zh, error.en))))
    bad = form.is_bound or not when.is_valid()
    return render(
        request,
        "annual_report/register.html",
        {
            "when": when,
            "form": form,
            "profiles": kept,
            "profile": request.GET.get("profile", ""),
            "period": when.period if when.is_valid() else None,
            "tabs": figure_tabs(viewer, "register", urlencode(when.asked())),
        },
        status=422 if bad else 200,
    )


def _given(request: HttpRequest, viewer: Viewer, when: PeriodForm, form: RegisterForm) -> HttpResponse:
    given, now = form.cleaned_data, timezone.now()
    if request.POST.get("to") == "keep":
        columns = tuple({"key": key} for key in given["columns"])
        for body in when.bodies:
            profiles.save(
                body=body, use=profiles.EXPORT, kept=profiles.Kept(given["keep"], columns), by=viewer, now=now
            )
        messages.success(request, _("方案已保存。"))
        asked = urlencode([*when.asked(), ("profile", given["keep"])])
        return redirect(f"{reverse('annual_report:register')}?{asked}")
    found = exporting.register(
        bodies=when.bodies,
        period=when.period,
        viewer=viewer,
        now=now,
        state=given["state"],
        columns=tuple(given["columns"]),
        unmask=given.get("unmask", ""),
    )
    if request.POST.get("to") == "print":
        return render(
            request, "annual_report/print/register.html", {"register": found, "rows": _printed(found)}
        )
    name = f"政府信息公开申请台账_{when.period.first:%Y%m%d}-{when.period.last:%Y%m%d}.xlsx"
    given_as = content_disposition_header(True, name) or "attachment"
    return HttpResponse(workbook(found), content_type=_XLSX, headers={"Content-Disposition": given_as})


def _printed(found: exporting.Register) -> list[list[tuple[str, bool]]]:
    """Return the cells of each row, and whether a cell stays on one line: numbers of applications and days do."""
    whole = [column.key == "number" for column in found.columns]
    return [
        [("" if value is None else str(value), one or isinstance(value, date)) for value, one in zip(row, whole, strict=True)]
        for row in found.rows
    ]  # fmt: skip


def _columns(viewer: Viewer, name: str) -> tuple[str, ...]:
    for body in viewer.bodies if name else ():
        try:
            found = profiles.profile(body=body, use=profiles.EXPORT, name=name, viewer=viewer)
        except profiles.BadProfile:
            continue
        return tuple(each["key"] for each in found.columns if each.get("key") in exporting.COLUMNS)
    return ()

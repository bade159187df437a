"""The statutory table of bodies over a period, each figure with its cases, and as a file."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from mingbai.report.render import FORMATS
from mingbai.text.words import Words
from mingbai_web.accounts.doors import permitted, seated
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.annual_report import figures
from mingbai_web.annual_report.forms import PeriodForm
from mingbai_web.annual_report.statutory import definitions, file_of, holding, laid_out, recount
from mingbai_web.applications import queries as cases
from mingbai_web.look.parts import Tab
from mingbai_web.look.templatetags.look import said
from mingbai_web.orgs import queries as orgs
from mingbai_web.orgs.values import UnknownBody
from mingbai_web.parties import queries as parties

__all__ = ["body_names", "figure_cases", "figure_tabs", "period_form", "table_file", "table_page"]

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}
_MOST = 500
_TABS = (
    ("table", "figures.see", Words("统计表", "Table")),
    ("register", "figures.export", Words("导出台账", "Register out")),
    ("imports", "figures.import", Words("导入台账", "Register in")),
    ("compare", "figures.see", Words("核对上年结转", "Opening balances")),
)
_ASKING = ("table", "register")


def body_names(viewer: Viewer) -> dict[UUID, str]:
    """Return the names of the bodies that the seat serves, as of today."""
    names = {}
    for body in viewer.bodies:
        try:
            names[body] = orgs.name_on(body, timezone.localdate())
        except UnknownBody:
            names[body] = str(body)[-12:]
    return names


def period_form(request: HttpRequest) -> PeriodForm:
    """Return the form of the period, filled in from what was posted, or from the address."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    posted = "year" in request.POST  # what is posted without a period is of the one in the address
    asked = request.POST if posted else request.GET
    return PeriodForm(asked, names=body_names(viewer), today=timezone.localdate(), whole=not posted)


def figure_tabs(viewer: Viewer, here: str, asked: str = "") -> list[Tab]:
    """Return the pages of figures that the seat may open, *here* being the one that is open; the period *asked* for goes along."""
    return [
        Tab(
            words,
            reverse(f"annual_report:{name}") + (f"?{asked}" if asked and name in _ASKING else ""),
            name == here,
        )
        for name, permission, words in _TABS
        if viewer.may(permission)
    ]


@seated
def table_page(request: HttpRequest) -> HttpResponse:
    """Show the table; a seat that has a register but no figures is taken there."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.may("figures.see") and viewer.may("figures.export"):
        return redirect("annual_report:register")
    viewer.require("figures.see")
    form = period_form(request)
    told: dict[str, Any] = {"form": form, "tabs": figure_tabs(viewer, "table", urlencode(form.asked()))}
    if form.is_valid():
        found = _counted(form, viewer)
        shape = form.period.form.table("applications")
        asked = urlencode(form.asked())
        told |= {
            "period": form.period,
            "bodies": [body_names(viewer)[body] for body in form.bodies],
            "table": laid_out(found.figures, shape, _links(asked, viewer)),
            "held": holding(found.figures, shape),
            "definitions": definitions(shape),
            "digest": found.digest,
            "asked": asked,
            "files": [(each, reverse("annual_report:table_file", args=[each])) for each in _TYPES],
        }
    return render(request, "annual_report/table.html", told, status=200 if form.is_valid() else 422)


@permitted("figures.see")
def table_file(request: HttpRequest, to: str) -> HttpResponse:
    """Give the table out as a file."""
    form = period_form(request)
    if to not in _TYPES or to not in FORMATS or not form.is_valid():
        return redirect("annual_report:table")
    data = file_of(_counted(form, request.viewer), to)  # type: ignore[attr-defined]
    period = form.period
    name = f"政府信息公开申请办理情况统计表_{period.first:%Y%m%d}-{period.last:%Y%m%d}.{to}"
    given_as = content_disposition_header(True, name) or "attachment"
    return HttpResponse(data, content_type=_TYPES[to], headers={"Content-Disposition": given_as})


@permitted("figures.drill")
def figure_cases(request: HttpRequest) -> HttpResponse:
    """Show the applications that a figure counts."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    form = period_form(request)
    if not form.is_valid():
        return redirect("annual_report:table")
    row, column = request.GET.get("row", ""), request.GET.get("column", "")
    shape = form.period.form.table("applications")
    rows = {line.key: Words(line.label, line.en) for line in shape.rows}
    columns = {line.key: Words(line.label, line.en) for line in shape.columns(shape.rows[0].key)}
    if row not in rows or column not in columns:
        return redirect("annual_report:table")
    found = figures.behind(bodies=form.bodies, period=form.period, row=row, column=column, viewer=viewer)
    stood, today = {each.subject: each for each in found[:_MOST]}, timezone.localdate()
    listed = cases.listed(applications=list(stood), viewer=viewer, today=today)
    names = parties.masked({each.party for each in listed}, viewer)
    return render(
        request,
        "annual_report/cases.html",
        {
            "sees_parties": viewer.may("parties.see"),
            "row": rows[row],
            "column": columns[column],
            "number": len(found),
            "most": _MOST,
            "rows": [(each, stood[each.subject], said(names.get(each.party, ""))) for each in listed],
            "then": _then(form, today),
            "period": form.period,
            "bodies": [body_names(viewer)[body] for body in form.bodies],
            "asked": urlencode(form.asked()),
        },
    )


def _counted(form: PeriodForm, viewer: Viewer) -> Any:
    names = body_names(viewer)
    return recount(
        bodies=form.bodies, names=[names[body] for body in form.bodies], period=form.period, viewer=viewer
    )


def _then(form: PeriodForm, today: date) -> str:
    """Return what leads to a case as it was known on a past day, empty where all that is known today counts."""
    known = form.period.known
    if known >= today:
        return ""
    return "?" + urlencode({"effective": min(form.period.last, known), "known": known})


def _links(asked: str, viewer: Viewer) -> Any:
    at = reverse("annual_report:cases")
    if not viewer.may("figures.drill"):
        return lambda row, column: ""
    return lambda row, column: f"{at}?{asked}&{urlencode({'row': row, 'column': column})}"

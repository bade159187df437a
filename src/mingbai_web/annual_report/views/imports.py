"""An earlier register taken in: uploaded, its columns and words told, tried row by row, entered; a whole import taken back."""

from io import BytesIO
from uuid import UUID

import xlsxwriter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from mingbai.errors import MingbaiError
from mingbai.outcomes import ending
from mingbai.report.render.xlsx import SAFE
from mingbai.text.words import Words
from mingbai_web.accounts.doors import permitted
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.annual_report import agreement, profiles
from mingbai_web.annual_report.forms import LayoutForm, PublishedForm, UndoForm, UploadForm
from mingbai_web.annual_report.importing import queries, services, uploads
from mingbai_web.annual_report.importing.mapping import FIELDS, Layout, folded, guessed, headings
from mingbai_web.annual_report.importing.sheets import MOST_BYTES, Sheet
from mingbai_web.annual_report.importing.trial import Trial
from mingbai_web.annual_report.taken_apart import read_published
from mingbai_web.annual_report.views.tables import body_names, figure_tabs
from mingbai_web.look.acting import act_page, said_of
from mingbai_web.look.parts import Confirmation
from mingbai_web.look.templatetags.look import said

__all__ = ["compare", "faults", "importing", "imports", "undo"]

_MOST_SHOWN = 200
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@permitted("figures.import")
def imports(request: HttpRequest) -> HttpResponse:
    """Show what was imported, and take a register in."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    names = body_names(viewer)
    form = UploadForm(request.POST or None, request.FILES or None, names=names)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            id = uploads.keep(
                data=file.read(MOST_BYTES + 1),
                name=file.name,
                body=UUID(form.cleaned_data["body"]),
                by=viewer,
                now=timezone.now(),
            )
            return redirect("annual_report:importing", id)
        except MingbaiError as error:
            form.add_error("file", said_of(error))
    rows = [(each, names.get(each.body, "")) for each in queries.imports(viewer=viewer)]
    return render(
        request,
        "annual_report/imports.html",
        {"form": form, "rows": rows, "tabs": figure_tabs(viewer, "imports")},
        status=422 if form.is_bound else 200,
    )


@permitted("figures.import")
def importing(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show how a register would be read and what would be made of it; a posting corrects that, enters it, or lets go of it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    now = timezone.now()
    found = uploads.waiting(id=id, by=viewer, now=now)
    if request.POST.get("do") == "discard":
        uploads.discard(id=id, by=viewer)
        return redirect("annual_report:imports")
    if (chosen := request.POST.get("sheet")) is not None and request.POST.get("do") == "sheet":
        uploads.tell(id=id, sheet=_index(chosen, len(found.sheets)), layout=None, by=viewer, now=now)
        return redirect("annual_report:importing", id)
    if request.POST.get("do") == "profile":
        layout = _by_profile(found, request.POST.get("profile", ""), viewer)
        uploads.tell(id=id, sheet=found.chosen, layout=layout, by=viewer, now=now)
        return redirect("annual_report:importing", id)
    layout = found.layout or guessed(found.sheet) or Layout(0, 1, {})
    trial = services.try_register(sheet=found.sheet, layout=layout, body=found.body, by=viewer, now=now)
    form = _layout_form(request, found.sheet, layout, trial)
    if form.is_bound and form.is_valid():
        uploads.tell(id=id, sheet=found.chosen, layout=form.told(), by=viewer, now=now)
        return redirect("annual_report:importing", id)
    error = ""
    if request.POST.get("do") == "import":
        try:
            return _entered(request, found, layout, viewer)
        except MingbaiError as refused:
            error = said_of(refused)
    elif request.POST.get("do") == "keep":
        try:
            _keep(found, layout, request.POST.get("name", ""), viewer)
            messages.success(request, _("方案已保存。"))
            return redirect("annual_report:importing", id)
        except MingbaiError as refused:
            error = said_of(refused)
    return render(
        request,
        "annual_report/importing.html",
        {
            "waiting": found,
            "form": form,
            "trial": trial,
            "faults": trial.faults[:_MOST_SHOWN],
            "drafts": [(each, _ending(each.past.outcome)) for each in trial.drafts[:_MOST_SHOWN]],
            "columns": [(said(FIELDS[name].words), at) for name, at in layout.columns.items()],
            "profiles": profiles.profiles(bodies=[found.body], use=profiles.IMPORT, viewer=viewer),
            "refused": error,
            "wants": [said(FIELDS[name].words) for name in trial.wants],
        },
        status=422 if error or form.is_bound else 200,
    )


@permitted("figures.import")
def faults(request: HttpRequest, id: UUID) -> HttpResponse:
    """Give out the list of what is wrong: row, column, what it is and what to do."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    now = timezone.now()
    found = uploads.waiting(id=id, by=viewer, now=now)
    layout = found.layout or guessed(found.sheet) or Layout(0, 1, {})
    trial = services.try_register(sheet=found.sheet, layout=layout, body=found.body, by=viewer, now=now)
    out = BytesIO()
    with xlsxwriter.Workbook(out, SAFE) as book:
        page = book.add_worksheet("错误清单")
        page.set_column(1, 2, 60)
        page.freeze_panes(1, 0)
        rows = [(str(each.row), each.column, each.says.zh) for each in trial.faults]
        for y, row in enumerate([("行", "列", "问题和办法"), *rows]):
            for x, text in enumerate(row):
                page.write_string(y, x, text)
    name = content_disposition_header(True, "导入错误清单.xlsx") or "attachment"
    return HttpResponse(out.getvalue(), content_type=_XLSX, headers={"Content-Disposition": name})


@permitted("figures.import")
def undo(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take an import back, once what that changes was read."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    each = queries.import_of(id=id, viewer=viewer)
    sentence = Words(
        f"确认后，这次导入的 {each.made} 件申请自导入之日起不再计入任何统计表，也不再出现在列表和查找结果里。",
        f"the {each.made} applications of this import leave every table, list and search, from the day of the import",
    )
    kept = Words(
        "记录本身保留在台账里；其中有后续办理的，整批都不能撤销。",
        "the acts stay on record; nothing is undone when one was handled since",
    )

    def perform(filled: UndoForm) -> str:
        services.undo(id=id, reason=filled.cleaned_data["reason"], by=viewer, now=timezone.now())
        return reverse("annual_report:imports")

    return act_page(
        request,
        form=UndoForm(request.POST or None),
        title=Words("撤销整批导入", "Undo an import"),
        preview=lambda filled: Confirmation(sentence, undo=kept),
        perform=perform,
        done=_("已撤销 %(number)s 件。") % {"number": each.made},
        back=reverse("annual_report:imports"),
        template="annual_report/undo.html",
        each=each,
    )


@permitted("figures.see")
def compare(request: HttpRequest) -> HttpResponse:
    """Hold the opening balances of a year against the report that was published of the year before."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    today = timezone.localdate()
    form = PublishedForm(request.POST or None, request.FILES or None, initial={"year": today.year})
    found: tuple[agreement.Agreement, ...] = ()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = agreement.agreement(
                bodies=viewer.bodies,
                year=form.cleaned_data["year"],
                published=read_published(file.read(MOST_BYTES + 1), file.name),
                known=today,
                viewer=viewer,
            )
        except MingbaiError as error:
            form.add_error("file", said_of(error))
    bad = form.is_bound and bool(form.errors)
    return render(
        request,
        "annual_report/compare.html",
        {"form": form, "found": found, "tabs": figure_tabs(viewer, "compare")},
        status=422 if bad else 200,
    )


def _ending(outcome: str) -> Words | str:
    return ending(outcome).words if outcome else ""


def _index(text: str, number: int) -> int:
    return min(int(text), number - 1) if text.isdecimal() and len(text) < 6 else 0


def _layout_form(request: HttpRequest, sheet: Sheet, layout: Layout, trial: Trial) -> LayoutForm:
    posted = request.POST if request.POST.get("do") == "layout" else None
    return LayoutForm(
        posted, over=headings(sheet, layout.first, layout.depth), layout=layout, asks=trial.asks
    )


def _entered(request: HttpRequest, found: uploads.Waiting, layout: Layout, viewer: Viewer) -> HttpResponse:
    made = services.import_register(
        digest=found.digest,
        sheet=found.sheet,
        layout=layout,
        body=found.body,
        by=viewer,
        now=timezone.now(),
        skip=request.POST.get("skip") == "1",
    )
    uploads.discard(id=found.id, by=viewer)
    if made.again:
        messages.warning(request, _("这个文件已经导入过，没有再次写入。"))
    else:
        messages.success(
            request,
            _("已导入 %(made)s 件，跳过 %(refused)s 行。")
            % {"made": len(made.made), "refused": len(made.trial.refused)},
        )
    return redirect("annual_report:imports")


def _keep(found: uploads.Waiting, layout: Layout, name: str, viewer: Viewer) -> None:
    over = headings(found.sheet, layout.first, layout.depth)
    columns = tuple(
        {"field": field, "heading": over[at]}
        for field, at in layout.columns.items()
        if at < len(over) and over[at]
    )
    words = tuple(
        {"field": field, "word": word, "means": key}
        for field, meant in layout.words.items()
        for word, key in meant.items()
    )
    kept = profiles.Kept(name, columns, words, dict(layout.whole))
    profiles.save(body=found.body, use=profiles.IMPORT, kept=kept, by=viewer, now=timezone.now())


def _by_profile(found: uploads.Waiting, name: str, viewer: Viewer) -> Layout | None:
    kept = profiles.profile(body=found.body, use=profiles.IMPORT, name=name, viewer=viewer)
    layout = guessed(found.sheet, {folded(each["heading"]): each["field"] for each in kept.columns})
    if layout is None:
        return None
    words: dict[str, dict[str, str]] = {}
    for each in kept.words:
        words.setdefault(each["field"], {})[each["word"]] = each["means"]
    return Layout.read({**layout.said(), "words": words, "whole": kept.whole or {}})

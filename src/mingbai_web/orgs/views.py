"""The administrator's pages of bodies and units: the tree of a day, a body with its history, and a page for each act."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from mingbai.audit.levels import Level
from mingbai.text.words import Words
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger import schemas
from mingbai_web.look.acting import ActForm, act_page
from mingbai_web.look.parts import Confirmation, Fact, Moment
from mingbai_web.orgs import forms, history, queries, services
from mingbai_web.orgs.consequences import consequence
from mingbai_web.orgs.doors import door
from mingbai_web.orgs.values import LEVELS, BodyOn, UnknownBody

__all__ = ["act", "bodies", "body", "make", "make_unit", "unit_act"]

keeping = door(services.MAY)


class Act(NamedTuple):
    """An act on a body: its words, its form, its service."""

    words: Words
    form: type[forms.BodyForm]
    service: Callable[..., object]


ACTS: Mapping[str, Act] = {
    "rename": Act(Words("更名", "Rename"), forms.RenameForm, services.rename),
    "describe": Act(
        Words("变更层级、代字、代码", "Change level, mark or code"), forms.DescribeForm, services.describe
    ),
    "place": Act(Words("调整隶属和主管", "Change whom it reports to"), forms.PlaceForm, services.place),
    "guide": Act(Words("登记公开指南", "Enter the disclosure guide"), forms.GuideForm, services.set_guide),
    "merge": Act(Words("并入其他机关", "Merge into another body"), forms.MergeForm, services.merge),
    "split": Act(Words("分设", "Split"), forms.SplitForm, services.split),
    "abolish": Act(Words("撤销", "Abolish"), forms.AbolishForm, services.abolish),
    "move-powers": Act(Words("划转部分职权", "Move powers"), forms.MoveForm, services.move_powers),
}
"""The acts on a body that is there, by the last part of their address."""
UNIT_ACTS: Mapping[str, Act] = {
    "change": Act(Words("变更内设机构", "Change a unit"), forms.UnitForm, services.change_unit),
    "close": Act(Words("撤销内设机构", "Close a unit"), forms.UnitCloseForm, services.close_unit),
}


@keeping
def bodies(request: HttpRequest) -> HttpResponse:
    """The bodies of a day as a tree, with those that were no more."""
    on = _day(request)
    gone = [each for each in queries.bodies(on=on, ended=True) if not each.lives]
    served: dict[UUID, list[str]] = {}
    for unit in queries.units(on=on):
        for id in unit.serves:
            served.setdefault(id, []).append(unit.name)
    told = {"on": on, "rows": list(_rows(queries.tree(on), served)), "gone": gone}
    return render(request, "orgs/bodies.html", told)


@keeping
def body(request: HttpRequest, id: UUID) -> HttpResponse:
    """One body on a day: what it is, its guide and units, all that was entered on it."""
    on = _day(request)
    found = _found(id, on)
    entries = ledger.entries("body", id)
    moments = [
        Moment(
            schemas.schema("body", each.kind, each.version).words,
            each.effective,
            note=each.read().get("ground", ""),
        )
        for each in entries
    ]
    told = {
        "on": on,
        "body": found,
        "facts": _facts(found, on),
        "guide": queries.guide(id, on),
        "units": queries.offices(id, on),
        "moments": moments,
        "acts": [(name, each.words) for name, each in ACTS.items()] if found.lives else [],
    }
    return render(request, "orgs/body.html", told)


@keeping
def make(request: HttpRequest) -> HttpResponse:
    """A new body."""
    now = timezone.now()
    form = forms.MakeForm(request.POST or None, today=timezone.localdate(now))

    def perform(filled: ActForm) -> str:
        given = {**filled.given, "level": Level(filled.given["level"])}
        id = services.make_body(by=_viewer(request), now=now, key=filled.cleaned_data["key"], **given)
        return reverse("orgs:body", args=[id])

    return _act(
        request, form, Words("登记机关", "Enter a body"), perform, "make", None, reverse("orgs:bodies")
    )


@keeping
def act(request: HttpRequest, id: UUID, name: str) -> HttpResponse:
    """One act on a body."""
    wanted = ACTS.get(name)
    if wanted is None:
        raise Http404
    now = timezone.now()
    today = timezone.localdate(now)
    found = _found(id, today)
    head = _head("body", id)
    form = wanted.form(
        request.POST or None, today=today, but=id, seen=head, initial=_before(name, found, today)
    )
    back = reverse("orgs:body", args=[id])

    def perform(filled: ActForm) -> str:
        given = filled.given
        if "level" in given:
            given["level"] = Level(given["level"])
        if name == "guide":
            guide = {each: given.pop(each) for each in history.GUIDE}
            given["guide"] = {each: value for each, value in guide.items() if value}
        wanted.service(
            body=id,
            by=_viewer(request),
            now=now,
            seen=filled.cleaned_data["seen"],
            key=filled.cleaned_data["key"],
            **given,
        )
        return back

    return _act(request, form, wanted.words, perform, name, id, back, head=head, body=found)


@keeping
def make_unit(request: HttpRequest) -> HttpResponse:
    """A new unit, of the body that the address names."""
    now = timezone.now()
    first = request.GET.get("body", "")
    form = forms.UnitForm(
        request.POST or None, today=timezone.localdate(now), initial={"serves": [first] if first else []}
    )

    def perform(filled: ActForm) -> str:
        services.make_unit(by=_viewer(request), now=now, key=filled.cleaned_data["key"], **filled.given)
        return reverse("orgs:body", args=[filled.given["serves"][0]])

    title = Words("设立内设机构", "Form a unit")
    return _act(request, form, title, perform, "make-unit", None, reverse("orgs:bodies"))


@keeping
def unit_act(request: HttpRequest, id: UUID, name: str) -> HttpResponse:
    """Changing or closing a unit."""
    wanted = UNIT_ACTS.get(name)
    if wanted is None:
        raise Http404
    now = timezone.now()
    today = timezone.localdate(now)
    try:
        found = queries.unit(id, today)
    except UnknownBody:
        raise Http404 from None
    head = _head("unit", id)
    before = {
        "name": found.name,
        "serves": [str(each) for each in found.serves],
        "has_accounts": found.has_accounts,
        "telephone": found.telephone,
        "address": found.address,
    }
    form = wanted.form(
        request.POST or None, today=today, seen=head, initial=before if name == "change" else {}
    )
    back = reverse("orgs:body", args=[found.serves[0]]) if found.serves else reverse("orgs:bodies")

    def perform(filled: ActForm) -> str:
        wanted.service(
            unit=id,
            by=_viewer(request),
            now=now,
            seen=filled.cleaned_data["seen"],
            key=filled.cleaned_data["key"],
            **filled.given,
        )
        return back

    def preview(filled: ActForm) -> Confirmation:
        given = {"name": found.name, "has_accounts": True, **filled.given}
        if name == "close":
            zh, en = f"“{found.name}”自所填之日起撤销", f"“{found.name}” is closed from that day"
            return Confirmation(Words(f"确认后，{zh}。", f"Once confirmed: {en}."))
        return consequence("make-unit", None, given)

    return act_page(
        request, form=form, title=wanted.words, perform=perform, preview=preview, back=back, head=head
    )


def _act(
    request: HttpRequest,
    form: ActForm,
    title: Words,
    perform: Callable[[ActForm], str],
    name: str,
    id: UUID | None,
    back: str,
    **more: Any,
) -> HttpResponse:
    return act_page(
        request,
        form=form,
        title=title,
        perform=perform,
        preview=lambda filled: consequence(name, id, filled.given),
        back=back,
        template="orgs/act.html",
        **more,
    )


def _viewer(request: HttpRequest) -> Any:
    return request.viewer  # type: ignore[attr-defined]


def _day(request: HttpRequest) -> date:
    try:
        return parse_date(request.GET.get("on", "")) or timezone.localdate()
    except ValueError:
        return timezone.localdate()


def _found(id: UUID, on: date) -> BodyOn:
    try:
        return queries.body(id, on)
    except UnknownBody:
        raise Http404 from None


def _head(kind: str, id: UUID) -> str:
    head = ledger.head(kind, id)
    return head.digest if head is not None else ""


def _before(name: str, found: BodyOn, on: date) -> dict[str, Any]:
    """Return what the form of the act begins with: what holds now."""
    if name == "guide":
        guide = queries.guide(found.id, on)
        return {each: getattr(guide, each) for each in history.GUIDE} if guide else {}
    if name == "place":
        above = [str(each.id) for each in queries.supervisors(found.id, on) if each.id != found.reports_to]
        return {"reports_to": str(found.reports_to or ""), "supervised_by": above}
    if name == "rename":
        return {"name": found.name, "short": "" if found.short == found.name else found.short}
    if name == "describe":
        return {
            "level": found.level.value,
            "code": found.code,
            "mark": found.mark,
            "letterhead": found.letterhead,
            "makes_rules": found.makes_rules,
            "order": found.order,
        }
    return {}


def _facts(found: BodyOn, on: date) -> list[Fact]:
    above = queries.name_on(found.reports_to, on) if found.reports_to else ""
    over = "、".join(each.name for each in queries.supervisors(found.id, on))
    follows = queries.successor(found.id, on)
    rows = [
        Fact(Words("简称", "Short name"), found.short),
        Fact(Words("层级", "Level"), LEVELS[found.level]),
        Fact(Words("统一社会信用代码", "Credit code"), found.code),
        Fact(Words("机关代字", "Mark"), found.mark),
        Fact(
            Words("有权制定规章", "Makes rules (规章)"),
            Words("是", "yes") if found.makes_rules else Words("否", "no"),
        ),
        Fact(Words("隶属于", "Reports to"), above or Words("无", "nobody")),
        Fact(Words("业务主管", "Supervised by"), over or Words("无", "nobody")),
    ]
    if not found.lives:
        name = queries.name_on(follows, on) if follows else Words("无", "nobody")
        rows.append(Fact(Words("在办申请的承接机关", "Successor to its open applications"), name))
    return rows


def _rows(branches: Any, served: Mapping[UUID, list[str]]) -> Any:
    for each in branches:
        yield {
            "body": each.body,
            "level": LEVELS[each.body.level],
            "depth": each.depth,
            "units": served.get(each.body.id, []),
        }
        yield from _rows(each.below, served)

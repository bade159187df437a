"""The work list, and search over what the office has."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mingbai.outcomes import ending
from mingbai.text.words import Words
from mingbai_web.accounts import queries as accounts
from mingbai_web.accounts.doors import seated
from mingbai_web.accounts.permissions import may
from mingbai_web.accounts.roles import called
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications import incoming, overseeing, queries, wording
from mingbai_web.applications.cases import COURT, SUBJECT
from mingbai_web.applications.context import SEES, waits
from mingbai_web.applications.queries import Bucket, Row
from mingbai_web.duties.queries import asked_of
from mingbai_web.look.parts import Tab
from mingbai_web.look.templatetags.look import said
from mingbai_web.orgs import queries as orgs
from mingbai_web.papers import queries as papers
from mingbai_web.parties import queries as parties
from mingbai_web.rules import queries as rules
from mingbai_web.search import queries as finding

__all__ = ["search", "work_list"]

_FEW = 5
"""How many papers the head of the desk names of those that wait; the list of papers has all."""
_PRESSED = "application.pressed"
_CAME = ("application.joined", *(f"application.{what}" for what in COURT))


@seated
@rules.steady()
def work_list(request: HttpRequest) -> HttpResponse:
    """What is to be done, the most pressing first."""
    today = timezone.localdate()
    viewer = request.viewer  # type: ignore[attr-defined]
    if not any(
        may(viewer, key) for key in SEES
    ):  # the mail room has its items, administrators their settings
        return redirect("applications:items" if may(viewer, "applications.log") else "/office/settings/")
    show = request.GET.get("show", "")
    bucket = Bucket(show) if show in set(Bucket) else None
    mine = request.GET.get("mine") == "1"
    every = orgs.units(on=today)
    names = {each.id: each.name for each in every}
    units = {str(each.id): each.name for each in every if set(each.serves) & set(viewer.bodies)}
    unit = request.GET.get("unit", "")
    unit = unit if unit in units else ""
    body = next((each for each in viewer.bodies if str(each) == request.GET.get("body")), None)
    text = request.GET.get("q", "").strip()[:100]
    page = queries.work_list(
        viewer=viewer,
        today=today,
        bucket=bucket,
        body=body,
        unit=UUID(unit) if unit else None,
        seat=viewer.seat if mine else None,
        text=text,
        named=[id for id, name in names.items() if text in name],
        page=request.GET.get("page", 1),
    )
    own = asked_of(viewer, today, (_PRESSED, *_CAME))
    signing, came = papers.to_sign(viewer), incoming.came_in(viewer=viewer, today=today)
    sending, unsent = papers.to_send(viewer, most=_FEW) if may(viewer, "applications.log") else ((), 0)
    kept = request.GET.copy()
    for name in ("show", "page"):
        kept.pop(name, None)
    more = f"&{kept.urlencode()}" if kept else ""
    tabs = [
        Tab(Words("在办", "open"), f"/office/?{kept.urlencode()}" if kept else "/office/", bucket is None)
    ]
    tabs += [Tab(words, f"/office/?show={key}{more}", show == key) for key, words in wording.BUCKETS.items()]
    return render(
        request,
        "applications/work_list.html",
        {
            "rows": listed(list(page), request, names),
            "page": page,
            "text": text,
            "whole": not text and page.paginator.num_pages == 1,
            "tabs": tabs,
            "today": today,
            "mine": mine,
            "unit": unit,
            "units": units if len(units) > 1 else {},
            "bucket": bucket,
            "ended": bucket is Bucket.ENDED,
            "choosing": may(viewer, "applications.see"),
            "sieved": mine or bool(unit) or bool(text),
            "waits": waits(came, signing),  # the same as the rail would ask for
            "to_sign": signing[:_FEW],
            "signs": len(signing),
            "to_send": sending,
            "sends": unsent,
            "came_in": came,
            "few": _FEW,
            "asked": [each for each in own if each.kind == _PRESSED],
            "arrived": [each for each in own if each.kind in _CAME],
            "queues": _queues(viewer, today, body) if may(viewer, "applications.see_queue") else [],
            "may_log": may(viewer, "applications.log"),
        },
    )


@seated
def search(request: HttpRequest) -> HttpResponse:
    """Find applications, items and papers; what is found alone opens. Without words, the newest applications."""
    text = request.GET.get("q", "").strip()[:100]
    viewer = request.viewer  # type: ignore[attr-defined]
    today = timezone.localdate()
    waiting = incoming.submission_numbered(text, viewer=viewer)
    if waiting is not None:
        return redirect("applications:take_in", waiting)
    groups = finding.find(viewer, text)
    if len(groups) == 1 and len(groups[0].hits) == 1:
        return redirect(groups[0].hits[0].address)
    found = [hit.subject for group in groups if group.kind == SUBJECT for hit in group.hits]
    sees = any(may(viewer, f"applications.{key}") for key in ("see", "see_queue", "see_assigned"))
    rows = queries.find(viewer=viewer, today=today, subjects=found if text else None) if sees else []
    return render(
        request,
        "applications/search.html",
        {
            "rows": listed(rows, request),
            "groups": groups,
            "text": text,
            "asks": finding.asks(text),
            "today": today,
            "sees": sees,
        },
    )


def _queues(viewer: Viewer, today: date, chosen: UUID | None) -> list[dict[str, object]]:
    """Return the queue of each body with its name, for who oversees them."""
    names = orgs.names_on(viewer.bodies, today)
    return [
        {"queue": each, "name": names.get(each.body, ""), "chosen": each.body == chosen}
        for each in overseeing.queues(viewer=viewer, today=today)
    ]


def listed(
    rows: list[Row], request: HttpRequest, units: Mapping[UUID, str] | None = None
) -> list[dict[str, object]]:
    """Return *rows* with the names that a list shows beside them: masked applicants, units, officers; *units*, where they were asked for already."""
    viewer, today = request.viewer, timezone.localdate()  # type: ignore[attr-defined]
    labels = parties.masked({row.party for row in rows}, viewer)
    if units is None:
        units = {unit.id: unit.name for unit in orgs.units(on=today)} if rows else {}
    bodies = orgs.names_on(viewer.reach, today) if rows and len(viewer.bodies) > 1 else {}
    seats = accounts.seat_names({row.seat for row in rows if row.seat is not None}) if rows else {}
    return [
        {
            "row": row,
            "body": bodies.get(row.body, "—") if bodies else "",
            "who": said(labels.get(row.party, "")),
            "unit": units.get(row.unit, ""),  # type: ignore[arg-type]
            "seat": said(called(seats.get(row.seat, ""))),  # type: ignore[arg-type]
            "asks": wording.ASKS.get(row.asks, ""),
            "outcome": ending(row.outcome).words if row.outcome else "",
        }
        for row in rows
    ]

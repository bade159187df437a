"""The system administrator's pages of papers: approval chains and standing delegations over time, and series of numbers."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingbai.outcomes import endings
from mingbai.text.words import Words
from mingbai_web.accounts import queries as accounts
from mingbai_web.accounts.doors import permitted
from mingbai_web.accounts.roles import ROLES, Role
from mingbai_web.look import wording
from mingbai_web.look.acting import act_page
from mingbai_web.look.parts import Confirmation
from mingbai_web.orgs import queries as orgs
from mingbai_web.orgs.values import BodyOn
from mingbai_web.papers import services, standing
from mingbai_web.papers.paper import Step, route
from mingbai_web.papers.services.chains import held
from mingbai_web.papers.setting import ChainForm, DelegationForm, SeriesForm
from mingbai_web.papers.standing import Version
from mingbai_web.papers.wording.kinds import kind, kinds

__all__ = ["chains", "chains_of", "number_series", "one_series", "open_one", "set_one"]

ALL = Words("各类文书", "all papers")


@permitted("settings.chains")
def chains(request: HttpRequest) -> HttpResponse:
    """The bodies, and whether each has a chain today."""
    today = timezone.localdate()
    viewer = request.viewer  # type: ignore[attr-defined]
    found = []
    for body in standing.bodies(viewer, today):
        lines = standing.chains(body.id, viewer, today)
        now = next((each.now for each in lines if not each.document and each.now), None)
        found.append({"body": body, "now": _shown(now) if now else None})
    return render(request, "papers/settings/chains.html", {"bodies": found})


@permitted("settings.chains")
def chains_of(request: HttpRequest, body: UUID) -> HttpResponse:
    """The chains of a body, each with its versions, and its standing delegations."""
    today = timezone.localdate()
    found = _body(request, body)
    lines = standing.chains(body, request.viewer, today)  # type: ignore[attr-defined]
    names = accounts.names({each.person for line in lines for each in line.versions})
    shown: list[dict[str, Any]] = [
        {
            "line": line,
            "words": kind(line.paper).words if line.paper else ALL,
            "versions": [
                {**_shown(each), "now": each is line.now, "who": names.get(each.person, each.person)}
                for each in line.versions
            ],
        }
        for line in lines
    ]
    told = {
        "body": found,
        "chains": [each for each in shown if not each["line"].document],
        "delegations": [each for each in shown if each["line"].document],
        "kinds": [(key, each.words) for key, each in kinds().items() if not each.issued],
    }
    return render(request, "papers/settings/chains_of.html", told)


@permitted("settings.chains")
def set_one(request: HttpRequest, body: UUID, what: str) -> HttpResponse:
    """Set a chain for papers of a kind, or a standing delegation, from a day on."""
    now = timezone.now()
    today = timezone.localdate(now)
    viewer = request.viewer  # type: ignore[attr-defined]
    found = _body(request, body)
    paper, document = request.GET.get("paper", ""), request.GET.get("document", "")
    if paper and paper not in kinds():
        raise Http404
    delegates = what == "delegate"
    before = standing.chain(body, paper, document, viewer, today)
    last = before.versions[0] if before else None
    general = standing.chain(body, "", "", viewer, today) if last is None and not delegates else None
    start = last or (general.versions[0] if general else None)
    form = (DelegationForm if delegates else ChainForm)(
        request.POST or None,
        body=found,
        bodies=orgs.bodies(on=today),
        seats=accounts.seats(on=today),
        steps=start.steps if start else _usual(),
        seen=before.head if before else "",
        initial={
            "since": today,
            "document": document,
            "outcomes": last.outcomes if last else (),
            "until": last.until if last else None,
        },
    )
    words = kind(paper).words if paper else ALL

    def given(filled: ChainForm) -> dict[str, Any]:
        names = ("document", "outcomes") if delegates else ()
        return {"steps": filled.steps, "paper": paper, **{name: filled.cleaned_data[name] for name in names}}

    def preview(filled: ChainForm) -> Confirmation:
        held(**given(filled))
        day = filled.cleaned_data["since"]
        zh = f"确认后，自{wording.day(day, 'zh')}起，{found.name}的{words.zh}按“{route(filled.steps)}”办理"
        return Confirmation(
            Words(
                f"{zh}；在这以前送审的照旧。",
                f"From {wording.day(day, 'en')} on, {words.en} of {found.name} go by “{route(filled.steps)}”.",
            ),
            undo=Words(
                "以前的流程都留在记录里；要改，再设定一次。",
                "Earlier versions stay on record; set it anew to change it.",
            ),
        )

    def perform(filled: ChainForm) -> str:
        hidden = filled.cleaned_data
        # A delegation by a document that was there already is its next version, whichever page it was begun on.
        seen = hidden["seen"] if hidden.get("document", document) == document else None
        services.set_chain(
            body=body,
            since=hidden["since"],
            until=hidden.get("until"),
            by=viewer,
            now=now,
            seen=seen,
            key=hidden["key"],
            **given(filled),
        )
        return reverse("approvals:chains_of", args=[body])

    title = Words("授权办理", "Standing delegation") if delegates else Words("审批流程", "Approval chain")
    return act_page(
        request,
        form=form,
        title=Words(f"{title.zh}：{words.zh}", f"{title.en}: {words.en}"),
        preview=preview,
        perform=perform,
        back=reverse("approvals:chains_of", args=[body]),
        head=before.head if before else "",
        template="papers/settings/set.html",
        body=found,
    )


@permitted("papers.series")
def number_series(request: HttpRequest) -> HttpResponse:
    """The series of every body and year; which bodies have none this year."""
    today = timezone.localdate()
    viewer = request.viewer  # type: ignore[attr-defined]
    lines = standing.series(viewer, today)
    there = {(each.body, each.series) for each in lines if each.year == today.year}
    names = orgs.names_on({each.body for each in lines} | {each.heir for each in lines if each.heir}, today)
    lacking = [
        (body, key, words)
        for body in standing.bodies(viewer, today)
        for key, words in standing.SERIES.items()
        if (body.id, key) not in there
    ]
    told = {
        "rows": [_series(each, names) for each in lines],
        "lacking": lacking,
        "year": today.year,
        "december": today.month == 12,
    }
    return render(request, "papers/settings/series.html", told)


@permitted("papers.series")
def one_series(request: HttpRequest, id: UUID) -> HttpResponse:
    """The numbers of a series: taken, voided."""
    today = timezone.localdate()
    viewer = request.viewer  # type: ignore[attr-defined]
    found = standing.one(id, viewer, today)
    if found is None:
        raise Http404
    names = orgs.names_on({found.body} | ({found.heir} if found.heir else set()), today)
    told = {"row": _series(found, names), "numbers": standing.numbers(id, viewer)}
    return render(request, "papers/settings/one_series.html", told)


@permitted("papers.series")
def open_one(request: HttpRequest) -> HttpResponse:
    """Open a series for a year."""
    now = timezone.now()
    today = timezone.localdate(now)
    viewer = request.viewer  # type: ignore[attr-defined]
    bodies = standing.bodies(viewer, today)
    names = {each.id: each.name for each in bodies}
    body, wanted = request.GET.get("body", ""), request.GET.get("series", "")
    before = next(
        (e for e in standing.series(viewer, today) if (str(e.body), e.series) == (body, wanted)), None
    )
    form = SeriesForm(
        request.POST or None,
        bodies=bodies,
        today=today,
        initial={
            "body": body,
            "series": wanted,
            "year": today.year + (before is not None and before.year == today.year),
            "mark": before.mark if before else next((e.mark for e in bodies if str(e.id) == body), ""),
        },
    )

    def preview(filled: SeriesForm) -> Confirmation:
        given = filled.given
        name, words = names[given["body"]], standing.SERIES[given["series"]]
        number = f"{given['mark']}〔{given['year']}〕{given['first']}号"
        how = (
            f"第一个号是“{number}”，以后逐件连续"
            if given["counted"]
            else "文号由别的系统编，逐件填写，不得重复"
        )
        en = f"the first is {number}" if given["counted"] else "numbers are typed, each only once"
        return Confirmation(
            Words(
                f"确认后，{name}{given['year']}年的{words.zh}按“{given['mark']}”编号：{how}。",
                f"Once confirmed {words.en} of {name} in {given['year']} are numbered under {given['mark']}: {en}.",
            ),
            undo=Words(
                "一年一个系列，设立以后代字和编法不能改。", "One a year: mark and way of counting stay."
            ),
        )

    def perform(filled: SeriesForm) -> str:
        services.open_series(by=viewer, now=now, key=filled.cleaned_data["key"], **filled.given)
        return reverse("approvals:series")

    return act_page(
        request,
        form=form,
        title=Words("设立文号系列", "Open a series of numbers"),
        preview=preview,
        perform=perform,
        back=reverse("approvals:series"),
    )


def _usual() -> tuple[Step, ...]:
    """Return what most offices begin with: the department, the secrecy review, the leader (条例第十七条)."""
    return (
        Step("科室审核", "approve", Role.DEPARTMENT_HEAD.value, group=1),
        Step("保密审查", "secrecy", Role.SECRECY_REVIEWER.value, group=2),
        Step("签发", "sign", Role.LEADER.value, group=3),
    )


def _body(request: HttpRequest, id: UUID) -> BodyOn:
    """Return the body, one that has ended too: its papers may still be under way."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = next((each for each in orgs.bodies(on=timezone.localdate(), ended=True) if each.id == id), None)
    if found is None or (viewer.bodies and id not in viewer.bodies):
        raise Http404
    return found


def _shown(version: Version) -> dict[str, Any]:
    """Return a version with the names that its page shows."""
    seats = accounts.seat_names([UUID(each.seat) for each in version.steps if each.seat])
    elsewhere = orgs.names_on({UUID(each.body) for each in version.steps if each.body}, version.since)
    groups = []
    for group in version.groups:
        groups.append(
            [
                {
                    "step": step,
                    "who": seats.get(UUID(step.seat), "") if step.seat else ROLES[Role(step.role)],
                    "where": elsewhere.get(UUID(step.body), "") if step.body else "",
                }
                for step in group
            ]
        )
    outcomes = [endings()[key].words for key in version.outcomes if key in endings()]
    return {"version": version, "groups": groups, "outcomes": outcomes, "route": route(version.steps)}


def _series(each: standing.SeriesLine, names: dict[UUID, str]) -> dict[str, Any]:
    return {
        "line": each,
        "name": names.get(each.body, ""),
        "words": standing.SERIES.get(each.series, Words(each.series, each.series)),
        "heir": names.get(each.heir, "") if each.heir else "",
    }

"""A paper on one page: the letter as it will look, its chain as a line of steps; and the papers that wait for a seat."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingbai.outcomes import endings
from mingbai.text.words import Words
from mingbai_web.accounts import queries as accounts
from mingbai_web.accounts.doors import permitted
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.files import queries as files
from mingbai_web.files.purposes import purposes
from mingbai_web.ledger.subjects import Subject
from mingbai_web.look.parts import Fact, Moment
from mingbai_web.orgs import queries as orgs
from mingbai_web.papers import enclosing, filed, queries
from mingbai_web.papers.letters import Letter, remedy_on
from mingbai_web.papers.lint import missing
from mingbai_web.papers.paper import Paper, Signature, State
from mingbai_web.papers.queries import PaperSheet
from mingbai_web.papers.services.sending import PROOFS, ROUTES
from mingbai_web.papers.views.about import about_facts
from mingbai_web.papers.views.acts import enclosed, ended, not_offered, open_acts, taker
from mingbai_web.papers.wording.kinds import kind
from mingbai_web.papers.wording.pages import RESULTS, SIGNED, stands
from mingbai_web.rules.queries import settings

__all__ = ["paper", "papers"]

_SENT = purposes()[filed.PURPOSE].words
_DISCLOSED = purposes()[enclosing.PURPOSE].words
_PROVISIONAL = Words(
    "暂定：那一年的节假日安排还没有公布", "provisional: the holidays of that year are not announced yet"
)


@permitted("papers.see")
def papers(request: HttpRequest) -> HttpResponse:
    """What waits for this seat's signature, and the papers of its bodies, found by words."""
    viewer = request.viewer  # type: ignore[attr-defined]
    text = request.GET.get("q", "").strip()[:100]
    sending, unsent = queries.to_send(viewer)
    return render(
        request,
        "papers/papers.html",
        {
            "mine": queries.to_sign(viewer),
            "signs": any(viewer.may(f"papers.{key}") for key in ("approve", "secrecy", "sign")),
            "sending": sending,
            "unsent": unsent,
            "page": queries.latest(viewer, text=text, page=request.GET.get("page", "1")),
            "text": text,
            "postings": _postings(viewer) if not text else (),
        },
    )


def _postings(viewer: Viewer) -> list[dict[str, object]]:
    """Return the lists for the post office of the last days; each with its body where the seat serves several."""
    found = queries.posting_days(viewer)
    several = len(viewer.reach) > 1
    names = orgs.names_on({body for body, *_ in found}, timezone.localdate()) if several else {}
    return [
        {"address": f"{reverse('papers:posted', args=[body, 'pdf'])}?day={day}", "day": day, "letters": letters, "body": names.get(body, "")}
        for body, day, letters in found
    ]  # fmt: skip


@permitted("papers.see")
def paper(request: HttpRequest, id: UUID) -> HttpResponse:
    """One paper."""
    viewer = request.viewer  # type: ignore[attr-defined]
    sheet = queries.sheet(id, viewer)
    names = _names(sheet)
    stored = files.listed(Subject("paper", id), viewer)
    return render(
        request,
        "papers/paper.html",
        {
            "sheet": sheet,
            "paper": sheet.paper,
            "letter": sheet.letter,
            "words": kind(sheet.paper.kind).words,
            "state": stands(sheet.paper.state, sheet.paper.dispatched, sheet.paper.served),
            "facts": list(_facts(sheet)),
            "moments": list(_moments(sheet.paper, names)),
            "posts": sheet.paper.route == "post" and viewer.may("papers.dispatch"),
            "wanting": missing(sheet.letter, settings=settings()) if not sheet.paper.final else (),
            "enclosed": enclosed(sheet.letter),
            "scans": [each for each in stored if each.purpose not in (_SENT, _DISCLOSED)],
            "sent": next((each for each in stored if each.purpose == _SENT), None),
            "ended": ended(sheet, timezone.localdate()),
            "to_be_sent": sheet.paper.final and sheet.paper.dispatched is None,
            "why_not": list(not_offered(sheet, viewer, timezone.localdate())),
            "my_turn": bool(sheet.mine),
            "acts": [
                (_address(id, name, step), words, first == 0 and name != "void")
                for first, (name, step, words) in enumerate(open_acts(sheet, viewer))
            ],
        },
    )


def _address(id: UUID, name: str, step: int) -> str:
    if step < 0:
        return reverse("papers:act", args=[id, name])
    return reverse("papers:step", args=[id, step, name])


def _names(sheet: PaperSheet) -> dict[str, str]:
    paper = sheet.paper
    signed = [*paper.signatures, *(each for _, each in paper.before)]
    people = {*paper.drafters, *(each.person for each in signed), *(each.recorder for each in signed)}
    return accounts.names(people - {""})


def _facts(sheet: PaperSheet) -> Iterator[Fact]:
    paper, letter = sheet.paper, sheet.letter
    yield from about_facts(sheet)
    yield Fact(Words("文号", "Document number"), paper.number or Words("签发时编号", "given on signing"))
    yield Fact(Words("受文者", "Addressee"), letter.addressee)
    if paper.outcome:
        yield Fact(Words("处理结果", "Outcome"), endings()[paper.outcome].words)
    yield Fact(Words("版本", "Version"), str(paper.version))
    if paper.delegation:
        yield Fact(Words("授权文件", "Delegation"), paper.delegation)
    if paper.signed:
        yield Fact(Words("成文日期", "Date of the letter"), paper.signed)
    if paper.dispatched:
        yield Fact(Words("发出", "Sent"), paper.dispatched, note=ROUTES[paper.route])
        if paper.tracking:
            yield Fact(Words("邮件编号", "Tracking number"), paper.tracking)
        if paper.served:
            yield Fact(Words("送达", "Served"), paper.served)
            yield from _last_days(letter, paper.served)
        else:
            yield Fact(
                Words("送达", "Served"),
                Words("尚未确认送达", "service not yet confirmed"),
                note=Words(
                    "救济期限的最后一日待送达后计算", "the last day of remedies is counted once it is served"
                ),
            )
    for proof, scan in paper.proofs:
        yield Fact(Words("凭证", "Proof"), PROOFS[proof], address=reverse("files:download", args=[scan]))
    if paper.void:
        yield Fact(Words("作废的理由", "Why it was voided"), paper.void)


def _last_days(letter: Letter, served: date) -> Iterator[Fact]:
    """Yield until when a letter that tells of remedies may be contested, counted from its service."""
    if letter.remedies:
        for words, limit in remedy_on(served, letter, settings()).limits:
            yield Fact(words, limit.due, limit.version.ground, note=_PROVISIONAL if limit.missing else "")


def _moments(paper: Paper, names: dict[str, str]) -> Iterator[Moment]:
    """Yield the chain as a line of steps: what fell, what was signed, whose turn it is, what comes."""
    seats = accounts.seat_names([UUID(each.seat) for each in paper.steps if each.seat])
    drafter = names.get(paper.drafters[0], paper.drafters[0]) if paper.drafters else ""
    yield Moment(Words("起草", "Drafted"), paper.drafted, who=drafter)
    for version, each in paper.before:
        name = SIGNED[each.kind]
        what = Words(f"第{version}版：{each.name} {name.zh}", f"Version {version}: {each.name}, {name.en}")
        state = "done" if each.kind == "returned" else "lapsed"
        yield Moment(what, each.day, state, names.get(each.person, each.person), _note(each, names))
    signed = {each.step: each for each in paper.signatures}
    for place, step in enumerate(paper.steps):
        found = signed.get(place)
        if found is not None:
            who = names.get(found.person, found.person)
            yield Moment(step.name, found.day, "done", who, _note(found, names))
        elif paper.state is State.IN_REVIEW:
            turn = "now" if place in paper.turns else "later"
            yield Moment(step.name, None, turn, taker(step, seats))
    if paper.state is State.ISSUED:
        yield Moment(Words("制发", "Issued"), paper.signed)
    if paper.dispatched:
        yield Moment(Words("发出", "Sent"), paper.dispatched, note=ROUTES[paper.route])
    if paper.served:
        yield Moment(Words("送达", "Served"), paper.served)


def _note(each: Signature, names: dict[str, str]) -> Words | str:
    result, paper = RESULTS.get(each.result, Words("", "")), Words("", "")
    if each.recorder:
        by = names.get(each.recorder, each.recorder)
        paper = Words(f"纸质签批，{by}登记", f"signed on paper, recorded by {by}")
    zh, en = ((one, each.ground, each.remark, other) for one, other in zip(result, paper, strict=True))
    found = Words("；".join(filter(None, zh)), "; ".join(filter(None, en)))
    return found if any(found) else ""

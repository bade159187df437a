"""The acts on a paper, each a page that says what it will change before it happens."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from mingbai.lifecycle import Settings
from mingbai.text.words import Words
from mingbai_web.accounts import queries as accounts
from mingbai_web.accounts.doors import permitted
from mingbai_web.accounts.roles import ROLES, Role, called
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.files.types import TYPES, Type
from mingbai_web.look.acting import ActForm, act_page
from mingbai_web.look.parts import Confirmation
from mingbai_web.look.templatetags.look import said
from mingbai_web.orgs import queries as orgs
from mingbai_web.papers import consequences, enclosing, queries, scans, services
from mingbai_web.papers.apart import why_not
from mingbai_web.papers.entering import issues, retried, seated
from mingbai_web.papers.flow import other_part
from mingbai_web.papers.forms import FORMS
from mingbai_web.papers.letters import Enclosure, Letter, remedy_on
from mingbai_web.papers.lint import missing
from mingbai_web.papers.paper import Paper, State, Step, route
from mingbai_web.papers.queries import PaperSheet
from mingbai_web.papers.views.about import about_facts
from mingbai_web.papers.wording.kinds import kind
from mingbai_web.papers.wording.pages import ACTS, SIGNED, UNDO
from mingbai_web.rules.queries import settings

__all__ = ["act", "enclosed", "ended", "not_offered", "open_acts", "taker"]

_AT_STEP = {"approve": "sign_step", "secrecy": "secrecy", "sign": "sign"}
_READS = ("submit", "issue", "sign_step", "secrecy", "sign", "return", "record")
"""Acts that decide on the text: their pages show it."""
_WITH_FILE = ("record", "prove", "enclose")
_AGREED = Words(
    "延长答复期限须经政府信息公开工作机构负责人同意（条例第三十三条第二款）：由其签发。",
    "the head of the working body agrees to an extension (Regulation, art. 33(2)), and signs its notice.",
)


def open_acts(sheet: PaperSheet, viewer: Viewer) -> Iterator[tuple[str, int, Words]]:
    """Yield what this seat may do to the paper now: the act, the step it is at (-1 for none), and its words."""
    paper, wording = sheet.paper, kind(sheet.paper.kind)
    if ended(sheet, timezone.localdate()) is not None:
        if viewer.may("papers.draft"):
            yield "void", -1, ACTS["void"]
        return
    for place in sheet.mine:
        if other_part(paper, viewer.person, place) is not None:
            continue
        step = paper.steps[place]
        if step.what == "sign" and not _may_agree(paper, viewer):
            yield "return", place, ACTS["return"]
            continue
        yield _AT_STEP[step.what], place, Words(f"{step.name}：{ACTS[_AT_STEP[step.what]].zh}", step.name)
        yield "return", place, ACTS["return"]
    if viewer.may("papers.record_paper") and other_part(paper, viewer.person) is None:
        for place in paper.turns:
            yield "record", place, Words(f"{ACTS['record'].zh}：{paper.steps[place].name}", ACTS["record"].en)
    if paper.state is State.DRAFT:
        if issues(viewer, wording):
            yield "issue", -1, ACTS["issue"]
        if viewer.may("papers.draft"):
            yield "submit", -1, ACTS["submit"]
    if paper.state in (State.DRAFT, State.RETURNED, State.IN_REVIEW) and viewer.may("papers.draft"):
        yield "redraft", -1, ACTS["redraft"]
        if paper.gives != "none":
            yield "enclose", -1, ACTS["enclose"]
        if sheet.letter.files:
            yield "unenclose", -1, ACTS["unenclose"]
    if paper.final and viewer.may("papers.dispatch"):
        if paper.dispatched is None:
            yield "dispatch", -1, ACTS["dispatch"]
        else:
            yield "prove", -1, ACTS["prove"]
            if paper.served is None:
                yield "serve", -1, ACTS["serve"]
    voids = "papers.sign" if paper.state is State.SIGNED else "papers.draft"
    if paper.state is not State.VOIDED and paper.dispatched is None and viewer.may(voids):
        yield "void", -1, ACTS["void"]


def enclosed(letter: Letter) -> list[tuple[Enclosure, Type]]:
    """Return the files that a letter encloses, each with its type."""
    return [(each, TYPES[each.type]) for each in letter.files]


def ended(sheet: PaperSheet, today: date) -> Words | None:
    """Return why nobody may sign an open paper whose body is no more, and what is to be done; None for any other."""
    body = sheet.paper.body
    if body is None or not sheet.paper.open or body not in orgs.ended(today):
        return None
    heir = orgs.successor(body, today)
    name = orgs.name_on(heir, today) if heir is not None and heir != body else ""
    zh, en = (
        "发文机关已经终止，本件不能再签批、发出",
        "the body that writes is no more: this paper cannot be signed",
    )
    if not name:
        return Words(f"{zh}。", f"{en}.")
    return Words(
        f"{zh}：请在申请页面点“以承接机关名义续办”，正文保留，由{name}重新审批。",
        f"{en}. On the page of the application it is carried on in the name of {name}: its text is kept, and approved anew.",
    )


def not_offered(sheet: PaperSheet, viewer: Viewer, today: date) -> Iterator[Words]:
    """Yield why this person is not offered a step that waits for this seat, or to record what was signed on paper."""
    if ended(sheet, today) is not None:
        return
    if any(sheet.paper.steps[place].what == "sign" for place in sheet.mine) and not _may_agree(
        sheet.paper, viewer
    ):
        yield _AGREED
    turns = [*sheet.mine, *([-1] if sheet.paper.turns and viewer.may("papers.record_paper") else [])]
    for place in turns:
        if (why := why_not(sheet.paper, viewer.person, today, place)) is not None:
            yield why


def _may_agree(paper: Paper, viewer: Viewer) -> bool:
    """Return whether this seat may sign a letter to which the law says who agrees; for any other letter it may."""
    agrees = kind(paper.kind).agrees
    return not agrees or viewer.may(agrees)


@permitted("papers.see")
def act(request: HttpRequest, id: UUID, name: str, step: int = -1) -> HttpResponse:
    """One act on one paper."""
    viewer, now = request.viewer, timezone.now()  # type: ignore[attr-defined]
    sheet = queries.sheet(id, viewer)
    if name not in FORMS:
        raise Http404
    form = _form(request, name, sheet, step, viewer, now)

    def confirmation(filled: ActForm) -> Confirmation:
        result = str(filled.given.get("result", ""))
        return Confirmation(
            consequences.sentence(
                name,
                sheet.paper,
                today=timezone.localdate(now),
                step=step,
                result=result,
                number=filled.given.get("number", ""),
                route=filled.given.get("route", ""),
                on=filled.given.get("day"),
                limits=_limits(sheet, filled.given.get("day")) if name == "serve" else (),
                asked=_asked_first(sheet, filled.given, timezone.localdate(now)) if name == "submit" else (),
            ),
            consequences.ground_of(name, sheet.paper),
            UNDO.get(name, ""),
            button=ACTS[name],
        )

    back = reverse("papers:paper", args=[id])

    def perform(filled: ActForm) -> str:
        hidden = filled.cleaned_data
        common = {"paper": id, "by": viewer, "seen": hidden["seen"], "now": now, "key": hidden["key"]}
        _PERFORM[name](sheet, step, filled.given, common)
        return back

    files = name in _WITH_FILE
    return act_page(
        request,
        form=form,
        title=ACTS[name],
        preview=None if files else confirmation,
        perform=perform,
        back=back,
        head=sheet.head,
        unless=sheet.held_newest,
        template="papers/act.html",
        files=files,
        button=ACTS[name] if files else "",
        sheet=sheet,
        paper=sheet.paper,
        letter=sheet.letter,
        about=list(about_facts(sheet)),
        reads=name in _READS,
        encloses=name == "enclose",
        consequence=consequences.sentence(name, sheet.paper, today=timezone.localdate(now), step=step)
        if files
        else None,
        step=sheet.paper.steps[step] if 0 <= step < len(sheet.paper.steps) else None,
        wanting=missing(sheet.letter) if name in ("redraft", "submit") else (),
        packs=name == "dispatch" and bool(sheet.letter.enclosed),
        enclosed=enclosed(sheet.letter),
    )


def _form(
    request: HttpRequest, name: str, sheet: PaperSheet, step: int, viewer: Viewer, now: datetime
) -> ActForm:
    today = timezone.localdate(now)
    letter = sheet.letter
    initial: dict[str, Any] = {}
    more: dict[str, Any] = {}
    if name == "redraft":
        initial = {
            "addressee": letter.addressee,
            "text": "\n".join(letter.paragraphs),
            "enclosures": "\n".join(letter.enclosures),
            "copies": "\n".join(letter.copies),
            "titles": "\n".join(each.title for each in letter.files),
        }
        more["titled"] = len(letter.files)
    elif name == "unenclose":
        more["enclosed"] = [(str(each.file), each.title) for each in letter.files]
    elif name == "submit":
        more["chains"] = _chains(sheet, today)
    elif name == "record":
        more["signers"] = _signers(sheet, step, today)
        initial = {"signed_on": today, "act": _recorded(sheet, step)}
    elif name in ("dispatch", "serve"):
        initial = {"day": today}
    return FORMS[name](request.POST or None, request.FILES or None, seen=sheet.head, initial=initial, **more)


def _chains(sheet: PaperSheet, today: Any) -> list[tuple[str, str]]:
    paper = sheet.paper
    if paper.body is None:
        return []
    chain = queries.chain_on(paper.body, paper.kind, today)
    listed = [("", route(chain.steps))]
    for each in queries.delegations(paper.body, paper.kind, paper.outcome, today):
        listed.append(
            (str(each.id), f"{said(Words('授权', 'delegation'))} {each.document}：{route(each.steps)}")
        )
    return listed


def _asked_first(sheet: PaperSheet, given: dict[str, Any], today: date) -> list[tuple[str, Words]]:
    """Return the steps that a paper goes to first when it is submitted, each with who takes it."""
    if sheet.paper.body is None:
        return []
    chosen = given.get("delegation") or ""
    paper, outcome = sheet.paper.kind, sheet.paper.outcome
    chains = (
        each
        for each in queries.delegations(sheet.paper.body, paper, outcome, today)
        if str(each.id) == chosen
    )
    chain = next(chains, None) or queries.chain_on(sheet.paper.body, paper, today)
    first = [step for step in chain.steps if step.group == min(each.group for each in chain.steps)]
    seats = accounts.seat_names([UUID(each.seat) for each in first if each.seat])
    return [(step.name, taker(step, seats)) for step in first]


def taker(step: Step, seats: Mapping[UUID, str]) -> Words:
    """Return who takes a step that is not signed yet: seats of a role, or the one that is named; with its body where that is another."""
    who = called(seats.get(UUID(step.seat), "")) if step.seat else ROLES[Role(step.role)]
    if not step.body:
        return who
    body = orgs.name_on(UUID(step.body), timezone.localdate())
    return Words(f"{body} {who.zh}", f"{who.en}, {body}")


def _signers(sheet: PaperSheet, place: int, today: date) -> list[tuple[str, str]]:
    """Return who may have signed the step since this version was written, each as username and seat."""
    if not 0 <= place < len(sheet.paper.steps):
        return []
    step, since = sheet.paper.steps[place], sheet.paper.written or today
    body = UUID(step.body) if step.body else sheet.paper.body
    seats = [each for each in accounts.seats(body=body, closed=True) if seated(step, each, sheet.paper)]
    return [
        (f"{officer.username} {seat.id}", f"{officer.name}（{seat.name}）")
        for seat in seats
        for officer in accounts.sitters(seat.id, since, today)
    ]


def _recorded(sheet: PaperSheet, place: int) -> str:
    kinds = {"approve": "step_signed", "secrecy": "secrecy_reviewed", "sign": "signed"}
    steps = sheet.paper.steps
    return kinds[steps[place].what] if 0 <= place < len(steps) else next(iter(SIGNED))


def _redraft(sheet: PaperSheet, step: int, given: dict[str, Any], common: dict[str, Any]) -> object:
    letter: Letter = replace(
        sheet.letter,
        addressee=given["addressee"].strip(),
        paragraphs=_lines(given["text"]),
        enclosures=_lines(given["enclosures"]),
        copies=_lines(given["copies"]),
        files=_titled(sheet.letter, given["titles"]),
    )
    if letter.remedies:  # told anew by the rules of today, should they have changed
        law: Settings = settings()
        letter = replace(letter.on(timezone.localdate(common["now"]), settings=law), day=None)
    return services.redraft(letter=letter, reason=given["reason"], **common)


def _titled(letter: Letter, titles: Sequence[str]) -> tuple[Enclosure, ...]:
    if not letter.files:
        return ()
    return tuple(replace(each, title=title) for each, title in zip(letter.files, titles, strict=True))


def _enclose(sheet: PaperSheet, step: int, given: dict[str, Any], common: dict[str, Any]) -> object:
    """Take files in: what cannot be enclosed is refused before any of it is kept."""
    by, now, body = common["by"], common["now"], sheet.paper.body
    if retried(common["key"]):
        return None
    by.require("papers.draft")
    sheet.held_newest(common["seen"])
    if not sheet.paper.open or sheet.paper.gives == "none" or body is None:
        raise enclosing.NotEnclosed(
            "这件文书不能附上文件：只有提供信息的草稿可以",
            "no file goes with it: only with a draft that gives something",
        )
    titles = given["titles"] or [""] * len(given["uploads"])
    uploads = [
        enclosing.Upload(each.file, each.name, title)
        for each, title in zip(given["uploads"], titles, strict=True)
    ]
    found = enclosing.examined(uploads, to=sheet.letter, body=body, by=by, now=now)
    files = enclosing.keep(found, paper=sheet.id, party=sheet.paper.party, body=body, by=by, now=now)
    return services.enclose(files=files, **common)


def _unenclose(sheet: PaperSheet, step: int, given: dict[str, Any], common: dict[str, Any]) -> object:
    return services.unenclose(files={UUID(each) for each in given["out"]}, **common)


def _record(sheet: PaperSheet, step: int, given: dict[str, Any], common: dict[str, Any]) -> object:
    upload = given.pop("scan")
    signer, _, seat = given.pop("signer").rpartition(" ")
    scan = scans.keep(upload.file, name=upload.name, paper=sheet, by=common["by"], now=common["now"])
    return services.record_on_paper(
        step=step, scan=scan, signer=signer, signer_seat=UUID(seat), **given, **common
    )


def _prove(sheet: PaperSheet, step: int, given: dict[str, Any], common: dict[str, Any]) -> object:
    upload = given["scan"]
    scan = scans.keep(upload.file, name=upload.name, paper=sheet, by=common["by"], now=common["now"])
    return services.prove(proof=given["proof"], scan=scan, **common)


def _submit(sheet: PaperSheet, step: int, given: dict[str, Any], common: dict[str, Any]) -> object:
    chosen = given["delegation"]
    return services.submit(delegation=UUID(chosen) if chosen else None, **common)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _limits(sheet: PaperSheet, served: date | None) -> list[tuple[Words, date]]:
    """Return the last days of the remedies that the letter tells of, had it been served on a day."""
    if served is None or not sheet.letter.remedies:
        return []
    found = remedy_on(served, sheet.letter, settings())
    return [(_provisional(words) if limit.missing else words, limit.due) for words, limit in found.limits]


def _provisional(words: Words) -> Words:
    return Words(f"{words.zh}（暂定）", f"{words.en} (provisional)")


_Perform = Callable[[PaperSheet, int, dict[str, Any], dict[str, Any]], object]
_PERFORM: dict[str, _Perform] = {
    "redraft": _redraft,
    "enclose": _enclose,
    "unenclose": _unenclose,
    "submit": _submit,
    "issue": lambda sheet, step, given, common: services.issue(**given, **common),
    "sign_step": lambda sheet, step, given, common: services.sign_step(step=step, **given, **common),
    "secrecy": lambda sheet, step, given, common: services.review_secrecy(step=step, **given, **common),
    "sign": lambda sheet, step, given, common: services.sign(step=step, **given, **common),
    "return": lambda sheet, step, given, common: services.return_paper(step=step, **given, **common),
    "record": _record,
    "dispatch": lambda sheet, step, given, common: services.dispatch(**given, **common),
    "serve": lambda sheet, step, given, common: services.serve(**given, **common),
    "prove": _prove,
    "void": lambda sheet, step, given, common: services.void(**given, **common),
}

"""The security administrator's pages: persons and seats. Every act says what it will change before it does."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingbai_web.accounts import forms, handing, passwords, persons, queries, services, wording
from mingbai_web.accounts.doors import permitted
from mingbai_web.accounts.models import Person
from mingbai_web.accounts.permissions import may
from mingbai_web.accounts.roles import Role, called
from mingbai_web.accounts.seats import Term
from mingbai_web.accounts.second_factor import has
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.subjects import Subject
from mingbai_web.look.acting import ActForm, act_page
from mingbai_web.look.parts import Confirmation
from mingbai_web.look.templatetags.look import said
from mingbai_web.orgs import queries as orgs

__all__ = [
    "change",
    "close",
    "deputise",
    "hand_over",
    "hand_overs",
    "hold",
    "leave",
    "new_person",
    "new_seat",
    "person",
    "person_act",
    "persons_page",
    "recall",
    "seat",
    "seats_page",
]

Given = dict[str, Any]
keeping = permitted("settings.seats")


@keeping
def persons_page(request: HttpRequest) -> HttpResponse:
    """List the persons, with the seats of today."""
    found = queries.roll(viewer=request.viewer, today=timezone.localdate())  # type: ignore[attr-defined]
    return render(request, "accounts/persons.html", {"persons": found})


@keeping
def new_person(request: HttpRequest) -> HttpResponse:
    """Enter a person; the first password is told on the page that follows, once."""
    password = passwords.generated()

    def run(given: Given) -> HttpResponse:
        made = persons.make_person(**given, password=password, **_by(request))
        return _told(request, made, password, _("人员已登记"))

    return _act(request, forms.NewPerson(request.POST or None), _("登记人员"), wording.new_person, run)


@keeping
def person(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show a person: seats, state of the account, what can be done."""
    found = get_object_or_404(Person, pk=id)
    told = {
        "person": found,
        "seats": queries.seats_of(found.username, timezone.localdate()),
        "has_second": has(found),
        "acts": wording.PERSON_ACTS,
        "own": found.username == request.viewer.person,  # type: ignore[attr-defined]
    }
    return render(request, "accounts/person.html", told)


@keeping
def person_act(request: HttpRequest, id: UUID, act: str) -> HttpResponse:
    """Rename, close, open, free from a lock, give a new password, take the second factor away."""
    found = get_object_or_404(Person, pk=id)
    password = passwords.generated()
    by = _by(request) | {"username": found.username}

    def back(does: Callable[..., None]) -> Callable[[Given], str]:
        def run(given: Given) -> str:
            does(**given, **by)
            return reverse("accounts:person", args=[id])

        return run

    def reset(given: Given) -> HttpResponse:
        persons.reset_password(password=password, **by)
        return _told(request, found, password, _("密码已重置"))

    runs: dict[str, tuple[type[ActForm], Callable[[Given], str | HttpResponse]]] = {
        "rename": (forms.Name, back(persons.rename_person)),
        "lock": (forms.Reason, back(persons.lock_person)),
        "unlock": (forms.Nothing, back(persons.unlock_person)),
        "free": (forms.Nothing, back(persons.free_person)),
        "password": (forms.Nothing, reset),
        "second-factor": (forms.Nothing, back(persons.reset_second_factor)),
    }
    if act not in runs:
        raise Http404
    form, run = runs[act]
    title, says = wording.PERSON_ACTS[act]
    return _act(request, form(request.POST or None), f"{said(title)}：{found}", lambda given: says, run)


@keeping
def seats_page(request: HttpRequest) -> HttpResponse:
    """List the seats that are there, with who holds them today."""
    today = timezone.localdate()
    found = queries.seats(on=today)
    holders = queries.staffed((each.id for each in found), today)
    names = {body.id: body.name for body in orgs.bodies(on=today)}
    told = [
        (each, [names[body] for body in each.bodies if body in names], holders[each.id]) for each in found
    ]
    return render(request, "accounts/seats.html", {"seats": told})


@keeping
def new_seat(request: HttpRequest) -> HttpResponse:
    """Make a seat."""
    today = timezone.localdate()

    def run(given: Given) -> str:
        made = services.make_seat(**given | {"role": Role(given["role"])}, **_by(request))
        return reverse("accounts:seat_page", args=[made])

    form = forms.NewSeat(request.POST or None, today=today)
    return _act(request, form, _("设立岗位"), wording.new_seat, run, done=_("岗位已设立，请安排人员"))


@keeping
def seat(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show a seat: what it is for, who holds it and stands in for it, what happened to it."""
    today, found = timezone.localdate(), queries.seat(id)
    deputies, held = queries.deputies(id), queries.holdings(id)
    told = {
        "seat": found,
        "facts": wording.seat_facts(found, _bodies(found.bodies, today)),
        "holdings": _named(held),
        "deputies": [(term, queries.seat(UUID(term.who))) for term in deputies],
        "today": today,
        "moments": wording.moments(ledger.entries("seat", id)),
        "in_hand": len(handing.held(id, today)),
        "open": found.open_on(today),
    }
    return render(request, "accounts/seat_page.html", told)


@keeping
def change(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change name, bodies and unit of a seat."""
    today, found = timezone.localdate(), queries.seat(id)
    first = {"name": found.name, "bodies": list(map(str, found.bodies)), "unit": found.unit}
    form = forms.SeatForm(request.POST or None, today=today, initial=first, seen=_seen(id))
    return _seat_act(
        request, id, form, _("变更岗位"), lambda given: wording.change(found), services.change_seat
    )


@keeping
def hold(request: HttpRequest, id: UUID) -> HttpResponse:
    """Put a person into a seat."""
    found = queries.seat(id)
    form = forms.HoldingForm(request.POST or None, initial={"since": timezone.localdate()}, seen=_seen(id))
    names = dict(form.fields["person"].choices)  # type: ignore[attr-defined]
    return _seat_act(
        request, id, form, _("安排人员"), lambda given: wording.hold(found, names, given), services.hold_seat
    )


@keeping
def leave(request: HttpRequest, id: UUID, person: UUID) -> HttpResponse:
    """End what a person holds of a seat."""
    found, leaving = queries.seat(id), get_object_or_404(Person, pk=person)
    form = forms.EndForm(request.POST or None, initial={"last": timezone.localdate()}, seen=_seen(id))

    def does(**given: Any) -> None:
        services.leave_seat(person=leaving.username, **given)

    return _seat_act(
        request,
        id,
        form,
        _("离岗：%(person)s") % {"person": leaving},
        lambda given: wording.leave(found, leaving.name, given, len(handing.held(id, given["last"]))),
        does,
    )


@keeping
def deputise(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let another seat stand in for a seat."""
    today, found = timezone.localdate(), queries.seat(id)
    form = forms.DeputyForm(
        request.POST or None, seat=id, today=today, initial={"since": today}, seen=_seen(id)
    )
    return _seat_act(
        request,
        id,
        form,
        _("指定 AB 角"),
        lambda given: wording.deputise(found, queries.seat(given["deputy"]), given),
        services.deputise,
    )


@keeping
def recall(request: HttpRequest, id: UUID, deputy: UUID) -> HttpResponse:
    """End that a seat stands in for another."""
    found, standing = queries.seat(id), queries.seat(deputy)
    form = forms.EndForm(request.POST or None, initial={"last": timezone.localdate()}, seen=_seen(id))

    def does(**given: Any) -> None:
        services.end_deputy(deputy=deputy, **given)

    return _seat_act(
        request, id, form, _("取消 AB 角"), lambda given: wording.recall(found, standing, given), does
    )


@permitted("settings.hand_over")
def hand_over(request: HttpRequest, id: UUID) -> HttpResponse:
    """Hand what a seat has in hand over to another seat."""
    today, found = timezone.localdate(), queries.seat(id)
    viewer = request.viewer  # type: ignore[attr-defined]
    if not may(viewer, "settings.seats") and not set(viewer.bodies) & set(found.bodies):
        raise Http404  # what is in hand there is another body's
    held = handing.held(id, today)
    choices = [(f"{each.subject.kind}/{each.subject.id}", each.label) for each in held]
    form = forms.HandOverForm(
        request.POST or None,
        seat=id,
        subjects=choices,
        today=today,
        initial={"on": today, "subjects": [value for value, _ in choices]},
        seen=_seen(id),
    )

    def does(**given: Any) -> None:
        pairs = (each.split("/") for each in given.pop("subjects"))
        services.hand_over(subjects=[Subject(kind, UUID(what)) for kind, what in pairs], **given)

    return _seat_act(
        request,
        id,
        form,
        _("移交：%(seat)s") % {"seat": found.name},
        lambda given: wording.hand_over(found, queries.seat(given["to"]), given),
        does,
        template="accounts/hand_over.html",
        back=reverse("accounts:hand_overs"),
    )


@permitted("settings.hand_over")
def hand_overs(request: HttpRequest) -> HttpResponse:
    """List the seats with what they have in hand, and the dated lists of what was handed over."""
    viewer, today = request.viewer, timezone.localdate()  # type: ignore[attr-defined]
    every = queries.seats(on=today)
    if not may(viewer, "settings.seats"):
        every = [each for each in every if set(each.bodies) & set(viewer.bodies)]
    lists = queries.hand_overs([each.id for each in every])
    known = handing.labels([what for each in lists for what in each.subjects])
    named = queries.seat_names({seat for each in lists for seat in (each.seat, each.to)})
    told = {
        "seats": [(each, len(held)) for each in every if (held := handing.held(each.id, today))],
        "lists": [
            (
                each,
                called(named.get(each.seat, "")),
                called(named.get(each.to, "")),
                [known[what] for what in each.subjects],
            )
            for each in lists
        ],
        "today": today,
    }
    return render(request, "accounts/hand_overs.html", told)


@keeping
def close(request: HttpRequest, id: UUID) -> HttpResponse:
    """Close a seat."""
    found = queries.seat(id)
    form = forms.EndForm(request.POST or None, initial={"last": timezone.localdate()}, seen=_seen(id))
    return _seat_act(
        request, id, form, _("撤销岗位"), lambda given: wording.close(found, given), services.close_seat
    )


def _seat_act(
    request: HttpRequest,
    id: UUID,
    form: ActForm,
    title: str,
    says: Callable[[Given], Confirmation],
    does: Callable[..., None],
    template: str = "look/act.html",
    back: str = "",
) -> HttpResponse:
    back = back or reverse("accounts:seat_page", args=[id])

    def run(given: Given) -> str:
        does(seat=id, seen=form.cleaned_data["seen"], **given, **_by(request))
        return back

    return _act(request, form, title, says, run, template=template, head=_seen(id), back=back)


def _act(
    request: HttpRequest,
    form: ActForm,
    title: str,
    says: Callable[[Given], Confirmation],
    run: Callable[[Given], str | HttpResponse],
    **more: Any,
) -> HttpResponse:
    return act_page(
        request,
        form=form,
        title=title,
        preview=lambda filled: says(filled.given),
        perform=lambda filled: run(filled.given),
        **more,
    )


def _by(request: HttpRequest) -> Given:
    return {"by": request.viewer, "now": timezone.now(), "today": timezone.localdate()}  # type: ignore[attr-defined]


def _seen(id: UUID) -> str:
    head = ledger.head("seat", id)
    return head.digest if head is not None else ""


def _told(request: HttpRequest, person: Person, password: str, title: str) -> HttpResponse:
    return render(
        request, "accounts/first_password.html", {"person": person, "password": password, "title": title}
    )


def _named(terms: list[Term]) -> list[tuple[Term, Person]]:
    persons = {each.username: each for each in Person.objects.filter(username__in=[t.who for t in terms])}
    return [(term, persons[term.who]) for term in terms]


def _bodies(ids: tuple[UUID, ...], today: date) -> list[str]:
    known = {body.id: body.name for body in orgs.bodies(on=today, ended=True)}
    return [known.get(id, _("机关 %(id)s") % {"id": id}) for id in ids]

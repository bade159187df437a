"""What papers show of the application they are about; a seat that does not see applications is not led to one."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications.cases import SUBJECT
from mingbai_web.applications.finding import sees_applications
from mingbai_web.applications.handing import named
from mingbai_web.applications.models import Application
from mingbai_web.look.templatetags.look import said
from mingbai_web.papers import about
from mingbai_web.papers.about import About
from mingbai_web.parties import queries as parties

__all__ = ["declare"]


def declare() -> None:
    """Declare what is told of applications, and how they are found."""
    about.provide(SUBJECT, _told, _found, named)


def _told(applications: Iterable[UUID], viewer: Viewer) -> dict[UUID, About]:
    rows = list(Application.objects.filter(subject__in=set(applications)))
    seen, names = sees_applications(viewer), parties.masked({row.party for row in rows}, viewer)
    asked = Application.objects.filter(seen or Q(pk__in=()), subject__in={row.subject for row in rows})
    open = set(asked.values_list("subject", flat=True)) if seen is not None else set()
    return {
        row.subject: About(
            row.number,
            row.matter,
            str(said(names.get(row.party, ""))),
            reverse("applications:case", args=[row.subject]) if row.subject in open else "",
            row.due if row.ended is None else None,
            row.due,
            row.paper,
        )
        for row in rows
    }


def _found(text: str, viewer: Viewer) -> Any:
    named = Q(number__contains=text) | Q(matter__contains=text)
    return Application.objects.filter(named, body__in=viewer.reach).values("subject")

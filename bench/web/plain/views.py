"""The view beside which intake is measured: the same middleware, the same forms, one row committed, the same redirect."""

import json
from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bench.web.plain.models import Row
from mingbai_web.intake import bodies
from mingbai_web.intake.drafts import Draft
from mingbai_web.intake.guarded import guarded
from mingbai_web.intake.sheets import sheet

__all__ = ["post"]


@never_cache
@guarded(2 * 1024**2)
@require_POST
def post(request: HttpRequest) -> HttpResponse:
    """Validate and store; the fields are named page.field."""
    now = timezone.now()
    pages: dict[str, dict[str, str]] = {}
    for name, typed in request.POST.items():
        page, _, field = name.partition(".")
        if field:
            pages.setdefault(page, {})[field] = str(typed)
    filled = sheet(Draft("", pages), bodies.choices(timezone.localdate(now)))
    if filled.faults():
        return HttpResponse(status=400)
    Row.objects.create(said=json.dumps(asdict(filled.details("zh")), ensure_ascii=False), at=now)
    return redirect("intake:sent")

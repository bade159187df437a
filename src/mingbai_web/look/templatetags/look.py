"""The tags of the house: words in the reader's language, days, badges, grounds, the clock ribbon, differences, forms."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django import forms, template
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from mingbai.deadlines.ribbon import ribbon as drawing
from mingbai.deadlines.steps import Step
from mingbai.statutes import Ground, shipped
from mingbai.text.words import Words
from mingbai_web.look import differences, wording
from mingbai_web.look.parts import Check, Confirmation, Fact, Finding, Job, Moment, Tab, Table

__all__ = ["register"]

register = template.Library()
_ids = itertools.count(1)
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh"


def _name(context: Context, what: str) -> str:
    """Return an id that nothing else on the page has; the same page gets the same ids each time."""
    request = context.get("request")
    count = getattr(request, "_look_ids", None)
    if count is None:
        count = itertools.count(1) if request is not None else _ids
        if request is not None:
            request._look_ids = count
    return f"{what}-{next(count)}"


# Words


@register.filter
def said(words: Any) -> Any:
    """Return *words* in the reader's language; what is no pair of sentences is itself."""
    if isinstance(words, Words):
        return words.in_(_language())
    return "" if words is None else words


@register.simple_tag(name="said")
def said_tag(words: Any) -> Any:
    """Say *words* in the reader's language."""
    return said(words)


@register.filter
def capital(words: Any) -> Any:
    """Say *words* where they begin a line: English begins it with a capital. What is no pair of sentences is itself."""
    return capfirst(words.in_(_language())) if isinstance(words, Words) else said(words)


@register.simple_tag
def page_language() -> str:
    """Return the language of the page as HTML names it; zh-CN keeps Japanese glyphs out."""
    return "en" if _language() == "en" else "zh-CN"


@register.simple_tag(takes_context=True)
def again(context: Context, name: str) -> SafeString:
    """Say the block called *name* once more: the title of a page is its heading too."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    return block.nodelist.render(context)  # type: ignore[no-any-return]


@register.filter
def listed(each: Iterable[Any]) -> str:
    """Return what *each* says in one line, parted as the reader's language parts it."""
    return gettext("、").join(str(said(one)) for one in each)


# Days


@register.simple_tag
def day(value: date | datetime | None, weekday: bool = True) -> SafeString | str:
    """Return *value* as 2025年10月16日（周四）; nothing where there is no day."""
    if value is None or value == "":
        return ""
    found = (
        timezone.localtime(value).date()
        if isinstance(value, datetime) and timezone.is_aware(value)
        else value
    )
    found = found.date() if isinstance(found, datetime) else found
    return _day(found, _language(), weekday)


@lru_cache(4_096)
def _day(found: date, language: str, weekday: bool) -> SafeString:
    """Return the element for a day: a page says the same few days many times."""
    return format_html(
        '<time datetime="{}">{}</time>', found.isoformat(), wording.day(found, language, weekday=weekday)
    )


@register.simple_tag
def instant(value: datetime | None) -> SafeString | str:
    """Return *value* as 2025年10月16日（周四）9:05, in the time of the office."""
    if value is None:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    told = f"{wording.day(local.date(), _language())} {local.hour}:{local.minute:02}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), told)


# Signs and badges


@register.simple_tag
def mark_sign(state: str, words: Any = "") -> SafeString:
    """Return the sign of *state* (on-time, soon, overdue, waiting, done) with its word, or with *words* instead."""
    sign, name = wording.STATES[state]
    return _badge(state, sign, str(said(words) or said(name)))


@register.simple_tag
def due_badge(
    due: date | None, today: date, firm: bool = True, done: bool = False, workdays: int | None = None
) -> SafeString:
    """Return how near *due* is on *today*: sign, colour and words, with the day as a hint.

    *workdays* left, or gone since as a negative number, are said where they are known.
    """
    state, words = wording.nearness(due, today, done=done, workdays=workdays)
    more = "" if firm or due is None else said(Words("（暂定）", " (provisional)"))
    hint = "" if due is None or done else said(_due_on(due))
    return _badge(state, wording.STATES[state][0], f"{said(words)}{more}", hint)


def _due_on(due: date) -> Words:
    return Words(f"{wording.day(due, 'zh')}届满", f"due on {wording.day(due, 'en')}")


@lru_cache(4_096)
def _badge(state: str, sign: str, words: str, hint: str = "") -> SafeString:
    return format_html(
        '<span class="badge badge-{}"{}><span class="sign" aria-hidden="true">{}</span>{}</span>',
        state,
        format_html(' title="{}"', hint) if hint else "",
        sign,
        capfirst(words),
    )


# Grounds


@register.inclusion_tag("look/parts/ground.html", takes_context=True)
def ground(context: Context, instrument: Any, article: str = "", text: Any = "") -> dict[str, Any]:
    """Show an article as a chip that opens what is known of it; *instrument* is a key of the law's data or a `Ground`.

    *text* is the wording of the article, where the page has it.
    """
    found = instrument if isinstance(instrument, Ground) else shipped().ground(str(instrument), article)
    return {
        "ground": found,
        "text": text,
        "in_force": wording.in_force(found.instrument),
        "short": wording.article(found),
        "id": _name(context, "ground"),
    }


# The clock ribbon


@register.inclusion_tag("look/parts/ribbon.html", takes_context=True)
def ribbon(
    context: Context,
    steps: Sequence[Step],
    title: str = "",
    today: date | None = None,
    period: int | None = None,
    legend: bool = True,
    answered: date | None = None,
) -> dict[str, Any]:
    """Draw the clock of *steps*, with what its marks mean and every step in words.

    The rules inside the drawing are taken out, since no page of ours allows style in itself; our sheet has the same.
    """
    told = title or str(said(Words("期限带", "Clock ribbon")))
    svg = drawing(
        steps,
        title=told,
        language=_language(),
        period=period,
        today=today,
        answered=answered,
        name=_name(context, "ribbon"),
    )
    return {
        "drawing": mark_safe(_STYLE.sub("", svg)),  # made by the core, which escapes what it is given
        "steps": steps,
        "legend": wording.marks(steps, period, today, answered) if legend and svg else (),
    }


# Two versions of a text


@register.simple_tag
def difference(old: str, new: str) -> SafeString:
    """Return *new* with what was taken from and added to *old* marked, in words for those who do not see it."""
    gone, come, colon = said(Words("删去", "removed")), said(Words("新增", "added")), gettext("：")

    def parts() -> Iterator[tuple[SafeString]]:
        for kind, text in differences.between(old, new):
            if kind == "same":
                yield (format_html("{}", text),)
            else:
                tag, word = ("del", gone) if kind == "gone" else ("ins", come)
                frame = (
                    f'<{tag}><span class="hidden">[{{}}{{}}</span>{{}}<span class="hidden">]</span></{tag}>'
                )
                yield (format_html(frame, word, colon, text),)

    return format_html('<div class="difference">{}</div>', format_html_join("", "{}", parts()))


# Parts that are given values (see parts.py)


@register.inclusion_tag("look/parts/facts.html", takes_context=True)
def facts(context: Context, rows: Sequence[Fact], tight: bool = False) -> dict[str, Any]:
    """Show labels and values."""
    return {"rows": rows, "tight": tight, "request": context.get("request")}


@register.inclusion_tag("look/parts/timeline.html", takes_context=True)
def timeline(context: Context, moments: Sequence[Moment]) -> dict[str, Any]:
    """Show what happened and what comes next."""
    return {"moments": [_line(each) for each in moments], "request": context.get("request")}


class _Line(NamedTuple):
    """A moment in words: worked out here, since a template takes three times as long for it and a case has many."""

    state: str
    on: str
    what: str
    after: str
    ground: Ground | None
    told: str
    address: str


def _line(moment: Moment) -> _Line:
    state = "next" if moment.state == "now" and not moment.on else moment.state
    after = {"next": gettext("（下一步）"), "undone": gettext("（已撤回）"), "lapsed": gettext("（已失效）")}
    on = instant(moment.on) if isinstance(moment.on, datetime) else day(moment.on)
    return _Line(
        moment.state,
        on or gettext("日期未定"),
        capital(moment.what),
        after.get(state, ""),
        moment.ground,
        gettext("：").join(str(said) for said in (capital(moment.who), capital(moment.note)) if said),
        moment.address,
    )


@register.inclusion_tag("look/parts/finding.html", takes_context=True)
def finding(context: Context, found: Finding) -> dict[str, Any]:
    """Show one fault with its quote and how to put it right."""
    return {"finding": found, "grade": wording.GRADES[found.grade], "request": context.get("request")}


@register.inclusion_tag("look/parts/tabs.html")
def tabs(label: Any, items: Sequence[Tab]) -> dict[str, Any]:
    """Show views of the same thing as links, called *label*."""
    return {"label": label, "tabs": items}


@register.inclusion_tag("look/parts/pages.html", takes_context=True)
def pages(context: Context, page: Any) -> dict[str, Any]:
    """Show where one is in a long list: *page* is a `Page` of Django's paginator; other parameters are kept."""
    request = context.get("request")
    kept = request.GET.copy() if request is not None else None
    if kept is not None:
        kept.pop("page", None)
    return {"page": page, "kept": f"{kept.urlencode()}&" if kept else ""}


@register.inclusion_tag("look/parts/empty.html")
def empty(title: Any, do: Any = "", address: str = "", button: Any = "") -> dict[str, Any]:
    """Say that nothing is here, and what to do about it."""
    return {"title": title, "do": do, "address": address, "button": button}


@register.inclusion_tag("look/parts/confirm.html", takes_context=True)
def confirm(context: Context, confirmation: Confirmation) -> dict[str, Any]:
    """Show what an act will change, before it does."""
    return {"confirmation": confirmation, "request": context.get("request")}


@register.inclusion_tag("look/parts/checks.html")
def checks(items: Sequence[Check]) -> dict[str, Any]:
    """Show what the checks of a file found."""
    return {"checks": [(check, wording.CHECKS[check.state]) for check in items]}


@register.inclusion_tag("look/parts/job.html")
def job(work: Job) -> dict[str, Any]:
    """Show how far a long job is; it asks for itself again while it runs, and can be left."""
    return {"job": work, "word": wording.JOBS[work.state]}


@register.inclusion_tag("look/parts/table.html", takes_context=True)
def statutory_table(context: Context, table: Table) -> dict[str, Any]:
    """Show a table of the form; on a phone every row becomes labels and values."""
    rows = [(row, list(zip(table.labels, row.cells, strict=True))) for row in table.rows]
    faults = list(dict.fromkeys(cell.fault for row in table.rows for cell in row.cells if cell.fault))
    return {"table": table, "rows": rows, "faults": faults, "id": _name(context, "table")}


# Forms


@register.inclusion_tag("look/parts/error_summary.html")
def error_summary(*given: Any) -> dict[str, Any]:
    """Say at the top of a page what is wrong in its forms, each fault a link to its field; what was merely refused is no fault of a form."""
    found: list[tuple[str, str, str]] = []
    for form in given:
        if not isinstance(form, forms.BaseForm) or not form.is_bound:
            continue
        found += [("", "", str(error)) for error in form.non_field_errors()]
        for name, errors in form.errors.items():
            if name in form.fields:
                field = form[name]
                found += [(_target(field), str(field.label), str(error)) for error in errors]
    fields = [field for form in given if isinstance(form, forms.BaseForm) for field in form.fields.values()]
    files = any(isinstance(field, forms.FileField) for field in fields)
    secret = any(isinstance(field.widget, forms.PasswordInput) for field in fields)
    refused = next((how for form in given if (how := getattr(form, "refused", ""))), "")
    return {"errors": found, "files": files, "secret": secret, "refused": refused}


def _target(field: forms.BoundField) -> str:
    """Return the id that a link to *field* leads to: the first of its choices where it is a group."""
    if field.use_fieldset and field.auto_id:
        return f"{field.auto_id}_0"
    return str(field.id_for_label or field.auto_id or "")


@register.inclusion_tag("look/parts/fieldset.html")
def fieldset(form: forms.BaseForm, legend: Any, names: str, hint: Any = "") -> dict[str, Any]:
    """Show the fields of *form* that *names* lists under one *legend*."""
    return {"fields": [form[name] for name in names.split()], "legend": legend, "hint": hint}


@register.simple_tag
def fields(form: forms.BaseForm, names: str) -> SafeString:
    """Show the fields of *form* that *names* lists, and nothing else of it."""
    return format_html_join("", "{}", ((form[name].as_field_group(),) for name in names.split()))


@register.simple_tag(takes_context=True)
def places(context: Context) -> list[tuple[str, Words, int]]:
    """Return the rail of the office: addresses, names, how much `waits` there; without those in `closed`."""
    closed, waits = context.get("closed") or (), context.get("waits") or {}
    return [(place, name, waits.get(place, 0)) for place, name in wording.PLACES if place not in closed]


@register.filter
def shown(value: Any) -> str:
    """Return how *value* is shown: as an instant, a day, nothing, or as it is."""
    if isinstance(value, datetime):
        return "instant"
    if isinstance(value, date):
        return "day"
    return "nothing" if value is None or value == "" else "itself"


@register.filter
def kept(form: forms.BaseForm) -> SafeString:
    """Return what was filled in as hidden fields, for a page that asks before it acts."""
    # Without ids: the form itself may still stand above, and an id is there once.
    return format_html_join("", "{}", ((field.as_hidden({"id": False}),) for field in form))


@register.simple_tag
def filled(form: forms.BaseForm) -> list[Fact]:
    """Return what was filled in as facts, for a page that asks before it acts."""
    return list(_filled(form))


def _filled(form: forms.BaseForm) -> Iterator[Fact]:
    for field in form.visible_fields():
        value = form.cleaned_data.get(field.name)
        if value in (None, "", (), False):
            continue
        offered = {str(key): label for key, label in getattr(field.field, "choices", ())}
        if isinstance(value, list | tuple):
            value = "、".join(str(offered.get(str(each), each)) for each in value)
        elif offered:
            value = offered.get(str(value), value)
        yield Fact(str(field.label), Words("是", "yes") if value is True else value)


@register.filter
def kind(field: forms.BoundField) -> str:
    """Return what kind of widget *field* has, for the sheet."""
    return field.widget_type

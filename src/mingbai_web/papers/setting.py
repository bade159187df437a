"""The forms of chains and series: a chain is filled in a step at a time, without a script, in the order of the paper's way."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingbai.outcomes import endings
from mingbai.text.words import Words
from mingbai_web.accounts import queries as accounts
from mingbai_web.accounts.permissions import permissions
from mingbai_web.accounts.roles import ROLES, called
from mingbai_web.accounts.seats import Seat
from mingbai_web.look.acting import ActForm
from mingbai_web.look.fields import DayField
from mingbai_web.look.templatetags.look import said
from mingbai_web.orgs.values import BodyOn
from mingbai_web.papers.paper import PERMITS, Step
from mingbai_web.papers.standing import SERIES

__all__ = ["WHATS", "ChainForm", "DelegationForm", "SeriesForm"]

WHATS = {
    "approve": Words("审核", "approve"),
    "secrecy": Words("保密审查", "review for secrecy"),
    "sign": Words("签发", "sign"),
}
"""What a step may be."""
SPARE = 2
"""Empty steps at the end, to go on with."""


class ChainForm(ActForm):
    """The steps of a chain from a day on: what, by whom, beside the one before or after it."""

    since = DayField(label=_("自哪一天起"), help_text=_("这一天以后送审的文书按它办；已经送审的不变。"))

    def __init__(
        self,
        data: Any = None,
        *,
        body: BodyOn,
        bodies: Sequence[BodyOn],
        seats: Iterable[Seat],
        steps: Sequence[Step] = (),
        **given: Any,
    ) -> None:
        super().__init__(data, **given)
        may = {role for key in PERMITS.values() for role in permissions()[key].roles}
        roles = [(f"role:{role.value}", said(words)) for role, words in ROLES.items() if role in may]
        named = _named([seat for seat in seats if seat.role in may], bodies)
        who = [("", "—"), (_("按岗位种类"), roles), (_("指定的岗位"), named)]
        where = [("", body.name), *((str(each.id), each.name) for each in bodies if each.id != body.id)]
        number = int(data["rows"]) if data and str(data.get("rows", "")).isdigit() else len(steps) + SPARE
        self.rows = min(max(number, len(steps), 4), 12)
        self.fields["rows"] = forms.IntegerField(widget=forms.HiddenInput, initial=self.rows, required=False)
        for at in range(1, self.rows + 1):
            step = steps[at - 1] if at <= len(steps) else None
            beside = step is not None and at > 1 and step.group == steps[at - 2].group
            self._add(at, step, who, where, beside)

    def _add(self, at: int, step: Step | None, who: Any, where: Any, beside: bool) -> None:
        whats = [("", _("没有这一步")), *((key, said(words)) for key, words in WHATS.items())]
        taker = ("seat:" + step.seat if step.seat else "role:" + step.role) if step else ""
        made: dict[str, forms.Field] = {
            "what": forms.ChoiceField(label=_("办什么"), choices=whats, required=False, initial=step.what if step else ""),
            "who": forms.ChoiceField(label=_("由谁办"), choices=who, required=False, initial=taker),
            "body": forms.ChoiceField(
                label=_("哪个机关的岗位"), choices=where, required=False, initial=step.body if step else ""
            ),
            "name": forms.CharField(
                label=_("这一步的名称"), max_length=40, required=False, initial=step.name if step else "",
                help_text=_("例如：科室审核。不填则按所办的事。"),
            ),
        }  # fmt: skip
        if at > 1:
            made["beside"] = forms.BooleanField(
                label=_("与上一步同时办（会签）"), required=False, initial=beside
            )
        for name, field in made.items():
            self.fields[f"{name}_{at}"] = field

    @property
    def sets(self) -> list[tuple[str, str]]:
        """Return each step's heading and the names of its fields, for the page."""
        names = ("what", "who", "body", "name", "beside")
        return [
            (str(_("第%(at)s步")) % {"at": at}, " ".join(f"{name}_{at}" for name in names if f"{name}_{at}" in self.fields))
            for at in range(1, self.rows + 1)
        ]  # fmt: skip

    @property
    def rest(self) -> str:
        """Return the names of the fields that stand before the steps."""
        own = [
            name
            for name in self.fields
            if name.rpartition("_")[0] not in ("what", "who", "body", "name", "beside")
        ]
        return " ".join(name for name in own if name not in ("seen", "key", "rows"))

    def clean(self) -> dict[str, Any]:
        """Hold each step to having somebody who takes it."""
        given = super().clean() or {}
        for at in range(1, self.rows + 1):
            if given.get(f"what_{at}") and not given.get(f"who_{at}"):
                self.add_error(f"who_{at}", _("请选择由谁办"))
        return given

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return what was filled in as steps."""
        made: list[Step] = []
        for at in range(1, self.rows + 1):
            what = self.cleaned_data.get(f"what_{at}", "")
            if not what:
                continue
            kind, _colon, whose = self.cleaned_data[f"who_{at}"].partition(":")
            group = made[-1].group + (not self.cleaned_data.get(f"beside_{at}")) if made else 1
            made.append(
                Step(
                    self.cleaned_data[f"name_{at}"].strip() or WHATS[what].zh,
                    what,
                    whose if kind == "role" else "",
                    whose if kind == "seat" else "",
                    group,
                    self.cleaned_data[f"body_{at}"],
                )
            )
        return tuple(made)


def _named(seats: Sequence[Seat], bodies: Sequence[BodyOn]) -> list[tuple[str, str]]:
    """Return seats to choose from, each told apart by its bodies and who sits there: names of seats repeat."""
    names = {body.id: body.name for body in bodies}
    held = accounts.staffed((seat.id for seat in seats), timezone.localdate())
    listed = []
    for seat in seats:
        where = "、".join(names[body] for body in seat.bodies if body in names)
        who = "、".join(each.name for each in held[seat.id]) or _("空缺")
        listed.append((f"seat:{seat.id}", f"{said(called(seat.name))}　{where}　{who}"))
    return listed


class DelegationForm(ChainForm):
    """A standing written delegation: its document, the outcomes it covers, until when."""

    document = forms.CharField(
        label=_("授权文件的文号"), max_length=120, help_text=_("印在呈批单上。已有的文号，就是它的新一版。")
    )
    outcomes = forms.MultipleChoiceField(
        label=_("适用的处理结果"),
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(key, said(each.words)) for key, each in endings().items() if each.replies],
    )
    until = DayField(label=_("到哪一天止"), help_text=_("含这一天。"), required=False)


class SeriesForm(ActForm):
    """A series for a year: whose, of which letters, with which mark, counted here or elsewhere."""

    body = forms.TypedChoiceField(label=_("机关"), coerce=UUID)
    series = forms.ChoiceField(
        label=_("哪一类文书"), choices=lambda: [(key, said(words)) for key, words in SERIES.items()]
    )
    year = forms.TypedChoiceField(label=_("年份"), coerce=int, help_text=_("每年十二月可以设立下一年的。"))
    mark = forms.CharField(
        label=_("机关代字"),
        max_length=40,
        help_text=_("印在文号最前，例如“清政公开答”：清政公开答〔2026〕1号。"),
    )
    counted = forms.TypedChoiceField(
        label=_("怎样编号"),
        choices=[("yes", _("在这里连续编号")), ("no", _("由别的系统编号，在这里逐件填写"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    first = forms.IntegerField(
        label=_("从第几号起"), min_value=1, max_value=99_999, initial=1, help_text=_("接着纸上已经编到的号，填下一个。")
    )  # fmt: skip

    def __init__(self, data: Any = None, *, bodies: Sequence[BodyOn], today: date, **given: Any) -> None:
        super().__init__(data, **given)
        years = [today.year, today.year + 1] if today.month == 12 else [today.year]
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["body"].choices = [(str(each.id), each.name) for each in bodies]  # type: ignore[attr-defined]

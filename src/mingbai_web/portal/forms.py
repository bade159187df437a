"""The questions of the public calculators."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mingbai.deadlines import CHANNELS
from mingbai.outcomes import endings
from mingbai.remedies import NO_REPLY
from mingbai.text.words import Words
from mingbai_web.look.fields import DayField
from mingbai_web.portal.counting import PARTIES

__all__ = ["FeeForm", "RemedyForm", "ReplyForm"]

_MODES = {"items": Words("按件", "by item"), "pages": Words("按页", "by page")}


def _choices(of: Mapping[str, Words]) -> Any:
    return lambda: [(key, words.in_(_language())) for key, words in of.items()]


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh"


_CONFIRMED = frozenset(CHANNELS) - {"in-person", "signed-post"}
"""The ways of submitting after which receipt waits for both sides to confirm (条例第三十一条)."""


class ReplyForm(forms.Form):
    """When a reply falls due, with what may happen on the way."""

    arrived = DayField(
        label=_("申请到达之日"),
        help_text=_("当面提交、签收邮件或者在网上提交的那一天。"),
        error_messages={"required": _("请填写申请到达之日。")},
    )
    channel = forms.ChoiceField(label=_("怎样提交的"), choices=_choices(CHANNELS))
    confirmed = DayField(
        label=_("双方确认之日"), required=False,
        help_text=_("网上、传真、普通邮寄和寄给其他部门的要填：确认之日才算收到。"),
    )  # fmt: skip
    amendment_asked = DayField(label=_("机关通知补正"), required=False)
    amended = DayField(label=_("收到补正"), required=False)
    consulted = forms.ChoiceField(label=_("征求谁的意见"), choices=_choices(PARTIES), required=False)
    sent = DayField(label=_("发出征求意见书"), required=False)
    delivered = DayField(label=_("对方收到"), required=False)
    answered = DayField(label=_("收到意见"), required=False)
    extended = forms.IntegerField(
        label=_("延长几个工作日"), required=False, min_value=1, max_value=99,
        error_messages={"min_value": _("请填写 1 以上的整数。"), "max_value": _("请填写 99 以内的整数。"), "invalid": _("请填写整数。")},
    )  # fmt: skip
    extended_on = DayField(label=_("告知延期之日"), required=False)
    fee_noticed = DayField(label=_("收到收费通知"), required=False)
    fee_paid = DayField(label=_("缴清费用"), required=False)

    ON_THE_WAY = (
        "amendment_asked",
        "amended",
        "sent",
        "delivered",
        "answered",
        "extended",
        "extended_on",
        "fee_noticed",
        "fee_paid",
    )

    def clean(self) -> dict[str, Any]:
        """Want both halves of what goes together, and days of this age."""
        said = super().clean() or {}
        for name, day in tuple(said.items()):
            if isinstance(day, date) and not 2008 <= day.year <= 2100:
                self.add_error(name, _("请填写 2008 年以后的日期：此前没有这部条例。"))
        if bool(said.get("extended")) != bool(said.get("extended_on")):
            missing = "extended_on" if said.get("extended") else "extended"
            if missing not in self.errors:
                self.add_error(missing, _("延期要同时填写天数和告知之日。"))
        before = [name for name in self.ON_THE_WAY if said.get(name)]
        if before and said.get("channel") in _CONFIRMED and not said.get("confirmed"):
            self.add_error("confirmed", _("这样提交的，确认之日才算收到：先填确认之日，才能算后面的步骤。"))
        if not said.get("sent") and (said.get("delivered") or said.get("answered")):
            self.add_error("sent", _("请填写发出征求意见书之日。"))
        return said


class FeeForm(forms.Form):
    """What may be charged."""

    mode = forms.ChoiceField(
        label=_("收费方式"),
        choices=_choices(_MODES),
        widget=forms.RadioSelect,
        help_text=_("由机关对每件申请选择一种，不能同时用两种。"),
    )
    number = forms.IntegerField(
        label=_("本次几件，或者几页"), min_value=1, max_value=1_000_000,
        help_text=_("按页的，A4 以下一面为一页。"),
        error_messages={"required": _("请填写件数或者页数。"), "min_value": _("请填写 1 以上的整数。"), "max_value": _("请填写一百万以内的整数。"), "invalid": _("请填写整数。")},
    )  # fmt: skip
    already = forms.IntegerField(
        label=_("同一申请人当月在此之前已有几件"), required=False, min_value=0, max_value=1_000_000,
        help_text=_("只在按件收费时计算；不同月份不累计。"),
        error_messages={"min_value": _("请填写 0 以上的整数。"), "max_value": _("请填写一百万以内的整数。"), "invalid": _("请填写整数。")},
    )  # fmt: skip


def _outcomes() -> list[tuple[str, str]]:
    told = Words("没有在期限内答复", "no reply within the period")
    return [(NO_REPLY, told.in_(_language())), *_replies()]


def _replies(*, withheld: bool = False) -> list[tuple[str, str]]:
    return [
        (key, each.words.in_(_language()))
        for key, each in endings().items()
        if each.replies and not (withheld and each.gives)
    ]


class RemedyForm(forms.Form):
    """What may be done against a reply, or against none."""

    outcome = forms.ChoiceField(label=_("答复的结果"), choices=_outcomes)
    served = DayField(
        label=_("收到答复之日"),
        help_text=_("没有答复的，填答复期限届满之日。"),
        error_messages={"required": _("请填写日期。")},
    )
    withheld = forms.ChoiceField(
        label=_("部分公开的，没有公开的部分是因为"),
        required=False,
        choices=lambda: [("", "—"), *_replies(withheld=True)],
    )

    def rows(self) -> tuple[str, str | None]:
        """Return the rows of the report's table that the outcome, and the part withheld, are counted in."""
        said = self.cleaned_data
        outcome = NO_REPLY if said["outcome"] == NO_REPLY else endings()[said["outcome"]].rows["2021"]
        withheld = endings()[said["withheld"]].rows["2021"] if said["withheld"] else None
        return outcome, withheld if outcome == "partly_granted" else None

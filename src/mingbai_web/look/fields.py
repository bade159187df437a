"""Fields of the house: a day that may be typed as people write it, and is said back with its weekday."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

__all__ = ["DayField", "DayInput", "instant_field"]

_WRITTEN = re.compile(
    r"\s*(?:(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2}))\s*"
)
_WIDE = str.maketrans("０１２３４５６７８９．－／", "0123456789.-/")


class DayInput(forms.DateInput):
    """A date input; beside it stands the weekday of what was entered."""

    input_type = "date"
    template_name = "look/forms/day_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-weekday": True, **(attrs or {})}, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the day itself, so that the template can say its weekday; what is no day stays as it was typed."""
        day = value if isinstance(value, date) else _read(str(value or ""))
        context = super().get_context(name, day or value, attrs)
        context["day"] = day
        if value and day is None:
            context["widget"]["type"] = "text"  # a date input would show nothing of it
        return context


class DayField(forms.DateField):
    """A day; 2025-10-16, 2025年10月16日, 2025.10.16 and 20251016 are all read, and nothing ambiguous is."""

    widget = DayInput
    default_error_messages = {"invalid": _("请填写完整的日期，例如 2025年10月16日。")}  # noqa: RUF012

    def to_python(self, value: Any) -> date | None:
        """Return the day that *value* says."""
        if isinstance(value, str) and value.strip():
            found = _read(value)
            if found is None:
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            return found
        return super().to_python(value)


def _read(text: str) -> date | None:
    found = _WRITTEN.fullmatch(text.translate(_WIDE))
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups() if part))
    except ValueError:
        return None


def instant_field(**given: Any) -> forms.SplitDateTimeField:
    """Return a field for a day and a time at the office."""
    day: dict[str, Any] = {"type": "date", "aria-label": _("日期")}
    time: dict[str, Any] = {"type": "time", "aria-label": _("时间")}
    widget = forms.SplitDateTimeWidget(
        date_format="%Y-%m-%d", time_format="%H:%M", date_attrs=day, time_attrs=time
    )
    return forms.SplitDateTimeField(widget=widget, **given)

"""Fields that take what people type and paste: rare characters stay, what does not print goes, classified markings are refused."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mingbai.screening.markings import typed
from mingbai.screening.personal import Kind, personal

__all__ = ["Line", "Number", "Paragraphs", "cleaned", "resident_number"]

_SILENT = ("Cc", "Cf", "Cs")  # control, format (directions, joiners), halves of a character


def cleaned(text: str) -> str:
    """Return *text* without control characters and marks that turn the direction of writing; line ends as one character.

    Nothing else is changed: a name may be written with a character that no standard has yet, or with a private one.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in _SILENT).strip()


class Paragraphs(forms.CharField):
    """Text of several lines."""

    widget: type[forms.Widget] = forms.Textarea

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        # What does not print, a NUL among it, is taken out before anything looks at the text.
        self.validators = [
            v for v in self.validators if type(v).__name__ != "ProhibitNullCharactersValidator"
        ]
        self.error_messages["max_length"] = _(
            "最多 %(limit_value)d 个字，现在有 %(show_value)d 个：请缩短，或者作为文件上传。"
        )

    def to_python(self, value: Any) -> str:
        """Return the text as it is kept."""
        return cleaned(str(value or ""))

    def validate(self, value: str) -> None:
        """Refuse what bears a marking of secrecy; the message holds nothing of it."""
        super().validate(value)
        if typed(value):
            raise ValidationError(
                _("这里有密级或者内部标志：请不要粘贴这样的内容，只写名称或者特征即可。"), code="marked"
            )


class Line(Paragraphs):
    """Text of one line."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> str:
        """Return the text in one line."""
        return " ".join(super().to_python(value).split())


class Number(Line):
    """Digits and letters of a document or a telephone, full-width ones as half-width."""

    def to_python(self, value: Any) -> str:
        """Return it without spaces, in capitals."""
        return unicodedata.normalize("NFKC", super().to_python(value)).replace(" ", "").upper()


def resident_number(text: str) -> bool:
    """Return whether *text* is a number of an identity card by its region, its day of birth and its check character."""
    return any(found.kind is Kind.IDENTITY and found.span == (0, len(text)) for found in personal(text))

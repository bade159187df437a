"""The base of every form that acts."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from django import forms

from mingbai.text.words import Words
from mingbai_web.look.templatetags.look import said

__all__ = ["ActForm", "choices", "labelled"]


class ActForm(forms.Form):
    """`seen` is the head that the act is decided on, `key` makes a second posting the same act."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    key = forms.RegexField(r"[0-9a-f]{32}", widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *args: Any, seen: str = "", **kwargs: Any) -> None:
        given = kwargs.pop("initial", {})
        super().__init__(data, *args, **kwargs)
        self.initial = {"seen": seen, "key": uuid4().hex, **given}

    def facts(self, names: Iterable[str]) -> dict[str, object]:
        """Return what was given of *names*; what was left empty is not among it."""
        given = {name: self.cleaned_data.get(name) for name in names}
        return {name: fact for name, fact in given.items() if fact not in (None, "", ())}


def choices(words: Mapping[str, Words]) -> list[tuple[str, str]]:
    """Return *words* as the choices of a field, in the reader's language."""
    return [(key, said(each)) for key, each in words.items()]


def labelled(form: forms.Form, words: Mapping[str, Words]) -> None:
    """Give the fields of *form* their labels, in the reader's language."""
    for name, field in form.fields.items():
        if name in words:
            field.label = said(words[name])

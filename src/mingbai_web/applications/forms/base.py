"""Choices and labels of forms, in the reader's language."""

from collections.abc import Mapping

from django import forms

from mingbai.text.words import Words
from mingbai_web.look.templatetags.look import capital

__all__ = ["choices", "labelled"]


def choices(words: Mapping[str, Words]) -> list[tuple[str, str]]:
    """Return *words* as the choices of a field, in the reader's language."""
    return [(key, capital(each)) for key, each in words.items()]


def labelled(form: forms.Form, words: Mapping[str, Words]) -> None:
    """Give the fields of *form* that have none of their own their labels, in the reader's language."""
    for name, field in form.fields.items():
        if name in words and field.label is None:
            field.label = capital(words[name])

"""A field that takes a file and says, before one is chosen, what it takes: from the table that the file is then held against."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import lazy

from mingbai.text.words import Words
from mingbai_web.files.purposes import purposes
from mingbai_web.files.types import TYPES
from mingbai_web.look.templatetags.look import capital

__all__ = ["TakenField", "accepted", "taken"]

_said = lazy(lambda words: str(capital(words)), str)
_PROGRAMS = {"docx": "Word", "doc": "Word", "xlsx": "Excel", "xls": "Excel"}


class TakenField(forms.FileField):
    """A file for one of the purposes *wanted*, each with what it is called here; *most* bytes where less is taken than the table says."""

    def __init__(self, wanted: Mapping[str, Words | None], *, most: int | None = None, **given: Any) -> None:
        given.setdefault("help_text", _said(taken(wanted, most=most)))  # type: ignore[no-untyped-call]
        given.setdefault("widget", forms.FileInput(attrs={"accept": accepted(wanted)}))
        super().__init__(**given)


def taken(wanted: Mapping[str, Words | None], *, most: int | None = None) -> Words:
    """Return in one line what files are taken for the purposes *wanted*, and how large; those alike are named together."""
    alike: dict[tuple[tuple[str, ...], int], list[Words]] = {}
    for key, called in wanted.items():
        purpose = purposes()[key]
        size = min(purpose.most, most or purpose.most) >> 20
        alike.setdefault((purpose.types, size), []).append(called or purpose.words)
    zh, en = [], []
    for (types, size), names in alike.items():
        for_zh, for_en = ("、".join(each.zh for each in names), ", ".join(each.en for each in names))
        of_zh, of_en = _formats(types)
        zh.append(f"{f'{for_zh}：' if len(alike) > 1 else ''}{of_zh}，不超过 {size} MB")
        en.append(f"{f'{for_en}: ' if len(alike) > 1 else ''}{of_en}, at most {size} MB")
    return Words(f"{'；'.join(zh)}。", f"{'; '.join(en)}.")


def accepted(wanted: Mapping[str, Words | None]) -> str:
    """Return the suffixes that a browser offers first, for any of the purposes *wanted*."""
    keys = dict.fromkeys(type for key in wanted for type in purposes()[key].types)
    found = [TYPES[key].suffix for key in keys]
    return ",".join([*found, *([".jpeg"] if "jpeg" in keys else []), *([".tiff"] if "tiff" in keys else [])])


def _formats(types: Sequence[str]) -> Words:
    """Return the formats as people call them, those of one program together: Excel（XLSX、XLS）."""
    found: dict[str, list[str]] = {}
    for key in types:
        name = TYPES[key].suffix[1:].upper()
        found.setdefault(_PROGRAMS.get(key, name), []).append(name)
    zh = [by if by in names else f"{by}（{'、'.join(names)}）" for by, names in found.items()]
    en = [by if by in names else f"{by} ({', '.join(names)})" for by, names in found.items()]
    return Words(
        " 或 ".join(filter(None, ("、".join(zh[:-1]), zh[-1]))),
        " or ".join(filter(None, (", ".join(en[:-1]), en[-1]))),
    )

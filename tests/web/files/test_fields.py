"""What is asked for a file says beforehand what is taken: by the same table that refuses."""

import re

import pytest
from django.utils.translation import override

from mingbai.text.words import Words
from mingbai_web.applications.forms.steps import ReturnTaskForm
from mingbai_web.applications.views.applicants import Scan
from mingbai_web.files.fields import TakenField, accepted, taken
from mingbai_web.files.purposes import purposes
from mingbai_web.files.types import TYPES
from mingbai_web.intake.forms import FilePage
from mingbai_web.intake.uploads import EACH
from mingbai_web.papers.forms import ProveForm, RecordForm


@pytest.mark.parametrize("key", sorted(purposes()))
def test_every_format_and_the_size_of_a_purpose_are_said(key: str) -> None:
    wanted = purposes()[key]
    for said in taken({key: None}):
        for type in wanted.types:
            assert re.search(rf"\b{TYPES[type].suffix[1:].upper()}\b", said), (type, said)
        assert f"{wanted.most >> 20} MB" in said
    assert {TYPES[type].suffix for type in wanted.types} <= set(accepted({key: None}).split(","))


def test_purposes_that_take_the_same_are_named_together_and_others_apart() -> None:
    said = taken({"identity": None, "attachment": Words("说明", "a note"), "authorisation": None})
    assert said.zh == (
        "身份证明：PDF、JPG 或 PNG，不超过 10 MB；"
        "说明、授权委托书：PDF、Word（DOCX）、Excel（XLSX、XLS）、JPG、PNG 或 TXT，不超过 20 MB。"
    )
    assert said.en.startswith("proof of identity: PDF, JPG or PNG, at most 10 MB; a note, authorisation")


@pytest.mark.parametrize(
    ("form", "name", "most"),
    [
        (Scan, "file", 50),
        (FilePage, "file", EACH >> 20),
        (RecordForm, "scan", 50),
        (ProveForm, "scan", 50),
        (ReturnTaskForm, "scan", 50),
    ],
)
def test_every_form_that_takes_a_file_says_what_it_takes_in_either_language(
    form: type, name: str, most: int
) -> None:
    for language, says in (("zh-hans", "不超过"), ("en", "at most")):
        with override(language):
            field = form().fields[name]
            assert isinstance(field, TakenField)
            assert f"{says} {most} MB" in str(field.help_text)
            assert ".pdf" in str(field.widget.attrs["accept"])

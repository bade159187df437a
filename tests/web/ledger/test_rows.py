"""Rows of plain columns are made and read as Django makes and reads them, only with less ado."""

from datetime import date

import pytest
from django.apps import apps

from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.rows import Row
from mingbai_web.ledger.subjects import new_id
from mingbai_web.search.documents import public
from mingbai_web.search.models import PublicDocument

PLAIN = [model for model in apps.get_models() if issubclass(model, Row)]


@pytest.mark.parametrize("model", PLAIN, ids=lambda model: model.__name__)
def test_a_row_starts_with_the_defaults_that_its_columns_have(model: type[Row]) -> None:
    made = model()
    assert made._state.adding
    assert made._state.db is None
    for field in model._meta.concrete_fields:
        assert getattr(made, field.attname) == field.get_default(), field


@pytest.mark.parametrize("model", PLAIN, ids=lambda model: model.__name__)
def test_a_row_has_no_relation_which_would_have_to_be_set_in_another_way(model: type[Row]) -> None:
    assert not [field for field in model._meta.get_fields() if field.is_relation]


def test_a_name_that_is_no_column_is_refused_and_said() -> None:
    with pytest.raises(TypeError, match="Entry has no column kinds, ordinals"):
        Entry(kinds="x", ordinals=1, kind="noted")


@pytest.mark.django_db
def test_a_row_is_read_as_it_was_written_and_what_was_left_out_is_fetched_when_asked_for() -> None:
    made = public(
        "guide", body=new_id(), day=date(2026, 7, 1), title="指南", address="orgs:guide", text="清河区"
    )
    made.subject, made.projection = new_id(), "guide"
    made.save()
    read = PublicDocument.objects.defer("text").get()
    assert not read._state.adding
    assert (read.title, read.get_deferred_fields()) == ("指南", {"text"})
    assert read.text == "清河区"
    read.title = "公开指南"
    read.save()
    assert PublicDocument.objects.get().title == "公开指南"

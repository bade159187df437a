"""Forms in the house style: labels, hints and errors that belong to their fields, days as people write them, acts in two steps."""

from datetime import date

import pytest
from django import forms
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation

from mingbai.errors import MingbaiError, Refused
from mingbai_web.ledger.services import Overtaken
from mingbai_web.look.acting import ActForm, act_page
from mingbai_web.look.fields import DayField
from mingbai_web.look.specimens import SpecimenForm


def shown(source: str, form: forms.Form) -> str:
    with translation.override("zh-hans"):
        return Template(source).render(Context({"form": form}))


def test_a_field_says_in_words_whether_it_is_needed() -> None:
    page = shown("{{ form }}", SpecimenForm())
    assert "必填" in page
    assert "选填" in page


def test_hint_and_error_belong_to_their_field() -> None:
    page = shown("{{ form }}", SpecimenForm({"name": "欧阳𫖮"}))
    assert 'aria-describedby="id_title_helptext id_title_error"' in page
    assert 'id="id_title_helptext"' in page
    assert 'id="id_title_error"' in page
    assert "请填写这一项。" in page


def test_a_group_of_choices_is_a_fieldset_with_its_question() -> None:
    page = shown("{{ form.way.as_field_group }}", SpecimenForm())
    assert "<fieldset" in page
    assert "怎样收取答复" in page.split("</legend>")[0]
    assert page.count('type="radio"') == 3


def test_the_summary_leads_to_the_first_choice_of_a_group_and_to_each_field() -> None:
    page = shown("{% error_summary form %}", SpecimenForm({"name": "欧阳𫖮"}))
    for target in ("#id_title", "#id_way_0", "#id_received", "#id_agreed"):
        assert f'href="{target}"' in page
    assert shown("{% error_summary form %}", SpecimenForm()).strip() == ""


def test_the_summary_speaks_of_files_only_where_the_form_takes_some() -> None:
    class Plain(forms.Form):
        name = forms.CharField()

    assert "重新选取" not in shown("{% error_summary form %}", Plain({}))
    assert "重新选取" in shown("{% error_summary form %}", SpecimenForm({}))


def test_the_summary_does_not_say_that_a_password_was_kept() -> None:
    class Secret(forms.Form):
        old = forms.CharField(widget=forms.PasswordInput)

    told = shown("{% error_summary form %}", Secret({}))
    assert "密码没有保留，请重新输入" in told
    assert "都还在" not in told


def test_some_fields_of_a_form_can_be_shown_by_name() -> None:
    assert shown("{% fields form 'name kind' %}", SpecimenForm()).count('class="field ') == 2
    page = shown("{% fieldset form '申请人' 'name' %}", SpecimenForm())
    assert "<legend>申请人</legend>" in page


@pytest.mark.parametrize(
    "written", ["2025-10-16", "2025年10月16日", "2025.10.16", "20251016", "２０２５/１０/１６"]
)
def test_a_day_is_read_as_people_write_it(written: str) -> None:
    assert DayField().clean(written) == date(2025, 10, 16)


@pytest.mark.parametrize("written", ["2025-13-40", "昨天", "2025111", "10/16", "2025-02-30"])
def test_what_is_no_day_or_could_be_two_is_refused(written: str) -> None:
    with pytest.raises(forms.ValidationError):
        DayField().clean(written)


def test_what_was_typed_for_a_day_stays_when_it_is_none() -> None:
    page = shown("{{ form.received }}", SpecimenForm({"received": "昨天"}))
    assert 'value="昨天"' in page
    assert 'type="text"' in page


def test_a_day_that_was_given_is_said_back_with_its_weekday() -> None:
    page = shown("{{ form.received }}", SpecimenForm({"received": "20251016"}))
    assert "（周四）" in page
    assert 'value="2025-10-16"' in page


ACT = {"days": "20", "reason": "<需征求意见>"}


def test_an_act_shows_its_consequence_before_it_is_done(client: Client) -> None:
    page = client.post("/components/office/", ACT).content.decode()
    assert "还没有办理" in page
    assert "每件申请只能延长一次" in page
    assert 'type="hidden" name="reason" value="&lt;需征求意见&gt;"' in page


def test_an_act_is_done_only_after_it_was_confirmed(client: Client) -> None:
    response = client.post("/components/office/", {**ACT, "confirm": "1"})
    assert response.status_code == 302
    assert "已延期" in client.get("/components/office/").content.decode()


def test_going_back_keeps_what_was_filled_in(client: Client) -> None:
    page = client.post("/components/office/", {**ACT, "change": "1"}).content.decode()
    assert 'value="&lt;需征求意见&gt;"' in page
    assert "还没有办理" not in page


def test_where_htmx_runs_the_consequence_alone_is_sent(client: Client) -> None:
    response = client.post("/components/office/", ACT, headers={"HX-Request": "true"})
    assert response["HX-Retarget"] == "#consequence"
    assert "<html" not in response.content.decode()


class Ways(ActForm):
    """An act with several choices at once."""

    ways = forms.MultipleChoiceField(choices=[("a", "甲"), ("b", "乙")], widget=forms.CheckboxSelectMultiple)


def test_who_was_overtaken_decides_on_the_newest_head_with_all_that_was_typed(rf: RequestFactory) -> None:
    def perform(filled: Ways) -> str:
        raise Overtaken("刚刚有人办过一步", "somebody acted just now")

    data = {"seen": "old", "key": "0" * 32, "ways": ["a", "b"], "confirm": "1"}
    request = rf.post("/office/", data)
    form = Ways(request.POST)
    page = act_page(request, form=form, title="办理", perform=perform, head="new")
    assert page.status_code == 422
    assert "刚刚有人办过一步" in page.content.decode() or "somebody acted just now" in page.content.decode()
    assert form["seen"].value() == "new"
    assert page.content.decode().count("checked") == 2


@pytest.mark.parametrize(
    ("error", "heading"),
    [
        (Overtaken("刚刚有人办过一步", "somebody acted just now"), "刚刚有人先办了一步"),
        (Refused("期限内还要等第三方", "wait for the third party"), "没有办理"),
    ],
)
def test_what_is_refused_is_said_once_and_not_counted_among_what_was_filled_in_wrongly(
    rf: RequestFactory, error: MingbaiError, heading: str
) -> None:
    def perform(filled: Ways) -> str:
        raise error

    request = rf.post("/office/", {"seen": "old", "key": "0" * 32, "ways": ["a"], "confirm": "1"})
    with translation.override("zh-hans"):
        page = act_page(request, form=Ways(request.POST), title="办理", perform=perform).content.decode()
    assert page.count(error.zh) == 1
    assert f"{heading}</h2>" in page
    assert "处需要更正" not in page


def test_a_fault_of_a_form_as_a_whole_is_counted_and_said_at_the_top_alone() -> None:
    form = Ways({"ways": ["a"], "key": "0" * 32})
    form.add_error(None, "两项只能填一项")
    page = shown("{% error_summary form %}{{ form }}", form)
    assert page.count("两项只能填一项") == 1
    assert "有 1 处需要更正" in page

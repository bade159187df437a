"""当场答复 on one screen: who asks, for what, and what is given or told."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mingbai.outcomes import applicants, ending
from mingbai_web.applications.forms.base import choices
from mingbai_web.applications.services.spot import OUTCOMES
from mingbai_web.look.acting import ActForm
from mingbai_web.parties.details import IDENTITIES, Details

__all__ = ["SpotForm"]


class SpotForm(ActForm):
    """An application made at the window and what is answered at once."""

    body = forms.TypedChoiceField(label=_("机关"), coerce=UUID)
    applicant = forms.ChoiceField(label=_("申请人类别"))
    name = forms.CharField(label=_("姓名或者名称"), max_length=100)
    identity = forms.ChoiceField(label=_("证件种类"), required=False)
    number = forms.CharField(label=_("证件号码"), required=False, max_length=40)
    phone = forms.CharField(label=_("联系电话"), required=False, max_length=40)
    matter = forms.CharField(label=_("申请内容"), max_length=300)
    outcome = forms.ChoiceField(label=_("处理结果"), widget=forms.RadioSelect)
    says = forms.CharField(
        label=_("提供的信息，或者获取的方式、途径"), max_length=2_000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, bodies: dict[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "body": list(bodies.items()),
            "applicant": choices({key: each.words for key, each in applicants().items()}),
            "identity": choices(IDENTITIES),
            "outcome": choices({key: ending(key).words for key in OUTCOMES}),
        }
        for name, listed in offered.items():
            self.fields[name].choices = listed  # type: ignore[attr-defined]

    def details(self) -> Details:
        """Return who asks."""
        given = {name: self.cleaned_data[name] for name in ("name", "identity", "number", "phone")}
        return Details(**given, person=self.cleaned_data["applicant"] == "natural_person")

    def said(self) -> dict[str, str]:
        """Return what the outcome has to carry."""
        return {
            means.key: self.cleaned_data["says"] for means in ending(self.cleaned_data["outcome"]).carries
        }

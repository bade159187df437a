"""What the office fills in: every form that acts carries the head it was decided on and a key that makes a retry the same act."""

from mingbai_web.applications.forms.answers import EndingsForm, ReplyForm
from mingbai_web.applications.forms.base import choices
from mingbai_web.applications.forms.items import JoinForm, LogForm, RequestForm, TakeInForm, TellForm
from mingbai_web.applications.forms.spot import SpotForm
from mingbai_web.applications.forms.steps import OFFICE_FORMS, PressForm, StepForm, step_form

__all__ = [
    "OFFICE_FORMS",
    "EndingsForm",
    "JoinForm",
    "LogForm",
    "PressForm",
    "ReplyForm",
    "RequestForm",
    "SpotForm",
    "StepForm",
    "TakeInForm",
    "TellForm",
    "choices",
    "step_form",
]

"""The addresses of the office."""

from django.urls import path

from mingbai_web.applications.views import (
    answers,
    applicants,
    cases,
    desk,
    internal,
    items,
    overseeing,
    prints,
    spot,
    steps,
    submissions,
)

__all__ = ["app_name", "urlpatterns"]

app_name = "applications"
urlpatterns = [
    path("", desk.work_list, name="work_list"),
    path("search/", desk.search, name="search"),
    path("items/", items.items, name="items"),
    path("items/new/", items.log, name="log"),
    path("items/on-the-spot/", spot.spot, name="spot"),
    path("items/<uuid:id>/", items.item, name="item"),
    path("items/<uuid:id>/files/", applicants.attach_to_item, name="attach_to_item"),
    path("items/<uuid:id>/register/", items.register, name="register"),
    path("items/<uuid:id>/join/", items.join, name="join"),
    path("items/<uuid:id>/tell/", items.tell, name="tell"),
    path("submissions/<uuid:id>/", submissions.take_in, name="take_in"),
    path("cases/", desk.search, name="cases"),
    path("cases/<uuid:id>/", cases.case, name="case"),
    path("cases/<uuid:id>/steps/<str:kind>/", steps.step, name="step"),
    path("cases/<uuid:id>/extension-notice/", steps.extension_notice, name="extension_notice"),
    path("cases/<uuid:id>/answer/", answers.answer, name="answer"),
    path("cases/<uuid:id>/papers/<uuid:paper>/carry-on/", answers.carry_on, name="carry_on"),
    path("cases/<uuid:id>/receipt/", answers.receipt, name="receipt"),
    path("cases/<uuid:id>/applicant/", applicants.applicant, name="applicant"),
    path(
        "cases/<uuid:id>/applicant/<uuid:party>/correct/",
        applicants.correct_applicant,
        name="correct_applicant",
    ),
    path("cases/<uuid:id>/applicant/<uuid:party>/erase/", applicants.erase_applicant, name="erase_applicant"),
    path("cases/<uuid:id>/files/", applicants.attach_to_case, name="attach_to_case"),
    path("cases/<uuid:id>/print/<slug:kind>.<slug:form>", prints.sheet, name="print"),
    path("cases/<uuid:id>/press/", overseeing.press, name="press"),
    path("cases/<uuid:id>/<slug:name>/", internal.office_act, name="office_act"),
]

"""The addresses of papers."""

from django.urls import path

from mingbai_web.papers.views import acts, pages, prints

__all__ = ["app_name", "urlpatterns"]

app_name = "papers"
urlpatterns = [
    path("", pages.papers, name="papers"),
    path("<uuid:id>/", pages.paper, name="paper"),
    path("<uuid:id>/letter.<slug:form>", prints.letter, name="letter"),
    path("<uuid:id>/slip.<slug:form>", prints.slip, name="slip"),
    path("<uuid:id>/service-receipt.<slug:form>", prints.receipt, name="receipt"),
    path("<uuid:id>/enclosures/<uuid:enclosure>/", prints.enclosure, name="enclosure"),
    path("posted/<uuid:body>.<slug:form>", prints.posted, name="posted"),
    path("<uuid:id>/steps/<int:step>/<slug:name>/", acts.act, name="step"),
    path("<uuid:id>/<slug:name>/", acts.act, name="act"),
]

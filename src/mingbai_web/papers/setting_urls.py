"""The addresses of chains and series, under /office/settings/."""

from django.urls import path

from mingbai_web.papers.views import settings

__all__ = ["app_name", "urlpatterns"]

app_name = "approvals"
urlpatterns = [
    path("chains/", settings.chains, name="chains"),
    path("chains/<uuid:body>/", settings.chains_of, name="chains_of"),
    path("chains/<uuid:body>/set/", settings.set_one, {"what": "set"}, name="set"),
    path("chains/<uuid:body>/delegate/", settings.set_one, {"what": "delegate"}, name="delegate"),
    path("series/", settings.number_series, name="series"),
    path("series/open/", settings.open_one, name="open"),
    path("series/<uuid:id>/", settings.one_series, name="one_series"),
]

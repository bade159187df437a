"""The addresses of bodies and units, under /office/settings/bodies/."""

from django.urls import path

from mingbai_web.orgs import views

__all__ = ["app_name", "urlpatterns"]

app_name = "orgs"
urlpatterns = [
    path("", views.bodies, name="bodies"),
    path("new/", views.make, name="make"),
    path("units/new/", views.make_unit, name="make_unit"),
    path("units/<uuid:id>/<slug:name>/", views.unit_act, name="unit_act"),
    path("<uuid:id>/", views.body, name="body"),
    path("<uuid:id>/<slug:name>/", views.act, name="act"),
]

"""The addresses of rules, under /office/settings/."""

from django.urls import path

from mingbai_web.rules import views

__all__ = ["app_name", "urlpatterns"]

app_name = "rules"
urlpatterns = [
    path("", views.index, name="index"),
    path("rules/", views.questions, name="questions"),
    path("rules/<str:key>/", views.choose, name="choose"),
    path("rules/<str:key>/take-back/", views.take_back, name="take_back"),
    path("calendars/", views.calendars, name="calendars"),
    path("calendars/load/", views.load, name="load"),
    path("calendars/<int:year>/withdraw/", views.withdraw, name="withdraw"),
]

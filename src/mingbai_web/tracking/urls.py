"""The addresses of following an application. None holds a number or a code."""

from django.urls import path

from mingbai_web.tracking import views

__all__ = ["app_name", "urlpatterns"]

app_name = "tracking"
urlpatterns = [
    path("", views.ask, name="ask"),
    path("progress/", views.progress, name="progress"),
    path("letters/<uuid:file>/", views.letter, name="letter"),
    path("letters/<uuid:file>/<int:ordinal>/", views.enclosure, name="enclosure"),
    path("leave/", views.leave, name="leave"),
]

"""The address of a file: under the office, by its id alone."""

from django.urls import path

from mingbai_web.files import views

__all__ = ["app_name", "urlpatterns"]

app_name = "files"
urlpatterns = [
    path("files/<uuid:file>/", views.download, name="download"),
]

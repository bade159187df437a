"""The addresses of mailboxes, under /office/settings/."""

from django.urls import path

from mingbai_web.duties import views

__all__ = ["app_name", "urlpatterns"]

app_name = "duties"
urlpatterns = [
    path("mailboxes/", views.mailboxes, name="mailboxes"),
    path("mailboxes/<uuid:id>/", views.mailbox, name="mailbox"),
]

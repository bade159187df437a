"""The addresses of applying. None holds a number, a code or anything typed."""

from django.urls import path

from mingbai_web.intake import views

__all__ = ["app_name", "urlpatterns"]

app_name = "intake"
urlpatterns = [
    path("", views.start, name="start"),
    path("files/", views.files, name="files"),
    path("review/", views.review, name="review"),
    path("sent/", views.sent, name="sent"),
    path("sent/receipt.txt", views.receipt, name="receipt"),
    path("clear/", views.clear, name="clear"),
    path("privacy/", views.privacy, name="privacy"),
    path("<slug:page>/", views.page, name="page"),
]

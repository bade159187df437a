"""The platform's addresses, and the plain view beside."""

from django.urls import path

from bench.web.plain import views
from mingbai_web.project.urls import handler400, handler403, handler404, handler500
from mingbai_web.project.urls import urlpatterns as pages

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("plain/", views.post), *pages]

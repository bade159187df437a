"""The addresses of the look: what a reader chooses, and the living page of components."""

from django.urls import path

from mingbai_web.look import views

__all__ = ["app_name", "urlpatterns"]

app_name = "look"
urlpatterns = [
    path("look/language/", views.language, name="language"),
    path("look/theme/", views.theme, name="theme"),
    path("components/", views.components, name="components"),
    path("components/<slug:shell>/", views.components, name="components_in"),
]

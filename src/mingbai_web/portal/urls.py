"""The addresses of the public front."""

from django.urls import path

from mingbai_web.portal import views

__all__ = ["app_name", "urlpatterns"]

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("calculators/", views.calculators, name="calculators"),
    path("calculators/reply/", views.reply, name="reply"),
    path("calculators/fees/", views.fees, name="fees"),
    path("calculators/remedies/", views.remedies, name="remedies"),
    path("guide/", views.guides, name="guides"),
    path("guide/<uuid:body>/", views.guide, name="guide"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]

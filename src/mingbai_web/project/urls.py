"""The addresses of the platform."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("mingbai_web.look.urls")),
    path("office/settings/bodies/", include("mingbai_web.orgs.urls")),
    path("office/settings/", include("mingbai_web.papers.setting_urls")),
    path("office/settings/", include("mingbai_web.duties.urls")),
    path("office/settings/", include("mingbai_web.rules.urls")),
    path("", include("mingbai_web.portal.urls")),
    path("office/papers/", include("mingbai_web.papers.urls")),
    path("office/figures/", include("mingbai_web.annual_report.urls")),
    path("office/", include("mingbai_web.applications.urls")),
    path("apply/", include("mingbai_web.intake.urls")),
    path("follow/", include("mingbai_web.tracking.urls")),
    path("", include("mingbai_web.accounts.urls")),
    path("office/", include("mingbai_web.files.urls")),
]

handler400 = "mingbai_web.look.errors.bad_request"
handler403 = "mingbai_web.look.errors.forbidden"
handler404 = "mingbai_web.look.errors.not_found"
handler500 = "mingbai_web.project.unavailable.broken"

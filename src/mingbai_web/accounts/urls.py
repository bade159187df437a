"""The addresses of signing in, and of keeping persons and seats."""

from django.urls import path

from mingbai_web.accounts import views, views_keeping, views_ledger, views_logs, views_running

__all__ = ["app_name", "urlpatterns"]

app_name = "accounts"
urlpatterns = [
    path("office/sign-in/", views.enter, name="sign_in"),
    path("office/sign-in/second/", views.second, name="second"),
    path("office/second-factor/", views.new_second, name="new_second"),
    path("office/sign-out/", views.leave, name="sign_out"),
    path("office/seat/", views.seat, name="seat"),
    path("office/password/", views.password, name="password"),
    path("office/settings/persons/", views_keeping.persons_page, name="persons"),
    path("office/settings/persons/new/", views_keeping.new_person, name="new_person"),
    path("office/settings/persons/<uuid:id>/", views_keeping.person, name="person"),
    path("office/settings/persons/<uuid:id>/<slug:act>/", views_keeping.person_act, name="person_act"),
    path("office/settings/seats/", views_keeping.seats_page, name="seats"),
    path("office/settings/seats/new/", views_keeping.new_seat, name="new_seat"),
    path("office/settings/seats/<uuid:id>/", views_keeping.seat, name="seat_page"),
    path("office/settings/seats/<uuid:id>/change/", views_keeping.change, name="seat_change"),
    path("office/settings/seats/<uuid:id>/hold/", views_keeping.hold, name="seat_hold"),
    path("office/settings/seats/<uuid:id>/leave/<uuid:person>/", views_keeping.leave, name="seat_leave"),
    path("office/settings/seats/<uuid:id>/deputise/", views_keeping.deputise, name="seat_deputise"),
    path("office/settings/seats/<uuid:id>/recall/<uuid:deputy>/", views_keeping.recall, name="seat_recall"),
    path("office/settings/hand-overs/", views_keeping.hand_overs, name="hand_overs"),
    path("office/settings/seats/<uuid:id>/hand-over/", views_keeping.hand_over, name="seat_hand_over"),
    path("office/settings/seats/<uuid:id>/close/", views_keeping.close, name="seat_close"),
    path("office/settings/ledger/", views_ledger.subject, name="ledger"),
    path("office/settings/seals/", views_ledger.seals, name="seals"),
    path("office/settings/seals/verify/", views_ledger.verify, name="verify"),
    path("office/settings/jobs/", views_running.jobs, name="jobs"),
    path("office/settings/jobs/<uuid:id>/retry/", views_running.retry, name="retry"),
    path("office/settings/permissions/", views_logs.table, name="permissions"),
    path("office/settings/reads/", views_logs.reads, name="reads"),
    path("office/settings/sign-ins/", views_logs.sign_ins, name="sign_ins"),
]

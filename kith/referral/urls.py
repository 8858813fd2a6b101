"""Addresses of this room."""

from django.urls import URLPattern, path

from kith.referral.views import answering, desk, following, outside, worker

app_name = "referral"
urlpatterns: list[URLPattern] = [
    path("", desk.listing, name="list"),
    path("export/", desk.export, name="export"),
    path("refer/", outside.start, name="refer"),
    path("refer/check/", outside.check, name="check"),
    path("refer/sent/", outside.sent, name="sent"),
    path("refer/forget/", outside.forget, name="forget"),
    path("refer/<slug:slug>/", outside.question, name="question"),
    path("track/", following.track, name="track"),
    path("track/it/", following.tracked, name="tracked"),
    path("track/it/take-back/", following.take_back, name="take_back"),
    path("track/it/leave/", following.leave, name="leave"),
    path("children/<uuid:public_id>/refer/", worker.refer_child, name="refer_child"),
    path("<uuid:public_id>/", desk.referral, name="referral"),
    path("<uuid:public_id>/link/", answering.link, name="link"),
    path("<uuid:public_id>/write-down/", answering.write_down, name="write_down"),
    path("<uuid:public_id>/accept/", answering.accept, name="accept"),
    path("<uuid:public_id>/decline/", answering.decline, name="decline"),
    path("<uuid:public_id>/ask/", answering.ask, name="ask"),
    path("<uuid:public_id>/answer/", answering.answer, name="answer"),
    path("<uuid:public_id>/withdraw/", answering.withdraw, name="withdraw"),
    path("<uuid:public_id>/close/", answering.close, name="close"),
]

"""Addresses of this room."""

from django.urls import path

from kith.support.views import allegation, checkins, supervision

app_name = "support"
urlpatterns = [
    path("", supervision.supervisions, name="list"),
    path("mine", supervision.my_supervision, name="my_supervision"),
    path("match/<uuid:public_id>", supervision.supervise, name="supervise"),
    path("talk/<uuid:public_id>/take-back", supervision.take_back, name="take_back"),
    path("how-it-goes", checkins.check_ins, name="check_ins"),
    path("how-it-goes/match/<uuid:public_id>/<str:who>", checkins.check_in, name="check_in"),
    path("how-it-goes/match/<uuid:public_id>/<str:who>/ask", checkins.ask, name="ask"),
    path("how-it-goes/match/<uuid:public_id>/<str:who>/again", checkins.ask_again, name="ask_again"),
    path("how-it-goes/<uuid:public_id>", checkins.how_it_goes, name="how_it_goes"),
    path("say/<uuid:public_id>/<str:key>", checkins.say, name="say"),
    path("allegation/<uuid:public_id>", allegation.allegation, name="allegation"),
]

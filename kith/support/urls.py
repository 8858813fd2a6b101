"""Addresses of this room."""

from django.urls import path

from kith.support.views import allegation, supervision

app_name = "support"
urlpatterns = [
    path("", supervision.supervisions, name="list"),
    path("mine", supervision.my_supervision, name="my_supervision"),
    path("match/<uuid:public_id>", supervision.supervise, name="supervise"),
    path("talk/<uuid:public_id>/take-back", supervision.take_back, name="take_back"),
    path("allegation/<uuid:public_id>", allegation.allegation, name="allegation"),
]

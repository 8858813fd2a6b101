"""Addresses of this room."""

from django.urls import path

from kith.support import views

app_name = "support"
urlpatterns = [
    path("", views.supervisions, name="list"),
    path("mine", views.my_supervision, name="my_supervision"),
    path("match/<uuid:public_id>", views.supervise, name="supervise"),
    path("talk/<uuid:public_id>/take-back", views.take_back, name="take_back"),
    path("allegation/<uuid:public_id>", views.allegation, name="allegation"),
]

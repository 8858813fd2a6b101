"""Addresses of this room."""

from django.urls import path

from kith.safeguarding import views

app_name = "safeguarding"
urlpatterns = [
    path("", views.concerns, name="concerns"),
    path("raise/", views.raise_concern, name="raise"),
    path("raised/", views.raised, name="raised"),
    path("<uuid:public_id>/", views.concern, name="concern"),
]

"""Addresses of this room."""

from django.urls import path

from kith.safeguarding import barred_views, views

app_name = "safeguarding"
urlpatterns = [
    path("", views.concerns, name="concerns"),
    path("raise/", views.raise_concern, name="raise"),
    path("raised/", views.raised, name="raised"),
    path("not-read/", views.not_read, name="not_read"),
    path("kept-away/", barred_views.kept_away, name="kept_away"),
    path("kept-away/of/<uuid:public_id>/", barred_views.bar_contact, name="bar_contact"),
    path("kept-away/<uuid:public_id>/", barred_views.barred_contact, name="barred_contact"),
    path("<uuid:public_id>/", views.concern, name="concern"),
]

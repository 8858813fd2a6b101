"""Addresses of this room."""

from django.urls import URLPattern, path

from kith.planning.views import anew, appeals, needed, road

app_name = "planning"
urlpatterns: list[URLPattern] = [
    path("", needed.needed, name="needed"),
    path("who-is-needed.xlsx", needed.export, name="needed_export"),
    path("<uuid:public_id>/<slug:key>/", appeals.appeal, name="appeal"),
    path("anew/", anew.anew, name="anew"),
    path("road/", road.road, name="road"),
    path("road.xlsx", road.road_export, name="road_export"),
    path("sources/", road.sources, name="sources"),
    path("sources.xlsx", road.sources_export, name="sources_export"),
]

"""Addresses of this room."""

from django.urls import path

from kith.safeguarding import (
    barred_views,
    guard_views,
    lead_views,
    number_views,
    opening_views,
    safety_views,
    views,
)

app_name = "safeguarding"
urlpatterns = [
    path("", views.concerns, name="concerns"),
    path("raise/", views.raise_concern, name="raise"),
    path("raised/", views.raised, name="raised"),
    path("not-read/", views.not_read, name="not_read"),
    path("kept-away/", barred_views.kept_away, name="kept_away"),
    path("kept-away/of/<uuid:public_id>/", barred_views.bar_contact, name="bar_contact"),
    path("kept-away/<uuid:public_id>/", barred_views.barred_contact, name="barred_contact"),
    path("guarded/", guard_views.guarded, name="guarded"),
    path("guarded/seal/of/<uuid:public_id>/", guard_views.seal_story, name="seal_story"),
    path("guarded/seal/<uuid:public_id>/", guard_views.seal, name="seal"),
    path("guarded/keep-away/of/<uuid:public_id>/", guard_views.restrict, name="restrict"),
    path("guarded/keep-away/<uuid:public_id>/", guard_views.restriction, name="restriction"),
    path("guarded/i-know/<uuid:public_id>/", guard_views.i_know_them, name="i_know_them"),
    path("emergency/", opening_views.emergency, name="emergency"),
    path("emergency/open/", opening_views.open_file, name="open_file"),
    path("emergency/opened/", opening_views.openings, name="openings"),
    path("emergency/opened/<uuid:public_id>/", opening_views.opening, name="opening"),
    path("safety/", safety_views.my_safety, name="my_safety"),
    path("safety/end/<uuid:public_id>/", safety_views.end_safety_plan, name="end_safety_plan"),
    path("safety/<uuid:public_id>/<uuid:volunteer>/", safety_views.safety_plans, name="safety_plans"),
    path(
        "safety/<uuid:public_id>/<uuid:volunteer>/<slug:kind>/",
        safety_views.write_safety_plan,
        name="write_safety_plan",
    ),
    path("cover/", lead_views.cover, name="cover"),
    path("cover/<uuid:public_id>/", lead_views.arrange, name="stand_in"),
    path("cover/<uuid:public_id>/end/", lead_views.end_cover, name="end_stand_in"),
    path("numbers/", number_views.numbers, name="numbers"),
    path("numbers/<uuid:public_id>/away/", number_views.number_away, name="number_away"),
    path("alike/", lead_views.alike, name="alike"),
    path("alike/<uuid:public_id>/", lead_views.account_alike, name="account_alike"),
    path("<uuid:public_id>/", views.concern, name="concern"),
    path("<uuid:public_id>/role/<uuid:membership>/", views.ask_to_end_role, name="ask_to_end_role"),
]

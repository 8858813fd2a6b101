"""Addresses of this room."""

from django.urls import URLPattern, path

from kith.outcomes.views import asking, bring, comparison, due, hopes, measures, outcome_map, reports

app_name = "outcomes"
urlpatterns: list[URLPattern] = [
    path("", reports.reports, name="reports"),
    path("schemes/<uuid:public_id>", reports.inside, name="inside"),
    path("schemes/<uuid:public_id>/make", reports.make_report, name="make_report"),
    path("schemes/<uuid:public_id>/map", outcome_map.outcome_map, name="map"),
    path("schemes/<uuid:public_id>/map/choose", outcome_map.focus, name="focus"),
    path("schemes/<uuid:public_id>/how-many", comparison.how_many, name="power"),
    path("schemes/<uuid:public_id>/waiting", comparison.comparison, name="comparison"),
    path("schemes/<uuid:public_id>/waiting/<uuid:place>", comparison.waiting_form, name="waiting_form"),
    path("reports/<uuid:public_id>", reports.report, name="report"),
    path("reports/<uuid:public_id>/release", reports.release, name="release"),
    path("reports/<uuid:public_id>/outcomes.<str:kind>", reports.download, name="download"),
    path("measures", measures.choose, name="home"),
    path("measures/<uuid:public_id>", measures.measures, name="measures"),
    path("measures/<uuid:public_id>/<slug:key>", measures.take_up, name="take_up"),
    path("measures/in-use/<uuid:public_id>/leave", measures.leave, name="leave"),
    path("due", due.due, name="due"),
    path("due/reuse", due.reuse, name="reuse"),
    path("due/<uuid:public_id>/<uuid:use>/<str:wave>", due.record, name="record"),
    path("due/<uuid:public_id>/<uuid:use>/<str:wave>/ask", asking.ask, name="ask"),
    path("asked/<uuid:public_id>", asking.own_form, name="own_form"),
    path("asked/<uuid:public_id>/not-after-all", asking.not_asked, name="not_asked"),
    path("form/<uuid:public_id>/<str:key>", asking.form, name="form"),
    path("scores/<uuid:public_id>/take-back", due.take_back, name="take_back"),
    path("asking/<uuid:public_id>/again", due.ask_again, name="ask_again"),
    path("bring", bring.bring, name="bring"),
    path("mine", hopes.mine, name="mine"),
    path("match/<uuid:public_id>", hopes.way, name="way"),
    path("match/<uuid:public_id>/goals", hopes.goals_on, name="goals_on"),
    path("match/<uuid:public_id>/goals/new", hopes.new_goal, name="new_goal"),
    path("match/<uuid:public_id>/needs", hopes.needs, name="needs"),
    path("match/<uuid:public_id>/needs/later", hopes.needs_later, name="needs_later"),
    path("match/<uuid:public_id>/words", hopes.new_words, name="new_words"),
    path("match/<uuid:public_id>/question", hopes.pulse, name="pulse"),
    path("goals/<uuid:public_id>", hopes.goal, name="goal"),
    path("words/<uuid:public_id>/take-back", hopes.withdraw, name="withdraw"),
]

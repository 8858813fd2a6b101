"""Addresses of this room."""

from django.urls import path

from kith.reporting import views

app_name = "reporting"
urlpatterns = [
    path("", views.reports, name="reports"),
    path("make/", views.make, name="make"),
    path("runs/<uuid:public_id>/", views.run, name="run"),
    path("runs/<uuid:public_id>/inside/", views.inside, name="inside"),
    path("runs/<uuid:public_id>/release/", views.release, name="release"),
    path("runs/<uuid:public_id>/report.xlsx", views.as_spreadsheet, name="spreadsheet"),
    path("runs/<uuid:public_id>/report.pdf", views.as_paper, name="paper"),
    path("members/", views.members, name="members"),
]

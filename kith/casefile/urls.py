"""Addresses of this room."""

from django.urls import path

from kith.casefile import opened, views

app_name = "casefile"
urlpatterns = [
    path("children/", views.children, name="children"),
    path("children/<uuid:public_id>/", views.child, name="child"),
    path("matches/", views.matches, name="matches"),
    path("matches/<uuid:public_id>/", views.match, name="match"),
    path("opened/<uuid:public_id>/", opened.opened, name="opened"),
    path("volunteers/<uuid:public_id>/", views.volunteer, name="volunteer"),
]

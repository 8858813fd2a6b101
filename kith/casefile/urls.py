"""Addresses of this room."""

from django.http import HttpResponseNotFound
from django.urls import path

app_name = "casefile"


def _soon(request, **kwargs):
    """Stands in until the room is furnished: whoever furnishes it replaces this file whole."""
    return HttpResponseNotFound()


urlpatterns = [
    path("children/", _soon, name="children"),
    path("children/<uuid:public_id>/", _soon, name="child"),
    path("matches/", _soon, name="matches"),
    path("matches/<uuid:public_id>/", _soon, name="match"),
    path("volunteers/<uuid:public_id>/", _soon, name="volunteer"),
]

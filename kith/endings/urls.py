"""Addresses of this room."""

from django.http import HttpResponseNotFound
from django.urls import path

app_name = "endings"


def _soon(request, **kwargs):
    """Stands in until the room is furnished: whoever furnishes it replaces this file whole."""
    return HttpResponseNotFound()


urlpatterns = [
    path("begin/<uuid:public_id>/", _soon, name="begin"),
    path("<uuid:public_id>/", _soon, name="ending"),
    path("letter/<uuid:public_id>/", _soon, name="letter"),
    path("ask/<uuid:public_id>/", _soon, name="ask"),
    path("asks/", _soon, name="asks"),
]

"""Addresses of this room."""

from django.http import HttpResponseNotFound
from django.urls import path

app_name = "web"


def _soon(request, **kwargs):
    """Stands in until the rooms below are furnished."""
    return HttpResponseNotFound()


urlpatterns = [
    path("", _soon, name="home"),
    path("search/", _soon, name="search"),
    path("my-space/", _soon, name="my_space_key"),
    path("healthz", _soon, name="healthz"),
]

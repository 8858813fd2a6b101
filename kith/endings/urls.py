"""Addresses of this room."""

from django.urls import URLPattern

app_name = "endings"
urlpatterns: list[URLPattern] = []

"""Addresses of this room."""

from django.urls import path

from kith.web import views

app_name = "web"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
]

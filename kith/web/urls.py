"""Addresses of this room."""

from django.urls import path

from kith.web import views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("my-space/", views.my_space_key, name="my_space_key"),
    path("demo/", views.demo_sign_in, name="demo_sign_in"),
    path("styles/", views.styles, name="styles"),
    path("healthz", views.healthz, name="healthz"),
]

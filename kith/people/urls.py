"""Addresses of this room."""

from django.urls import path

from kith.people import views

app_name = "people"
urlpatterns = [
    path("children/<uuid:public_id>/describe/", views.describe, name="describe"),
    path("children/<uuid:public_id>/carer/", views.carer, name="carer"),
    path("children/<uuid:public_id>/worker/", views.worker, name="worker"),
    path("children/<uuid:public_id>/address/", views.address, name="address"),
    path("children/<uuid:public_id>/pause/", views.rest, name="rest"),
    path("children/<uuid:public_id>/space/", views.space, name="space"),
]

"""Addresses of this room."""

from django.urls import path

from kith.administration import views

app_name = "administration"
urlpatterns = [
    path("schemes/", views.schemes, name="schemes"),
    path("schemes/new/", views.new_scheme, name="new_scheme"),
    path("schemes/<uuid:public_id>/", views.scheme, name="scheme"),
    path("schemes/<uuid:public_id>/rules/", views.rules, name="rules"),
    path("people/", views.people, name="people"),
    path("people/invite/", views.invite, name="invite"),
    path("people/<uuid:public_id>/end/", views.end_role, name="end_role"),
    path("audit/", views.audit, name="audit"),
]

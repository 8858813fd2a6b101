"""Addresses of what those who vet look after; they stand among those of the room."""

from django.urls import URLPattern, path

from kith.recruitment.views import answering, references

ONE = "<uuid:public_id>"
LINK = f"word/{ONE}/<slug:key>/"
vetting: list[URLPattern] = [
    path(f"applications/{ONE}/references/", references.references, name="references"),
    path(f"applications/{ONE}/references/ask/", references.ask_for_reference, name="ask_for_reference"),
    path(f"references/{ONE}/", references.read_reference, name="read_reference"),
    path(f"references/{ONE}/ask-again/", references.ask_again, name="ask_again"),
    path(f"references/{ONE}/take-back/", references.take_back_reference, name="take_back_reference"),
    path(LINK, answering.start, name="reference"),
    path(f"{LINK}check/", answering.check, name="reference_check"),
    path(f"{LINK}no/", answering.say_no, name="reference_no"),
    path(f"{LINK}<slug:slug>/", answering.question, name="reference_question"),
]

"""Addresses of this room."""

from django.urls import path

from kith.endings.views import asking, letters, lists, planning, steps

app_name = "endings"
urlpatterns = [
    path("", lists.endings, name="endings"),
    path("begin/<uuid:public_id>", planning.begin, name="begin"),
    path("<uuid:public_id>", planning.ending, name="ending"),
    path("<uuid:public_id>/end", planning.end, name="end"),
    path("<uuid:public_id>/call-off", planning.call_off, name="call_off"),
    path("<uuid:public_id>/later", planning.later, name="later"),
    path("<uuid:public_id>/tell", steps.tell, name="tell"),
    path("<uuid:public_id>/contact", steps.contact, name="contact"),
    path("<uuid:public_id>/again", steps.again, name="again"),
    path("step/<uuid:public_id>", steps.step, name="step"),
    path("letter/<uuid:public_id>", letters.letter, name="letter"),
    path("give/<uuid:public_id>", letters.give, name="give"),
    path("my-letters", letters.my_letters, name="my_letters"),
    path("ask/<uuid:public_id>", asking.ask, name="ask"),
    path("asked/<uuid:public_id>", asking.asked, name="asked"),
    path("asks", asking.asks, name="asks"),
    path("answer/<uuid:public_id>", asking.answer, name="answer"),
]

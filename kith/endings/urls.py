"""Addresses of this room."""

from django.urls import path

from kith.endings.views import (
    after,
    asking,
    deaths,
    erasing,
    keeping,
    letters,
    lists,
    periods,
    planning,
    roads,
    steps,
)

app_name = "endings"
urlpatterns = [
    path("", lists.endings, name="endings"),
    path("begin/<uuid:public_id>", planning.begin, name="begin"),
    path("<uuid:public_id>", planning.ending, name="ending"),
    path("<uuid:public_id>/end", planning.end, name="end"),
    path("<uuid:public_id>/call-off", planning.call_off, name="call_off"),
    path("<uuid:public_id>/take-back", planning.take_back, name="take_back"),
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
    # before the end
    path("<uuid:public_id>/telling", after.telling, name="telling"),
    path("<uuid:public_id>/goodbyes", after.goodbyes, name="goodbyes"),
    path("<uuid:public_id>/certificate", keeping.certificate, name="certificate"),
    path("<uuid:public_id>/follow", after.follow, name="follow"),
    path("<uuid:public_id>/welcome", after.welcome, name="welcome"),
    # what is kept
    path("memories/<uuid:public_id>", keeping.memories, name="memories"),
    path("memory/<uuid:public_id>/picture", keeping.memory_picture, name="memory_picture"),
    path("memory/<uuid:public_id>/take-out", keeping.take_out, name="take_out"),
    path("memories/<uuid:public_id>/file", keeping.take_away, name="take_away"),
    path("certificate/<uuid:public_id>/give", keeping.give_certificate, name="give_certificate"),
    path("certificate/<uuid:public_id>/paper", keeping.certificate_paper, name="certificate_paper"),
    path("letter/<uuid:public_id>/paper", keeping.letter_paper, name="letter_paper"),
    path("my-keeping", keeping.my_keeping, name="my_keeping"),
    path("my-certificate/<uuid:public_id>", keeping.my_certificate, name="my_certificate"),
    path("my-certificate/<uuid:public_id>/paper", keeping.my_certificate_paper, name="my_certificate_paper"),
    path("my-letter/<uuid:public_id>/paper", keeping.my_letter_paper, name="my_letter_paper"),
    # afterwards
    path("what-follows", after.follow_ons, name="follow_ons"),
    path("what-follows/new/<uuid:public_id>", after.new_follow_on, name="new_follow_on"),
    path("what-follows/<uuid:public_id>/off", after.retire_follow_on, name="retire_follow_on"),
    path("looking-back", after.look_backs, name="look_backs"),
    path("looking-back/<uuid:public_id>", after.look_back, name="look_back"),
    # when the time of a record is over
    path("records", erasing.records, name="records"),
    path("records/kept/<uuid:public_id>", periods.periods, name="periods"),
    path("records/kept/<uuid:public_id>/<str:kind>", periods.period, name="period"),
    path("records/period/<uuid:public_id>/take-back", periods.period_back, name="period_back"),
    path("record/<uuid:public_id>", erasing.record, name="record"),
    path("record/<uuid:public_id>/erase", erasing.erase, name="erase"),
    path("record/<uuid:public_id>/keep", erasing.keep_it, name="keep_it"),
    path("record/<uuid:public_id>/offer", erasing.offer, name="offer"),
    path("record/<uuid:public_id>/file", erasing.take_record, name="take_record"),
    path("record/<uuid:public_id>/hold-back", erasing.hold_back, name="hold_back"),
    path("record/<uuid:public_id>/let-go", erasing.let_go, name="let_go"),
    path("my-wish/<uuid:public_id>", erasing.my_wish, name="my_wish"),
    # forks
    path("seventeen/<uuid:public_id>", roads.seventeen, name="seventeen"),
    path("move/<uuid:public_id>", roads.move, name="move"),
    path("take-over/<uuid:public_id>", roads.take_over, name="take_over"),
    path("again/<uuid:public_id>", roads.together_again, name="together_again"),
    # somebody has died
    path("died/<uuid:public_id>", deaths.volunteer_died, name="died"),
    path("child-died/<uuid:public_id>", deaths.child_died, name="child_died"),
]

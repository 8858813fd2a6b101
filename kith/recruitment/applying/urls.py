"""Addresses for people without an account (`front`), and for staff between them and an applicant (`pipeline`)."""

from django.urls import URLPattern, path

from kith.recruitment.views import answers, flags, letter_words, lists, public
from kith.recruitment.views import front as fronts
from kith.recruitment.views import pipeline as steps

ONE = "<uuid:public_id>"
front: list[URLPattern] = [
    path("join/", public.schemes, name="schemes"),
    path(f"join/{ONE}/", public.enquire, name="enquire"),
    path(f"join/{ONE}/thanks/", public.thanks, name="thanks"),
    path(f"join/{ONE}/come-back/", answers.come_back, name="come_back"),
    path(f"join/{ONE}/code/", answers.code, name="code"),
    path("join/<slug:address>/", public.by_address, name="by_address"),
    path("form/", answers.form, name="form"),
    path("form/check/", answers.check, name="check_answers"),
    path("form/stop/", answers.stop, name="stop"),
    path("form/leave/", answers.leave, name="leave_form"),
    path("form/homes/add/", answers.home, name="home"),
    path("form/homes/<int:place>/remove/", answers.remove_home, name="remove_home"),
    path("form/<slug:slug>/", answers.section, name="section"),
    path(f"letters/{ONE}/", answers.letter, name="letter"),
]
pipeline: list[URLPattern] = [
    path("board/", lists.board, name="board"),
    path(f"applications/{ONE}/send-form/", steps.send_form, name="send_form"),
    path(f"applications/{ONE}/await/", steps.await_answer, name="await_answer"),
    path(f"applications/{ONE}/answered/", steps.answered, name="answered"),
    path(f"applications/{ONE}/letter/<slug:kind>/", steps.write_letter, name="write_letter"),
    path(f"letters/{ONE}/read/", steps.read_letter, name="read_letter"),
    path(f"applications/{ONE}/declaration/", steps.declaration, name="declaration"),
    path(f"applications/{ONE}/interview/", steps.plan_interview, name="plan_interview"),
    path(f"interviews/{ONE}/", steps.interview, name="interview"),
    path(f"interviews/{ONE}/call-off/", steps.call_off_interview, name="call_off_interview"),
    path("flags/", flags.flags, name="flags"),
    path(f"flags/{ONE}/", flags.flag, name="flag"),
    path("public-pages/", fronts.fronts, name="fronts"),
    path(f"public-pages/{ONE}/", fronts.front, name="front"),
    path(f"appeals/{ONE}/take-down/", fronts.take_down, name="take_down_appeal"),
    path("letter-words/", letter_words.letter_words, name="letter_words"),
    path(f"letter-words/{ONE}/<slug:kind>/", letter_words.one_letter_s_words, name="one_letter_s_words"),
    path("erasing/", fronts.erasing, name="erasing"),
    path("erasing/now/", fronts.erase_now, name="erase_now"),
    path(f"erasing/{ONE}/", fronts.keeping, name="keeping"),
]

"""A model's form asks for its columns in our own way."""

from django import forms
from django.contrib.sessions.models import Session
from django.db import models

from kith.foundation.gov.fields import DateField, TimeField
from kith.foundation.gov.modelforms import GovModelForm, formfield
from kith.foundation.gov.widgets import Radios

FEW = [("a", "A"), ("b", "B")]
MANY = [(str(n), str(n)) for n in range(7)]


def test_days_and_times_are_asked_for_in_our_own_way():
    assert isinstance(formfield(models.DateField()), DateField)
    assert isinstance(formfield(models.TimeField()), TimeField)


def test_a_moment_keeps_djangos_field():
    assert type(formfield(models.DateTimeField())) is forms.DateTimeField


def test_a_few_choices_are_a_list_to_look_at_and_many_a_list_to_open():
    few, many = formfield(models.CharField(choices=FEW)), formfield(models.CharField(choices=MANY))
    assert few is not None
    assert many is not None
    assert isinstance(few.widget, Radios)
    assert isinstance(many.widget, forms.Select)


def test_a_choice_that_may_be_left_out_can_be_taken_back():
    optional = formfield(models.CharField(choices=FEW, blank=True))
    assert optional is not None
    assert isinstance(optional.widget, forms.Select)


def test_what_the_form_asks_for_goes_first():
    asked = formfield(models.CharField(choices=FEW), widget=forms.Select)
    assert asked is not None
    assert type(asked.widget) is forms.Select


def test_a_forms_meta_needs_to_say_nothing_and_may_say_otherwise():
    class Plain(GovModelForm):
        class Meta:
            model = Session
            fields = ["expire_date"]

    class Own(GovModelForm):
        class Meta:
            model = Session
            fields = ["expire_date"]
            formfield_callback = lambda column, **asked: forms.CharField()  # noqa: E731

    assert isinstance(Plain().fields["expire_date"], forms.DateTimeField)
    assert isinstance(Own().fields["expire_date"], forms.CharField)

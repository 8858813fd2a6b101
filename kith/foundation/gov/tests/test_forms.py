"""A form prints itself: every control with its label, hint, mistake and what was typed."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import RequestFactory

from kith.foundation.forms import Form
from kith.foundation.gov.fields import DateField, TimeField
from kith.foundation.gov.style_guide import EveryControl
from kith.foundation.gov.widgets import Checkboxes, Names, Radios, TileCheckboxes, Tiles


class Page(HTMLParser):
    """The ids, labels and descriptions of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.pointed_at: list[str] = []
        self.controls: dict[str, dict[str, str | None]] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if said.get("id"):
            self.ids.append(str(said["id"]))
        if tag == "label" and said.get("for"):
            self.pointed_at.append(str(said["for"]))
        self.pointed_at += str(said.get("aria-describedby") or "").split()
        if tag in ("input", "select", "textarea"):
            self.controls[str(said.get("id"))] = said


def one(field: forms.Field, data: Any = None, initial: Any = None, **about: Any) -> Any:
    """A bound field called `thing` in a form of its own."""
    kind = type("OneField", (forms.Form,), {"thing": field, **about})
    return kind(data, initial={"thing": initial})["thing"]


KINDS: dict[str, Callable[..., forms.Field]] = {
    "text": forms.CharField,
    "e-mail": forms.EmailField,
    "number": forms.IntegerField,
    "amount": forms.DecimalField,
    "address": lambda **about: forms.URLField(assume_scheme="https", **about),
    "file": forms.FileField,
    "date": DateField,
    "time": TimeField,
    "tick": forms.BooleanField,
    "password": lambda **about: forms.CharField(widget=forms.PasswordInput, **about),
    "long text": lambda **about: forms.CharField(widget=forms.Textarea, **about),
    "counted text": lambda **about: forms.CharField(widget=forms.Textarea, max_length=50, **about),
    "list": lambda **about: forms.ChoiceField(choices=[("a", "A"), ("b", "B")], **about),
    "radios": lambda **about: forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=Radios, **about),
    "tiles": lambda **about: forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=Tiles, **about),
    "boxes": lambda **about: forms.MultipleChoiceField(choices=[("a", "A")], widget=Checkboxes, **about),
    "tile boxes": lambda **about: forms.MultipleChoiceField(
        choices=[("a", "A")], widget=TileCheckboxes, **about
    ),
    "many from a list": lambda **about: forms.MultipleChoiceField(choices=[("a", "A")], **about),
    "Django's own radios": lambda **about: forms.ChoiceField(
        choices=[("a", "A")], widget=forms.RadioSelect, **about
    ),
    "two boxes of Django's": lambda **about: forms.SplitDateTimeField(**about),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_prints_its_label_hint_and_mistake_and_all_pointers_arrive(kind):
    bound = one(KINDS[kind](label="Favourite thing", help_text="Only if you like."), data={"other": "1"})
    html = str(bound)
    page = Page(html)
    assert "Favourite thing" in html
    assert "Only if you like." in html
    assert "govuk-form-group--error" in html
    assert bound.messages
    assert page.pointed_at
    assert len(page.ids) == len(set(page.ids)), "an id is used twice"
    assert set(page.pointed_at) <= set(page.ids)
    assert bound.first_box in page.controls, "the summary's link must arrive at a control"


def test_a_form_prints_all_its_fields_and_every_pointer_arrives():
    page = Page(str(EveryControl({"agreed": "later"})))
    assert set(page.pointed_at) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert len(page.controls) >= len(EveryControl.base_fields)


def test_what_was_typed_is_kept_and_escaped():
    html = str(one(forms.CharField(), data={"thing": '"><script>alert(1)</script>'}))
    assert "<script>" not in html
    assert "alert(1)" in html


def test_labels_hints_choices_and_mistakes_are_escaped():
    evil = "<img src=x>"
    field = forms.ChoiceField(
        label=evil, help_text=evil, choices=[("a", evil)], widget=Radios(hints={"a": evil})
    )
    assert "<img" not in str(one(field, data={"thing": evil}))


def test_browser_checks_and_limits_are_left_to_the_server():
    html = str(one(forms.CharField(max_length=3, min_length=2)))
    assert "required" not in html
    assert "maxlength" not in html
    assert "placeholder" not in str(
        one(forms.CharField(widget=forms.TextInput(attrs={"placeholder": "Name"})))
    )


def test_what_may_be_left_out_says_so_unless_the_form_filters_a_list():
    assert "Thing (optional)" in str(one(forms.CharField(required=False)))
    assert "(optional)" not in str(one(forms.CharField(required=False), says_optional=False))
    assert "(optional)" not in str(one(forms.BooleanField(required=False)))
    assert "(optional)" not in str(one(forms.CharField(required=False), needed=("thing",)))


def test_one_question_may_be_the_page_heading():
    html = str(one(forms.CharField(label="What is their name?"), heading="thing"))
    assert re.search(r'<h1[^>]*>\s*<label[^>]*for="id_thing"', html)
    assert re.search(r"<legend[^>]*>\s*<h1", str(one(DateField(), heading="thing")))


def test_widths_and_units_are_said_by_the_form():
    html = str(one(forms.DecimalField(), widths={"thing": 5}, units={"thing": "£"}))
    assert "govuk-input--width-5" in html
    assert re.search(r"govuk-input__prefix[^>]*>£", html)
    assert re.search(
        r"govuk-input__suffix[^>]*>miles", str(one(forms.IntegerField(), units={"thing": "miles"}))
    )
    assert "govuk-!-width-one-half" in str(one(forms.CharField(), widths={"thing": "one-half"}))


def test_a_number_is_typed_in_a_text_box_with_the_right_keyboard():
    assert 'type="text"' in str(one(forms.IntegerField()))
    assert 'inputmode="numeric"' in str(one(forms.IntegerField()))
    assert 'inputmode="decimal"' in str(one(forms.DecimalField()))


def test_a_long_text_with_a_limit_counts_its_letters():
    html = str(one(forms.CharField(widget=forms.Textarea, max_length=200)))
    assert 'data-maxlength="200"' in html
    assert "up to 200 characters" in html


def test_the_chosen_answers_are_marked():
    chosen = str(one(KINDS["radios"](), data={"thing": "b"}))
    assert re.search(r'value="b"\s+checked', chosen)
    assert len(re.findall("checked", chosen)) == 1
    assert "checked" in str(one(KINDS["boxes"](), initial=["a"]))
    assert re.search(r'value="b"\s+selected', str(one(KINDS["list"](), initial="b")))
    assert "checked" in str(one(forms.BooleanField(), initial=True))


def test_a_choice_may_have_a_hint_a_divider_and_a_field_that_it_uncovers():
    class Asked(forms.Form):
        agreed = forms.ChoiceField(
            choices=[(1, "Yes"), (0, "No")],
            widget=Radios(hints={1: "Good news"}, dividers={0: "or"}, reveals={0: "why"}),
        )
        why = forms.CharField(widget=forms.Textarea)

    html = str(Asked({"agreed": "0", "why": "not\n  now"}))
    assert "Good news" in html
    assert re.search(r"govuk-radios__divider[^>]*>or", html)
    assert html.count('name="why"') == 1
    assert html.index('id="conditional-id_agreed-3"') < html.index('name="why"')
    assert ">not\n  now</textarea>" in html, "typed text is not moved to the right"


def test_a_box_that_means_none_of_these_unticks_the_others():
    field = forms.MultipleChoiceField(
        choices=[("a", "A"), ("none", "None")], widget=Checkboxes(nothing="none")
    )
    assert re.search(r'value="none"[^>]*data-behaviour="exclusive"', str(one(field)))


def test_tiles_are_large_and_show_their_pictures():
    field = forms.ChoiceField(choices=[("ball", "Sport")], widget=Tiles(pictures={"ball": "ball"}))
    html = str(one(field))
    assert "kith-tiles" in html
    assert '<svg class="kith-picture"' in html
    assert "<span>Sport</span>" in html


def test_among_many_names_whoever_is_ticked_stands_first():
    people = [(name.lower(), name) for name in ("Ana", "Kofi", "Leah")]
    html = str(one(forms.MultipleChoiceField(choices=people, widget=Names), data={"thing": ["leah"]}))
    assert re.search(r"Leah.*Ana.*Kofi", html, re.S)
    assert "kith-names" in html


class Outing(Form):
    place = forms.CharField()
    minutes = forms.TypedChoiceField(coerce=int, choices=[(60, "1 hour"), (120, "2 hours")], initial=120)
    guests = forms.CharField(max_length=5, required=False)
    fold = "Longer, or with guests"
    folded = ("minutes", "guests")


def test_what_is_seldom_said_is_folded_and_nothing_typed_or_wrong_ever_is():
    html = str(Outing())
    assert re.search(
        r'name="place".*<summary>Longer, or with guests</summary>.*name="guests".*</details>', html, re.S
    )
    assert "open" not in html
    usual = {"place": "", "minutes": "120", "guests": ""}
    assert not Outing(usual).fold_is_open
    for said in ({"minutes": "60"}, {"guests": "Maya"}, {"guests": "Maya and Jo"}):
        assert Outing(usual | said).fold_is_open, said


def test_the_blank_line_of_a_list_invites_and_radios_have_none():
    choices = [("", "---------"), ("a", "A")]
    assert "Choose one" in str(one(forms.ChoiceField(choices=choices)))
    assert "---" not in str(one(forms.ChoiceField(choices=choices, widget=forms.RadioSelect)))


def test_the_first_of_a_list_is_chosen_by_nobody_who_did_not_choose_it():
    asked = str(one(KINDS["list"]()))
    assert re.search(r'<option value="" selected>\s*Choose one', asked)
    assert "Choose one" not in str(one(KINDS["list"](), initial="b"))
    assert "Choose one" not in str(one(KINDS["list"](required=False))), "an order, say, has a usual one"
    assert "Choose one" not in str(one(forms.ChoiceField(choices=[("a", "A")]))), "there is nothing to choose"


def test_a_file_that_is_already_there_is_named():
    bound = one(forms.FileField(), initial=SimpleUploadedFile("receipt.jpg", b"1"))
    assert "Kept now: receipt.jpg" in str(bound)


def test_a_hidden_field_is_only_its_input():
    assert str(one(forms.CharField(widget=forms.HiddenInput), initial="1")).strip().startswith("<input")


def test_nothing_given_is_said_in_the_words_of_the_label():
    said = {
        "Enter first name": forms.CharField(label="First name"),
        "Enter DBS number": forms.CharField(label="DBS number"),
        "Choose school": forms.ChoiceField(label="School"),
        "Choose receipt": forms.FileField(label="Receipt"),
        "Say who comes": forms.CharField(label="Who comes?"),
        "Say from which day": forms.DateField(label="From which day?"),
        "This needs an answer: When did you talk?": forms.DateField(label="When did you talk?"),
        "This needs an answer: Who’s there?": forms.CharField(label="Who’s there?"),
        "Tick “I agree”": forms.BooleanField(label="I agree"),
        "Say who it is": forms.CharField(label="Name", error_messages={"required": "Say who it is"}),
    }
    for words, field in said.items():
        assert one(field, data={"other": "1"}).messages == [words]


def test_a_value_out_of_bounds_is_said_in_plain_words():
    number = forms.IntegerField(min_value=2, max_value=30)
    said = {
        "1": "Enter 2 or more",
        "31": "Enter 30 or less",
        "many": "Enter a whole number",
    }
    for typed, words in said.items():
        assert one(number, data={"thing": typed}).messages == [words]
    scheme = forms.ChoiceField(choices=[("a", "A")])
    assert "not there any more" in one(scheme, data={"thing": "b"}).messages[0]
    share = forms.DecimalField(max_value=1, max_digits=4)
    assert one(share, data={"thing": "2"}).messages == ["Enter 1 or less"]
    few = forms.CharField(min_length=2, max_length=5)
    assert one(few, data={"thing": "too many"}).messages == ["This is too long: 8 letters. At most 5 fit"]
    assert one(few, data={"thing": "a"}).messages == ["This is too short. It takes 2 letters or more"]
    own = forms.CharField(max_length=5, error_messages={"max_length": "A name is short"})
    assert one(own, data={"thing": "too many"}).messages == ["A name is short"]
    assert one(forms.EmailField(), data={"thing": "jo@"}).messages == [
        "Enter an e-mail address such as name@example.org"
    ]


def summary(*of: forms.BaseForm) -> str:
    return Template("{% error_summary one two %}").render(
        Context(dict(zip(("one", "two"), of, strict=False)))
    )


def test_the_summary_links_each_mistake_to_the_box_to_mend():
    html = summary(EveryControl({"born_day": "27"}))
    assert 'href="#id_name"' in html
    assert 'href="#id_born-month"' in html
    assert 'href="#id_agreed"' in html
    assert "This field is required" not in html


def test_a_mistake_of_the_whole_form_stands_in_the_summary_too():
    form = EveryControl({})
    form.add_error(None, "Ruth already meets somebody then. <b>")
    assert "Ruth already meets somebody then. &lt;b&gt;" in summary(form)


def test_the_summary_takes_several_forms_and_says_nothing_when_all_is_well():
    assert summary(EveryControl()) == ""
    assert "first name" in summary(EveryControl(), EveryControl({}))


def test_the_page_says_error_in_its_title_and_shows_the_summary(settings):
    request = RequestFactory().get("/")
    page = Template('{% extends "layouts/public.html" %}{% block title %}Refer{% endblock %}')
    html = page.render(Context({"request": request, "form": EveryControl({})}))
    assert "<title>Error: Refer – Kith</title>" in html
    assert "There is a problem" in html

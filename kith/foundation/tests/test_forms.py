"""What every form does: a refusal shows at its box, and a table that cannot be read is refused in words."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from kith.foundation.errors import Cannot
from kith.foundation.forms import LARGEST_TABLE, Form, Narrowing, TableField


def refuse(box: str) -> None:
    raise Cannot("Ben is here already.", box)


class Sent(Form):
    name = forms.CharField(required=False)
    sent = TableField(required=False)


@pytest.mark.parametrize(("box", "shown"), [("name", "name"), ("elsewhere", "__all__"), ("", "__all__")])
def test_a_refusal_shows_at_the_box_it_names(box, shown):
    form = Sent({"name": "Ben"})
    with form.refusals():
        refuse(box)
    assert form.errors == {shown: ["Ben is here already."]}


class Needed(Form):
    sent = TableField()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("people.pdf", b"x", "people.pdf is of a kind that Kith does not read. Choose a .csv or .xlsx file"),
        ("people.csv", b"x" * (LARGEST_TABLE + 1), "The file must be smaller than 8 MB"),
        ("people.csv", b"", "The file is empty. Export it again"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_in_words(name, content, words):
    form = Needed({}, {"sent": SimpleUploadedFile(name, content)})
    assert form.errors == {"sent": [words]}


def test_a_table_is_asked_for_unless_it_need_not_be_sent():
    assert Needed({}, {}).errors == {"sent": ["Choose a file"]}
    assert Sent({}, {}).is_valid()


@pytest.mark.parametrize("name", ["people.csv", "PEOPLE.XLSX", "people.tsv"])
def test_a_table_of_a_known_kind_is_taken(name):
    assert Needed({}, {"sent": SimpleUploadedFile(name, b"first name\nBen\n")}).is_valid()


class Sought(Narrowing):
    name = forms.CharField(required=False)
    step = forms.ChoiceField(required=False, choices=[("", "Any"), ("way", "On the way")])
    order = forms.ChoiceField(required=False, choices=[("new", "Newest"), ("old", "Oldest")])


def test_a_list_says_what_it_is_narrowed_by_behind_the_fold():
    said = Sought({"name": "Ruth", "step": "way", "order": "new"})
    assert said.narrowed_by == [("Step", "On the way")]
    assert said.told() == [("Name", "Ruth"), ("Step", "On the way"), ("Order", "Newest")]
    assert Sought({"order": "old"}).narrowed_by == [("Order", "Oldest")]
    assert Sought({"step": "nonsense"}).narrowed_by == []

"""Any component by name, and the tags that print them in templates."""

import pytest
from django.template import Context, Template
from django.utils.translation import gettext_lazy

from kith.foundation.gov.components import _environment, _macro, render, render_around


def printed(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def squeezed(html: str) -> str:
    return " ".join(html.split())


def test_a_button_is_as_the_design_system_prints_it():
    assert squeezed(render("button", text="Save and continue")) == (
        '<button type="submit" class="govuk-button" data-module="govuk-button"> Save and continue </button>'
    )


def test_names_in_snake_case_reach_the_component_in_its_own_spelling():
    assert "<h1" in render("label", text="Name", is_page_heading=True, **{"for": "x"})


def test_names_of_html_attributes_stay_as_they_are():
    assert 'data_day="1"' in render("button", text="Save", attributes={"data_day": "1"})


def test_what_a_person_typed_is_escaped():
    html = render("inset-text", text="<script>alert(1)</script>")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_lazy_text_is_spelt_out():
    assert "Save" in render("button", text=gettext_lazy("Save"))


def test_content_keeps_its_line_breaks_and_spaces():
    typed = "<textarea>one\n  two\nthree</textarea>"
    assert typed in render_around("inset-text", typed)


def test_an_unknown_component_is_refused():
    with pytest.raises(Exception, match="no-such-thing"):
        render("no-such-thing")


def test_the_environment_and_the_macros_are_built_once():
    assert _environment() is _environment()
    assert _macro("button") is _macro("button")


def test_the_tag_prints_a_component():
    assert "Save" in printed('{% gov "button" text="Save" %}')


def test_the_tag_escapes_a_variable():
    assert "<b>" not in printed('{% gov "button" text=name %}', name="<b>")


def test_a_double_underscore_reaches_inside():
    assert "From 8 to 25" in printed(
        '{% gov "input" name="age" label__text="Age" hint__text="From 8 to 25" %}'
    )


def test_a_submit_button_acts_once_and_a_link_is_left_alone():
    assert "data-prevent-double-click" in printed('{% gov "button" text="Save" %}')
    assert "data-prevent-double-click" not in printed('{% gov "button" text="Open" href="/" %}')


def test_a_block_stands_inside_its_component():
    html = printed(
        '{% govblock "details" summary_text="Why" %}<p>{{ because }}</p>{% endgovblock %}', because="<i>"
    )
    assert "<p>&lt;i&gt;</p>" in html
    assert "govuk-details__summary-text" in html

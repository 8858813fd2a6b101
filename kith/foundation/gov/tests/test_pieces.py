"""The pieces that pages share say in words what they show in colour and shape."""

from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory


def piece(name: str, /, **context: object) -> str:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    source = '{% include "foundation/' + name + '.html" %}'
    return Template(source).render(Context({"request": request, **context}))


def test_a_need_says_how_soon_in_words_too():
    need = {
        "what": "Leah and Mo have gone quiet",
        "why": "No meeting for 31 days.",
        "action": "Ask Mo",
        "url": "/ask/",
    }
    assert '<span class="govuk-visually-hidden">Now: </span>' in piece("need", how_soon="now", **need)
    assert '<span class="govuk-visually-hidden">Soon: </span>' in piece("need", how_soon="soon", **need)
    assert "visually-hidden" not in piece("need", how_soon="calm", **need)


def test_a_needs_one_click_deed_is_a_form_that_acts_once():
    html = piece("need", what="Four are due", why="Eight weeks.", action="Book them", post_url="/book/")
    assert '<form method="post" action="/book/">' in html
    assert 'name="once"' in html
    assert "csrfmiddlewaretoken" in html


def test_reasons_say_which_way_they_count():
    html = piece("reasons", reasons=[{"text": "Saturdays", "fits": True}, {"text": "dogs", "fits": False}])
    assert "Fits: </span>Saturdays" in html
    assert "Does not fit: </span>dogs" in html


def test_steps_may_be_told_in_other_words():
    steps = [{"text": "told", "fits": "yes"}, {"text": "letter", "fits": "open"}]
    html = piece("reasons", reasons=steps, yes_word="Done", open_word="To do")
    assert "Done: </span>told" in html
    assert "To do: </span>letter" in html


def test_the_chosen_chip_is_marked_for_everybody():
    html = piece("chips", label="Show", chips=[("Everything", "?", True), ("Talks", "?kind=talks", False)])
    assert html.count('aria-current="true"') == 1
    assert 'aria-label="Show"' in html


def test_a_story_escapes_what_people_wrote_and_keeps_their_lines():
    html = piece("story", entries=[{"day": "21 Nov", "what": "They met <b>", "more": "one\n<i>two"}])
    assert "They met &lt;b&gt;" in html
    assert "one<br>&lt;i&gt;two" in html


def test_a_number_is_read_with_its_words():
    assert "<dt>wait today</dt><dd>37</dd>" in piece("numbers", numbers=[("37", "wait today")])


def test_an_empty_list_says_what_to_do_first():
    html = render_to_string(
        "foundation/empty.html",
        {"what": "No referrals yet", "first": "Write one.", "action": "Write", "url": "/new/"},
    )
    assert 'href="/new/"' in html
    assert "Write one." in html


def test_three_faces_are_three_buttons_with_words():
    html = piece("faces", name="went")
    assert html.count('<button type="submit" name="went"') == 3
    for word in ("good", "okay", "not great"):
        assert f"{word}</button>" in html

"""Our own brand: nobody may take Kith for a government website, and everybody can read it."""

import re
from itertools import product

import pytest
from django.conf import settings
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.test import RequestFactory

from kith.foundation.gov import pictures, style_guide

STATIC = settings.PROJECT / "static"
TEMPLATES = settings.PROJECT / "templates"
SHIPPED = [*STATIC.rglob("*.css"), *STATIC.rglob("*.js"), *STATIC.rglob("*.svg")]
INK, QUIET, PAPER, CARD, TEAL, TEAL_DEEP = "#17262b", "#50616a", "#faf8f3", "#ffffff", "#0b5a5a", "#073f41"
CORAL, CORAL_DEEP, SUN, SUN_DEEP = "#b83a24", "#8a2614", "#f4b942", "#5c4208"


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_nothing_shipped_carries_the_governments_marks(file):
    found = re.search(r"GDS Transport|crest|crown|sourceMappingURL", file.read_text(), re.IGNORECASE)
    assert found is None, found


def test_something_is_shipped_to_look_at():
    assert {"govuk-frontend.min.css", "govuk-frontend.min.js", "brand.css"} <= {file.name for file in SHIPPED}


def test_the_typeface_and_the_licences_come_along():
    fonts = STATIC / "vendor" / "fonts"
    assert len(list(fonts.glob("*.woff2"))) == 4
    assert len(list((fonts / "ttf").glob("*.ttf"))) == 2
    assert "SIL Open Font License" in (fonts / "OFL.txt").read_text()
    assert "MIT License" in (STATIC / "vendor" / "LICENSE-govuk-frontend.txt").read_text()


def test_every_file_that_a_stylesheet_names_exists():
    for sheet in STATIC.rglob("*.css"):
        for address in re.findall(r'url\("?([^")]+)"?\)', sheet.read_text()):
            if not address.startswith("data:"):
                assert (sheet.parent / address).resolve().exists(), f"{sheet.name}: {address}"


def test_no_template_holds_what_the_content_security_policy_refuses():
    for template in TEMPLATES.rglob("*.html"):
        text = template.read_text()
        assert not re.search(r"\sstyle\s*=|<style|\son\w+\s*=\s*[\"']", text), template
        for script in re.findall(r"<script[^>]*>", text):
            assert "src=" in script or "application/json" in script, f"{template}: {script}"


def test_every_class_of_ours_that_a_template_names_has_a_look():
    sheets = " ".join(sheet.read_text() for sheet in (STATIC / "kith").glob("*.css"))
    for template in TEMPLATES.rglob("*.html"):
        for names in re.findall(r'class(?:es)?="([^"]*)"', re.sub(r"{%.*?%}", " ", template.read_text())):
            for name in re.findall(r"(?<![\w-])kith-[\w-]*[a-z](?![\w-])", names):
                assert f".{name}" in sheets, f"{template.name}: {name}"


def brightness(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_the_most_there_is():
    assert round(contrast("#000000", "#ffffff")) == 21


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *product((INK, QUIET, TEAL, TEAL_DEEP, CORAL, CORAL_DEEP), (PAPER, CARD)),
        *product((INK, QUIET, "#25408a", CORAL_DEEP), ("#fff6e6", CARD)),
        (CARD, TEAL),
        (CARD, TEAL_DEEP),
        (CARD, CORAL),
        (CARD, "#25408a"),
        (CARD, "#2f4a8a"),
        ("#dff1ee", TEAL_DEEP),
        (TEAL_DEEP, "#e4f0ee"),
        (SUN_DEEP, "#fdf3da"),
        (CORAL_DEEP, "#fbe9e4"),
        (INK, SUN),
        (INK, "#efece4"),
        *((ink, ground) for ground, ink in pictures.TINTS.values()),
    ],
)
def test_every_pair_of_colours_can_be_read(text, ground):
    assert contrast(text, ground) >= 4.5


def test_the_stylesheet_uses_the_colours_that_were_measured():
    sheet = (STATIC / "kith" / "brand.css").read_text()
    for colour in (INK, QUIET, PAPER, TEAL, TEAL_DEEP, CORAL, CORAL_DEEP, SUN, SUN_DEEP):
        assert colour in sheet


def page(name: str, **context: object) -> str:
    return render_to_string(name, context, request=None)


def test_the_desks_frame_shows_who_where_and_the_way_about():
    html = page(
        "layouts/base.html",
        nav=[("Desk", "/desk/", True), ("Children", "/children/", False)],
        can_search=True,
        search_url="/find/",
        my_name="Priya",
        my_place="Northbridge visitors",
        back_url="/matches/",
        back_text="Matches",
    )
    assert '<a href="/desk/" aria-current="page">Desk</a>' in html
    assert 'action="/find/"' in html
    assert "Northbridge visitors" in html
    assert re.search(r'<form method="post" action="[^"]*logout[^"]*">', html)
    assert '<nav class="kith-back" aria-label="Back">' in html
    assert "Not a government website" in html
    assert '<html lang="en-GB"' in html
    assert 'href="#main-content"' in html
    assert 'id="main-content"' in html


def test_without_search_or_name_the_frame_has_neither():
    html = page("layouts/base.html")
    assert "kith-find" not in html
    assert "kith-who" not in html


def test_my_space_says_nothing_about_care_and_has_a_way_out():
    html = page("layouts/my_space.html", safe_url="/safe/")
    assert "<title>My space</title>" in html
    assert not re.search(r"\bcare\b|Kith|council|social", re.sub(r"(kith-|/kith/)[\w./-]*", "", html))
    assert "govuk-js-exit-this-page-button" in html
    assert "I don’t feel safe" in html


@pytest.mark.parametrize("name", ["400", "500", "503", "403_csrf"])
def test_pages_for_when_kith_is_unwell_need_nothing_and_say_whom_to_ring(name):
    html = Engine.get_default().get_template(f"{name}.html").render(Context())
    assert "999" in html
    assert "0800 1111" in html
    assert not (TEMPLATES / f"{name}.html").read_text().count("{{")


@pytest.mark.parametrize("name", ["403", "404"])
def test_pages_that_refuse_say_what_to_do(name):
    assert "ask your" in render_to_string(f"{name}.html", request=RequestFactory().get("/nowhere/"))


def test_the_style_guide_shows_everything_and_its_pictures_all_exist():
    html = render_to_string("foundation/style_guide.html", style_guide.context())
    assert html.count('class="kith-picture"') >= len(pictures.PICTURES)
    assert "kith-strip" in html
    assert "There is a problem" in html
    assert all((TEMPLATES / "foundation" / "pictures" / f"{name}.svg").exists() for name in pictures.PICTURES)


def test_a_picture_is_decoration_unless_it_is_given_a_label():
    assert 'aria-hidden="true"' in pictures.picture("bike")
    assert 'role="img" aria-label="Ana&#x27;s bike"' in pictures.picture("bike", label="Ana's bike")


def test_an_unknown_picture_is_a_figure():
    assert pictures._drawing("person") in pictures.picture("no such thing")


def test_there_are_enough_pictures_to_choose_from():
    names = [name for name, _ in pictures.choices()]
    assert len(names) >= 12
    assert "person" not in names

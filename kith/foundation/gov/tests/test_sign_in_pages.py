"""allauth's pages are ours to look at: every element has our own template, and no page says what theirs would."""

from pathlib import Path

import allauth
import pytest
from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse

THEIRS = Path(allauth.__file__).parent / "templates"
OURS = settings.PROJECT / "templates"


def test_every_element_of_theirs_has_ours():
    theirs = {file.name for file in (THEIRS / "allauth" / "elements").glob("*.html")}
    ours = {file.name for file in (OURS / "allauth" / "elements").glob("*.html")}
    assert theirs - ours == {"hr.html"}


@pytest.mark.parametrize(
    "file", [*THEIRS.glob("account/*.html"), *THEIRS.glob("mfa/**/*.html")], ids=lambda f: f.name
)
def test_every_page_can_be_loaded_in_our_frame(file):
    assert get_template(str(file.relative_to(THEIRS)))


def test_the_sign_in_page_prints_our_components(client, db):
    html = client.get(reverse("account_login")).content.decode()
    assert "kith-entrance" in html
    assert "govuk-password-input" in html
    assert "govuk-button" in html
    assert "sign up" not in html


def test_a_wrong_password_is_said_at_the_top_and_the_address_is_kept(client, db):
    html = client.post(
        reverse("account_login"), {"login": "nobody@example.org", "password": "wrong"}
    ).content.decode()
    assert "govuk-error-summary" in html
    assert 'value="nobody@example.org"' in html

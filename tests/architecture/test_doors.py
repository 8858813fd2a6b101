"""Every address has a door, every door a right, every right somebody, every form its token."""

import pytest

from kith.access.policy import POLICY, Permission
from kith.audit.models import Look
from tests.architecture.house import NOT_OURS, PROJECT, addresses, templates

ADDRESSES = list(addresses())


@pytest.mark.parametrize(("where", "entry"), ADDRESSES, ids=[where for where, _ in ADDRESSES])
def test_an_address_says_who_may_come_in(where, entry):
    view = entry.callback
    access = getattr(view, "access", None) or getattr(getattr(view, "__wrapped__", None), "access", None)
    assert access, f"{where} has none of opens, may, signed_in, public"


@pytest.mark.parametrize("permission", Permission, ids=lambda permission: permission.name)
def test_a_permission_is_held_by_somebody(permission):
    assert POLICY.get(permission), f"nobody may {permission.sentence}"


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(PROJECT / "templates")))
def test_a_form_that_does_something_carries_our_token(path):
    told = path.read_text()
    folder = path.relative_to(PROJECT / "templates").parts[0]
    if path.name == "style_guide.html":
        return  # shows forms, sends none
    ours = folder not in ("foundation", *NOT_OURS, "allauth")
    if ours:
        assert "{% csrf_token" not in told
    for form in told.split("<form")[1:]:
        opening = form.split("</form>")[0]
        if 'method="post"' in opening:
            assert "token %}" in opening or "csrf" in opening or "{{ form" in opening, (
                "a form without a token"
            )


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(PROJECT / "templates")))
def test_a_page_has_nothing_the_content_policy_refuses(path):
    told = path.read_text()
    for forbidden in (" style=", "<style", "onclick=", "javascript:", "|safe", "autoescape off", "<script>"):
        assert forbidden not in told, forbidden


def test_the_name_of_every_right_fits_into_the_book_of_who_saw_what():
    """SQLite takes longer ones without a word; PostgreSQL answers no page that is opened by one."""
    longest = Look._meta.get_field("permission").max_length
    assert [right.value for right in Permission if len(right.value) > longest] == []

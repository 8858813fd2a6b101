"""The pages about records whose time is over: who sees them, what they say, and one press too many."""

import json

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.endings import actions
from kith.endings.command import run_erasing
from kith.endings.models import Ending, Erasing, KeptLonger
from kith.endings.tests.factories import a_match_today, a_young_person, coordinator_of
from kith.endings.tests.old_records import A_WEEK, agreed_by_two, an_old_record, two_who_may_erase
from kith.endings.tests.test_erasing import a_letter
from kith.foundation.dates import today
from kith.people.models import Child
from kith.schemes.tests.factories import a_provider, a_scheme

pytestmark = pytest.mark.django_db


def page(client, name, *rows, show=""):
    return client.get(reverse(f"endings:{name}", args=[row.public_id for row in rows]), {"show": show})


def press(client, name, row, **typed):
    return client.post(reverse(f"endings:{name}", args=[row.public_id]), typed, follow=True).text


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.MANAGER, 200), (Role.SAFEGUARDING_LEAD, 200), (Role.COORDINATOR, 403), (Role.VOLUNTEER, 403)],
)
def test_managers_and_leads_see_the_list_and_nobody_else(client, role, status):
    ending = an_old_record()
    client.force_login(a_member(role, ending.match.scheme, first_name="Olu"))
    assert page(client, "records").status_code == status
    assert page(client, "record", ending).status_code == (status if status == 200 else 404)


def test_another_provider_s_records_and_sealed_ones_are_not_there(client):
    ending = an_old_record()
    client.force_login(
        a_member(Role.MANAGER, a_scheme("Others", provider=a_provider("Other")), first_name="Olu")
    )
    assert "Ana and Ruth" not in page(client, "records").text
    assert page(client, "record", ending).status_code == 404
    client.force_login(two_who_may_erase(ending.match.scheme)[0])
    assert "Ana and Ruth" in page(client, "records").text
    Child.objects.update(sealed=True)
    assert "Nothing is due" in page(client, "records").text
    assert page(client, "record", ending).status_code == 404


def test_two_people_agree_on_pages_and_a_press_takes_it_back(client):
    ending = an_old_record()
    first, second = two_who_may_erase(ending.match.scheme)
    client.force_login(first)
    assert "Nothing stands in the way" in page(client, "record", ending).text
    assert "Somebody else must agree" in page(client, "erase", ending).text
    assert "Now somebody else must agree" in press(client, "erase", ending)
    assert "Ana and Ruth" in page(client, "records", show="said").text
    assert "One person agreed (1)" in page(client, "records").text
    assert "You have said so already" in press(client, "erase", ending)
    client.force_login(second)
    assert "With your yes it is agreed" in page(client, "record", ending).text
    assert "Two people agreed" in press(client, "erase", ending)
    assert "Ana and Ruth" in page(client, "records", show="agreed").text
    assert "It is not erased." in press(client, "keep_it", ending)
    assert "Nobody has said" in press(client, "keep_it", ending)
    assert "Ana and Ruth" in page(client, "records", show="due").text


def test_what_was_erased_is_told_without_a_name(client):
    ending = an_old_record(over_for=2 * A_WEEK)
    agreed_by_two(ending, today() - A_WEEK)
    assert run_erasing(scheme=None, dry_run=False, to_json=True) == 0
    client.force_login(two_who_may_erase(ending.match.scheme)[0])
    told = page(client, "records", show="erased").text
    assert "The record, and the young person’s name" in told
    assert "Ana" not in told
    assert page(client, "record", ending).status_code == 404


def test_a_record_is_held_back_and_let_go_on_its_page(client):
    ending = an_old_record()
    client.force_login(two_who_may_erase(ending.match.scheme)[0])
    sent = press(client, "hold_back", ending, reason="", words="A claim of 2031")
    assert "Choose why it is held back" in sent
    assert "A claim of 2031" in sent
    assert "until somebody lets it go" in press(client, "hold_back", ending, reason="legal", words="A claim.")
    assert "A court, a claim or a complaint" in page(client, "record", ending).text
    assert "Ana and Ruth" in page(client, "records", show="held").text
    assert "Not now" in page(client, "erase", ending).text
    held = KeptLonger.objects.get().public_id
    assert "no longer held back" in press(client, "let_go", ending, held=held)
    assert "not held back for that any more" in press(client, "let_go", ending, held=held)


def test_what_the_young_person_said_is_written_down_before(client):
    ending = an_old_record()
    a_letter(ending)
    client.force_login(two_who_may_erase(ending.match.scheme)[0])
    assert "Ana is asked first" in page(client, "record", ending).text
    assert page(client, "take_record", ending)["Content-Type"] == "application/zip"
    assert "how and when you tried" in press(client, "offer", ending, answer="not reached")
    assert "By post" in press(client, "offer", ending, answer="took", words="By post")


def test_nobody_takes_a_child_s_letters_while_the_record_is_young(client):
    match = a_match_today()
    ending = actions.end_unplanned(match=match, kind="completed", by=coordinator_of(match), on=today())
    client.force_login(two_who_may_erase(match.scheme)[0])
    assert page(client, "take_record", ending).status_code == 404
    assert "It is kept until" in page(client, "record", ending).text


def test_the_young_person_says_themself_that_it_stays(client):
    ending = an_old_record()
    a_letter(ending)
    ana = a_young_person(ending.match)
    client.force_login(ana)
    assert "Nothing goes before somebody has asked you" in page(client, "my_keeping").text
    assert "We keep it for you." in press(client, "my_wish", ending.match, deed="keep")
    assert "You asked us to." in page(client, "my_keeping").text
    assert KeptLonger.objects.get().created_by == ana
    client.force_login(coordinator_of(ending.match))
    assert client.post(reverse("endings:my_wish", args=[ending.match.public_id])).status_code == 404


def test_the_list_asks_as_often_for_three_as_for_twelve(client, django_assert_max_num_queries):
    scheme = an_old_record("Ana").match.scheme
    client.force_login(two_who_may_erase(scheme)[0])
    page(client, "records")
    with django_assert_max_num_queries(21) as few:
        page(client, "records")
    for number in range(6):
        an_old_record(f"Child{number}", scheme=scheme)
    with django_assert_max_num_queries(len(few)):
        assert "Child5" in page(client, "records").text


def test_the_command_counts_first_and_erases_only_what_two_agreed(capsys):
    ending = an_old_record(over_for=2 * A_WEEK)
    agreed_by_two(ending, today() - A_WEEK)
    an_old_record("Leah", scheme=ending.match.scheme)
    assert run_erasing(scheme=ending.match.scheme.name, dry_run=True, to_json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "due": 1, "within_a_year": 0, "held_back": 0, "agreed_by_one": 0, "agreed_by_two": 1, "may_go_now": 1,
    }  # fmt: skip
    assert not Erasing.objects.filter(erased_on__isnull=False).exists()
    assert run_erasing(scheme="Nowhere", dry_run=False, to_json=False) == 1
    assert "There is no scheme called “Nowhere”." in capsys.readouterr().err
    assert run_erasing(scheme=None, dry_run=False, to_json=False) == 0
    assert "Erased: 1" in capsys.readouterr().out
    assert Ending.objects.filter(match__erased_on=None).count() == 1

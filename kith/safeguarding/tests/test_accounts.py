"""Accounts are compared with whom a child must be kept from whenever either comes, and a lead says what they found."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.audit.models import Event
from kith.foundation.dates import now, today
from kith.messages.models import OutboxMessage
from kith.people.tests.factories import a_child_served_by
from kith.safeguarding import accounts, guarding
from kith.safeguarding.accounts import CannotSettle
from kith.safeguarding.barring import bar_contact
from kith.safeguarding.models import AccountAlike
from kith.schemes.tests.factories import a_provider, a_scheme

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def barred(child, people, name="Dana Okafor", **given):
    told = {"relation": "relative", "why": "A court order.", "by": people["lead"], "on": DAY}
    return bar_contact(child=child, name=name, **(told | given))


def needs(user):
    from kith.web.desk import AtHand, groups

    return [need.what for group in groups(AtHand(user, at=now(), on=today())) for need in group.needs]


def test_an_account_that_comes_is_compared_and_the_lead_told_once(child, people, scheme):
    barred(child, people, name="Derek Canary", phones="07700 900555")
    assert accounts.look_at_new(at=now()) == 0
    derek = a_member(Role.COORDINATOR, scheme, user=a_user("Derick", "Canarie"))
    assert accounts.look_at_new(at=now()) == 1
    assert accounts.look_at_new(at=now()) == 0
    assert accounts.look_at_everybody(at=now()) == 0
    assert AccountAlike.objects.get().user == derek
    letters = OutboxMessage.objects.filter(event="something new")
    assert [letter.to for letter in letters] == [people["lead"]]
    assert needs(people["lead"]) == ["Derick Canarie may be somebody Zerai must be kept from"]
    assert needs(people["manager"]) == []


def test_an_account_that_was_there_long_ago_is_compared_when_somebody_is_written_down(client, child, people):
    User.objects.update(created_at=now() - timedelta(days=300))
    client.force_login(people["lead"])
    born = {"from_day_day": 1, "from_day_month": 11, "from_day_year": 2025}
    sent = {"name": "Dana Okafor", "relation": "relative", "why": "A court order."} | born
    page = client.post(reverse("safeguarding:bar_contact", args=[child.public_id]), sent, follow=True)
    assert "Somebody who works here is alike" in page.content.decode()
    assert "1 account to look at" in client.get(reverse("safeguarding:guarded")).content.decode()
    assert "Dana" in client.get(reverse("safeguarding:alike")).content.decode()


def test_whoever_is_invited_is_compared_at_once(client, child, people, scheme):
    barred(child, people, name="Derek Canary")
    client.force_login(a_member(Role.ADMINISTRATOR, scheme.provider, first_name="Ada"))
    sent = {"first_name": "Derek", "last_name": "Canary", "email": "new@example.org", "role": "coordinator"}
    client.post(reverse("administration:invite"), sent | {"place": f"scheme:{scheme.public_id}"})
    assert AccountAlike.objects.get().user.email == "new@example.org"


def test_it_stands_until_they_are_kept_away_or_are_somebody_else(client, child, people):
    barred(child, people)
    accounts.look_at_everybody(at=now())
    alike = AccountAlike.objects.get()
    client.force_login(people["lead"])
    page = reverse("safeguarding:account_alike", args=[alike.public_id])
    shown = client.get(page).content.decode()
    assert "Is Dana Okafor somebody Zerai must be kept from?" in shown
    keep = f"{reverse('safeguarding:restrict', args=[child.public_id])}?user={people['manager'].public_id}"
    assert keep in shown
    assert f'value="{people["manager"].public_id}" selected' in client.get(keep).content.decode()
    assert "There is a problem" in client.post(page, {"why": ""}).content.decode()
    client.post(page, {"why": "Another birthday, another town."})
    assert "No account to look at" in client.get(reverse("safeguarding:alike")).content.decode()
    settled = client.get(reverse("safeguarding:alike"), {"show": "settled"}).content.decode()
    assert "Dana" in settled
    with pytest.raises(CannotSettle, match="settled already"):
        accounts.somebody_else(alike=alike, words="Again.", by=people["lead"], on=today())
    told = list(Event.objects.filter(about=alike.public_id).order_by("pk").values_list("kind", flat=True))
    assert told == ["account alike", "account settled"]


def test_who_is_kept_away_is_not_asked_about_any_more(child, people):
    barred(child, people)
    accounts.look_at_everybody(at=now())
    guarding.restrict(
        child=child, user=people["manager"], why="She is the aunt.", by=people["lead"], on=today()
    )
    assert needs(people["lead"]) == []


def test_nobody_looks_at_their_own_account_nor_at_a_child_out_of_reach(client, child, people, scheme):
    barred(child, people, name=people["lead"].name)
    other = a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Mara")
    elsewhere = a_scheme("Elsewhere", provider=a_provider("Bright Steps"))
    stranger = a_member(Role.SAFEGUARDING_LEAD, elsewhere, first_name="Nell")
    accounts.look_at_everybody(at=now())
    assert set(OutboxMessage.objects.values_list("to", flat=True)) == {other.pk}
    page = reverse("safeguarding:account_alike", args=[AccountAlike.objects.get().public_id])
    for user, answer in ((people["lead"], 404), (stranger, 404), (people["manager"], 404), (other, 200)):
        client.force_login(user)
        assert client.get(page).status_code == answer, user
    client.force_login(people["manager"])
    assert client.get(reverse("safeguarding:alike")).status_code == 403


def test_thirty_accounts_ask_no_more_questions_than_three(
    client, scheme, people, django_assert_max_num_queries
):
    client.force_login(people["lead"])
    contact = barred(a_child_served_by(scheme), people, name="Derek Canary")
    counts = []
    for number in (3, 27):
        for _ in range(number):
            AccountAlike.objects.create(
                user=a_member(Role.COORDINATOR, scheme), contact=contact, alike=["name"], found_on=DAY
            )
        with django_assert_max_num_queries(60) as asked:
            client.get(reverse("safeguarding:alike"))
        counts.append(len(asked))
    assert counts[0] == counts[1]

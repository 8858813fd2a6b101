"""While a lead is away somebody else reads concerns, from the first day to the last and no longer."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from kith.access.policy import Permission
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import LONDON, today
from kith.messages.models import OutboxMessage
from kith.safeguarding.guards_seen import lead_of, may_stand_in
from kith.safeguarding.models import Concern
from kith.safeguarding.readers import leads_for
from kith.safeguarding.standing_in import CannotStandIn, end_stand_in, stand_in
from kith.safeguarding.tests.factories import a_concern
from kith.schemes.tests.factories import a_provider, a_scheme

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 12, tzinfo=LONDON)
DAY = AT.date()
MONDAY, FRIDAY = DAY + timedelta(days=3), DAY + timedelta(days=7)


def stands_in(people, who="manager", **given):
    (held,) = lead_of(people["lead"], DAY)
    told = {"held": held, "user": people[who], "from_day": MONDAY, "until_day": FRIDAY, "by": people["lead"]}
    return stand_in(**(told | {"at": AT} | given))


def reads(user, concern, on):
    return Concern.objects.reachable_by(user, Permission.SEE_CONCERN, on).contains(concern)


def test_a_concern_comes_to_both_from_the_first_day_to_the_last(people, scheme):
    concern = a_concern(scheme=scheme, at=AT)
    stands_in(people)
    days = {DAY: False, MONDAY: True, FRIDAY - timedelta(days=1): True, FRIDAY: False}
    for day, wanted in days.items():
        assert reads(people["manager"], concern, day) is wanted, day
        at = datetime(day.year, day.month, day.day, 12, tzinfo=LONDON)
        assert (people["manager"] in leads_for(concern, at)) is wanted, day
        assert people["lead"] in leads_for(concern, at)


def test_the_letter_comes_on_the_morning_of_the_first_day(people):
    stands_in(people)
    letter = OutboxMessage.objects.get(to=people["manager"])
    assert letter.next_try_at == datetime(2026, 11, 23, 8, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"from_day": DAY - timedelta(days=1)}, "today or a day to come"),
        ({"until_day": MONDAY}, "cannot come before"),
        ({"until_day": MONDAY + timedelta(days=93)}, "three months"),
        ({"who": "lead"}, "leads there already"),
        ({"who": "stranger"}, "does not work there"),
    ],
)
def test_what_cannot_be_is_said_in_words(people, given, said):
    elsewhere = a_scheme("Elsewhere", provider=a_provider("Bright Steps"))
    people["stranger"] = a_member(Role.COORDINATOR, elsewhere, first_name="Nell")
    with pytest.raises(CannotStandIn, match=said):
        stands_in(people, **given)


def test_nobody_stands_in_twice_on_one_day_and_may_again_afterwards(people):
    stands_in(people)
    with pytest.raises(CannotStandIn, match="on some of these days already"):
        stands_in(people, from_day=FRIDAY - timedelta(days=1), until_day=FRIDAY + timedelta(days=7))
    stands_in(people, from_day=FRIDAY, until_day=FRIDAY + timedelta(days=7))


def test_it_ends_sooner(people, scheme):
    made = stands_in(people)
    end_stand_in(membership=made, by=people["lead"], on=MONDAY)
    assert not reads(people["manager"], a_concern(scheme=scheme, at=AT), MONDAY)


def test_a_lead_says_so_on_a_page_and_nobody_else_may(client, people, scheme):
    client.force_login(people["lead"])
    shown = client.get(reverse("safeguarding:cover")).content.decode()
    assert "Nobody stands in, now or soon." in shown
    (held,) = lead_of(people["lead"], today())
    assert people["manager"] in may_stand_in(held, today())
    page = reverse("safeguarding:stand_in", args=[held.public_id])
    until = today() + timedelta(days=7)
    sent = {"user": str(people["manager"].public_id)}
    sent |= {f"from_day_{part}": getattr(today(), part) for part in ("day", "month", "year")}
    wrong = {
        f"last_day_{part}": getattr(today() - timedelta(days=9), part) for part in ("day", "month", "year")
    }
    assert "cannot come before the first" in client.post(page, sent | wrong).content.decode()
    right = {f"last_day_{part}": getattr(until, part) for part in ("day", "month", "year")}
    client.post(page, sent | right)
    shown = client.get(reverse("safeguarding:cover")).content.decode()
    assert "Dana Okafor" in shown
    (made,) = lead_of(people["manager"], today())
    client.post(reverse("safeguarding:end_stand_in", args=[made.public_id]))
    assert lead_of(people["manager"], today()) == []
    people["manager"].refresh_from_db()
    client.force_login(people["manager"])
    for address in (reverse("safeguarding:cover"), page):
        assert client.get(address).status_code == 403

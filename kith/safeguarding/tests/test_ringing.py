"""The numbers to ring now: right for whoever reads them and at whatever hour, with those of the scheme."""

import pytest
from django.urls import reverse

from kith.access.policy import Permission
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.people.actions import involve
from kith.people.models import Involvement
from kith.people.tests.factories import a_child_served_by, with_account
from kith.safeguarding.models import Concern
from kith.safeguarding.pointing import worry_from
from kith.safeguarding.ringing import CannotKeepNumber, RingNumber, numbers_now, write_number
from kith.schemes.tests.factories import LONG_AGO, a_contract, a_scheme, an_authority

pytestmark = pytest.mark.django_db
Part = Involvement.Part
NIGHT = "children’s services of Northbridge, at night"


def test_at_night_an_adult_and_a_young_person_each_find_somebody_who_answers():
    adults, young = dict(numbers_now()), dict(numbers_now(young=True))
    assert list(adults)[0] == list(young)[0] == "999"
    assert "day and night" in adults["101"]
    assert "not at night" in adults["0808 800 5000"]
    assert "day and night" in young["0800 1111"]
    assert "0808 800 5000" not in young


def test_a_lead_writes_down_a_number_and_it_stands_after_999_where_somebody_is_worried(
    client, scheme, people
):
    client.force_login(people["lead"])
    here = reverse("safeguarding:numbers")
    assert "No number of its own yet" in client.get(here).text
    wrong = client.post(here, {"scheme": str(scheme.public_id), "number": "ring me", "when": NIGHT}).text
    assert "Enter a phone number" in wrong
    assert NIGHT in wrong
    client.post(here, {"scheme": str(scheme.public_id), "number": "0113 496 0123", "when": NIGHT})
    child = a_child_served_by(scheme, people["coordinator"])
    for user in (people["coordinator"], people["manager"]):
        client.force_login(user)
        page = client.get(reverse("safeguarding:raise")).text
        assert page.index("tel:999") < page.index("tel:01134960123") < page.index("tel:101")
    client.force_login(with_account(child))
    assert "01134960123" not in client.get(reverse("safeguarding:raise")).text
    client.logout()
    assert "01134960123" not in client.get(reverse("safeguarding:raise")).text


def test_a_number_for_young_people_is_read_by_them_until_it_is_taken_away(client, scheme, people):
    number = write_number(
        scheme=scheme, number="0113 496 0123", when=NIGHT, for_young=True, by=people["lead"]
    )
    child = a_child_served_by(scheme, people["coordinator"])
    client.force_login(with_account(child))
    assert "01134960123" in client.get(reverse("safeguarding:raise")).text
    client.force_login(people["lead"])
    away = reverse("safeguarding:number_away", args=[number.public_id])
    assert "Take 0113 496 0123 away?" in client.get(away).text
    client.post(away, {"sure": "yes"})
    assert not RingNumber.objects.exists()


def test_no_number_stands_twice_and_never_too_many(scheme, people):
    for last in range(8):
        write_number(
            scheme=scheme, number=f"0113 496 010{last}", when=NIGHT, for_young=False, by=people["lead"]
        )
    with pytest.raises(CannotKeepNumber, match="already"):
        write_number(scheme=scheme, number="0113  496 0100", when=NIGHT, for_young=False, by=people["lead"])
    with pytest.raises(CannotKeepNumber, match="more than 8"):
        write_number(scheme=scheme, number="0113 496 0199", when=NIGHT, for_young=False, by=people["lead"])


def test_only_whoever_leads_or_manages_there_keeps_them(client, scheme, people):
    number = write_number(
        scheme=scheme, number="0113 496 0123", when=NIGHT, for_young=False, by=people["lead"]
    )
    away = reverse("safeguarding:number_away", args=[number.public_id])
    client.force_login(a_member(Role.SAFEGUARDING_LEAD, a_scheme("Elsewhere")))
    assert client.get(away).status_code == 404
    client.force_login(people["coordinator"])
    assert client.get(reverse("safeguarding:numbers")).status_code == 403


# ------------------------------------------------------------------------------------------- whose leads hear of it


def test_a_worry_about_a_child_of_two_organisations_reaches_one_of_them_and_no_third(client):
    near, other, third = a_scheme("Near"), a_scheme("Other"), a_scheme("Third")
    coordinator = a_member(Role.COORDINATOR, near)
    child = a_child_served_by(other)
    for person, part in ((near, Part.SCHEME), (coordinator, Part.COORDINATOR)):
        involve(child=child, person=person, part=part, by=None, on=LONG_AGO, act="test")
    leads = [a_member(Role.SAFEGUARDING_LEAD, scheme) for scheme in (near, other, third)]
    client.force_login(coordinator)
    here = f"{reverse('safeguarding:raise')}?child={child.public_id}&from=a+meeting"
    client.post(here, {"urgency": "soon", "words": "No coat."})
    concern = Concern.objects.get()
    assert (concern.scheme, concern.raised_from) == (near, "a meeting")
    assert [Concern.objects.reachable_by(lead, Permission.SEE_CONCERN).exists() for lead in leads] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("how_many", [1, 2])
def test_a_worker_s_worry_goes_to_the_one_scheme_their_authority_pays_for(client, how_many):
    authority, schemes = an_authority(), [a_scheme(f"Scheme {number}") for number in range(how_many)]
    for scheme in schemes:
        a_contract(scheme, authority)
    client.force_login(a_member(Role.WORKER, authority))
    client.post(reverse("safeguarding:raise"), {"urgency": "soon", "words": "No coat."})
    assert Concern.objects.get().scheme == (schemes[0] if how_many == 1 else None)


def test_a_link_says_whose_leads_hear_of_a_worry_and_nobody_can_make_one_up(client, scheme, people):
    child = a_child_served_by(scheme, first_name="Zerai")
    link = worry_from("a link to say how it goes", child=child, scheme=scheme)
    page = client.get(link).text
    assert "you need not write a name" in page
    assert "Zerai" not in page
    client.post(link, {"urgency": "today", "words": "He would not eat."})
    client.post(link.replace("at=", "at=x"), {"urgency": "today", "words": "He would not eat."})
    told = [(each.child, each.scheme, each.raised_from) for each in Concern.objects.order_by("id")]
    assert told == [(child, scheme, "a link to say how it goes"), (None, None, "a link to say how it goes")]

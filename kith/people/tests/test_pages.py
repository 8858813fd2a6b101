"""How a child is described, the one address that is shown with a reason, and the way into My space."""

import pytest
from django.db import connection
from django.urls import reverse

from kith.access.actions import user_of_key
from kith.access.models import SpaceKey, User
from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.audit.models import Event
from kith.foundation.dates import today
from kith.people.actions import LEAST_REASON, involve
from kith.people.models import Involvement, PlacementAddress, PlacementAddressLook
from kith.people.tests.factories import a_child, a_child_served_by, a_volunteer, with_account
from kith.schemes.tests.factories import a_provider, a_scheme, an_authority

pytestmark = pytest.mark.django_db
STREET, POSTCODE = "14 Secret Lane", "LS7 9ZZ"
REASON = "Driving her to the first meeting today"


@pytest.fixture
def scheme():
    return a_scheme()


@pytest.fixture
def amara(scheme):
    return a_member(Role.COORDINATOR, scheme, first_name="Amara")


@pytest.fixture
def ana(scheme, amara):
    child = a_child_served_by(scheme, amara, "Ana")
    PlacementAddress.objects.create(
        child=child, address=STREET, postcode=POSTCODE, from_day=today().replace(day=1)
    )
    return child


def at(name, child):
    return reverse(f"people:{name}", args=[child.public_id])


def page_of(answer):
    return answer.content.decode()


def reach_of(client, name, child, people):
    """Status of the page for each of these people."""
    found = []
    for user in people:
        client.force_login(user)
        found.append(client.get(at(name, child)).status_code)
    return found


def people(scheme, child):
    """Insiders, lesser roles and strangers, by name."""
    nia = a_member(Role.WORKER, an_authority(), first_name="Nia")
    involve(child=child, person=nia, part=Involvement.Part.SOCIAL_WORKER, by=None, on=today(), act="test")
    return {
        "worker near": nia,
        "manager": a_member(Role.MANAGER, scheme),
        "lead": a_member(Role.SAFEGUARDING_LEAD, scheme),
        "colleague": a_member(Role.COORDINATOR, scheme),
        "worker elsewhere": a_member(Role.WORKER, an_authority()),
        "volunteer": a_volunteer("Ben", scheme).user,
        "vetting officer": a_member(Role.VETTING_OFFICER, scheme),
        "stranger": a_user(),
    }


# ------------------------------------------------------------------------------------- described


def test_a_child_is_described_by_those_near_them_and_by_nobody_else(client, ana, amara, scheme):
    known = people(scheme, ana)
    assert reach_of(client, "describe", ana, [amara, known["worker near"], known["manager"]]) == [200] * 3
    others = ["lead", "colleague", "worker elsewhere", "volunteer", "vetting officer", "stranger"]
    assert reach_of(client, "describe", ana, [known[name] for name in others]) == [404] * 6


def describe(client, child, **said):
    given = {"known_as": "", "gender": "F", "picture": "cat", "faith": "", "practical_needs": ""} | said
    return client.post(at("describe", child), given)


def test_what_is_said_of_a_child_is_kept_and_dated(client, ana, amara):
    client.force_login(amara)
    answer = describe(
        client,
        ana,
        known_as="Annie",
        practical_needs="Peanuts make her ill.",
        language_0="tigrinya",
        language_1="english",
    )
    assert answer.status_code == 302
    ana.refresh_from_db()
    assert (ana.name, ana.picture, ana.gender) == ("Annie", "cat", "F")
    assert ana.practical_needs == "Peanuts make her ill."
    assert ana.languages == ["tigrinya", "english"]
    event = Event.objects.get(kind="child described")
    assert event.child == ana.public_id
    assert "Annie" not in str(event.details)
    assert "Peanuts" not in str(event.details)


def test_languages_are_kept_in_their_order_each_once_however_many(client, ana, amara):
    ana.languages = ["arabic", "dari", "farsi", "english"]
    ana.save()
    client.force_login(amara)
    page = page_of(client.get(at("describe", ana)))
    assert page.count('name="language_') == 5
    describe(client, ana, language_0="dari", language_1="", language_2="dari", language_3="english")
    ana.refresh_from_db()
    assert ana.languages == ["dari", "english"]


def test_a_picture_that_is_none_is_refused_and_the_words_are_kept(client, ana, amara):
    client.force_login(amara)
    answer = describe(client, ana, picture="dragon", practical_needs="Peanuts")
    assert answer.status_code == 200
    page = page_of(answer)
    assert "There is a problem" in page
    assert "Peanuts" in page
    ana.refresh_from_db()
    assert ana.practical_needs == ""


# ------------------------------------------------------------------------------------- where a child lives


def test_an_address_is_for_those_who_may_need_it_and_for_nobody_else(client, ana, amara, scheme):
    known = people(scheme, ana)
    assert reach_of(client, "address", ana, [amara, known["worker near"], known["lead"]]) == [200] * 3
    others = ["manager", "colleague", "worker elsewhere", "volunteer", "vetting officer", "stranger"]
    assert reach_of(client, "address", ana, [known[name] for name in others]) == [404] * 6


def test_an_address_is_shown_for_a_reason_that_is_kept_with_who_asked(client, ana, amara):
    client.force_login(amara)
    assert STREET not in page_of(client.get(at("address", ana)))
    page = page_of(client.post(at("address", ana), {"reason": REASON}))
    assert STREET in page
    assert POSTCODE in page
    look = PlacementAddressLook.objects.get()
    assert (look.child, look.created_by, look.reason, look.on) == (ana, amara, REASON, today())
    assert Event.objects.get(kind="address shown").child == ana.public_id


@pytest.mark.parametrize("reason", ["", "   ", "because", "x" * (LEAST_REASON - 1)])
def test_without_a_reason_nothing_is_shown_and_nothing_is_kept(client, ana, amara, reason):
    client.force_login(amara)
    page = page_of(client.post(at("address", ana), {"reason": reason}))
    assert STREET not in page
    assert "There is a problem" in page
    assert not PlacementAddressLook.objects.exists()
    assert not Event.objects.filter(kind="address shown").exists()


def test_each_time_it_is_asked_for_anew(client, ana, amara):
    client.force_login(amara)
    client.post(at("address", ana), {"reason": REASON})
    assert STREET not in page_of(client.get(at("address", ana)))
    client.post(at("address", ana), {"reason": "Taking her home after the outing"})
    assert PlacementAddressLook.objects.count() == 2


def test_the_page_with_an_address_is_kept_nowhere(client, ana, amara):
    client.force_login(amara)
    answer = client.post(at("address", ana), {"reason": REASON})
    assert answer["Cache-Control"] == "no-store"
    assert STREET not in str(dict(client.session))


def test_an_address_stands_on_no_other_page(client, ana, amara):
    """Everything that leads from a child's story, and the lists, read for a street and a postcode."""
    client.force_login(amara)
    pages = [
        reverse("casefile:child", args=[ana.public_id]),
        at("describe", ana),
        at("space", ana),
        at("address", ana),
        "/",
        "/stories/children/?show=all",
        "/search/?q=ana",
        f"/search/?q={POSTCODE}",
        "/stories/children/?show=all&as=xlsx",
    ]
    for address in pages:
        answer = client.get(address)
        assert answer.status_code == 200, address
        told = answer.content
        assert STREET.encode() not in told, address
        if "q=LS7" not in address:
            assert POSTCODE.encode() not in told, address
    assert not PlacementAddressLook.objects.exists()


def test_an_address_is_not_in_the_audit_nor_in_clear_in_the_database(client, ana, amara):
    client.force_login(amara)
    client.post(at("address", ana), {"reason": REASON})
    with connection.cursor() as cursor:
        for table in ("people_placementaddress", "people_placementaddresslook", "audit_event", "audit_look"):
            cursor.execute(f"select * from {table}")
            kept = str(cursor.fetchall())
            assert STREET not in kept
            assert REASON not in kept


def test_where_no_address_is_kept_the_page_says_whom_to_ask(client, amara, scheme):
    child = a_child_served_by(scheme, amara, "Kofi")
    client.force_login(amara)
    page = page_of(client.post(at("address", child), {"reason": REASON}))
    assert "No address is kept here" in page
    assert PlacementAddressLook.objects.filter(child=child).count() == 1


def test_only_the_address_of_today_is_shown(client, ana, amara):
    PlacementAddress.objects.create(
        child=ana,
        address="9 Former Road",
        from_day=today().replace(year=2020),
        until_day=today().replace(day=1),
    )
    client.force_login(amara)
    page = page_of(client.post(at("address", ana), {"reason": REASON}))
    assert STREET in page
    assert "Former" not in page


# ------------------------------------------------------------------------------------- My space


def code_on(page):
    start = page.index("govuk-panel__title")
    return page[start:].split(">")[1].split("<")[0].strip()


def test_a_space_is_opened_by_those_who_talk_with_the_child_and_by_nobody_else(client, ana, amara, scheme):
    known = people(scheme, ana)
    assert reach_of(client, "space", ana, [amara, known["manager"]]) == [200] * 2
    others = [
        "worker near",
        "lead",
        "colleague",
        "worker elsewhere",
        "volunteer",
        "vetting officer",
        "stranger",
    ]
    assert reach_of(client, "space", ana, [known[name] for name in others]) == [404] * 7


def test_a_key_is_shown_once_opens_the_space_and_gives_an_account_without_an_address(client, ana, amara):
    client.force_login(amara)
    page = page_of(client.post(at("space", ana)))
    code = code_on(page)
    ana.refresh_from_db()
    assert user_of_key(code=code) == ana.user
    assert ana.user.email is None
    assert ana.user.roles_on(today()) == {Role.YOUNG_PERSON}
    assert code not in page_of(client.get(at("space", ana)))
    assert code not in str(dict(client.session))


def test_looking_at_the_page_opens_nothing(client, ana, amara):
    client.force_login(amara)
    client.get(at("space", ana))
    assert not SpaceKey.objects.exists()
    ana.refresh_from_db()
    assert ana.user is None


def test_a_new_key_ends_the_one_before_and_keeps_the_account(client, ana, amara):
    client.force_login(amara)
    first = code_on(page_of(client.post(at("space", ana))))
    ana.refresh_from_db()
    user = ana.user
    second = code_on(page_of(client.post(at("space", ana))))
    ana.refresh_from_db()
    assert ana.user == user
    assert user_of_key(code=first) is None
    assert user_of_key(code=second) == user
    assert User.objects.filter(first_name="Ana").count() == 1


def test_the_page_with_a_key_is_kept_nowhere(client, ana, amara):
    client.force_login(amara)
    assert client.post(at("space", ana))["Cache-Control"] == "no-store"


def test_a_young_person_of_no_authority_has_a_space_with_their_scheme(client, amara, scheme):
    child = a_child_served_by(scheme, amara, "Kim", authority=an_authority())
    child.authority, child.authority_ref = None, ""
    child.save()
    client.force_login(amara)
    code = code_on(page_of(client.post(at("space", child))))
    user = user_of_key(code=code)
    assert user.memberships.get().scheme == scheme
    client.force_login(user)
    assert "Hello Kim" in page_of(client.get("/"))


def test_whoever_comes_in_by_a_key_sees_their_own_space_alone(client, ana, amara):
    other = with_account(a_child("Kofi"))
    client.force_login(other)
    for name in ("describe", "address", "space"):
        assert client.get(at(name, ana)).status_code == 404
    assert client.get(reverse("casefile:child", args=[ana.public_id])).status_code == 404
    assert "Hello Kofi" in page_of(client.get("/"))


def test_another_provider_opens_nothing(client, ana):
    elsewhere = a_scheme("Elsewhere", provider=a_provider("Elsewhere"))
    manager = a_member(Role.MANAGER, elsewhere)
    assert reach_of(client, "space", ana, [manager]) == [404]

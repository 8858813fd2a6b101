"""Who cares for a child, written down where no register says it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.foundation.dates import today
from kith.people.actions import CannotCare, involve, write_down_carer
from kith.people.models import Carer, Involvement
from kith.people.tests.factories import a_carer, a_child_served_by
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db


def ana_and_amara():
    scheme = a_scheme()
    amara = a_member(Role.COORDINATOR, scheme, first_name="Amara")
    return a_child_served_by(scheme, amara, "Ana"), amara


def write(child, by, **said):
    return write_down_carer(child=child, by=by, on=today(), **({"name": "Beth Ellis"} | said))


def caring(child):
    near = child.involvements.open_on(today()).of(Involvement.Part.CARER)
    return [(each.carer.name, each.carer.email) for each in near]


def test_a_carer_is_written_down_put_right_and_followed_by_another():
    ana, amara = ana_and_amara()
    write(ana, amara)
    write(ana, amara, email="beth@home.example")
    assert caring(ana) == [("Beth Ellis", "beth@home.example")]
    assert Carer.objects.count() == 1
    write(ana, amara, name="Jo Pell", anew=True)
    assert caring(ana) == [("Jo Pell", "")]
    assert Carer.objects.count() == 2
    assert Event.objects.filter(kind="carer written down", child=ana.public_id).count() == 3
    with pytest.raises(CannotCare, match="name of whoever cares for Ana"):
        write(ana, amara, name=" ")


def test_whom_the_register_brought_is_put_right_and_an_account_keeps_its_address():
    ana, amara = ana_and_amara()
    user = a_member(Role.CARER, a_scheme(), first_name="Beth")
    carer = a_carer("Beth Elis", user=user, email="beth@home.example")
    on = today() - timedelta(days=9)
    involve(child=ana, person=carer, part=Involvement.Part.CARER, by=None, on=on, act="register.import")
    write(ana, amara, email="other@home.example")
    assert caring(ana) == [("Beth Ellis", "beth@home.example")]


def test_the_page_is_for_whoever_looks_after_the_child(client):
    ana, amara = ana_and_amara()
    there = reverse("people:carer", args=[ana.public_id])
    client.force_login(amara)
    story = reverse("casefile:child", args=[ana.public_id])
    assert there in client.get(story).text
    assert "Write down their name" in client.post(there, {"name": "", "phone": "07700 900123"}).text
    page = client.post(there, {"name": "Beth Ellis", "email": "beth@home"}).text
    assert 'value="Beth Ellis"' in page
    assert "beth@home" in page
    sent = client.post(there, {"name": "Beth Ellis", "email": "beth@home.example"})
    assert sent.url == story
    assert "Somebody else cares for them now" in client.get(there).text
    stranger = a_member(Role.COORDINATOR, a_scheme("Another"))
    client.force_login(stranger)
    assert client.get(there).status_code == 404
    client.force_login(a_member(Role.VOLUNTEER, a_scheme("A third")))
    assert client.get(there).status_code == 404

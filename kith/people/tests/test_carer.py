"""Who cares for a child and who works with them, written down where no register says it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.foundation.dates import today
from kith.people.actions import CannotCare, involve, write_down_carer, write_down_worker
from kith.people.models import Carer, Involvement, Worker
from kith.people.tests.factories import a_carer, a_child, a_child_served_by
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
    with pytest.raises(CannotCare, match="tick “Somebody else”"):
        write(ana, amara, name="Beth Ellis")
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


def test_one_person_who_cares_for_two_children_is_one_also_by_hand():
    ana, amara = ana_and_amara()
    tariq = a_child("Tariq", authority=ana.authority)
    beth = write(ana, amara, email="beth@home.example")
    assert write(tariq, amara, email="Beth@home.example") == beth
    assert write(tariq, amara, name="Jo Pell", email="beth@home.example", anew=True) != beth


WORKER = Involvement.Part.SOCIAL_WORKER


def work(child, by, **said):
    told = {"name": "Nia Rowe", "part": WORKER.value} | said
    return write_down_worker(child=child, by=by, on=today(), **told)


def working(child):
    near = child.involvements.open_on(today()).exclude(worker=None).order_by("pk")
    return [(each.part, each.worker.name, each.worker.email) for each in near]


def test_a_worker_is_written_down_put_right_and_followed_by_another():
    ana, amara = ana_and_amara()
    work(ana, amara)
    work(ana, amara, email="nia@council.example")
    assert working(ana) == [("social worker", "Nia Rowe", "nia@council.example")]
    work(ana, amara, name="Raj Hall", part="personal adviser")
    work(ana, amara, name="Joe Wade", anew=True)
    assert working(ana) == [("personal adviser", "Raj Hall", ""), ("social worker", "Joe Wade", "")]
    assert Event.objects.filter(kind="worker written down", child=ana.public_id).count() == 4
    for said, words in (
        ({"name": "Nia Rowe"}, "tick “Somebody else”"),
        ({"name": " "}, "whoever works with Ana"),
        ({"part": "teacher"}, "social worker or"),
    ):
        with pytest.raises(CannotCare, match=words):
            work(ana, amara, **said)


def test_whom_the_register_brought_without_an_address_gets_one_for_all_their_children():
    ana, amara = ana_and_amara()
    tariq = a_child("Tariq", authority=ana.authority)
    nia = Worker.objects.create(name="Nia Rowe", organisation=ana.authority, kind=WORKER.value)
    for child in (ana, tariq):
        involve(child=child, person=nia, part=WORKER, by=None, on=today(), act="register.import")
    work(ana, amara, email="nia@council.example")
    assert working(tariq) == [("social worker", "Nia Rowe", "nia@council.example")]
    assert work(a_child("Leah", authority=ana.authority), amara, email="NIA@council.example") == nia


def test_an_address_that_signs_in_is_not_given_to_anybody_by_hand():
    ana, amara = ana_and_amara()
    raj = a_member(Role.WORKER, ana.authority, first_name="Raj")
    with pytest.raises(CannotCare, match="signs in to Kith with this address"):
        work(ana, amara, email=raj.email.upper())
    assert working(ana) == []


def test_the_page_of_a_worker_keeps_what_was_typed_and_is_closed_to_others(client):
    ana, amara = ana_and_amara()
    there = reverse("people:worker", args=[ana.public_id])
    client.force_login(amara)
    assert there in client.get(reverse("casefile:child", args=[ana.public_id])).text
    work(ana, amara, name="Raj Hall")
    page = client.post(there, {"part": WORKER.value, "name": "Nia Rowe", "email": "nia@"}).text
    assert 'value="nia@"' in page
    typed = {"part": WORKER.value, "name": "Nia Rowe", "email": "nia@council.example"}
    refused = client.post(there, typed).text
    assert '<a href="#id_anew">If Nia Rowe works with Ana now' in refused
    sent = client.post(there, typed | {"anew": "on"})
    assert sent.url == reverse("casefile:child", args=[ana.public_id])
    page = client.get(there).text
    assert "nia@council.example" in page
    assert "Somebody else works with them now" in page
    client.force_login(a_member(Role.COORDINATOR, a_scheme("Another")))
    assert client.get(there).status_code == 404

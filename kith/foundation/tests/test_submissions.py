"""A form with a key does its work once: twice, at once, or after a fault."""

import threading
import uuid

import pytest
from django.db import connections
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from kith.access.models import User
from kith.foundation.models import Submission
from kith.foundation.submissions import once


def a_post(key):
    return RequestFactory().post("/somewhere/", {"once": key})


def makes_a_user(request):
    User.objects.create_user(None, first_name="Once")
    return HttpResponseRedirect("/there/")


@pytest.mark.django_db
def test_sent_twice_it_is_done_once_and_both_arrive():
    key = str(uuid.uuid4())
    answers = [once(makes_a_user)(a_post(key)) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == ["/there/", "/there/"]
    assert User.objects.filter(first_name="Once").count() == 1


@pytest.mark.django_db
def test_a_form_with_mistakes_gives_its_key_up_again():
    key = str(uuid.uuid4())
    assert once(lambda request: HttpResponse("a mistake"))(a_post(key)).status_code == 200
    assert not Submission.objects.exists()
    assert once(makes_a_user)(a_post(key)).status_code == 302


@pytest.mark.django_db
def test_a_fault_leaves_neither_the_deed_nor_the_key():
    def breaks(request):
        makes_a_user(request)
        return HttpResponse(status=500)

    once(breaks)(a_post(str(uuid.uuid4())))
    assert not User.objects.exists()
    assert not Submission.objects.exists()


@pytest.mark.django_db
def test_a_page_without_a_key_is_let_through_as_it_is():
    assert once(makes_a_user)(RequestFactory().post("/", {"once": "nonsense"})).status_code == 302
    assert once(makes_a_user)(RequestFactory().get("/")).status_code == 302
    assert not Submission.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_does_it_and_the_other_is_sent_there():
    key, answers, ready = str(uuid.uuid4()), [], threading.Barrier(2)

    def send():
        ready.wait()
        answers.append(once(makes_a_user)(a_post(key)))
        connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer["Location"] for answer in answers] == ["/there/", "/there/"]
    assert User.objects.filter(first_name="Once").count() == 1

"""`kith plan recruitment` says what the pages say."""

import json

import pytest
from click.testing import CliRunner
from django.urls import reverse

from kith.cli import main
from kith.people.models import Child
from kith.planning.tests.factories import MUST_BE_A_MAN, SPEAKS_TIGRINYA, boys_wait, is_ready, many_came
from kith.planning.tests.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(scheme):
    boys_wait(scheme, 3, MUST_BE_A_MAN, SPEAKS_TIGRINYA)
    is_ready(scheme, "Yonas", languages=["tigrinya"])
    many_came(scheme, 12, "applied", ended="declined", reason="dbs")
    return scheme


def run(*asked):
    return CliRunner().invoke(main, ["plan", "recruitment", *asked])


def test_json_has_the_figures_of_the_pages_with_their_caveats(client, manager, busy):
    told = json.loads(run("--scheme", "northbridge VISITORS", "--json").output)
    (sentence,) = told["needed"]["sentences"]
    assert sentence["sentence"] in words(client.get(reverse("planning:needed")))
    assert (sentence["children"], sentence["ready"], sentence["gap"]) == (3, 1, 2)
    assert told["road"]["people"] == 13
    assert told["road"]["steps"][1]["left"] == 12
    assert told["road"]["sentence"] in words(client.get(reverse("planning:road")))
    assert told["sources"]["sources"][-1]["enquiries"] == 13
    for part in ("needed", "road", "sources"):
        assert told[part]["caveats"]
    assert "DBS" not in json.dumps(told["road"]["reasons"])


def test_sealed_children_are_not_counted(busy):
    Child.objects.filter(first_name="Dawit").update(sealed=True)
    told = json.loads(run("--scheme", "Northbridge visitors", "--json").output)
    assert told["needed"]["sentences"][0]["children"] == 2


def test_on_a_terminal(busy):
    told = run("--scheme", "Northbridge visitors", "--months", "all").output
    assert "Three boys in the middle wait for a man who speaks Tigrinya." in told
    assert "1 ready, 0 on the way, 2 nobody" in told
    assert "Poster or leaflet" in told


def test_a_scheme_that_is_not_there_is_refused_with_those_that_are(busy):
    result = run("--scheme", "Nowhere", "--json")
    assert result.exit_code == 1
    assert "There is no scheme called “Nowhere”. The schemes are: “Northbridge visitors”." in result.output
    assert run("--months", "7", "--scheme", "x").exit_code == 2

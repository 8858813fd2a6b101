"""Who is needed, from rows: who counts as waiting, as ready, as on the way, and what is said of them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.access.roles import Role
from kith.matching import actions
from kith.matching.tests.factories import DAY, a_road, card_of
from kith.people.tests.factories import a_volunteer
from kith.planning.queries import added, picture_of, who_is_needed
from kith.planning.tests.factories import (
    MUST_BE_A_MAN,
    SPEAKS_TIGRINYA,
    boys_wait,
    comes,
    is_ready,
    somebody_waits,
)
from kith.recruitment.actions import suspend
from kith.recruitment.tests.factories import a_colleague
from kith.referral.tests.factories import a_paid_scheme

pytestmark = pytest.mark.django_db


def needed(scheme, on=DAY):
    (one,) = who_is_needed([scheme], on)
    return one


def test_three_boys_wait_for_a_man_who_speaks_tigrinya():
    scheme = a_paid_scheme()
    boys_wait(scheme, 3, MUST_BE_A_MAN, SPEAKS_TIGRINYA)
    is_ready(scheme, "Yonas", languages=["tigrinya", "english"])
    is_ready(scheme, "Ben")
    comes(scheme, "checking", gender="M", languages=["tigrinya"])
    (need,) = needed(scheme).needs
    assert need.sentence == "Three boys in the middle wait for a man who speaks Tigrinya."
    assert (need.number, need.ready, need.coming, need.gap) == (3, 1, 1, 1)


def test_who_waits_without_having_been_asked_is_counted_apart():
    scheme = a_paid_scheme()
    somebody_waits(scheme, told=False)
    somebody_waits(scheme, MUST_BE_A_MAN, first_name="Biniam")
    one = needed(scheme)
    assert (one.waiting, one.not_asked, len(one.asked)) == (2, 1, 1)


def test_a_child_for_whom_somebody_is_being_asked_needs_nobody_more_and_holds_their_place():
    road = a_road(volunteers=("Ben",))
    road.proposal("chosen")
    one = needed(road.scheme)
    assert (one.waiting, one.being_asked, len(one.asked)) == (1, 1, 0)
    assert len(one.ready) == 0


def test_somebody_the_child_said_no_to_does_not_count_for_this_child():
    road = a_road(volunteers=("Ben", "Samir"))
    shortlist = road.shortlist()
    actions.choose(
        shortlist=shortlist,
        ranked=[],
        set_aside=[card_of(shortlist, "Ben")],
        others=True,
        by=road.coordinator,
        on=DAY,
    )
    (need,) = needed(road.scheme).needs
    assert (need.ready, need.gap, need.choices) == (0, 1, 0)


def test_who_is_suspended_full_or_out_of_date_is_not_ready():
    scheme = a_paid_scheme()
    somebody_waits(scheme, MUST_BE_A_MAN)
    ben = is_ready(scheme)
    assert needed(scheme).needs[0].ready == 1
    suspend(volunteer=ben, reason="own wish", by=a_colleague(Role.MANAGER, scheme, "Mona"), on=DAY)
    one = needed(scheme)
    assert len(one.ready) == 0
    assert one.needs[0].gap == 1
    is_ready(scheme, "Luke")
    assert len(needed(scheme).ready) == 1
    assert len(needed(scheme, DAY + timedelta(days=3000)).ready) == 0


def test_a_volunteer_of_another_scheme_does_not_count():
    scheme = a_paid_scheme()
    somebody_waits(scheme, MUST_BE_A_MAN)
    is_ready(a_paid_scheme("Another scheme"), "Luke")
    a_volunteer("Nobody asked", scheme)
    assert needed(scheme).needs[0].gap == 1


def test_where_a_child_lives_may_be_unknown_and_is_said_to_be():
    scheme = a_paid_scheme()
    somebody_waits(scheme, MUST_BE_A_MAN, area="")
    assert needed(scheme).needs[0].sentence == "One boy somewhere not known waits for a man."


def test_parts_of_the_area_are_told_apart():
    scheme = a_paid_scheme()
    for area in ("LS1", "LS2", "LS3", "HG1", "WF1"):
        somebody_waits(scheme, MUST_BE_A_MAN, area=area, first_name=area)
    sentences = [need.sentence for need in needed(scheme).needs]
    assert "One boy in the north waits for a man." in sentences
    assert "One boy in the south waits for a man." in sentences


def test_the_picture_counts_musts_before_likes_and_who_has_what_is_asked():
    scheme = a_paid_scheme()
    somebody_waits(scheme, MUST_BE_A_MAN, SPEAKS_TIGRINYA, ("not", "pets", "dogs"))
    somebody_waits(scheme, ("like", "gender", "female"), first_name="Biniam")
    is_ready(scheme, "Yonas", languages=["tigrinya"], free_days=["saturday"])
    is_ready(scheme, "Ruth", gender="F", free_days=["saturday_morning", "sunday"])
    comes(scheme, "applied", gender="U", languages=[], free_days=["saturday"])
    seen = added([picture_of(needed(scheme))])
    man, woman = seen.wished["Man or woman"]
    assert (man.label, man.must, man.like, man.ready, man.coming, man.not_said) == ("a man", 1, 0, 1, 0, 1)
    assert (woman.label, woman.must, woman.like, woman.ready) == ("a woman", 0, 1, 1)
    (tigrinya,) = seen.wished["Language"]
    assert (tigrinya.must, tigrinya.ready, tigrinya.not_said) == (1, 1, 1)
    (dogs,) = seen.wished["Pets"]
    assert (dogs.no, dogs.children) == (1, 0)
    saturday = next(day for day in seen.days if day.label == "Saturdays")
    assert (saturday.children, saturday.ready, saturday.coming) == (2, 2, 1)
    assert sum(place.children for place in seen.places) == 2


def test_the_same_number_of_questions_for_three_and_for_thirty(
    django_assert_max_num_queries, django_assert_num_queries
):

    scheme = a_paid_scheme()
    asked = []
    for more in (1, 9):
        boys_wait(scheme, 3 * more, MUST_BE_A_MAN, SPEAKS_TIGRINYA)
        for place in range(more):
            is_ready(scheme, f"Ready{more}{place}")
            comes(scheme, "applied", gender="M")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            _ = [need.sentence for need in needed(scheme).needs]
        asked.append(len(captured))
    assert asked[0] == asked[1]

"""Cover, hand-over, matches that nobody holds, and how full a post is: nothing is stranded."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from kith.access.actions import end_role
from kith.access.models import Membership
from kith.access.policy import Permission
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import now, today
from kith.matching.models import Match
from kith.meetings.tests.factories import a_coordinator, a_match, a_meeting
from kith.people.tests.factories import a_child_served_by
from kith.safeguarding.guarding import restrict
from kith.schemes.actions import change_rules
from kith.schemes.tests.factories import a_provider, a_scheme
from kith.support import actions
from kith.support.actions import CannotCover
from kith.support.models import Cover, HandOver
from kith.support.queries import loads, stranded
from kith.support.tests.people import days_ago, go, send, text, typed_day

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def sees(user, match, on=None):
    rows = Match.objects.reachable_by(user, Permission.SEE_MATCH, on or today())
    return rows.filter(pk=match.pk).exists()


def two_coordinators():
    priya, noor = a_coordinator(), a_coordinator(first_name="Noor")
    return priya, noor, a_match(coordinator=priya, begun_on=days_ago(100))


def away(priya, noor, from_day=None, until_day=None, on=None):
    on = on or today()
    return actions.arrange_cover(
        coordinator=priya,
        covered_by=noor,
        from_day=from_day or on,
        until_day=until_day or on + WEEK,
        why="leave",
        by=priya,
        on=on,
    )


def leaves(user):
    for member in Membership.objects.filter(user=user):
        end_role(membership=member, by=None, on=today())
    user.__dict__.pop("_memberships", None)


# ------------------------------------------------------------------------------------------- cover


@pytest.mark.parametrize("begins", [0, 3], ids=["now", "to come"])
def test_whoever_stands_in_leaves_with_what_is_handed_over_for_good(begins):
    priya, noor, match = two_coordinators()
    sol = a_coordinator(first_name="Sol")
    first = today() + timedelta(days=begins)
    away(priya, noor, from_day=first, until_day=first + WEEK)
    given = {"from_coordinator": priya, "children": [match.child], "by": priya, "on": today()}
    actions.hand_over(to_coordinator=sol, **given)
    assert [sees(each, match) for each in (priya, noor, sol)] == [False, False, True]
    assert not sees(noor, match, on=first + timedelta(days=1))


def test_whoever_will_stand_in_reads_for_whom_and_until_when_and_does_not_call_it_off(client):
    priya, noor, _ = two_coordinators()
    made = away(priya, noor, from_day=today() + WEEK, until_day=today() + 2 * WEEK)
    page = text(go(client, noor, "cover"))
    assert f"{priya.first_name} is away from" in page
    assert "Noor is there up to and with" in page
    assert "Call this off" not in page
    assert go(client, noor, "end_cover", made.public_id).status_code == 404
    assert "Call this off" in text(go(client, priya, "cover"))


def test_whoever_stands_in_may_take_them_over_for_good():
    priya, noor, match = two_coordinators()
    away(priya, noor)
    given = {"from_coordinator": priya, "children": [match.child], "by": priya, "on": today()}
    actions.hand_over(to_coordinator=noor, **given)
    assert sees(noor, match, on=today() + 2 * WEEK)
    assert not sees(priya, match)


def test_whoever_covers_is_near_from_the_first_to_the_last_day_and_no_longer():
    priya, noor, match = two_coordinators()
    away(priya, noor, from_day=today() + WEEK, until_day=today() + 2 * WEEK)
    assert not sees(noor, match)
    assert sees(noor, match, today() + WEEK)
    assert sees(noor, match, today() + 2 * WEEK - timedelta(days=1))
    assert not sees(noor, match, today() + 2 * WEEK)
    assert sees(priya, match, today() + WEEK)


def test_back_sooner_ends_it_that_day():
    priya, noor, match = two_coordinators()
    cover = away(priya, noor)
    assert sees(noor, match)
    actions.end_cover(cover=cover, by=priya, on=today())
    assert not sees(noor, match)
    with pytest.raises(CannotCover, match="over already"):
        actions.end_cover(cover=cover, by=priya, on=today())


def test_a_child_who_comes_while_somebody_is_away_is_covered_the_next_morning():
    priya, noor, _ = two_coordinators()
    away(priya, noor)
    later = a_match("Leah", "Mo", coordinator=priya, begun_on=today())
    assert not sees(noor, later)
    assert actions.keep_covers(at=now()) == 1
    assert actions.keep_covers(at=now()) == 0
    assert sees(noor, later)
    assert not sees(noor, later, today() + WEEK)


def test_what_somebody_covers_is_not_covered_on_nor_handed_over_as_their_own():
    priya, noor, match = two_coordinators()
    zoe = a_coordinator(first_name="Zoe")
    away(priya, noor)
    away(noor, zoe)
    assert not sees(zoe, match)


@pytest.mark.parametrize(
    ("days", "said"),
    [((-1, 7), "cannot begin in the past"), ((3, 3), "ends after it begins")],
)
def test_days_that_cannot_be_are_refused(days, said):
    priya, noor, _ = two_coordinators()
    first, last = (today() + timedelta(days=each) for each in days)
    with pytest.raises(CannotCover, match=said):
        away(priya, noor, from_day=first, until_day=last)


def test_one_is_covered_by_one_at_a_time_and_never_by_oneself():
    priya, noor, _ = two_coordinators()
    with pytest.raises(CannotCover, match="Nobody covers for themself"):
        away(priya, priya)
    away(priya, noor)
    with pytest.raises(CannotCover, match="Noor covers for Priya"):
        away(priya, a_coordinator(first_name="Zoe"))


def test_somebody_without_the_role_in_the_scheme_cannot_cover_or_take_over():
    priya, _, match = two_coordinators()
    stranger = a_coordinator(a_scheme("Elsewhere", provider=a_provider("Others")), "Stella")
    with pytest.raises(CannotCover, match="Stella is not a coordinator"):
        away(priya, stranger)
    with pytest.raises(CannotCover, match="given the role first"):
        actions.hand_over(
            from_coordinator=priya, to_coordinator=stranger, children=[match.child], by=priya, on=today()
        )


# ------------------------------------------------------------------------------------------- hand-over


def test_a_hand_over_takes_the_match_and_the_referral_along_on_one_day():
    priya, noor, match = two_coordinators()
    match.referral.status, match.referral.coordinator = "matched", priya
    match.referral.save()
    actions.hand_over(
        from_coordinator=priya, to_coordinator=noor, children=[match.child], by=priya, on=today()
    )
    assert sees(noor, match)
    assert not sees(priya, match)
    match.referral.refresh_from_db()
    assert match.referral.coordinator == noor


def test_nothing_and_oneself_cannot_be_handed_over():
    priya, noor, match = two_coordinators()
    with pytest.raises(CannotCover, match="Choose whom"):
        actions.hand_over(from_coordinator=priya, to_coordinator=noor, children=[], by=priya, on=today())
    with pytest.raises(CannotCover, match="to themself"):
        actions.hand_over(
            from_coordinator=priya, to_coordinator=priya, children=[match.child], by=priya, on=today()
        )


def test_a_match_whose_coordinator_is_gone_is_stranded_until_somebody_takes_it_up():
    priya, noor, match = two_coordinators()
    assert not stranded(Match.objects.live(), today())
    leaves(priya)
    assert list(stranded(Match.objects.live(), today())) == [match]
    actions.hand_over(from_coordinator=None, to_coordinator=noor, children=[match.child], by=noor, on=today())
    assert not stranded(Match.objects.live(), today())
    assert not sees(priya, match)


def test_a_coordinator_who_is_signed_out_for_good_strands_a_match_too():
    priya, _, match = two_coordinators()
    priya.is_active = False
    priya.save()
    assert list(stranded(Match.objects.live(), today())) == [match]


# ------------------------------------------------------------------------------------------- how much


def a_manager():
    return a_member(Role.MANAGER, a_provider(), first_name="Dana")


def test_how_full_a_post_is_goes_by_the_scheme_s_own_measure_and_the_share():
    priya = a_coordinator()
    for turn in range(3):
        a_match(f"Ana{turn}", f"Ruth{turn}", coordinator=priya, begun_on=days_ago(9))
    a_child_served_by(a_scheme(), priya, "Waiting")
    (load,) = loads([priya], today())
    assert (load.matches, load.holds, load.beyond) == (3, 36, 0)
    change_rules(scheme=a_scheme(), by=None, from_day=today(), matches_per_post=4)
    actions.set_post(
        coordinator=priya, provider=a_provider(), share=Decimal("0.5"), by=a_manager(), on=today()
    )
    (load,) = loads([priya], today())
    assert (load.matches, load.holds, load.beyond) == (3, 2, 1)
    assert load.why == "3 matches in 0.5 of a post, which holds 2 well."


def test_a_mix_of_schemes_is_measured_by_what_each_takes_of_a_post():
    priya, other = a_coordinator(), a_scheme("Peers")
    a_member(Role.COORDINATOR, other, user=priya)
    change_rules(scheme=a_scheme(), by=None, from_day=today(), matches_per_post=10)
    change_rules(scheme=other, by=None, from_day=today(), matches_per_post=30)
    a_match("Ana", "Ruth", coordinator=priya, begun_on=days_ago(9))
    a_match("Leah", "Mo", other, coordinator=priya, begun_on=days_ago(9))
    (load,) = loads([priya], today())
    assert load.holds == 15  # 1/10 and 1/30 are 4/30 of a post for two matches


def test_covered_matches_are_told_apart(django_assert_max_num_queries):
    priya, noor, _ = two_coordinators()
    away(priya, noor)
    with django_assert_max_num_queries(6):
        found = {load.coordinator: load for load in loads([priya, noor], today())}
    assert (found[noor].matches, found[noor].covering) == (1, 1)
    assert "1 of them while somebody is away." in found[noor].why


@pytest.mark.parametrize("share", [Decimal(0), Decimal("1.5")])
def test_a_post_is_a_part_or_the_whole(share):
    priya = a_coordinator()
    with pytest.raises(CannotCover, match="at most 1"):
        actions.set_post(coordinator=priya, provider=a_provider(), share=share, by=a_manager(), on=today())


def test_nobody_sets_the_size_of_their_own_post(client):
    priya = a_coordinator()
    a_match("Ana", "Ruth", coordinator=priya, begun_on=days_ago(9))
    assert "How large the post is" not in text(go(client, priya, "cover"))
    assert "Write it down" not in text(go(client, priya, "post", priya.public_id))
    answer = text(send(client, priya, "post", priya.public_id, share="0.5"))
    assert "a manager writes down" in answer
    (load,) = loads([priya], today())
    assert load.share == 1


# ------------------------------------------------------------------------------------------- pages


def test_a_coordinator_arranges_their_own_cover_and_a_manager_anybody_s(client):
    priya, noor, match = two_coordinators()
    typed = {"coordinator": priya.public_id, "covered_by": noor.public_id, "why": "ill"}
    typed |= typed_day("from_day", today()) | typed_day("last_day", today() + WEEK)
    assert send(client, priya, "arrange_cover", **typed).url == reverse("support:cover")
    cover = Cover.objects.get()
    assert cover.until_day == today() + WEEK + timedelta(days=1)
    dana = a_member(Role.MANAGER, match.scheme, first_name="Dana")
    assert "Noor is there up to and with" in text(go(client, dana, "cover"))
    assert go(client, a_coordinator(first_name="Zoe"), "end_cover", cover.public_id).status_code == 404
    send(client, dana, "end_cover", cover.public_id)
    assert "Nobody is away." in text(go(client, dana, "cover"))


def test_a_coordinator_arranges_nobody_else_s_cover(client):
    priya, noor, _ = two_coordinators()
    typed = {"coordinator": priya.public_id, "covered_by": noor.public_id, "why": "ill"}
    typed |= typed_day("from_day", today()) | typed_day("last_day", today() + WEEK)
    assert "is not there any more" in text(send(client, noor, "arrange_cover", **typed))
    assert go(client, noor, "hand_over", priya.public_id).status_code == 404
    assert go(client, a_match("Bo", "Al").volunteer.user, "cover").status_code == 403


def test_a_hand_over_lists_what_is_open_and_the_next_one_sees_it(client):
    priya, noor, match = two_coordinators()
    a_meeting(match, days_ago(3))
    read = text(go(client, priya, "hand_over", priya.public_id))
    assert "Ana, with Ruth" in read
    assert "Nobody has said how" in read
    typed = {
        "children": [match.child.public_id],
        "to_coordinator": noor.public_id,
        "words": "She likes calls.",
    }
    there = send(client, priya, "hand_over", priya.public_id, **typed).url
    assert HandOver.objects.get().words == "She likes calls."
    client.force_login(noor)
    assert "Nobody has said how" in text(client.get(there))
    client.force_login(priya)
    assert "Ana" not in text(client.get(there))
    assert "Nothing to hand over" in text(go(client, priya, "hand_over", priya.public_id))


def test_a_hand_over_of_nobody_is_explained_and_keeps_the_words(client):
    priya, noor, _ = two_coordinators()
    typed = {"to_coordinator": noor.public_id, "words": "She likes calls."}
    read = text(send(client, priya, "hand_over", priya.public_id, **typed))
    assert "Choose whom to hand over" in read
    assert "She likes calls." in read


def test_a_manager_finds_what_is_stranded_and_gives_it_to_somebody(client):
    priya, noor, match = two_coordinators()
    dana = a_member(Role.MANAGER, match.scheme, first_name="Dana")
    assert "Everybody has somebody" in text(go(client, dana, "stranded"))
    leaves(priya)
    assert "1 child without a coordinator" in text(go(client, dana, "cover"))
    typed = {"children": [match.child.public_id], "to_coordinator": noor.public_id}
    send(client, dana, "stranded", **typed)
    assert sees(noor, match)


def test_more_than_a_post_holds_is_shown_and_not_blamed(client):
    priya, _, match = two_coordinators()
    a_match("Leah", "Mo", coordinator=priya, begun_on=days_ago(9))
    change_rules(scheme=match.scheme, by=None, from_day=today(), matches_per_post=1)
    read = text(go(client, a_member(Role.MANAGER, match.scheme), "cover"))
    assert "2 matches in a full post, which holds 1 well. <strong>1 more than that.</strong>" in read
    assert "says nothing about anybody’s work" in read
    send(client, a_member(Role.MANAGER, match.scheme), "post", priya.public_id, share="0.5")
    assert "in 0.5 of a post" in text(go(client, priya, "cover"))


def test_who_is_near_a_sealed_child_only_their_own_coordinator_says(client):
    priya, noor, match = two_coordinators()
    match.child.sealed = True
    match.child.save(update_fields=["sealed"])
    dana = a_member(Role.MANAGER, match.scheme, first_name="Dana")
    assert "Nothing to hand over" in text(go(client, dana, "hand_over", priya.public_id))
    given = {"coordinator": priya, "covered_by": noor, "why": "ill", "on": today()}
    week = {"from_day": today(), "until_day": today() + WEEK}
    by_manager = actions.arrange_cover(**given, **week, by=dana)
    actions.keep_covers(at=now())
    assert not sees(noor, match)
    actions.end_cover(cover=by_manager, by=dana, on=today())
    actions.arrange_cover(**given, **week, by=priya)
    assert sees(noor, match)


def test_nobody_takes_over_a_child_from_whom_they_are_kept():
    priya, noor, match = two_coordinators()
    restrict(child=match.child, user=noor, why="An aunt of the child.", by=priya, on=today())
    with pytest.raises(CannotCover, match="must be kept from one of these stories"):
        away(priya, noor)
    with pytest.raises(CannotCover, match="must be kept from one of these stories"):
        actions.hand_over(
            from_coordinator=priya, to_coordinator=noor, children=[match.child], by=priya, on=today()
        )

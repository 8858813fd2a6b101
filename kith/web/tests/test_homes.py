"""What each role finds first, and that nobody finds what is not theirs."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.audit.models import Look
from kith.endings import actions as endings
from kith.endings.models import Letter
from kith.endings.tests.factories import a_match_today, a_young_person, an_ending_now, coordinator_of
from kith.foundation.dates import moment, today
from kith.matching import actions as matching
from kith.matching.models import Match, WishList
from kith.matching.tests.factories import a_road
from kith.meetings.models import Meeting, NotAsked, Note
from kith.meetings.tests.factories import a_meeting
from kith.people.actions import involve
from kith.people.models import Involvement
from kith.people.tests.factories import a_carer, a_child, a_volunteer, with_account
from kith.recruitment.models import Check
from kith.recruitment.tests.factories import an_approved_volunteer
from kith.referral.tests.factories import a_paid_scheme
from kith.register.models import PathwayPoint
from kith.schemes.tests.factories import a_provider, an_authority
from kith.web.tests.factories import a_coordinator, days_ago, two_together

pytestmark = pytest.mark.django_db
HOME = "/"


@pytest.fixture
def scheme():
    return a_paid_scheme()


def page_of(client, user, address=HOME):
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def plain(page):
    """What is read, without the markup and the head."""
    return " ".join(strip_tags(page[page.index("<main") :].replace("<", " <")).split())


# ------------------------------------------------------------------------------------- the volunteer


def test_a_volunteer_s_next_meeting_stands_first(client):
    match = two_together(coordinator=a_coordinator())
    later = a_meeting(match, today() + timedelta(days=21))
    a_meeting(match, today() + timedelta(days=7), place="the swimming pool")
    page = plain(page_of(client, match.volunteer.user))
    day = today() + timedelta(days=7)
    assert page.startswith(f"{day:%A} {day.day} {day:%B}, 2pm with Ana · the swimming pool")
    assert later.on() > day


def test_a_volunteer_tells_of_the_last_meeting_right_where_they_land(client):
    match = two_together(coordinator=a_coordinator())
    meeting = a_meeting(match, days_ago(1))
    page = page_of(client, match.volunteer.user)
    assert "How did yesterday go?" in page
    answer = client.post(
        reverse("meetings:record", args=[meeting.public_id]), {"went": "kept", "long": "120", "did": ["food"]}
    )
    assert answer.status_code == 302
    meeting.refresh_from_db()
    assert meeting.status == "kept"
    assert "How did" not in page_of(client, match.volunteer.user)


def test_of_several_untold_meetings_the_latest_is_asked_and_the_others_stand_below(client):
    match = two_together(coordinator=a_coordinator())
    old, new = a_meeting(match, days_ago(15)), a_meeting(match, days_ago(1))
    page = page_of(client, match.volunteer.user)
    assert f'action="{reverse("meetings:record", args=[new.public_id])}"' in page
    assert f'href="{reverse("meetings:record", args=[old.public_id])}"' in page
    assert "Still to tell" in page


def test_a_volunteer_reads_what_is_good_to_know_and_nothing_about_where_the_child_lives(client):
    match = two_together(coordinator=a_coordinator())
    match.child.practical_needs = "Peanuts make her ill."
    match.child.save()
    page = page_of(client, match.volunteer.user)
    assert "Peanuts make her ill." in page
    for hidden in (match.child.last_name, match.child.area, match.child.authority_ref):
        assert hidden not in page


def test_a_volunteer_hears_of_a_proposal_without_a_name_until_two_have_approved(client, scheme):
    road = a_road("Tariq", scheme, volunteers=("Ben",))
    ben = road.volunteers[0]
    ben.user = a_member(Role.VOLUNTEER, scheme, first_name="Ben")
    ben.save()
    proposal = road.proposal("chosen")
    assert "Welcome, Ben" in page_of(client, ben.user)
    road.take("asked", proposal)
    page = page_of(client, ben.user)
    assert "A boy aged 11 to 13 who likes cars." in page
    assert "Tariq" not in page
    road.take("answered", proposal)
    assert "Tariq" not in page_of(client, ben.user)
    road.take("approved", proposal)
    assert "You and Tariq may meet" in page_of(client, ben.user)


def test_a_volunteer_sees_when_they_meet_for_the_first_time_and_is_asked_afterwards(client, scheme):
    road = a_road("Tariq", scheme, volunteers=("Ben",))
    ben = road.volunteers[0]
    ben.user = a_member(Role.VOLUNTEER, scheme, first_name="Ben")
    ben.save()
    proposal = road.proposal("approved")
    ahead = moment(today() + timedelta(days=3), time(16, 30))
    matching.plan_first_meeting(
        proposal=proposal, moment=ahead, place="the library café", by=road.coordinator, on=today()
    )
    page = page_of(client, ben.user)
    assert "You meet Tariq for the first time" in page
    assert "4:30pm, the library café" in page
    proposal.first_meeting_at = moment(days_ago(1), time(16, 30))
    proposal.save()
    page = page_of(client, ben.user)
    assert "You have met Tariq" in page
    assert "Would you like to go on?" in page


def test_a_volunteer_is_told_of_their_own_check_that_runs_out(client, scheme):
    dee = an_approved_volunteer("Dee", scheme, on=days_ago(1))
    dee.user = a_member(Role.VOLUNTEER, scheme, first_name="Dee")
    dee.save()
    assert "runs out" not in page_of(client, dee.user)
    Check.objects.filter(volunteer=dee, kind="dbs").update(until=today() + timedelta(days=6))
    assert "Your DBS check runs out in 6 days." in page_of(client, dee.user)
    Check.objects.filter(volunteer=dee, kind="dbs").update(on=days_ago(30), until=days_ago(2))
    assert "You cannot meet anybody until it is renewed." in page_of(client, dee.user)


def test_a_volunteer_whose_match_winds_down_is_asked_for_a_letter(client):
    match = a_match_today()
    ending = an_ending_now(match)
    page = page_of(client, match.volunteer.user)
    assert "Saying goodbye well" in page
    assert reverse("endings:letter", args=[ending.public_id]) in page


def test_a_volunteer_on_a_break_is_told_so_and_offered_no_plan(client):
    match = two_together(coordinator=a_coordinator(), status="paused")
    page = page_of(client, match.volunteer.user)
    assert "You are having a break." in page
    assert reverse("meetings:plan", args=[match.public_id]) not in page


def test_a_volunteer_s_pages_of_a_match_close_with_it(client):
    match = two_together(coordinator=a_coordinator())
    Match.objects.filter(pk=match.pk).update(status="ended", ended_on=today())
    page = page_of(client, match.volunteer.user)
    assert "Ana" not in page
    assert "Welcome, Ruth" in page


def test_a_new_volunteer_finds_a_welcome_and_their_papers(client, scheme):
    page = page_of(client, a_volunteer("Ben", scheme).user)
    assert "Welcome, Ben" in page
    assert reverse("recruitment:my_checks") in page


# ------------------------------------------------------------------------------------- My space


def my_space_of(client, match, address=HOME):
    user = match.child.user or with_account(match.child)
    return page_of(client, user, address)


def test_who_is_coming_and_when_stands_first_in_my_space(client):
    match = two_together(coordinator=a_coordinator())
    day = today() + timedelta(days=4)
    a_meeting(match, day, place="the pool")
    page = plain(my_space_of(client, match))
    said = f"In 4 days Ruth is coming {day:%A} {day.day} {day:%B}, 2 o’clock, the pool"
    assert page.startswith(f"My space {said}")


def test_nothing_in_my_space_says_kith_care_a_scheme_or_a_surname(client):
    match = two_together(coordinator=a_coordinator())
    a_meeting(match, today() + timedelta(days=4))
    page = my_space_of(client, match)
    title = page[page.index("<title>") : page.index("</title>")]
    assert title == "<title>My space"
    shown = plain(page)
    words = [
        match.child.last_name,
        match.volunteer.last_name,
        "Kith",
        "Northbridge",
        "looked after",
        "in care",
    ]
    for word in words:
        assert word not in shown


def test_a_young_person_is_asked_how_it_was_and_may_say_not_now_or_never_again(client):
    match = two_together(coordinator=a_coordinator(), kept=2)
    page = my_space_of(client, match)
    assert "Last time was …" in page
    how = reverse("meetings:how_it_was", args=[match_meeting(match).public_id])
    assert page.count(f'action="{how}"') == 2
    assert "Stop asking me" in page
    client.post(how, {"answer": "stop"})
    assert NotAsked.objects.filter(child=match.child).exists()
    assert "Last time was" not in my_space_of(client, match)


def match_meeting(match):
    return Meeting.objects.filter(match=match).latest("at")


def test_what_a_young_person_says_with_a_face_is_kept(client):
    match = two_together(coordinator=a_coordinator(), kept=2)
    my_space_of(client, match)
    meeting = match_meeting(match)
    client.post(reverse("meetings:how_it_was", args=[meeting.public_id]), {"face": "good"})
    meeting.refresh_from_db()
    assert meeting.feeling == "good"


def test_my_space_tells_what_the_volunteer_can_see_and_who_reads_how_it_was(client):
    match = two_together(coordinator=a_coordinator())
    page = plain(my_space_of(client, match))
    assert "What Ruth can see" in page
    assert "Ruth can’t see your last name, where you live, or what was before." in page
    assert "Amara can read how you said it was. Ruth can’t." in page


def test_a_young_person_can_ask_for_a_change_a_break_or_a_stop_and_say_they_do_not_feel_safe(client):
    match = two_together(coordinator=a_coordinator())
    page = my_space_of(client, match)
    ask = reverse("endings:ask", args=[match.public_id])
    for kind in ("change", "break", "stop"):
        assert f'href="{ask}?kind={kind}"' in page
        assert client.get(f"{ask}?kind={kind}").status_code == 200
    assert "I don’t feel safe" in page
    assert reverse("safeguarding:raise") in page


def test_a_stop_stays_possible_while_it_winds_down_and_a_break_does_not(client):
    match = two_together(coordinator=a_coordinator(), status="ending")
    page = my_space_of(client, match)
    assert "?kind=stop" in page
    assert "?kind=break" not in page


def test_on_a_break_no_day_is_shown(client):
    match = two_together(coordinator=a_coordinator(), status="paused")
    a_meeting(match, today() + timedelta(days=4))
    page = my_space_of(client, match)
    assert "You are having a break." in page
    assert "is coming" not in page


def test_cards_to_choose_from_stand_first_until_they_are_answered(client, scheme):
    road = a_road("Tariq", scheme)
    with_account(road.child)
    assert "Who would you like?" not in page_of(client, road.child.user)
    shortlist = road.shortlist(on=today())
    page = plain(page_of(client, road.child.user))
    assert page.startswith("My space Who would you like?")
    road.choose(shortlist, on=today())
    assert "Who would you like?" not in page_of(client, road.child.user)


def test_a_young_person_follows_their_choice_and_never_reads_who_said_no(client, scheme):
    road = a_road("Tariq", scheme)
    with_account(road.child)
    proposal = road.proposal("asked", "Ben")
    assert "You chose Ben" in page_of(client, road.child.user)
    road.say_no(proposal)
    page = page_of(client, road.child.user)
    assert "Ben" not in page


def test_a_young_person_reads_when_they_first_meet_and_says_yes_or_no_afterwards(client, scheme):
    road = a_road("Tariq", scheme)
    with_account(road.child)
    proposal = road.proposal("approved", "Ben")
    matching.plan_first_meeting(
        proposal=proposal,
        moment=moment(today() + timedelta(days=3), time(16)),
        place="the library",
        by=road.coordinator,
        on=today(),
    )
    page = plain(page_of(client, road.child.user))
    assert "You meet Ben" in page
    assert "4 o’clock, the library" in page
    assert f"{road.coordinator.first_name} is there too. You can still say no." in page
    proposal.first_meeting_at = moment(days_ago(1), time(16))
    proposal.save()
    page = page_of(client, road.child.user)
    assert reverse("matching:my_answer", args=[proposal.public_id]) in page


def test_a_letter_is_read_once_it_was_given_and_not_before(client):
    match = a_match_today()
    young = a_young_person(match)
    ending = an_ending_now(match)
    letter = endings.write_letter(
        ending=ending,
        words="Dear Ana, I will miss our walks.",
        signed="Ruth",
        by=match.volunteer.user,
        on=today(),
    )
    assert "I will miss our walks" not in page_of(client, young)
    endings.give_letter(letter=letter, by=coordinator_of(match), on=today())
    page = page_of(client, young)
    assert "A letter from Ruth" in page
    assert "I will miss our walks" in page


def test_somebody_else_s_letters_are_not_read(client):
    match = a_match_today()
    ending = an_ending_now(match)
    Letter.objects.create(
        ending=ending, words="Dear Ana", signed="Ruth", written_on=today(), given_on=today()
    )
    other = with_account(a_child("Kofi"))
    page = page_of(client, other)
    assert "Dear Ana" not in page
    assert "Hello Kofi" in page


def test_what_was_asked_and_what_was_answered_is_read(client):
    match = a_match_today()
    young = a_young_person(match)
    asked = endings.ask(match=match, kind="change", words="Sundays?", by=young, on=today())
    page = page_of(client, young)
    assert "You asked to change something" in page
    assert "We have heard you." in page
    endings.answer_ask(ask=asked, words="Yes, from next week.", by=coordinator_of(match), on=today())
    assert "Priya said: “Yes, from next week.”" in page_of(client, young)


def test_wishes_are_shown_in_their_own_words(client):
    match = two_together(coordinator=a_coordinator())
    WishList.objects.create(
        child=match.child, referral=match.referral, version=1, on=days_ago(100), learnt="talk",
        words="Somebody who turns up.", to_do=["baking", "swimming"],
    )  # fmt: skip
    page = plain(my_space_of(client, match))
    assert "Somebody who turns up." in page
    assert "Things to do: baking · swimming" in page


def test_my_space_of_somebody_without_anything_yet_says_hello(client):
    assert "Hello Tariq" in page_of(client, with_account(a_child()))


def test_a_young_person_without_a_child_s_row_finds_an_empty_space(client):
    user = a_member(Role.YOUNG_PERSON, an_authority(), user=a_user("Ana", "", email=None))
    assert "Nothing is planned yet" in page_of(client, user)


# ------------------------------------------------------------------------------------- worker and carer


def a_worker_near(child, first_name="Nia"):
    user = a_member(Role.WORKER, an_authority(), first_name=first_name)
    part = Involvement.Part.SOCIAL_WORKER
    involve(child=child, person=user, part=part, by=None, on=days_ago(200), act="test")
    return user


def test_a_worker_sees_whom_to_ask_who_has_somebody_and_never_what_was_said(client):
    match = two_together(coordinator=a_coordinator(), kept=2)
    meeting = match_meeting(match)
    Note.objects.create(meeting=meeting, words="SECRET", readers=["child"], at=meeting.at)
    meeting.feeling, meeting.feeling_words = "not great", "PRIVATE"
    meeting.save()
    child = a_child("Zara")
    nia = a_worker_near(match.child)
    involve(child=child, person=nia, part=Involvement.Part.SOCIAL_WORKER, by=None, on=days_ago(9), act="test")
    point = PathwayPoint.objects.create(child=child, kind="review", on=days_ago(5), key="review 1")
    page = page_of(client, nia)
    assert "Ana and Ruth" in page
    assert reverse("register:offer", args=[point.public_id]) in page
    assert "SECRET" not in page
    assert "PRIVATE" not in page


def test_a_worker_without_children_is_told_what_comes(client):
    page = page_of(client, a_member(Role.WORKER, an_authority()))
    assert "Everybody was asked" in page
    assert "None of them yet." in page


def test_a_worker_s_page_asks_the_same_few_questions_however_many_children(client):
    coordinator = a_coordinator()
    nia = a_member(Role.WORKER, an_authority())

    def near(numbers):
        for number in numbers:
            match = two_together(f"Child{number}", f"Vol{number}", coordinator=coordinator)
            a_meeting(match, today() + timedelta(days=2))
            part = Involvement.Part.SOCIAL_WORKER
            involve(child=match.child, person=nia, part=part, by=None, on=days_ago(9), act="test")
            PathwayPoint.objects.create(child=match.child, kind="review", on=days_ago(5), key="review")

    def asked():
        with CaptureQueriesContext(connection) as queries:
            page_of(client, nia)
        return len(queries)

    near(range(3))
    asked()
    three = asked()
    near(range(3, 12))
    assert asked() == three


def test_a_carer_sees_the_plan_and_never_the_words(client):
    match = two_together(coordinator=a_coordinator(), kept=2)
    pam = a_member(Role.CARER, an_authority(), first_name="Pam")
    carer = a_carer(user=pam)
    involve(
        child=match.child, person=carer, part=Involvement.Part.CARER, by=None, on=days_ago(99), act="test"
    )
    meeting = match_meeting(match)
    Note.objects.create(meeting=meeting, words="SECRET", readers=["child"], at=meeting.at)
    meeting.feeling_words = "PRIVATE"
    meeting.save()
    WishList.objects.create(
        child=match.child, referral=match.referral, version=1, on=days_ago(100), learnt="talk", words="WISHES"
    )
    a_meeting(match, today() + timedelta(days=4), place="the pool")
    page = plain(page_of(client, pam))
    assert "2pm Ana and Ruth, the pool" in page
    assert "Ring Amara" in page
    for hidden in ("SECRET", "PRIVATE", "WISHES"):
        assert hidden not in page


def test_a_carer_without_a_plan_is_told_where_it_will_stand(client):
    page = page_of(client, a_member(Role.CARER, an_authority()))
    assert "Nothing is planned" in page


# ------------------------------------------------------------------------------------- the others


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (Role.AUTHORITY_COORDINATOR, "register:home"),
        (Role.COMMISSIONER, "reporting:reports"),
        (Role.ELECTED_MEMBER, "reporting:members"),
        (Role.DATA_OFFICER, "register:import"),
        (Role.ADMINISTRATOR, "administration:schemes"),
        (Role.AUDITOR, "administration:audit"),
    ],
)
def test_whoever_has_a_page_that_serves_as_home_is_sent_there(client, role, name):
    place = a_provider() if role == Role.ADMINISTRATOR else an_authority()
    client.force_login(a_member(role, place))
    answer = client.get(HOME)
    assert answer.status_code == 302
    assert answer["Location"] == reverse(name)


def test_somebody_without_a_role_is_told_whom_to_ask(client):
    page = page_of(client, a_user("Nora"))
    assert "Welcome, Nora" in page
    assert "You have no role yet" in page


def test_nobody_comes_in_without_signing_in(client):
    answer = client.get(HOME)
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


def test_somebody_with_two_roles_has_two_doors(client, scheme):
    match = two_together(coordinator=a_coordinator(scheme), scheme=scheme)
    ruth = a_member(Role.COORDINATOR, scheme, user=match.volunteer.user)
    page = page_of(client, ruth)
    assert "What needs you today" in page
    assert "My own volunteering" in page
    page = page_of(client, ruth, "/?as=volunteer")
    assert "All my meetings" in page
    assert "What needs you today" not in page


def test_a_door_that_is_not_theirs_opens_nothing(client, scheme):
    page = page_of(client, a_coordinator(scheme), "/?as=my-space")
    assert "What needs you today" in page


def test_a_look_at_a_home_page_is_kept_with_the_right_it_was_by(client):
    match = two_together(coordinator=a_coordinator())
    page_of(client, match.volunteer.user)
    my_space_of(client, match)
    looks = list(Look.objects.filter(page="web:home").order_by("id").values_list("permission", flat=True))
    assert looks == ["say how a meeting went", "see one's own space"]

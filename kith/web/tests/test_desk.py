"""What needs somebody today: every line true, in order of harm, with a step that leads somewhere."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.endings.models import Ask
from kith.endings.tests.factories import a_match_today as a_match_with_referral
from kith.endings.tests.factories import an_ending_now
from kith.foundation.dates import now, today
from kith.matching.actions import approve
from kith.matching.tests.factories import a_road
from kith.meetings.tests.factories import a_meeting
from kith.people.tests.factories import a_card, a_volunteer, with_account
from kith.recruitment.models import Check, Suspension
from kith.recruitment.tests.factories import an_application, an_approved_volunteer
from kith.referral.tests.factories import a_paid_scheme, a_referral
from kith.safeguarding.tests.factories import a_concern
from kith.schemes.tests.factories import a_provider
from kith.web.desk import AtHand, groups, sections
from kith.web.desk.order import SOONEST
from kith.web.tests.factories import a_coordinator, a_talk, days_ago, two_together, withheld

pytestmark = pytest.mark.django_db
HOME = "/"


@pytest.fixture
def scheme():
    return a_paid_scheme()


@pytest.fixture
def amara(scheme):
    return a_coordinator(scheme)


def desk_of(user, unfolded=""):
    return groups(AtHand(user, at=now(), on=today()), unfolded)


def needs_of(user):
    return [need for group in desk_of(user) for need in group.needs]


def whats(user):
    return [need.what for need in needs_of(user)]


def the_need(user):
    (need,) = needs_of(user)
    return need


# ------------------------------------------------------------------------------------- matches


def test_a_match_that_is_on_track_is_not_on_the_desk(amara, scheme):
    two_together(coordinator=amara)
    assert needs_of(amara) == []


def test_a_match_that_has_gone_quiet_says_why_and_whom_to_ask(amara):
    match = two_together("Leah", "Mo", coordinator=amara, kept=49)
    need = the_need(amara)
    assert need.what == "Leah and Mo have gone quiet"
    assert need.why.startswith("No meeting for 49 days; they agreed on every other Saturday.")
    assert need.action == "Ask Mo"
    assert need.url == reverse("support:supervise", args=[match.public_id])
    assert need.how_soon == "now"


def test_meetings_called_off_by_the_carer_come_before_silence_and_stand_there_once(amara):
    quiet = two_together("Leah", "Mo", coordinator=amara, kept=49)
    both = two_together("Imran", "Joe", coordinator=amara, kept=56)
    withheld(both, 25, 11)
    first, second = needs_of(amara)
    assert first.what == "Imran’s carer has called off two meetings"
    assert "They have not met for 56 days." in first.why
    assert "he has been rude at home" in first.why
    assert "never taken away as a punishment" in first.why
    assert first.action == "Talk to the carer"
    assert second.what == f"{quiet.name} have gone quiet"


def test_who_withheld_is_said_only_where_it_was_one_and_the_same(amara):
    match = two_together("Imran", "Joe", coordinator=amara)
    withheld(match, 25, who="carer", reason="other", reason_words="")
    withheld(match, 11, who="worker", reason="other", reason_words="Contact visit")
    need = the_need(amara)
    assert need.what == "Two meetings of Imran were withheld"
    assert need.action == "Talk to the worker"


def test_a_quiet_match_is_not_counted_again_among_unsaid_meetings_or_supervisions(amara):
    match = two_together("Leah", "Mo", coordinator=amara, kept=49, talked=None, days=300)
    a_meeting(match, days_ago(20))
    assert whats(amara) == ["Leah and Mo have gone quiet"]
    assert "Nobody has said how" in needs_of(amara)[0].why


def test_a_meeting_nobody_has_told_of_is_on_the_desk_after_two_days(amara):
    match = two_together(coordinator=amara)
    meeting = a_meeting(match, days_ago(1))
    assert needs_of(amara) == []
    meeting.at -= timedelta(days=2)
    meeting.save()
    need = the_need(amara)
    assert need.what == "Nobody has said how Ana and Ruth got on"
    assert need.url == reverse("meetings:record", args=[meeting.public_id])


def test_several_untold_meetings_are_one_line(amara):
    for child, volunteer in (("Ana", "Ruth"), ("Kofi", "Sunil")):
        a_meeting(two_together(child, volunteer, coordinator=amara), days_ago(4))
    need = the_need(amara)
    assert need.what == "Nobody has said how two meetings went"
    assert need.url.endswith("?show=unsaid")


def test_supervision_that_is_due_is_one_line_however_many(amara):
    match = two_together(coordinator=amara, talked=90)
    assert the_need(amara).what == "Supervision with Ruth is due"
    two_together("Kofi", "Sunil", coordinator=amara, talked=None, days=200)
    need = the_need(amara)
    assert need.what == "Supervision is due with two volunteers"
    assert need.why.startswith("The longest wait is Sunil’s.")
    a_talk(match, days_ago(1))
    assert the_need(amara).what == "Supervision with Sunil is due"


@pytest.mark.parametrize(("kind", "how_soon"), [("stop", "now"), ("break", "now"), ("change", "soon")])
def test_what_a_young_person_asks_waits_for_an_answer(amara, kind, how_soon):
    match = two_together("Callum", "Dee", coordinator=amara)
    ask = Ask.objects.create(
        child=match.child, match=match, kind=kind, words="Can it be Sundays?", on=days_ago(1)
    )
    need = the_need(amara)
    assert need.what.startswith("Callum asked")
    assert "“Can it be Sundays?”" in need.why
    assert "Asked yesterday." in need.why
    assert need.how_soon == how_soon
    ask.answered_on, ask.answer = today(), "Yes."
    ask.save()
    assert needs_of(amara) == []


def test_the_next_step_of_an_ending_says_when_it_is_due(scheme):
    match = a_match_with_referral(scheme=scheme)
    a_meeting(match, days_ago(3), status="kept")
    ending = an_ending_now(match, child_words="I want the seaside.")
    coordinator = match.referral.coordinator
    url = reverse("endings:ending", args=[ending.public_id])
    (need,) = [need for need in needs_of(coordinator) if need.url == url]
    assert need.what.startswith("Ending: Ana and Ruth, ")
    assert "Due" in need.why
    assert need.action == "Open the plan"


# ------------------------------------------------------------------------------------- on the way


def test_who_has_waited_longest_stands_first_with_their_own_words(amara, scheme):
    a_road("Zara", scheme, volunteers=(), wishes=False, coordinator=amara, on=days_ago(40))
    a_road("Tariq", scheme, volunteers=(), coordinator=amara, on=days_ago(118))
    first, second = needs_of(amara)
    assert first.what == "Tariq has waited 118 days"
    assert "Someone who gets cars" in first.why
    assert first.action == "Look for somebody"
    assert second.what == "Zara has waited 40 days"
    assert second.why == "Nobody has asked yet what they would like."
    assert second.action == "Talk with Zara"


def test_a_child_who_has_chosen_no_longer_waits_for_a_look(amara, scheme):
    road = a_road("Tariq", scheme, volunteers=("Ben",), coordinator=amara, on=days_ago(118))
    proposal = road.proposal("chosen")
    need = the_need(amara)
    assert need.what == "Tariq has chosen Ben"
    assert need.url == reverse("matching:sketch", args=[proposal.public_id])


def test_a_proposal_that_waits_for_a_manager_is_on_the_manager_s_desk_alone(amara, scheme):
    road = a_road("Maya", scheme, volunteers=("Helen",), coordinator=amara)
    proposal = road.proposal("answered", "Helen")
    approve(proposal=proposal, by=amara, on=today())
    assert needs_of(amara) == []
    assert "Maya and Helen need your approval" in whats(road.manager)


def test_the_coordinator_s_own_steps_are_not_on_the_manager_s_desk(amara, scheme):
    road = a_road("Tariq", scheme, volunteers=("Ben",), coordinator=amara)
    road.proposal("chosen")
    assert "Tariq has chosen Ben" in whats(amara)
    assert "Tariq has chosen Ben" not in whats(road.manager)


def test_referrals_are_one_line_that_says_how_long_the_oldest_waits(amara, scheme):
    one = a_referral(scheme=scheme, on=days_ago(12), source="reviewing officer")
    need = the_need(amara)
    assert need.what == "Tariq’s referral waits for an answer"
    assert need.why.startswith("It came 12 days ago, from a reviewing officer.")
    assert need.how_soon == "soon"
    assert need.url == reverse("referral:referral", args=[one.public_id])
    a_referral(scheme=scheme, on=today(), source="young person", first_name="Jade")
    need = the_need(amara)
    assert need.what == "Two referrals wait for an answer"
    assert need.url == reverse("referral:list")


def test_a_referral_of_today_can_wait_and_is_said_to_come_from_whoever_sent_it(amara, scheme):
    a_referral(scheme=scheme, on=today(), source="young person")
    need = the_need(amara)
    assert need.how_soon == "calm"
    assert need.why == "It came today, from the young person."


# ------------------------------------------------------------------------------------- volunteers


def a_cleared_volunteer(scheme, first_name="Dee", **until):
    """Approved today, with some checks that run out."""
    volunteer = an_approved_volunteer(first_name, scheme, on=days_ago(1))
    for kind, day in until.items():
        Check.objects.filter(volunteer=volunteer, kind=kind).update(until=day)
    return volunteer


def test_a_check_that_runs_out_names_the_meeting_it_stops(amara, scheme):
    dee = a_cleared_volunteer(scheme, dbs=today() + timedelta(days=6))
    match = two_together("Callum", dee, coordinator=amara)
    a_meeting(match, today() + timedelta(days=3))
    planned = a_meeting(match, today() + timedelta(days=10))
    need = the_need(amara)
    assert need.what == "Dee’s DBS check runs out in 6 days"
    assert need.why == (
        f"The meeting on {planned.on().day} {planned.on():%B %Y} cannot go ahead unless it is renewed."
    )
    assert need.how_soon == "soon"


def test_checks_of_one_volunteer_are_one_line(amara, scheme):
    soon = today() + timedelta(days=6)
    a_cleared_volunteer(scheme, dbs=soon, training=soon)
    assert whats(amara) == ["Dee’s DBS check and training run out in 6 days"]


def test_a_check_that_has_run_out_keeps_an_approved_volunteer_from_meeting_anybody(amara, scheme):
    a_cleared_volunteer(scheme)
    Check.objects.filter(kind="dbs").update(on=days_ago(30), until=days_ago(2))
    need = the_need(amara)
    assert need.what == "Dee’s DBS check ran out 2 days ago"
    assert need.why == "Dee may meet nobody until it is renewed."
    assert need.how_soon == "now"


def test_a_check_of_a_colleague_s_volunteer_is_the_colleague_s_to_see_to(amara, scheme):
    dee = a_cleared_volunteer(scheme, dbs=today() + timedelta(days=6))
    colleague = a_coordinator(scheme, "Tess")
    two_together("Callum", dee, coordinator=colleague)
    assert needs_of(amara) == []
    assert len(needs_of(colleague)) == 1
    assert "Dee’s DBS check runs out in 6 days" in whats(a_member(Role.VETTING_OFFICER, scheme))


def test_somebody_ready_for_the_panel_is_on_the_desk_of_those_who_decide_but_not_of_their_recruiter(scheme):
    sam = a_member(Role.MANAGER, scheme, first_name="Sam")
    mona = a_member(Role.MANAGER, scheme, first_name="Mona")
    an_application("Will", scheme, recruiter=mona, on=days_ago(20), status="ready")
    assert "Will waits for a decision" in whats(sam)
    assert "Will waits for a decision" not in whats(mona)


def test_a_vetting_officer_sees_what_is_still_to_come_for_whom(scheme):
    vera = a_member(Role.VETTING_OFFICER, scheme, first_name="Vera")
    application = an_application("Una", scheme, on=days_ago(20), status="checking")
    need = the_need(vera)
    assert need.what == "Una: self-declaration, references, DBS check and independence still to come"
    assert need.url == reverse("recruitment:application", args=[application.public_id])


def test_people_who_offered_themselves_a_week_ago_wait_for_an_answer(amara, scheme):
    an_application("Nadia", scheme, on=days_ago(3))
    assert needs_of(amara) == []
    an_application("Rob", scheme, on=days_ago(9))
    assert the_need(amara).what == "Rob would like to volunteer"
    an_application("Una", scheme, on=days_ago(8))
    assert the_need(amara).what == "Two people would like to volunteer"


def test_a_card_that_nobody_has_read_waits_for_it(amara, scheme):
    ruth = a_volunteer("Ruth", scheme)
    a_card(ruth)
    assert needs_of(amara) == []
    card = a_card(ruth, "I like bikes. And boats.", approved=False)
    need = the_need(amara)
    assert need.what == "Ruth has written a card"
    assert need.url == reverse("recruitment:approve_card", args=[card.public_id])


# ------------------------------------------------------------------------------------- concerns


def test_concerns_stand_first_for_the_lead_and_nowhere_for_anybody_else(amara, scheme):
    grace = a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Grace")
    match = two_together("Kofi", "Sunil", coordinator=amara)
    withheld(match, 25, 11)
    a_concern(scheme=scheme, child=match.child, at=now() - timedelta(hours=3), urgency="today")
    a_concern(scheme=scheme, at=now() - timedelta(minutes=5), urgency="now")
    first, second, third = needs_of(grace)
    assert first.what == "A concern about somebody who is not named waits for a first decision"
    assert first.why.endswith("Raised less than an hour ago.")
    assert second.what == "A concern about Kofi waits for a first decision"
    assert second.why.endswith("Raised 3 hours ago.")
    assert "called off two meetings" in third.what
    for user in (amara, a_member(Role.MANAGER, scheme), a_member(Role.VETTING_OFFICER, scheme)):
        assert not any("concern" in what for what in whats(user))


def test_another_provider_s_desk_shows_nothing_of_ours(amara, scheme):
    two_together("Leah", "Mo", coordinator=amara, kept=49)
    a_referral(scheme=scheme, on=days_ago(12))
    elsewhere = a_paid_scheme("Elsewhere", provider=a_provider("Elsewhere"))
    for role in (Role.COORDINATOR, Role.MANAGER, Role.SAFEGUARDING_LEAD, Role.VETTING_OFFICER):
        assert needs_of(a_member(role, elsewhere)) == []


# ------------------------------------------------------------------------------------- the page


def everything(scheme, amara):
    """A desk on which nearly every kind of line stands."""
    withheld(two_together("Imran", "Joe", coordinator=amara), 25, 11)
    two_together("Leah", "Mo", coordinator=amara, kept=49)
    callum = two_together(
        "Callum", a_cleared_volunteer(scheme, dbs=today() + timedelta(days=6)), coordinator=amara
    )
    with_account(callum.child)
    Ask.objects.create(child=callum.child, match=callum, kind="change", on=days_ago(1))
    Ask.objects.create(child=callum.child, match=callum, kind="stop", on=days_ago(1))
    a_meeting(two_together("Kofi", "Sunil", coordinator=amara, talked=200, days=300), days_ago(4))
    a_road("Tariq", scheme, volunteers=("Ben",), coordinator=amara, on=days_ago(118))
    a_road("Maya", scheme, volunteers=("Helen",), coordinator=amara).proposal("chosen", "Helen")
    a_road("Freya", scheme, volunteers=("Priti",), coordinator=amara).proposal("approved", "Priti")
    a_road("Zara", scheme, volunteers=(), wishes=False, coordinator=amara)
    a_referral(scheme=scheme, on=days_ago(12), first_name="Omar")
    an_application("Nadia", scheme, on=days_ago(20))
    an_application("Will", scheme, on=days_ago(20), status="ready")
    a_concern(scheme=scheme, child=callum.child)
    ending = a_match_with_referral("Elsie", "Marta", scheme=scheme, coordinator=amara)
    a_meeting(ending, days_ago(3), status="kept")
    an_ending_now(ending)
    a_card(a_volunteer("Rosa", scheme), approved=False)


def test_lines_stand_in_order_of_harm(amara, scheme):
    everything(scheme, amara)
    order = {"now": 0, "soon": 1, "calm": 2}
    soonest = [order[group.needs[0].how_soon] for group in desk_of(amara)]
    keys = [group.key for group in desk_of(amara)]
    assert keys[:3] == ["stopped", "withheld", "quiet"]
    assert soonest == sorted(soonest), "nothing that cannot wait stands below what can"
    assert set(soonest) == {0, 1, 2}


def test_a_late_step_of_an_ending_stands_above_a_referral_of_today(scheme):
    match = a_match_with_referral(scheme=scheme)
    a_meeting(match, days_ago(3), status="kept")
    ending = an_ending_now(match)
    ending.steps.update(due_on=days_ago(2))
    a_referral(scheme=scheme, on=today())
    keys = [group.key for group in desk_of(match.referral.coordinator)]
    assert keys.index("endings") < keys.index("referrals")


def test_every_step_on_a_desk_leads_where_its_reader_may_go(client, amara, scheme):
    everything(scheme, amara)
    people = [
        amara,
        *(a_member(role, scheme) for role in (Role.MANAGER, Role.VETTING_OFFICER, Role.SAFEGUARDING_LEAD)),
    ]
    for person in people:
        client.force_login(person)
        needs = needs_of(person)
        assert needs
        for need in needs:
            assert need.why, need.what
            answer = client.get(need.url)
            assert answer.status_code == 200, (person.roles_on(today()), need.what, need.url)


def test_of_a_kind_with_many_the_first_are_shown_and_the_others_a_click_away(client, amara):
    for number in range(9):
        two_together(f"Child{number}", f"Vol{number}", coordinator=amara, kept=49 + number)
    (group,) = desk_of(amara)
    assert [len(group.needs), group.more] == [5, 4]
    (unfolded,) = desk_of(amara, "quiet")
    assert [len(unfolded.needs), unfolded.more] == [9, 0]
    client.force_login(amara)
    page = client.get(HOME).content.decode()
    assert 'href="?all=quiet#quiet"' in page
    assert "and 4 more like these" in page
    assert "and 4 more" not in client.get(f"{HOME}?all=quiet").content.decode()


def test_one_more_than_a_handful_is_shown_at_once(amara):
    for number in range(6):
        two_together(f"Child{number}", f"Vol{number}", coordinator=amara, kept=49)
    (group,) = desk_of(amara)
    assert [len(group.needs), group.more] == [6, 0]


def test_a_desk_on_which_nothing_lies_says_so(client, amara):
    client.force_login(amara)
    page = client.get(HOME).content.decode()
    assert "Nothing needs you today" in page
    assert "0 matches, 0 children waiting" in page
    assert "No matches yet" in page
    assert "Nothing is planned for the week ahead." in page


def test_the_page_shows_the_strips_of_the_matches_those_in_trouble_first(client, amara):
    two_together("Ana", "Ruth", coordinator=amara)
    two_together("Leah", "Mo", coordinator=amara, kept=49)
    client.force_login(amara)
    page = client.get(HOME).content.decode()
    assert "2 matches, 0 children waiting" in page
    table = page[page.index("last twelve weeks") :]
    assert table.index("Leah and Mo") < table.index("Ana and Ruth")
    assert "Meetings of Ana and Ruth. 12 weeks: 1 kept" in table


def test_the_week_ahead_names_meetings_first_meetings_and_supervisions(client, amara, scheme):
    match = two_together(coordinator=amara)
    tomorrow = today() + timedelta(days=1)
    a_meeting(match, tomorrow, hour=14)
    a_talk(match, today(), next_on=tomorrow)
    a_meeting(match, today() + timedelta(days=9))
    client.force_login(amara)
    page = client.get(HOME).content.decode()
    week = page[page.index("This week") : page.index("last twelve weeks")]
    assert f"{tomorrow:%a} {tomorrow.day}" in week
    assert week.index("2pm Ana and Ruth") < week.index("Supervision with Ruth")
    assert week.count("Ana and Ruth") == 1


def test_a_full_day_says_how_many_and_leads_to_the_calendar(client, amara):
    tomorrow = today() + timedelta(days=1)
    for number in range(4):
        a_meeting(two_together(f"Child{number}", f"Vol{number}", coordinator=amara), tomorrow)
    client.force_login(amara)
    page = client.get(HOME).content.decode()
    assert "4 meetings planned" in page
    assert f"{reverse('meetings:calendar')}?week={tomorrow}" in page


def test_a_manager_sees_the_whole_scheme_and_who_looks_after_how_many(client, amara, scheme):
    two_together(coordinator=amara)
    two_together("Kofi", "Sunil", coordinator=a_coordinator(scheme, "Tess"))
    sam = a_member(Role.MANAGER, scheme, first_name="Sam")
    client.force_login(sam)
    page = client.get(HOME).content.decode()
    assert "2 matches" in page
    assert "Who looks after how many" in page
    assert "Tess Okafor" in page
    client.force_login(amara)
    page = client.get(HOME).content.decode()
    assert "1 match," in page
    assert "Who looks after how many" not in page


def test_the_desk_asks_the_same_few_questions_of_three_matches_and_of_thirty(client, amara, scheme):
    def asked():
        client.get(HOME)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(HOME).status_code == 200
        return len(queries)

    def live_through(numbers):
        for number in numbers:
            match = two_together(
                f"Child{number}", f"Vol{number}", coordinator=amara, kept=49 if number % 2 else 5
            )
            withheld(match, 25, 11)
            a_meeting(match, today() + timedelta(days=2))
            a_meeting(match, days_ago(4))

    client.force_login(amara)
    live_through(range(3))
    three = asked()
    live_through(range(3, 30))
    assert asked() == three


def test_a_manager_s_desk_asks_the_same_few_questions_of_four_matches_and_of_thirty(client, amara, scheme):
    """Of each kind some: withheld, quiet, nobody has said, a talk is due, suspended, and all is well."""
    sam = a_member(Role.MANAGER, scheme, first_name="Sam")

    def asked():
        client.get(HOME)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(HOME).status_code == 200
        return len(queries)

    def live_through(numbers):
        for number in numbers:
            match = two_together(
                f"Child{number}", f"Vol{number}", coordinator=amara, kept=60 if number % 4 == 1 else 5
            )
            a_meeting(match, today() + timedelta(days=2))
            if number % 4 == 0:
                withheld(match, 25, 11)
            elif number % 4 == 2:
                a_meeting(match, days_ago(4))
            elif number % 4 == 3:
                Suspension.objects.create(volunteer=match.volunteer, reason="own wish", from_day=days_ago(1))

    client.force_login(sam)
    live_through(range(4))
    page = client.get(HOME).content.decode()
    for words in ("Child1 and Vol1 have gone quiet", "Child0’s carer has called off", "Vol3 is suspended"):
        assert words in page
    four = asked()
    live_through(range(4, 30))
    assert asked() == four


def test_lines_stand_under_how_soon_with_all_of_them_counted(client, amara, scheme):
    for day in range(8):
        two_together(f"Leah{day}", "Mo", coordinator=amara, kept=49)
    a_referral(scheme=scheme)
    found = sections(desk_of(amara))
    assert [(section.title, section.count) for section in found][0] == ("Now", 8)
    assert [section.key for section in found] == sorted(
        {need.how_soon for need in needs_of(amara)}, key=SOONEST.index
    )
    assert sum(section.count for section in found) == sum(len(g.needs) + g.more for g in desk_of(amara))
    client.force_login(amara)
    page = client.get(HOME).content.decode()
    assert ">Now (8)</a>" in page
    for section in found:
        assert f'id="how-soon-{section.key}">{section.title}</h2>' in page

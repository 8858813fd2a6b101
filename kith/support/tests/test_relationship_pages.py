"""The pages of check-ins, reviews, cover, thanks, the network and the leaving-care list, as the accessibility rules ask."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import months_after, today
from kith.meetings.tests.factories import a_coordinator
from kith.support import actions, links
from kith.support.models import ReadinessList
from kith.support.tests.people import coordinator_of, days_ago, everybody
from tests.browser import check_page

pytestmark = pytest.mark.django_db(transaction=True)


def a_full_life():
    """A match of seventeen-year-old Ana in which everything of this room has happened."""
    match = everybody(begun_on=days_ago(400))
    match.child.born = months_after(today(), -12 * 17)
    match.child.save()
    ana, priya = match.child.user, coordinator_of(match)
    noor = a_coordinator(first_name="Noor")
    asked = {
        who: actions.ask(match=match, who=who, by=priya, on=today()) for who in ("child", "carer", "worker")
    }
    review = actions.begin_review(match=match, by=priya, on=today())
    actions.hear(review=review, who="child", words="I like her.", how="talk", by=priya, on=today())
    drawn = actions.begin_map(child=match.child, by=ana, on=today())
    for turn, name in enumerate(("Nan", "Bella", "Ms Hall", "Jo")):
        actions.put_on_map(
            drawn=drawn, name=name, ring=turn % 3 + 1, kind="family", turned_to=["fun"], keep=True, by=ana
        )
    actions.finish_map(drawn=drawn, words="My people.", by=ana, on=today())
    (task, *_) = actions.moved(child=match.child, moved_on=days_ago(2), by=priya, on=today())
    begun = actions.begin_map(child=match.child, by=ana, on=today())
    found = actions.begin_list(child=match.child, by=ana, on=today())
    actions.say_ready(found=found, item="home-cook", state="nearly", help_wanted="Rice", by=ana, on=today())
    actions.share_list(found=found, shared=True, by=ana, on=today())
    cover = actions.arrange_cover(
        coordinator=priya,
        covered_by=noor,
        from_day=today(),
        until_day=today() + timedelta(days=7),
        why="leave",
        by=priya,
        on=today(),
    )
    actions.thank(
        match=match,
        occasion="year",
        words="A year of Saturdays.",
        signed="Priya",
        picture="cake",
        by=priya,
        on=today(),
    )
    return match, asked, review, task, begun, cover


def test_the_pages_pass_the_accessibility_rules(page, sign_in):
    match, asked, review, task, begun, cover = a_full_life()
    ana, priya = match.child.user, coordinator_of(match)
    dana = a_member(Role.MANAGER, match.scheme, first_name="Dana")
    child, this = match.child.public_id, match.public_id
    visits = [
        (priya, "check_ins"), (priya, "check_in", this, "carer"), (ana, "how_it_goes", asked["child"].public_id),
        (priya, "reviews"), (priya, "reviews_of", this), (priya, "review", review.public_id),
        (priya, "hear", review.public_id, "carer"), (ana, "agreed"),
        (dana, "cover"), (priya, "arrange_cover"), (priya, "end_cover", cover.public_id),
        (priya, "hand_over", priya.public_id), (dana, "post", priya.public_id), (dana, "stranded"),
        (priya, "supervise", this), (priya, "groups"), (priya, "thanks"), (priya, "thank", this), (priya, "week"),
        (match.volunteer.user, "my_thanks"),
        (priya, "network", child), (ana, "network", child), (ana, "draw", begun.public_id), (priya, "moved", child),
        (priya, "ties"), (priya, "see_to", task.public_id),
        (ana, "readiness"), (ana, "readiness_item", "home-cook"), (priya, "shared_readiness", child),
    ]  # fmt: skip
    for user, name, *args in visits:
        sign_in(user)
        page.goto(reverse(f"support:{name}", args=args))
        check_page(page)
    page.context.clear_cookies()
    page.goto(links.address_of(asked["carer"]))
    check_page(page)
    assert ReadinessList.objects.get().shared

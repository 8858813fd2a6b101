"""How the relationships of the demo world are held: asked after, reviewed, covered, thanked; and what two young people drew."""

from datetime import date, time, timedelta
from decimal import Decimal

from kith.access.actions import give_role
from kith.access.models import User
from kith.access.roles import Role
from kith.demo.cast import PASSWORD, World, address
from kith.foundation.dates import moment, months_after
from kith.matching.models import Match
from kith.people.actions import write_down_carer
from kith.people.models import Child
from kith.support import actions
from kith.support.models import ReadinessAnswer, Who
from kith.support.queries import check_ins_next, reviews_due, to_thank
from kith.support.queries.checkins import latest_check_ins, may_be_asked

FORGOTTEN = 8  # one in so many was not asked, not reviewed, not thanked yet
SAID = {
    "child": (
        ("good", "She remembers things I tell her."),
        ("good", "Can we do longer sometimes?"),
        ("okay", "It is alright. I like when we cook."),
        ("good", ""),
    ),
    "carer": (
        ("good", "He comes home muddy and happy."),
        ("okay", "Sundays are hard for us. Saturdays are fine."),
        ("good", "She talks about it all week."),
    ),
    "worker": (
        ("good", "A steady person in a year of changes."),
        ("okay", "Please tell me early when a time moves."),
    ),
}
HEARD = (
    {
        "child": "I like that she comes when she says. I would like to swim more.",
        "volunteer": "It took a few months. Now she rings me to say what she wants to do.",
        "carer": "It suits us. Please keep the same time.",
        "worker": "It fits. The school has noticed it too.",
    },
    {
        "child": "It’s good. Don’t change it.",
        "volunteer": "I look forward to it. Winter needs some ideas for indoors.",
        "carer": "A message the evening before would help.",
        "worker": "Nothing to change from us.",
    },
)
AGREED = (
    "They go swimming once a month. The time stays as it is.",
    "Everything stays as it is. A message goes out the evening before.",
)
CARDS = (
    ("cake", "All those Saturdays. Thank you for every one of them."),
    ("leaf", "You stayed calm when it was hard. We noticed."),
    ("wave", "Thank you for waiting in the rain, and for coming again."),
)
PEOPLE = (
    ("Nan", 1, "family", ["talk", "celebrate"], True),
    ("Bella", 1, "friend", ["fun", "celebrate"], True),
    ("Jo", 1, "carer", ["practical", "talk"], False),
    ("Ms Hall", 2, "school", ["help", "advice"], True),
    ("Biscuit the cat", 1, "pet", ["fun"], False),
    ("Nia", 3, "worker", ["advice"], False),
    ("Uncle Dele", 3, "family", ["fun"], False),
)
READY = (
    ("home-cook", "can", "", ""),
    ("home-rent", "not yet", "Somebody to go through a tenancy with me", "worker"),
    ("money-bank", "can", "", ""),
    ("money-week", "nearly", "A plan for one week", "volunteer"),
    ("papers-passport", "not yet", "Help with the form and the fee", "worker"),
    ("health-doctor", "can", "", ""),
    ("bills-meter", "not yet", "Show me once", "carer"),
)


def hold(world: World) -> None:
    """Everything of this part, in the order in which it would have come about."""
    farah = _a_second_coordinator(world)
    matches = list(Match.objects.live().with_people().order_by("begun_on", "pk"))
    _asked_after(world, matches)
    _reviewed(world, matches)
    _thanked(world, matches)
    _drawn(world, matches)
    _ready(world)
    _covered(world, farah)
    _a_carer_with_a_page(world, matches)


def _a_second_coordinator(world: World) -> User:
    """Farah, three days a week, so that Amara can be away."""
    place, manager = world.providers["Alongside"], world.staff["manager"]
    farah = User.objects.create_user(
        address("Farah", "Aziz", "Alongside"), PASSWORD, first_name="Farah", last_name="Aziz"
    )
    give_role(user=farah, role=Role.COORDINATOR, place=place, by=None, on=world.opened)
    actions.set_post(coordinator=farah, provider=place, share=Decimal("0.6"), by=manager, on=world.today)
    return farah


def _a_carer_with_a_page(world: World, matches: list[Match]) -> None:
    """Beth, with whom Ana lives, has a page of her own, and is asked there how it goes."""
    match = next(match for match in matches if match.name == "Ana and Ruth")
    by, on = world.coordinator(match.scheme), world.today
    write_down_carer(
        child=match.child,
        name="Beth Ellis",
        email="beth.ellis@home.example",
        phone="07700 900321",
        by=by,
        on=on,
    )
    beth = actions.give_carer_page(child=match.child, by=by, at=moment(on, time(9)))
    beth.set_password(PASSWORD)
    beth.save(update_fields=["password"])
    before = latest_check_ins([match]).get((match.pk, Who.CARER.value))
    if before is None or before.asked_on < on:
        actions.ask(match=match, who=Who.CARER, by=by, on=on)


def _covered(world: World, farah: User) -> None:
    begins = world.today + timedelta(days=9)
    actions.arrange_cover(
        coordinator=world.staff["coordinator"],
        covered_by=farah,
        from_day=begins,
        until_day=begins + timedelta(days=8),
        why="leave",
        by=world.staff["manager"],
        on=world.today,
    )


def _asked_after(world: World, matches: list[Match]) -> None:
    """Nearly all were asked in talks some weeks ago; one carer would rather not be asked for now."""
    on = world.today - timedelta(days=40)
    old = [match for match in matches if match.begun_on < on - timedelta(days=30)]
    for turn, ask in enumerate(check_ins_next(old, on)):
        by = world.coordinator(ask.match.scheme)
        if turn == 4:
            actions.write_down_refusal(match=ask.match, who=ask.who, for_now=True, by=by, on=on)
        elif turn % FORGOTTEN:
            feeling, words = SAID[ask.who][turn % len(SAID[ask.who])]
            actions.write_down(match=ask.match, who=ask.who, feeling=feeling, words=words, by=by, on=on)
    _asked_today(world, [match for match in matches if match.begun_on < on])


def _asked_today(world: World, matches: list[Match]) -> None:
    """Carers and workers have been in Kith since the register came. Of a few matches they were asked at once."""
    for turn, match in enumerate(matches):
        if turn % FORGOTTEN:
            continue
        for who, said in SAID.items():
            if who != "child" and may_be_asked(match, who, world.today):
                (feeling, words), by = said[turn // FORGOTTEN % len(said)], world.coordinator(match.scheme)
                actions.write_down(match=match, who=who, feeling=feeling, words=words, by=by, on=world.today)


def _reviewed(world: World, matches: list[Match]) -> None:
    """Nearly all were reviewed when it was time; one review has only heard the child so far."""
    earliest, latest = world.today - timedelta(days=180), world.today - timedelta(days=10)
    due = reviews_due(matches, latest)
    for turn, found in enumerate(due[1:]):
        if turn % FORGOTTEN != FORGOTTEN - 1:
            _review(world, found.match, turn, max(found.due_on, earliest))
    for found in due[:1]:
        by, lately = world.coordinator(found.match.scheme), world.today - timedelta(days=6)
        review = actions.begin_review(match=found.match, by=by, on=lately)
        actions.hear(review=review, who="child", words=HEARD[0]["child"], how="talk", by=by, on=lately)


def _review(world: World, match: Match, turn: int, on: date) -> None:
    by, words = world.coordinator(match.scheme), HEARD[turn % len(HEARD)]
    review = actions.begin_review(match=match, by=by, on=on)
    for who, said in words.items():
        actions.hear(review=review, who=who, words=said, how="talk", by=by, on=on)
    next_on = months_after(on, 12)
    actions.close_review(review=review, agreed=AGREED[turn % len(AGREED)], next_on=next_on, by=by, on=on)


def _thanked(world: World, matches: list[Match]) -> None:
    """Whoever has been there for long was thanked in the last year; a few are still to be."""
    on = world.today - timedelta(days=60)
    for turn, line in enumerate(to_thank(matches, on)):
        if turn % FORGOTTEN:
            by, (picture, words) = world.coordinator(line.match.scheme), CARDS[turn % len(CARDS)]
            actions.thank(
                match=line.match,
                occasion="nothing",
                picture=picture,
                words=words,
                signed=by.first_name,
                by=by,
                on=on,
            )


def _drawn(world: World, matches: list[Match]) -> None:
    """The first two who have a space of their own drew their people; one has moved since."""
    young = list({match.child_id: match.child for match in matches if match.child.user_id}.values())[:2]
    for turn, child in enumerate(young):
        by, on = child.user or world.staff["coordinator"], world.today - timedelta(days=50)
        drawn = actions.begin_map(child=child, by=by, on=on)
        for name, ring, kind, turned_to, keep in PEOPLE[: len(PEOPLE) - turn]:
            actions.put_on_map(
                drawn=drawn, name=name, ring=ring, kind=kind, turned_to=turned_to, keep=keep, by=by
            )
        actions.finish_map(drawn=drawn, shared=turn == 0, by=by, on=on)
    for child in young[1:]:
        actions.moved(child=child, moved_on=world.today - timedelta(days=5), by=None, on=world.today)


def _ready(world: World) -> None:
    """Those of sixteen and over who have a space of their own: the first keeps a list, and shows it."""
    old_enough = months_after(world.today, -12 * 16)
    child = Child.objects.filter(user__isnull=False, born__lte=old_enough).order_by("pk").first()
    if child is None or child.user is None:
        return
    on = world.today - timedelta(days=35)
    found = actions.begin_list(child=child, by=child.user, on=on)
    for item, state, help_wanted, help_from in READY:
        actions.say_ready(
            found=found,
            item=item,
            state=ReadinessAnswer.State(state),
            help_wanted=help_wanted,
            help_from=help_from,
            by=child.user,
            on=on,
        )
    actions.share_list(found=found, shared=True, by=child.user, on=on)

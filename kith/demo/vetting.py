"""Vetting in the demo world: references on their way, one that worries, a risk to decide, a list that will ask for more."""

from datetime import date, timedelta

from kith.demo.cast import World
from kith.recruitment import actions
from kith.recruitment.models import Application, Approval
from kith.recruitment.states import Status
from kith.schemes.models import Scheme
from kith.training.models import Course

REFEREES = (
    ("Maud Price", "work"),
    ("Colin Reeve", "friend"),
    ("Farah Siddiqui", "volunteering"),
    ("Owen Tate", "study"),
)
GOOD = {
    "relation": "work",
    "years": 6,
    "like": "Calm, funny, and the first to notice when somebody is left out.",
    "relied_on": "yes",
    "relied_on_words": "Never missed a shift without ringing.",
    "worry": "no",
    "phone": "0113 496 0174",
    "when": "After four",
}
WORRYING = GOOD | {
    "like": "Good company, though not always patient.",
    "relied_on": "mostly",
    "relied_on_words": "",
    "worry": "yes",
    "worry_words": "I once heard them shout at a child in the yard. I do not know what came before it. Please ring me.",
}
JUDGED = {"nearness": "some", "age_then": "young", "how_long": "long", "pattern": "once", "said": "yes"}


def fill(world: World) -> None:
    """For the visitors' scheme, which most visitors of the demonstration look at first."""
    scheme = world.schemes["visitors"]
    _drivers(world, scheme)
    _a_list_that_will_ask_for_more(world, scheme)
    _courses_by_name(world, world.schemes["goals"])
    _applicants(world, scheme)
    _excused(world, scheme)


def _drivers(world: World, scheme: Scheme) -> None:
    """For two years driving documents have been asked for; two volunteers drive."""
    manager, begun = world.manager(scheme), world.today - timedelta(days=730)
    policy = actions.draft_policy(scheme=scheme, by=manager, on=begun)
    actions.set_line(
        policy=policy, kind="driving", months=12, before="driving", duties=["driving"], by=manager, on=begun
    )
    why = "Visitors began to drive young people to their clubs."
    actions.agree_policy(policy=policy, from_day=begun + timedelta(days=30), why=why, by=manager, on=begun)
    seen = world.today - timedelta(days=120)
    for place, approval in enumerate(_approved(scheme, before=seen)[:2]):
        ends = {
            "licence": (world.today + timedelta(days=1500)).isoformat(),
            "insurance": (world.today + timedelta(days=200)).isoformat(),
            "mot": (world.today + timedelta(days=(25, 240)[place])).isoformat(),
        }
        volunteer, by = approval.volunteer, world.coordinator(scheme)
        actions.record_check(volunteer=volunteer, scheme=scheme, kind="driving", details=ends, by=by, on=seen)
        actions.give_duty(volunteer=volunteer, scheme=scheme, duty="driving", by=by, on=seen)


def _approved(scheme: Scheme, before: date) -> list[Approval]:
    rows = Approval.objects.open_on(before).filter(scheme=scheme, until_day=None)
    return list(rows.select_related("volunteer").order_by("from_day", "pk"))


def _a_list_that_will_ask_for_more(world: World, scheme: Scheme) -> None:
    """Agreed last week, from six weeks ahead: it can still be called off."""
    manager, on = world.manager(scheme), world.today - timedelta(days=7)
    policy = actions.draft_policy(scheme=scheme, by=manager, on=on)
    actions.set_line(
        policy=policy,
        kind="overseas",
        before="first meeting",
        recorded_by="vetting",
        evidence="allowed",
        by=manager,
        on=on,
    )
    why = "The last inspection asked for it, for whoever has lived abroad for a year or more."
    actions.agree_policy(policy=policy, from_day=world.today + timedelta(days=42), why=why, by=manager, on=on)


def _courses_by_name(world: World, scheme: Scheme) -> None:
    """The mentors’ scheme asks for its introduction by name, and from six weeks ahead for boundaries as well."""
    manager = world.manager(scheme)
    taught = dict(Course.objects.taught_in(scheme).values_list("key", "pk"))
    for keys, agreed, begins, why in (
        (["introduction"], 120, -60, "Some had done another training and thought that it was this one."),
        (["introduction", "boundaries"], 5, 42, "Two mentors told us that they had not known where to stop."),
    ):
        on = world.today - timedelta(days=agreed)
        policy = actions.draft_policy(scheme=scheme, by=manager, on=on)
        courses = [taught[key] for key in keys]
        actions.set_line(policy=policy, kind="training", modules=courses, by=manager, on=on)
        from_day = world.today + timedelta(days=begins)
        actions.agree_policy(policy=policy, from_day=from_day, why=why, by=manager, on=on)


def _applicants(world: World, scheme: Scheme) -> None:
    """References asked of those who are being checked, and a certificate that shows something."""
    rows = Application.objects.filter(scheme=scheme, status__in=(Status.CHECKING, Status.INTERVIEWED))
    files = list(rows.select_related("volunteer", "scheme").order_by("status", "received_on", "pk")[:3])
    for place, file in enumerate(files):
        _references(world, file, place)
    if len(files) > 1:
        _a_risk(world, files[1])


def _references(world: World, file: Application, place: int) -> None:
    """Of the first one answer worries; of the second one is good; of the third nobody has answered for weeks."""
    asked_on = world.today - timedelta(days=(5, 9, 35)[place])
    made = []
    for name, relation in REFEREES[place : place + 2]:
        email = f"{name.lower().replace(' ', '.')}@mail.example"
        made.append(
            actions.ask_for_reference(
                application=file,
                name=name,
                email=email,
                relation=relation,
                phone="0113 496 0174",
                by=world.coordinator(file.scheme),
                on=asked_on,
            )
        )
    if place < 2:
        answer = WORRYING if place == 0 else GOOD
        actions.answer_reference(reference=made[0], answer=answer, on=world.today - timedelta(days=place))
    actions.chase_references(on=world.today)


def _a_risk(world: World, file: Application) -> None:
    """Judged by the vetting officer, and waiting for the manager."""
    scheme, by, on = file.scheme, world.vetting_officer(file.scheme), world.today - timedelta(days=2)
    check = actions.record_check(
        volunteer=file.volunteer,
        scheme=scheme,
        kind="dbs",
        number=f"{9_000_000_000 + file.volunteer_id:012d}",
        details={"level": scheme.check_level, "issued_on": (on - timedelta(days=12)).isoformat()},
        complete=False,
        by=by,
        on=on,
    )
    words = "Long ago, spoken of openly at the interview, nothing since. I would go on, with a talk after three months."
    actions.judge_risk(check=check, judged=JUDGED, words=words, by=by, on=on)


def _excused(world: World, scheme: Scheme) -> None:
    """Somebody who has done the training elsewhere need not do it again this winter."""
    manager = world.manager(scheme)
    approved = _approved(scheme, before=world.today - timedelta(days=1))
    if not approved:
        return
    actions.excuse(
        volunteer=approved[-1].volunteer,
        scheme=scheme,
        kind="training",
        reason="Did the same three days with another provider in the spring; certificate seen.",
        until=world.today + timedelta(days=120),
        by=manager,
        on=world.today - timedelta(days=3),
    )

"""What is always true of a short list, whoever waits and whoever might come."""

import re
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from kith.science.fit import (
    Kind,
    Pool,
    Refusal,
    Rules,
    Suggestion,
    Volunteer,
    Weights,
    Wish,
    fitting,
    look_at,
    shortlist,
    why_not,
)
from kith.science.places import miles_between
from kith.science.tests.people import LEEDS, children, miles_east, pools, volunteers
from kith.science.vocabulary import AGE_BANDS, BACKGROUNDS, slots_of

rules = Rules(travel_miles=15, far_miles=8)


def is_so(volunteer, child, wish):
    """Whether a wish is known to be true of a volunteer: written again, without the columns of bits."""
    value = getattr(child, wish.attribute) if wish.value == "same" else wish.value
    if value in (None, "REFU"):
        return False
    match wish.attribute:
        case "age":
            return (
                volunteer.age is not None and AGE_BANDS[value].from_ <= volunteer.age <= AGE_BANDS[value].to
            )
        case "ethnicity":
            own = volunteer.ethnicity
            return own is not None and value in (own, BACKGROUNDS[own].group)
        case "gender" | "faith":
            return getattr(volunteer, wish.attribute) == value
        case "smoking":
            return volunteer.smokes is True
        case "time":
            return bool(slots_of([value]) & slots_of(volunteer.free or ()))
        case attribute:
            field = {"language": "languages", "interest": "interests"}.get(attribute, attribute)
            return value in (getattr(volunteer, field) or ())


def may_be_proposed(child, volunteer):
    """The hard rules, written again as one plain sentence."""
    any_will_do = ("gender", "age", "ethnicity", "faith", "time")
    musts = [wish for wish in child.wishes if wish.kind is Kind.MUST]
    met = [wish for wish in musts if is_so(volunteer, child, wish)]
    far = miles_between(child.point, volunteer.point) or 0
    limit = rules.travel_miles if child.travel_miles is None else child.travel_miles
    return (
        volunteer.cleared
        and volunteer.trained
        and volunteer.approved
        and volunteer.places_left > child.siblings
        and volunteer.key not in child.barred
        and far <= limit
        and (volunteer.travel_miles is None or far <= volunteer.travel_miles)
        and (child.age is None or volunteer.ages_from <= child.age <= volunteer.ages_to)
        and all(
            m in met or m.attribute in any_will_do and m.attribute in {w.attribute for w in met}
            for m in musts
        )
        and not any(is_so(volunteer, child, wish) for wish in child.wishes if wish.kind is Kind.NOT)
        and (volunteer.child_genders is None or child.gender in volunteer.child_genders)
    )


def all_words(answer):
    for suggestion in answer.suggestions:
        yield from (*suggestion.reasons, *suggestion.cautions)
    yield from (*answer.ruled_out_words, *answer.scarcity, *answer.notes)
    yield from (opening.words for opening in answer.openings)


@given(children, pools)
def test_exactly_those_who_break_no_rule_fit(child, people):
    assert set(fitting(child, people, rules)) == {v.key for v in people if may_be_proposed(child, v)}


@given(children, pools, st.integers(0, 5))
def test_a_suggestion_never_breaks_a_must_or_a_no(child, people, size):
    by_key = {volunteer.key: volunteer for volunteer in people}
    answer = shortlist(child, people, rules, size=size)
    assert len(answer.suggestions) == min(size, answer.fitting)
    for suggestion in answer.suggestions:
        assert may_be_proposed(child, by_key[suggestion.key])


@given(children, pools)
def test_everybody_considered_either_fits_or_is_counted_once(child, people):
    answer = shortlist(child, people, rules)
    assert answer.considered == answer.fitting + sum(answer.ruled_out.values())
    assert len(answer.ruled_out_words) == sum(1 for number in answer.ruled_out.values() if number)


@given(children, pools)
def test_the_totals_are_the_sum_of_the_single_answers(child, people):
    refusals = [refusal.rule for v in people if (refusal := why_not(child, v, rules))]
    counted = shortlist(child, people, rules).ruled_out
    assert {rule: refusals.count(rule) for rule in counted} == counted
    assert set(refusals) <= set(counted)


@given(children, pools)
def test_one_looked_at_alone_is_told_the_same_as_in_the_list(child, people):
    by_key = {volunteer.key: volunteer for volunteer in people}
    for suggestion in shortlist(child, people, rules).suggestions:
        assert look_at(child, by_key[suggestion.key], rules) == suggestion


@given(children, pools, volunteers)
def test_one_more_volunteer_never_rules_out_another_nor_changes_their_order(child, people, new):
    before = shortlist(child, people, rules, size=99)
    after = shortlist(child, [*people, new], rules, size=99)
    assert [s for s in after.suggestions if s.key != "new"] == list(before.suggestions)


@given(children, pools, st.randoms(use_true_random=False))
def test_the_order_in_which_things_come_changes_nothing(child, people, random):
    shuffled, wishes = list(people), list(child.wishes)
    random.shuffle(shuffled)
    random.shuffle(wishes)
    others = [replace(child, key=key) for key in ("x", "y")]
    assert shortlist(replace(child, wishes=tuple(wishes)), shuffled, rules, others=others[::-1]) == shortlist(
        child, Pool(people), rules, others=others
    )


@given(children, pools, st.sampled_from(["gender", "ethnicity", "faith"]), st.data())
def test_a_childs_gender_ethnicity_and_faith_change_nothing_they_did_not_wish_for(
    child, people, attribute, data
):
    assume(not any(wish.value == "same" for wish in child.wishes))
    people = [replace(volunteer, child_genders=None) for volunteer in people]
    other = {
        "gender": ["female", "male", None],
        "ethnicity": ["BAFR", "WBRI", None],
        "faith": ["muslim", "none", None],
    }
    flipped = replace(child, **{attribute: data.draw(st.sampled_from(other[attribute]))})
    one, two = (shortlist(each, people, rules) for each in (child, flipped))
    assert replace(two, inputs_hash=one.inputs_hash) == one


@given(children, pools, st.integers(0, 6))
def test_an_exclusion_shows_nowhere(child, people, which):
    """Barred or with an unfinished check: every word, number and order is the same."""
    assume(which < len(people))
    suspect = replace(people[which], cleared=True, trained=True, approved=True, places_left=2)
    rest = [volunteer for volunteer in people if volunteer.key != suspect.key]
    child = replace(child, barred=child.barred - {suspect.key})
    barred = shortlist(replace(child, barred=child.barred | {suspect.key}), [*rest, suspect], rules)
    unfinished = shortlist(child, [*rest, replace(suspect, cleared=False)], rules)
    assert replace(barred, inputs_hash="") == replace(unfinished, inputs_hash="")


@given(children, pools, st.integers(0, 9), st.integers(0, 9), st.integers(1, 9))
def test_no_score_is_ever_put_into_words(child, people, likes, near, days):
    """Other weights give other scores, and not one word changes; nor does any word speak of scores."""
    reweighted = replace(rules, weights=Weights(likes, near, days, 1))
    for volunteer in people:
        one, two = look_at(child, volunteer, rules), look_at(child, volunteer, reweighted)
        if isinstance(one, Suggestion) and isinstance(two, Suggestion):
            assert (one.reasons, one.cautions) == (two.reasons, two.cautions)
        else:
            assert one == two
    others = [replace(child, key="other")]
    for words in all_words(shortlist(child, people, rules, others=others)):
        assert not re.search(r"score|rank|point|%|\bfit \d|\d\d\d", words)


@given(children, pools)
def test_an_opening_brings_as_many_as_it_says(child, people):
    before = set(fitting(child, people, rules))
    for opening in shortlist(child, people, rules).openings:
        kind, _, rest = opening.change.partition(":")
        if kind == "travel":
            after = set(fitting(replace(child, travel_miles=int(rest)), people, rules))
        elif kind == "trained":
            after = set(fitting(child, [replace(v, trained=True) for v in people], rules))
        else:
            attribute = rest.split(":")[1]
            values = rest.split(":")[2].split("+")
            kept = tuple(w for w in child.wishes if not _is_the_must(w, attribute, values))
            broad = [Wish(Kind.MUST, attribute, BACKGROUNDS[v].group) for v in values if v in BACKGROUNDS]
            wider = child.wishes + tuple(broad) if kind == "wider" else kept
            after = set(fitting(replace(child, wishes=wider), people, rules))
            if kind in ("ask", "without"):
                known = {v.key for v in people if _known(v, attribute)}
                after = before | {key for key in after if (key in known) == (kind == "without")}
        assert before <= after
        assert opening.more == len(after - before) > 0


def _is_the_must(wish, attribute, values):
    if wish.kind is not Kind.MUST or wish.attribute != attribute:
        return False
    return wish.value in values or wish.value == "same"


def _known(volunteer, attribute):
    field = {"language": "languages", "interest": "interests", "smoking": "smokes", "time": "free"}.get(
        attribute, attribute
    )
    return attribute != "experience" and getattr(volunteer, field) is not None


@given(children, volunteers, st.integers(1, 20))
def test_nearer_or_more_of_what_the_child_likes_is_never_worse(child, volunteer, miles):
    child = replace(child, point=LEEDS, travel_miles=None)
    here, nearer = (replace(volunteer, point=miles_east(far)) for far in (miles, miles - 1))
    liked = {wish.value for wish in child.wishes if wish.attribute == "interest" and wish.kind is Kind.LIKE}
    ruled_out = {wish.value for wish in child.wishes if wish.kind is Kind.NOT}
    keener = replace(here, interests=(here.interests or frozenset()) | (liked - ruled_out))
    looked = [look_at(child, each, rules) for each in (here, nearer, keener)]
    if isinstance(looked[0], Suggestion):
        assert all(isinstance(each, Suggestion) and each.fit >= looked[0].fit for each in looked)


@given(children, volunteers)
def test_what_is_not_known_earns_nothing(child, volunteer):
    stranger = Volunteer(key="stranger", first_name="Ann")
    answer = look_at(replace(child, wishes=(), siblings=0), stranger, rules)
    assert isinstance(answer, Suggestion)
    assert answer.fit == 0
    known = look_at(child, volunteer, rules)
    if isinstance(known, Suggestion):
        assert 0 <= known.fit <= 1000
        assert all(0 <= amount <= 1000 for _, amount in known.parts)


@given(children, pools)
def test_refusals_say_one_thing_about_one_person(child, people):
    for volunteer in people:
        refusal = why_not(child, volunteer, rules)
        assert (refusal is None) == may_be_proposed(child, volunteer)
        if isinstance(refusal, Refusal):
            assert refusal.words.endswith(".")
            assert "None" not in refusal.words


@given(children, pools)
def test_words_are_whole(child, people):
    for words in all_words(shortlist(child, people, rules, others=[replace(child, key="other")])):
        assert words == words.strip()
        assert not re.search(r"None|\{|\}|  | ,|\(\)|“”", words)


@given(children, pools)
def test_the_same_inputs_have_the_same_hash_and_others_another(child, people):
    one = shortlist(child, people, rules).inputs_hash
    assert shortlist(child, list(people), rules).inputs_hash == one
    assert shortlist(replace(child, siblings=child.siblings + 1), people, rules).inputs_hash != one
    assert shortlist(child, people, replace(rules, seed=7)).inputs_hash != one

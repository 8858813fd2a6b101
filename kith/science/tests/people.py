"""Made-up children and volunteers for the tests of fit: plain functions, and strategies for theorems."""

from random import Random

from hypothesis import strategies as st

from kith.science.fit import Kind, Referral, Volunteer, Wish
from kith.science.vocabulary import ATTRIBUTES, GENDERS

LEEDS = (429627, 433454)
MILE = 1609


def miles_east(miles, of=LEEDS):
    return of[0] + miles * MILE, of[1]


def a_child(**known):
    return Referral(**{"key": "child", "first_name": "Tariq", "age": 13, "point": LEEDS, **known})


def a_volunteer(**known):
    return Volunteer(**{"key": "ben", "first_name": "Ben", "age": 34, "point": miles_east(4), **known})


def must(attribute, value):
    return Wish(Kind.MUST, attribute, value)


def like(attribute, value):
    return Wish(Kind.LIKE, attribute, value)


def no(attribute, value):
    return Wish(Kind.NOT, attribute, value)


# Few values, so that people and wishes meet often; the whole vocabulary has its own tests.
FEW = {
    "gender": ["female", "male", "same"],
    "age": ["young", "older"],
    "ethnicity": ["BAFR", "WBRI", "black", "same"],
    "faith": ["muslim", "none", "same"],
    "language": ["english", "tigrinya"],
    "interest": ["football", "cooking", "horses"],
    "experience": ["care_experienced"],
    "pets": ["dogs", "cats"],
    "smoking": ["smokes"],
    "time": ["saturday", "sunday_morning"],
}
assert set(FEW) == set(ATTRIBUTES)

WISHES = [(attribute, value) for attribute, values in FEW.items() for value in values]


def _some(random, values, most=3):
    return frozenset(random.sample(values, random.randrange(min(most, len(values)) + 1)))


def _maybe(random, value):
    return value if random.random() < 0.8 else None


def _a_point(random):
    return random.randrange(400_000, 440_000), random.randrange(400_000, 440_000)


def _free(random):
    return _some(random, ["saturday", "sunday", "sunday_morning", "monday_evening"], most=2)


def any_child(random):
    choose = random.choice
    return Referral(
        key=choose(["c1", "c2", "c3"]),
        first_name="Tariq",
        age=_maybe(random, random.randrange(8, 18)),
        gender=_maybe(random, choose(sorted(GENDERS))),
        ethnicity=_maybe(random, choose(["BAFR", "WBRI", "REFU"])),
        faith=_maybe(random, choose(["muslim", "none"])),
        languages=_maybe(random, _some(random, FEW["language"])),
        point=_maybe(random, _a_point(random)),
        wishes=tuple(
            Wish(choose([Kind.MUST, Kind.LIKE, Kind.LIKE, Kind.NOT]), *choose(WISHES))
            for _ in range(choose(range(5)))
        ),
        free=_maybe(random, _free(random)),
        barred=_some(random, ["v0", "v1"], most=1),
        travel_miles=choose([None, None, 0, 5, 40]),
        siblings=choose([0, 0, 0, 1]),
    )


def any_volunteer(random, key):
    choose = random.choice
    return Volunteer(
        key=key,
        first_name="Ben",
        age=_maybe(random, random.randrange(18, 80)),
        gender=_maybe(random, choose(["female", "male"])),
        ethnicity=_maybe(random, choose(["BAFR", "BCRB", "WBRI"])),
        faith=_maybe(random, choose(["muslim", "none"])),
        languages=_maybe(random, _some(random, FEW["language"])),
        interests=_maybe(random, _some(random, FEW["interest"])),
        experience=_maybe(random, _some(random, FEW["experience"])),
        pets=_maybe(random, _some(random, FEW["pets"])),
        smokes=_maybe(random, choose([True, False])),
        free=_maybe(random, _free(random)),
        point=_maybe(random, _a_point(random)),
        travel_miles=choose([None, None, 5, 20]),
        ages_from=choose([5, 10]),
        ages_to=choose([12, 25, 25]),
        child_genders=choose([None, None, frozenset({"female"})]),
        places_left=choose([0, 1, 1, 2]),
        live_matches=choose([0, 1]),
        live_offers=choose([0, 1, 2]),
        cleared=random.random() < 0.9,
        trained=random.random() < 0.9,
        approved=random.random() < 0.9,
    )


# People are drawn from a seed, which is much quicker than letting Hypothesis choose every field of every one.
seeds = st.integers(0, 2**32)
children = seeds.map(lambda seed: any_child(Random(seed)))
volunteers = seeds.map(lambda seed: any_volunteer(Random(seed), "new"))
pools = st.builds(
    lambda seed, size: tuple(any_volunteer(Random(seed + i), f"v{i}") for i in range(size)),
    seeds,
    st.integers(0, 12),
)

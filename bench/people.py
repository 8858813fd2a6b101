"""A made-up nation for the benchmarks: children who wait and volunteers, the same from the same seed on any machine.

Nobody in it is real. People live in the postcode areas of Great Britain, as many in each; how often they wish for what
is set so that a child has some five hundred volunteers in reach, as many as in the study the promises come from.
"""

from collections.abc import Iterator
from random import Random

from kith.science.fit import Kind, Referral, Volunteer, Wish
from kith.science.places import point_of
from kith.science.vocabulary import BACKGROUNDS, DAYS, FAITHS, INTERESTS, LANGUAGES, PETS

AREAS = "B BD BN BS CF CV DE DN E EH EX G GL GU HU L LE LS M ME N NE NG NN NR OX PE PL S SE SO SW TN W WF YO"
OUTCODES = [f"{area}{number}" for area in AREAS.split() for number in range(1, 25)]


def _points() -> list[tuple[int, int]]:
    return [point for outcode in OUTCODES if (point := point_of(outcode))]


def _drawn(random: Random, from_: list[str], most: int) -> frozenset[str]:
    return frozenset(random.sample(from_, random.randint(1, most)))


def children(number: int, seed: int = 1) -> Iterator[Referral]:
    """One by one, so that nobody has to be kept."""
    random = Random(f"children {seed}")
    points, backgrounds, faiths = _points(), list(BACKGROUNDS), list(FAITHS)
    interests, languages = list(INTERESTS)[:24], list(LANGUAGES)[:16]
    for i in range(number):
        wishes = [
            Wish(Kind.LIKE, "interest", value) for value in random.sample(interests, random.randint(0, 4))
        ]
        if random.random() < 0.3:
            kind = Kind.MUST if random.random() < 0.5 else Kind.LIKE
            wishes.append(Wish(kind, "gender", random.choice(("female", "male", "same"))))
        if random.random() < 0.15:
            kind = Kind.MUST if random.random() < 0.3 else Kind.LIKE
            wishes.append(Wish(kind, "ethnicity", random.choice(("same", "black", "asian"))))
        if random.random() < 0.15:
            wishes.append(
                Wish(Kind.NOT, *random.choice((("pets", "dogs"), ("smoking", "smokes"), ("gender", "male"))))
            )
        yield Referral(
            key=f"c{i:06}",
            first_name="Child",
            age=random.randint(5, 17),
            gender=random.choice(("female", "male")),
            ethnicity=random.choice(backgrounds) if random.random() < 0.25 else "WBRI",
            faith=random.choice(faiths) if random.random() < 0.5 else None,
            languages=frozenset({random.choice(languages)})
            if random.random() < 0.1
            else frozenset({"english"}),
            point=random.choice(points) if random.random() < 0.999 else None,
            wishes=tuple(wishes),
            free=_drawn(random, list(DAYS), 3) if random.random() < 0.7 else None,
            travel_miles=random.choice((None, None, 5, 10, 15)),
            days_waited=int(random.expovariate(1 / 200)),
        )


def volunteers(number: int, seed: int = 1) -> Iterator[Volunteer]:
    random = Random(f"volunteers {seed}")
    points, backgrounds, faiths = _points(), list(BACKGROUNDS), list(FAITHS)
    interests, languages = list(INTERESTS)[:24], list(LANGUAGES)[:16]
    for i in range(number):
        youngest = random.choice((5, 5, 8, 10, 12))
        yield Volunteer(
            key=f"v{i:06}",
            first_name="Volunteer",
            age=random.randint(18, 80),
            gender="female" if random.random() < 0.7 else "male",
            ethnicity=random.choice(backgrounds) if random.random() < 0.15 else "WBRI",
            faith=random.choice(faiths) if random.random() < 0.6 else None,
            languages=frozenset({"english", random.choice(languages)}),
            interests=_drawn(random, interests, 6),
            pets=frozenset(random.sample(list(PETS)[:3], random.randint(0, 1))),
            smokes=random.random() < 0.12,
            free=_drawn(random, list(DAYS), 4),
            point=random.choice(points) if random.random() < 0.999 else None,
            travel_miles=random.choice((None, 5, 10, 15, 20)),
            ages_from=youngest,
            ages_to=random.choice((12, 17, 25)) if youngest < 12 else 25,
            wanted_ages=(youngest, youngest + 5) if random.random() < 0.3 else None,
            places_left=random.choice((0, 1, 1, 1, 1, 1, 1, 1, 1, 2)),
            live_offers=random.choice((0, 0, 0, 1)),
            cleared=random.random() < 0.96,
            trained=random.random() < 0.97,
        )

"""A round written as a file and read again is the same round, and comes out the same."""

import json
from dataclasses import replace

from hypothesis import given

from kith.science.matching import record, settle
from kith.science.matching.files import asking, read
from kith.science.matching.tests.markets import rounds


def without_names(round_):
    return replace(
        round_,
        referrals=tuple(replace(one, first_name=one.key) for one in round_.referrals),
        volunteers=tuple(replace(one, first_name=one.key) for one in round_.volunteers),
        fixed={},
    )


@given(rounds)
def test_a_round_that_was_written_and_read_again_asks_the_same_and_comes_out_the_same(round_):
    round_ = without_names(round_)
    written = read(json.dumps(asking(round_))).round
    again = read(json.dumps(asking(written))).round
    assert asking(again) == asking(written) == asking(round_)
    assert record(settle(again)) == record(settle(written))
    assert record(settle(written)).result == record(settle(round_)).result


@given(rounds)
def test_no_name_is_written(round_):
    named = replace(
        round_,
        referrals=tuple(replace(one, first_name="Zebedee") for one in round_.referrals),
        volunteers=tuple(replace(one, first_name="Zebedee") for one in round_.volunteers),
    )
    assert "Zebedee" not in json.dumps(asking(named))


def test_groups_are_written_for_the_statistics():
    from kith.science.matching import Referral, Round

    round_ = Round(referrals=(Referral(key="a", first_name="a"),), volunteers=())
    groups = {"area": {"a": "north"}}
    assert read(json.dumps(asking(round_, groups))).groups == groups

"""How often a stranger may send a referral, or guess at the reference of one."""

from datetime import timedelta

from kith.access.limits import Limit

REFERRALS = Limit("referrals-sent", per_session=5, per_address=30, window=timedelta(hours=1))
GUESSES = Limit("references-guessed", per_session=8, per_address=40, window=timedelta(hours=1))

"""How long a scheme waits for an answer, and how long it keeps what is over: its own rules, or its nation's usual ones."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from kith.foundation.dates import months_after
from kith.recruitment.models import Application, KeepingRules
from kith.recruitment.states import Status
from kith.schemes.models import Scheme

FILE = Path(__file__).with_name("keeping.toml")
OTHERWISE = "ENG"


@dataclass(frozen=True)
class Keeping:
    """Days without an answer, and months after the end."""

    lapse_days: int
    warning_days: int
    declined_months: int
    gone_months: int

    def warned_on(self, asked_on: date) -> date:
        return asked_on + timedelta(days=self.lapse_days - self.warning_days)

    def lapses_on(self, asked_on: date, warned_on: date | None) -> date:
        """Never sooner after the warning than it says, however late the warning went out."""
        usual = asked_on + timedelta(days=self.lapse_days)
        return max(usual, warned_on + timedelta(days=self.warning_days)) if warned_on else usual

    def kept_until(self, status: str, ended_on: date) -> date:
        months = self.declined_months if status == Status.DECLINED else self.gone_months
        return months_after(ended_on, months)


@cache
def usual() -> dict[str, Keeping]:
    return {nation: Keeping(**said) for nation, said in tomllib.loads(FILE.read_text()).items()}


def keeping_of(schemes: Iterable[Scheme], on: date) -> dict[int, Keeping]:
    """The rules in force in each scheme that day, in one question. Their providers are already fetched."""
    found = {scheme.pk: usual().get(scheme.provider.nation, usual()[OTHERWISE]) for scheme in schemes}
    own = KeepingRules.objects.filter(scheme__in=found, from_day__lte=on).order_by("from_day")
    for rules in own:
        found[rules.scheme_id] = Keeping(
            rules.lapse_days, rules.warning_days, rules.declined_months, rules.gone_months
        )
    return found


def keeping_for(scheme: Scheme, on: date) -> Keeping:
    return keeping_of([scheme], on)[scheme.pk]


def kept_until(application: Application, keeping: Keeping) -> date:
    return keeping.kept_until(application.status, application.at_step_since)

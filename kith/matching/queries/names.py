"""Names for the keys of a round, put in when somebody reads it."""

import re
from collections.abc import Iterable

from kith.matching.models import Round, RoundLine
from kith.people.models import Child, Volunteer

KEY = re.compile(r"\b(?:child|volunteer)-\d+\b")
ANOTHER = "another child"


class Names:
    """Who stands behind the keys: every volunteer of the round, and the children of those lines that may be seen."""

    def __init__(self, asked: Round, lines: Iterable[RoundLine] = ()) -> None:
        rows = asked.volunteers.select_related("volunteer")
        self.volunteers: dict[str, Volunteer] = {row.key: row.volunteer for row in rows}
        self.children: dict[str, Child] = {line.key: line.child for line in lines}

    def of(self, key: str) -> str:
        if key in self.volunteers:
            return self.volunteers[key].first_name
        return self.children[key].name if key in self.children else ANOTHER

    def put_into(self, words: str) -> str:
        told = KEY.sub(lambda found: self.of(found[0]), words)
        return told[:1].upper() + told[1:]

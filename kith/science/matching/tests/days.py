"""An open day as a file, to change something in."""

import json
from copy import deepcopy
from typing import Any

from kith.science.matching.files import FORMAT

DAY: dict[str, Any] = {
    "format": FORMAT,
    "seed": 20261121,
    "children": [
        {
            "key": "asha",
            "name": "Asha",
            "days_waited": 40,
            "choices": ["ben", ["carol", "dee"]],
            "groups": {"area": "north"},
        },
        {"key": "tom", "name": "Tom", "days_waited": 400, "choices": ["ben", "carol"]},
        {
            "key": "lily",
            "name": "Lily",
            "age": 11,
            "gender": "female",
            "ethnicity": "REFU",
            "postcode": "LS6 2AB",
            "free": ["saturday"],
            "wishes": [{"kind": "must", "attribute": "gender", "value": "female"}],
        },
        {"key": "sam", "name": "Sam", "choices": ["ben"], "set_aside": ["dee"]},
    ],
    "volunteers": [
        {"key": "ben", "name": "Ben", "gender": "male"},
        {"key": "carol", "name": "Carol", "gender": "female", "postcode": "LS1 4DY", "ages": [8, 17]},
        {"key": "dee", "name": "Dee", "gender": "female", "point": [429627, 433454], "could_not": ["sam"]},
    ],
}


def day(*, side=None, at=0, **changed):
    """The open day with something changed at its top, or in one child or volunteer."""
    content = deepcopy(DAY)
    (content if side is None else content[side][at]).update(changed)
    return json.dumps(content)

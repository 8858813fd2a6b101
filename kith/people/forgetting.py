"""What becomes of a child’s own rows when nobody here needs them any more: their name goes, a birthday is counted from."""

from kith.foundation.forgetting import Goes, Stays, Thinned, tell
from kith.people.models import (
    Child,
    Involvement,
    Opening,
    PlacementAddress,
    PlacementAddressLook,
    Restriction,
    Seal,
    SealEntry,
)

tell(
    Child,
    [
        Thinned(
            Child,
            "",
            "birthday, gender and background stay; the name and all that describes them goes",
            empty=(
                "authority_ref",
                "first_name",
                "last_name",
                "known_as",
                "languages",
                "faith",
                "practical_needs",
                "picture",
                "area",
                "sharing",
            ),
            codes=("ethnicity",),
        ),
        Stays(
            Involvement,
            "child",
            "who was near, from when to when: whoever is asked later who could read must be able to say",
        ),
        Goes(PlacementAddress, "child", "where they lived"),
        Stays(PlacementAddressLook, "child", "who looked up where they lived: part of the record of looks"),
        Stays(Seal, "child", "that the story was sealed, by whom, and when it ended"),
        Stays(SealEntry, "seal__child", "what was decided about a seal"),
        Stays(Restriction, "child", "who was kept away, and when it ended"),
        Stays(Opening, "child", "who opened the file in an emergency, and who looked at that"),
    ],
)

"""The page for elected members: what each of its figures counts."""

from kith.reporting.definitions.meaning import Definition, Meaning

MEMBERS = Definition(
    "members",
    1,
    "For elected members",
    (
        Meaning(
            "could",
            "Could have somebody",
            "Children looked after by the authority on the day, aged eight or over, by the latest return imported.",
            "Short breaks; care leavers of 18 and over; children whose story is sealed, here and in every other figure.",
            caveat="From about eight a child can say whether they would like somebody.",
        ),
        Meaning(
            "have",
            "Have somebody",
            "Those of them with a match going on on the day, in any scheme that Kith serves.",
        ),
        Meaning(
            "have_share",
            "Have somebody, of those who could",
            "The same as a percentage.",
            of="those who could have somebody",
        ),
        Meaning(
            "wait",
            "Wait",
            "Those of them whom a scheme has accepted and who have nobody yet.",
        ),
        Meaning(
            "asked",
            "Have been asked",
            "Those of them whose answer to an offer of somebody is written down up to the day, and those who have, "
            "had or wait for somebody.",
        ),
        Meaning(
            "said_yes",
            "Said yes",
            "Those whose last answer was yes or that they want to go on; and those who have or had somebody without "
            "an answer in the register.",
        ),
        Meaning(
            "never",
            "Never asked",
            "All others: nobody has written down that they were offered somebody.",
            caveat="Some may have been asked without anybody writing it down.",
        ),
        Meaning(
            "ended",
            "Matches ended",
            "Matches of the authority’s children, of any age, that ended in the twelve months up to the day.",
        ),
        Meaning(
            "planned_ending",
            "Planned endings",
            "Endings with a plan, but for those that the child chose.",
        ),
        Meaning("childs_choice", "The child’s choice", "Endings that the child chose."),
        Meaning("unplanned_ending", "Endings without a plan", "All other endings."),
        Meaning("died_ending", "A death", "Endings because one of the two died. Nobody plans that."),
        Meaning(
            "planned_share",
            "Share with a plan",
            "Endings with a plan.",
            of="endings that the child did not choose, without those by a death",
            caveat="No percentage under ten.",
        ),
    ),
)

"""The quarter of one contract: what each of its figures counts."""

from kith.reporting.definitions.meaning import Definition, Meaning

WHOSE = (
    "Children are those of the authority that pays for the contract. A child whose authority is not written down, "
    "or is another, is in no figure here; nor is a child whose story is sealed."
)

QUARTER = Definition(
    "quarter",
    1,
    "The quarter",
    (
        Meaning(
            "referred",
            "Children referred",
            "Referrals to the scheme received within the days of the report.",
            "Referrals that name no scheme, until one takes them on.",
            caveat="A child referred twice counts twice.",
        ),
        Meaning(
            "accepted",
            "Accepted",
            "Referrals that the scheme said yes to within the days of the report, whenever they were received.",
            "Those it said yes to and were taken back before it did.",
            caveat="So it may be more than were referred in the same days.",
        ),
        Meaning(
            "declined",
            "Declined",
            "Referrals that the scheme said no to within the days of the report.",
            "Those that the referrer or the child took back.",
        ),
        Meaning(
            "together",
            "Matched on the last day",
            "Matches, each one child with one volunteer, that were going on at the end of the last day, also while "
            "paused or winding down.",
            "A match that ended on the last day.",
            caveat="In a one-to-one scheme every match is another child. In a group a child may have several.",
        ),
        Meaning(
            "any_time",
            "Matched at any time",
            "Matches that were going on on any of the days: those of the last day and those that ended.",
            caveat="A child whose match ended and who began another counts with both. Where endings are too few to "
            "be shown, so is this: it would give them away.",
        ),
        Meaning(
            "places_used",
            "Places used",
            "Matches going on on the last day.",
            of="the matches that the contract pays for",
            caveat="A place is not empty for want of children: see who waits.",
        ),
        Meaning(
            "waiting",
            "Waiting on the last day",
            "Children accepted, for whom nobody was found by the end of the last day.",
            "Referrals that were not answered yet.",
        ),
        Meaning(
            "waiting_middle",
            "Half of them have waited",
            "Whole weeks from the day the referral was received to the last day; the middle one of all who wait.",
            caveat="How long those have waited who still wait. It says nothing of how long somebody referred today "
            "will, and is no promise to anybody. Not given for fewer than ten.",
        ),
        Meaning(
            "waiting_longest",
            "The longest has waited",
            "Whole weeks of whoever has waited longest.",
            caveat="One child. Not given where fewer than ten wait.",
        ),
        Meaning(
            "planned",
            "Meetings planned",
            "Meetings planned for the days of the report. One that was moved counts once, where it was moved to.",
            "Meetings called off ahead, because a match paused or ended for instance; meetings nobody had planned.",
        ),
        Meaning(
            "kept",
            "Kept",
            "Planned meetings at which they met.",
        ),
        Meaning(
            "unplanned_kept",
            "Met without a plan",
            "Meetings recorded afterwards that nobody had planned.",
            caveat="They count for the rhythm, not among the planned.",
        ),
        Meaning(
            "moved",
            "Moved",
            "Planned meetings that had been moved to their day from another, once or more.",
            caveat="Moving is ordinary, and is no failure.",
        ),
        Meaning(
            "missed",
            "Missed",
            "Planned meetings that did not happen because something got in the way.",
        ),
        Meaning(
            "withheld",
            "Withheld",
            "Planned meetings that somebody decided the young person should not come to.",
            caveat="Where they concern fewer than five children they are counted with those missed.",
        ),
        Meaning(
            "not_said",
            "Nobody has said yet",
            "Planned meetings of which nobody had recorded what became when the report was made.",
            caveat="Many of these make every other figure about meetings uncertain.",
        ),
        Meaning(
            "expected",
            "Meetings agreed",
            "The days that the rhythm of each agreement makes within the days of the report, each agreement for as "
            "long as it held; where none is written, the scheme’s own rhythm.",
            "Days on which a match was paused.",
            caveat="Holidays are not left out, so a little less than all is what to expect.",
        ),
        Meaning(
            "rhythm",
            "Rhythm kept",
            "Meetings kept, planned or not, in each match up to the number that was agreed.",
            of="meetings agreed",
            caveat="More than agreed in one match does not make up for fewer in another.",
        ),
        Meaning(
            "ended",
            "Matches ended",
            "Matches that ended within the days of the report, each once.",
            caveat="An ending is not a failure. What matters is whether it was planned and said.",
        ),
        Meaning(
            "planned_ending",
            "Planned endings",
            "Endings with a plan, but for those that the child chose.",
        ),
        Meaning(
            "childs_choice",
            "The child’s choice",
            "Endings that the child chose, with a plan or at once.",
            caveat="Counted apart: that a child may stop is how it should be.",
        ),
        Meaning(
            "unplanned_ending",
            "Endings without a plan",
            "All other endings: the volunteer left, a placement move, not known and so on, with no time to prepare.",
        ),
        Meaning(
            "died_ending",
            "A death",
            "Endings because the volunteer or the young person died, whether a goodbye was on its way or not.",
            caveat="Counted apart: nobody plans it, and nobody failed to.",
        ),
        Meaning(
            "planned_share",
            "Share with a plan",
            "Endings with a plan.",
            of="endings that the child did not choose, without those by a death",
            caveat="No percentage under ten.",
        ),
        Meaning(
            "kinds",
            "Endings by kind",
            "The same endings by why they ended, as the scheme recorded it.",
            caveat="Left out where too few ended to say of which kind.",
        ),
        Meaning(
            "approved",
            "Volunteers approved",
            "Volunteers whose approval for the scheme was open on the last day, with a match or free.",
            caveat="All of the scheme’s, whichever authority’s children they are there for.",
        ),
        Meaning(
            "on_the_way",
            "On their way",
            "People whose application was open on the last day, from enquiry to panel.",
        ),
        Meaning(
            "left",
            "Left",
            "Volunteers whose approval ended within the days of the report and was not given again.",
        ),
        Meaning(
            "supervision",
            "Supervision in time",
            "Matches whose volunteer’s next talk with their coordinator was not overdue on the last day: as agreed "
            "at the last talk, else by the scheme’s rhythm.",
            of="matches going on on the last day",
            caveat="The talks after each of the first meetings are not judged here.",
        ),
        Meaning(
            "equity",
            "Who they are",
            "Children referred, waiting and matched, by gender, background and age on the last day, as the register "
            "or the scheme has them; not known is shown.",
            caveat="Small schemes differ by chance. Look at several quarters before drawing a conclusion.",
        ),
    ),
)

"""What a reader must be told beside a figure: one code and one sentence each."""

from enum import StrEnum


class Caveat(StrEnum):
    NO_COMPARISON = "no comparison"
    FOLLOW_UP_LOW = "follow-up between half and 70%"
    FOLLOW_UP_INCOMPLETE = "follow-up incomplete"
    INDICATIVE = "indicative"
    STARTED_HIGH = "started high"
    NO_NORM = "no norm"
    LONGER_THAN_NORM = "longer than the norm"
    NARROW_START = "narrow start"
    RANKS_DISAGREE = "ranks disagree"
    INFORMANT_CHANGED = "parent and carer"
    RELIABILITY_WITHIN_FORM = "reliability of one sitting"
    ADDED_VALUE_POPULATION = "added value population"
    ADDED_VALUE_COEFFICIENTS = "added value coefficients"
    ADDED_VALUE_LOW_START = "added value low start"
    UNSEEN_MAY_DIFFER = "unseen may differ"
    SIMILAR_CHILDREN = "unseen taken as similar"
    LATE_ENTRY = "late entry"
    CURVE_CUT = "curve cut"
    STILL_OPEN = "still open"
    LASTING_DIFFERS = "lasting differs"
    FEW_UNITS = "few units"
    LIMITS_ARE_WIDE = "limits are wide"
    LIMITS_WIDENED = "limits widened"
    NO_RANKS = "no ranks"
    RUN_CHART_ONLY = "run chart only"
    FEW_STUDIES = "few studies"
    DEPENDS_ON_METHOD = "depends on method"
    FOLDED = "folded"
    RATED_BY_WORKER = "rated by a worker"
    GOALS_CHOSEN = "goals chosen"
    CONTEXT_ONLY = "context only"
    NOT_BY_LOTTERY = "not by lottery"
    NOT_PLANNED_AHEAD = "not planned ahead"


CAVEATS: dict[Caveat, str] = {
    Caveat.NO_COMPARISON: "There is no comparison group, so this cannot say why anything changed.",
    Caveat.FOLLOW_UP_LOW: "Between a half and 70% were followed up: those not seen could change the picture.",
    Caveat.FOLLOW_UP_INCOMPLETE: "Not everybody was followed up; those not seen may have done better or worse.",
    Caveat.INDICATIVE: "Fewer than 30: take this as indicative.",
    Caveat.STARTED_HIGH: "The group started away from the average of children in care, and scores drift back towards it by themselves.",
    Caveat.NO_NORM: "No average is known for this measure among children in care, so the drift back towards it is not shown.",
    Caveat.LONGER_THAN_NORM: "The expected drift is that of six months; over another time it is another, and over longer larger.",
    Caveat.NARROW_START: "Children were let in by their score, so the first scores are alike and the effect size comes out too large.",
    Caveat.RANKS_DISAGREE: "A check that looks only at the order of changes says otherwise about whether there is one: a few large changes may make the average.",
    Caveat.INFORMANT_CHANGED: "For some children a parent answered once and a carer the other time.",
    Caveat.RELIABILITY_WITHIN_FORM: "The margin of error is that of one sitting; scores months apart vary more.",
    Caveat.ADDED_VALUE_POPULATION: "The prediction comes from a national survey of children at high risk and was never checked for children in care.",
    Caveat.ADDED_VALUE_COEFFICIENTS: "The prediction's coefficients are a setting still to be compared with the published form.",
    Caveat.ADDED_VALUE_LOW_START: "The group started below a total of 14, where the prediction was not made.",
    Caveat.UNSEEN_MAY_DIFFER: "Children whose match ended badly are less often measured, which makes any change look better.",
    Caveat.SIMILAR_CHILDREN: "Children not seen again are taken to be like those with the same first score who were.",
    Caveat.LATE_ENTRY: "Matches already open when recording began count only from then on.",
    Caveat.CURVE_CUT: "The curve stops where too few matches are left to show without pointing at a child.",
    Caveat.STILL_OPEN: "Matches still open count for as long as they have lasted.",
    Caveat.LASTING_DIFFERS: "Children whose matches last may differ in other ways.",
    Caveat.FEW_UNITS: "With so few schemes chance differences are common.",
    Caveat.LIMITS_ARE_WIDE: "Some schemes are small: only very large differences would show.",
    Caveat.LIMITS_WIDENED: "The limits are widened, because the schemes differ by more than chance alone.",
    Caveat.NO_RANKS: "Schemes are in alphabetical order. Inside the limits there is no first and no last.",
    Caveat.RUN_CHART_ONLY: "Fewer than 12 points: a run chart, without limits or signals.",
    Caveat.FEW_STUDIES: "Too few schemes for a stable range; two methods are shown side by side.",
    Caveat.DEPENDS_ON_METHOD: "The two methods disagree about whether there is a change: say neither.",
    Caveat.FOLDED: "Needs with small numbers are shown together as other needs.",
    Caveat.RATED_BY_WORKER: "Needs were found and judged by the scheme's own staff.",
    Caveat.GOALS_CHOSEN: "Each young person chose goals of their own; an easy goal is reached more often than a hard one.",
    Caveat.CONTEXT_ONLY: "National figures are context, not a comparison group.",
    Caveat.NOT_BY_LOTTERY: "The two groups were not made by lottery and may differ in ways not recorded.",
    Caveat.NOT_PLANNED_AHEAD: "The comparison was not written down before the first follow-up.",
}
"""Every code has a sentence; a result prints all of its own."""

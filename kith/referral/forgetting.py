"""What becomes of a referral when the last match that came of it is erased."""

from kith.foundation.forgetting import Goes, Thinned, tell
from kith.referral.models import Question, Referral, ReferralChange

tell(
    Referral,
    [
        Thinned(
            Referral,
            "",
            "when it came, from what kind of place and what became of it stay; why, and who wrote it, go",
            empty=(
                "referrer_name",
                "referrer_email",
                "referrer_phone",
                "referrer_place",
                "first_name",
                "last_name",
                "authority_ref",
                "why",
                "practical_needs",
                "child_words",
            ),
            demanded=("why",),
            codes=("reference",),
        ),
        Thinned(
            ReferralChange,
            "of",
            "the steps of a referral, and their days",
            empty=("words",),
            codes=("step", "from_status", "to_status", "reason"),
        ),
        Goes(Question, "referral", "what was asked back, and the answers"),
    ],
)

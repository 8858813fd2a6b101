"""Which schemes have told somebody outside what came of them, and as of which day."""

from kith.access.models import User
from kith.access.policy import Permission
from kith.outcomes.models import OutcomeReport


def let_out_to(user: User) -> list[OutcomeReport]:
    """The last report of each scheme that was let out to them and tells anything, by the scheme’s name; without its figures."""
    told = OutcomeReport.objects.reachable_by(user, Permission.SEE_OUTCOMES).let_out()
    rows = told.filter(figures__withheld="").select_related("scheme__provider").defer("figures", "counts")
    last = {report.scheme_id: report for report in rows.order_by("on", "id")}
    return sorted(last.values(), key=lambda report: report.scheme.name)

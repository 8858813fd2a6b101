from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    name = "kith.recruitment"
    label = "recruitment"

    def ready(self) -> None:
        from kith.foundation.dates import LONDON
        from kith.foundation.schedules import schedule
        from kith.people.nearness import STOPPED
        from kith.recruitment.actions.bringing import tidy_up
        from kith.recruitment.actions.erasing import erase_due
        from kith.recruitment.actions.flags import compare_with_new, compare_with_old
        from kith.recruitment.actions.quiet import see_to_the_quiet
        from kith.recruitment.actions.references import chase_references
        from kith.recruitment.models import Suspension
        from kith.recruitment.vetting.modules import stopped_without
        from kith.training.asking import ASKED_BY

        ASKED_BY["recruitment"] = stopped_without
        STOPPED["recruitment"] = lambda on: Suspension.objects.looked_into_on(on).values("volunteer")
        schedule("warn and close who does not answer", "40 6 * * *", lambda due: see_to_the_quiet(at=due))
        schedule(
            "compare volunteers with barred contacts", "10 2 * * *", lambda due: compare_with_old(at=due)
        )
        schedule(
            "compare volunteers with new barred contacts",
            "*/15 * * * *",
            lambda due: compare_with_new(at=due),
        )
        schedule("tidy up lists of volunteers", "15 4 * * *", lambda due: tidy_up(at=due))
        schedule("erase applicants whose time is over", "*/5 1-4 * * *", lambda due: erase_due(at=due))
        schedule(
            "ask for references again",
            "30 7 * * *",
            lambda due: chase_references(on=due.astimezone(LONDON).date()),
        )

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "kith.matching"
    label = "matching"

    def ready(self) -> None:
        from kith.foundation.schedules import schedule
        from kith.matching.actions.open_days.cautions import see_who_may_come
        from kith.matching.actions.thinning import thin_what_is_old
        from kith.matching.tasks import ask_for_weekly_rounds

        schedule("see who may come to open days", "*/15 * * * *", lambda due: see_who_may_come(at=due))
        schedule("thin what is old of matching", "40 3 * * *", lambda due: thin_what_is_old(at=due))
        schedule("run weekly rounds", "20 5 * * *", lambda due: ask_for_weekly_rounds(due))

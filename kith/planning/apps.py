from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "kith.planning"
    label = "planning"

    def ready(self) -> None:
        from kith.foundation.schedules import schedule
        from kith.planning.tasks import reckon_by_night

        schedule("work out who is needed", "40 4 * * *", reckon_by_night)

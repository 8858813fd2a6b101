from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "kith.meetings"
    label = "meetings"

    def ready(self) -> None:
        from kith.foundation.schedules import schedule
        from kith.meetings.actions import plan_everything_ahead

        schedule("plan meetings ahead", "20 4 * * *", lambda due: plan_everything_ahead(at=due))

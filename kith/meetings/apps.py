from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "kith.meetings"
    label = "meetings"

    def ready(self) -> None:
        from kith.foundation.schedules import schedule
        from kith.meetings.tasks import every_night, remind, tidy

        schedule("plan meetings ahead", "20 4 * * *", every_night)
        schedule("tidy away receipts that wait for a form", "40 3 * * *", tidy)
        schedule("remind of tomorrow", "0 16 * * *", remind)

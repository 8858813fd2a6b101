from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "kith.training"
    label = "training"

    def ready(self) -> None:
        from kith.foundation.schedules import schedule
        from kith.training.actions import remind
        from kith.training.listing import BY_NIGHT
        from kith.training.tasks import count_by_night

        schedule(BY_NIGHT, "20 4 * * *", count_by_night)
        schedule("remind of training", "30 8 * * *", lambda due: remind(at=due))

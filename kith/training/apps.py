from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "kith.training"
    label = "training"

    def ready(self) -> None:
        from kith.foundation.schedules import schedule
        from kith.training.actions import remind

        schedule("remind of training", "30 8 * * *", lambda due: remind(at=due))

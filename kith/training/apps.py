from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "kith.training"
    label = "training"

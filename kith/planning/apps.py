from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "kith.planning"
    label = "planning"

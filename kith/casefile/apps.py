from django.apps import AppConfig


class CasefileConfig(AppConfig):
    name = "kith.casefile"
    label = "casefile"

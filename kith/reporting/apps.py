from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "kith.reporting"
    label = "reporting"

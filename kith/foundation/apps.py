from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "kith.foundation"
    label = "foundation"

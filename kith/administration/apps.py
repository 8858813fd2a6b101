from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "kith.administration"
    label = "administration"

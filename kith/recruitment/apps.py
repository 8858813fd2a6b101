from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    name = "kith.recruitment"
    label = "recruitment"

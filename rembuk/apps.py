from django.apps import AppConfig


class RembukConfig(AppConfig):
    name = "rembuk"
    verbose_name = "Rembuk"

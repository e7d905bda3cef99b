from django.apps import AppConfig
from django.forms import Field


class VillagesConfig(AppConfig):
    name = "villages"
    verbose_name = "Wilayah"

    def ready(self):
        # Shorter and plainer than the framework's own sentence, in every form.
        Field.default_error_messages["required"] = "Belum diisi."

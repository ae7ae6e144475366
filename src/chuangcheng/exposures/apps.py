from django.apps import AppConfig


class ExposuresConfig(AppConfig):
    """Brings its kinds of proceedings."""

    name = "chuangcheng.exposures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chuangcheng.exposures.kinds import KINDS
        from chuangcheng.proceedings.kinds import register

        for kind in KINDS:
            register(kind)

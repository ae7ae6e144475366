from django.apps import AppConfig


class IntegrityConfig(AppConfig):
    """Brings its kinds of proceedings."""

    name = "chuangcheng.integrity"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chuangcheng.integrity.kinds import KINDS
        from chuangcheng.proceedings.kinds import register

        for kind in KINDS:
            register(kind)

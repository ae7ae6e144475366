from django.apps import AppConfig


class ProceedingsConfig(AppConfig):
    name = "chuangcheng.proceedings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chuangcheng.kit import resealing
        from chuangcheng.proceedings.actions.objecting import CONTACT

        resealing.register("proceedings.Objection", {"contact_sealed": CONTACT})

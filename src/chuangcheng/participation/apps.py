from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "chuangcheng.participation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chuangcheng.kit import resealing
        from chuangcheng.participation.alerting import SEAL

        resealing.register("participation.Contact", {"phone_sealed": SEAL, "email_sealed": SEAL})
        resealing.register("participation.Alert", {"contact_sealed": SEAL})

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipationConfig(AppConfig):
    name = "chuangcheng.participation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chuangcheng.kit import resealing
        from chuangcheng.participation import keys
        from chuangcheng.participation.alerting import SEAL

        resealing.register("participation.Contact", {"phone_sealed": SEAL, "email_sealed": SEAL})
        resealing.register("participation.Alert", {"contact_sealed": SEAL})
        resealing.depend("participation", "alerts", _("wishes for news"), keys.alerts_from_before)
        resealing.depend("participation", "blocks", _("blocked telephone numbers"), keys.blocks_from_before)
        resealing.depend(
            "participation", "links", _("reporters who get a letter with their link"), keys.links_from_before
        )

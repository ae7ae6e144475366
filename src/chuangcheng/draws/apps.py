from datetime import datetime

from django.apps import AppConfig


class DrawsConfig(AppConfig):
    """Registers with the doctor the check for draws that nobody brought to their end."""

    name = "chuangcheng.draws"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from chuangcheng.draws.actions.commit import SEALED_FOR
        from chuangcheng.kit import resealing
        from chuangcheng.kit.checks import Check, register

        register(Check(_("No draw is past its last day without a proof"), _none_has_failed))
        resealing.register("draws.Draw", {"secret_sealed": SEALED_FOR})
        resealing.register("draws.Frame", {"salt_sealed": SEALED_FOR})


def _none_has_failed(at: datetime) -> tuple[bool, str]:
    """Well if every draw past its last day was revealed or cancelled; else the serial numbers of the others."""
    from chuangcheng.draws.models import Draw, DrawState

    open_states = (DrawState.COMMITTED, DrawState.RUN)
    failed = Draw.objects.filter(state__in=open_states, fails_after__lt=at).order_by("serial")
    serials = list(failed.values_list("serial", flat=True)[:20])
    return not serials, ", ".join(map(str, serials)) or "—"

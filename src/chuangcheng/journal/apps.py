from datetime import datetime, timedelta

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Registers the journal's check with the doctor."""

    name = "chuangcheng.journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from chuangcheng.kit.checks import Check, register

        register(Check(_("The journal is being sealed"), _sealing_keeps_up))


def _sealing_keeps_up(at: datetime) -> tuple[bool, str]:
    """Well if no row has waited over ten minutes for its seal."""
    from chuangcheng.journal.queries import head, oldest_unsealed

    oldest = oldest_unsealed()
    newest = head()
    return oldest is None or at - oldest < timedelta(minutes=10), newest.hash if newest else "—"

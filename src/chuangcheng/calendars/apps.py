from datetime import datetime

from django.apps import AppConfig
from django.core.signals import request_finished, request_started


class CalendarsConfig(AppConfig):
    name = "chuangcheng.calendars"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from chuangcheng.calendars.queries import begin_request, end_request
        from chuangcheng.kit.checks import Check, register

        register(Check(_("Tables of working days are here"), _tables_are_here))
        request_started.connect(begin_request)
        request_finished.connect(end_request)


def _tables_are_here(at: datetime) -> tuple[bool, str]:
    """Well if this year has its table, and from November on the next one too."""
    from chuangcheng.calendars.queries import years_missing

    missing = years_missing(at)
    return not missing, ", ".join(map(str, missing)) or "—"

from datetime import datetime, timedelta

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Registers the check that news leave in time with the doctor."""

    name = "chuangcheng.notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from chuangcheng.kit.checks import Check, register

        register(Check(_("News leave in time, and no delivery is dead"), _news_leave))


def _news_leave(at: datetime) -> tuple[bool, str]:
    """Well if nothing that is due has waited for ten minutes, and nothing was given up."""
    from chuangcheng.notices.queries import state_counts, waiting_since

    since, dead = waiting_since(at), state_counts()["given_up"]
    return (since is None or at - since < timedelta(minutes=10)) and not dead, str(dead)

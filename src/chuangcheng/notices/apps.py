from datetime import datetime, timedelta

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Registers the check that news leave in time with the doctor, and what is forgotten with a citizen."""

    name = "chuangcheng.notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from chuangcheng.accounts.citizen_keys import PHONE
        from chuangcheng.kit import resealing
        from chuangcheng.kit.checks import Check, register
        from chuangcheng.kit.citizen import on_forgetting
        from chuangcheng.notices.queries.channels import SEAL as CHANNEL
        from chuangcheng.notices.queries.short import SEAL as TEXT
        from chuangcheng.notices.receivers.push import SEAL as PUSH

        on_forgetting(_forget_texts)
        register(Check(_("News leave in time, and no delivery is dead"), _news_leave))
        resealing.register("notices.Channel", {"sealed": CHANNEL})
        resealing.register("notices.PushSubscription", {"sealed_auth": PUSH})
        resealing.register(
            "notices.ShortMessage",
            {"phone_sealed": TEXT, "text_sealed": TEXT},
            {"phone_hash": ("phone_sealed", PHONE)},
        )


def _news_leave(at: datetime) -> tuple[bool, str]:
    """Well if nothing that is due has waited for ten minutes, and nothing was given up."""
    from chuangcheng.notices.queries import state_counts, waiting_since

    since, dead = waiting_since(at), state_counts()["given_up"]
    return (since is None or at - since < timedelta(minutes=10)) and not dead, str(dead)


def _forget_texts(citizen_id: int, at: datetime) -> None:
    """Short messages to a citizen's number, sent or not."""
    from chuangcheng.accounts.queries import citizen_phone, phone_hash
    from chuangcheng.notices.models import ShortMessage

    ShortMessage.objects.filter(phone_hash=phone_hash(citizen_phone(citizen_id))).delete()

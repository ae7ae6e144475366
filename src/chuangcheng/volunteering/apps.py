from datetime import datetime

from django.apps import AppConfig


class VolunteeringConfig(AppConfig):
    """Registers what is forgotten with a citizen."""

    name = "chuangcheng.volunteering"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chuangcheng.kit.citizen import on_forgetting

        on_forgetting(_forget)


def _forget(citizen_id: int, at: datetime) -> None:
    from chuangcheng.kit.actor import SYSTEM
    from chuangcheng.volunteering.actions import forget_volunteer

    forget_volunteer(by=SYSTEM, at=at, citizen_id=citizen_id)

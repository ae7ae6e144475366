from datetime import datetime

from django.apps import AppConfig


class VolunteeringConfig(AppConfig):
    """Registers what is forgotten with a citizen."""

    name = "chuangcheng.volunteering"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chuangcheng.kit import resealing
        from chuangcheng.kit.citizen import on_forgetting
        from chuangcheng.volunteering.sealing import BORN, GUARDIAN

        on_forgetting(_forget)
        resealing.register("volunteering.Volunteer", {"born_sealed": BORN, "guardian_sealed": GUARDIAN})


def _forget(citizen_id: int, at: datetime) -> None:
    from chuangcheng.kit.actor import SYSTEM
    from chuangcheng.volunteering.actions import forget_volunteer

    forget_volunteer(by=SYSTEM, at=at, citizen_id=citizen_id)

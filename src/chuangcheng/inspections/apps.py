from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "chuangcheng.inspections"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chuangcheng.inspections.actions.yearly import SEALED_FOR
        from chuangcheng.kit import resealing

        resealing.register("inspections.YearPlan", {"secret_sealed": SEALED_FOR})

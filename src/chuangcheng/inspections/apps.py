from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "chuangcheng.inspections"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "chuangcheng.units"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class CalibrationsConfig(AppConfig):
    name = "chuangcheng.calibrations"
    default_auto_field = "django.db.models.BigAutoField"

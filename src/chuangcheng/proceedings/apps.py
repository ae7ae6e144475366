from django.apps import AppConfig


class ProceedingsConfig(AppConfig):
    name = "chuangcheng.proceedings"
    default_auto_field = "django.db.models.BigAutoField"

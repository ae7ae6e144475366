from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "chuangcheng.duties"
    default_auto_field = "django.db.models.BigAutoField"

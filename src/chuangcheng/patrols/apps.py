from django.apps import AppConfig


class PatrolsConfig(AppConfig):
    name = "chuangcheng.patrols"
    default_auto_field = "django.db.models.BigAutoField"

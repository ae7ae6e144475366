from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    name = "chuangcheng.frameworks"
    default_auto_field = "django.db.models.BigAutoField"

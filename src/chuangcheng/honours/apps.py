from django.apps import AppConfig


class HonoursConfig(AppConfig):
    name = "chuangcheng.honours"
    default_auto_field = "django.db.models.BigAutoField"

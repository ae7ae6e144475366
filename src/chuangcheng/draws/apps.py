from django.apps import AppConfig


class DrawsConfig(AppConfig):
    name = "chuangcheng.draws"
    default_auto_field = "django.db.models.BigAutoField"

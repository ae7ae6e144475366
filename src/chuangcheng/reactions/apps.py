from django.apps import AppConfig


class ReactionsConfig(AppConfig):
    name = "chuangcheng.reactions"
    default_auto_field = "django.db.models.BigAutoField"

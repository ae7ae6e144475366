from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "chuangcheng.participation"
    default_auto_field = "django.db.models.BigAutoField"

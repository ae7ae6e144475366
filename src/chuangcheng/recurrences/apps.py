from django.apps import AppConfig


class RecurrencesConfig(AppConfig):
    name = "chuangcheng.recurrences"
    default_auto_field = "django.db.models.BigAutoField"

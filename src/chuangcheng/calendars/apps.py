from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "chuangcheng.calendars"
    default_auto_field = "django.db.models.BigAutoField"

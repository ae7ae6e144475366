from django.apps import AppConfig
from django.core.signals import request_finished, request_started


class CalendarsConfig(AppConfig):
    name = "chuangcheng.calendars"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chuangcheng.calendars.queries import begin_request, end_request

        request_started.connect(begin_request)
        request_finished.connect(end_request)

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "chuangcheng.desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chuangcheng.desk.sealed_import import PURPOSE
        from chuangcheng.kit import resealing

        resealing.leave_to_time(PURPOSE, "a sheet between its preview and its import, forgotten after a day")

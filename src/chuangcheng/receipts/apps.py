from django.apps import AppConfig


class ReceiptsConfig(AppConfig):
    name = "chuangcheng.receipts"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "chuangcheng.documents"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "chuangcheng.evidence"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "chuangcheng.cases"
    default_auto_field = "django.db.models.BigAutoField"

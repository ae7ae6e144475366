from django.apps import AppConfig


class MaterialsConfig(AppConfig):
    name = "chuangcheng.materials"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class IntegrityConfig(AppConfig):
    """Brings its kinds of proceedings."""

    name = "chuangcheng.integrity"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chuangcheng.integrity.kinds import KINDS
        from chuangcheng.integrity.sealing import PURPOSE
        from chuangcheng.kit import resealing
        from chuangcheng.proceedings.kinds import register

        for kind in KINDS:
            register(kind)
        resealing.register(
            "integrity.Entry",
            {"name_sealed": PURPOSE, "number_sealed": PURPOSE},
            {"number_hash": ("number_sealed", PURPOSE)},
        )
        resealing.register("proceedings.Proceeding", {"party_sealed": PURPOSE})

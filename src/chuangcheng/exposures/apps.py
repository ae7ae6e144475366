from django.apps import AppConfig


class ExposuresConfig(AppConfig):
    """Brings its kinds of proceedings, and the pictures that go along with them."""

    name = "chuangcheng.exposures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chuangcheng.exposures.kinds import KINDS, SUBJECT
        from chuangcheng.exposures.queries import pictures_about
        from chuangcheng.exposures.sealing import PURPOSE
        from chuangcheng.kit import resealing
        from chuangcheng.proceedings.kinds import bring_pictures, register

        for kind in KINDS:
            register(kind)
        bring_pictures(SUBJECT, pictures_about)
        resealing.register(
            "exposures.Violation",
            {"plate_sealed": PURPOSE, "address_sealed": PURPOSE},
            {"plate_hash": ("plate_sealed", PURPOSE)},
        )
        resealing.register("proceedings.Proceeding", {"party_sealed": PURPOSE})

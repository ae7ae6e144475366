from django.apps import AppConfig


class ExposuresConfig(AppConfig):
    """Brings its kinds of proceedings, and the pictures that go along with them."""

    name = "chuangcheng.exposures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chuangcheng.exposures.kinds import KINDS, SUBJECT
        from chuangcheng.exposures.queries import pictures_about
        from chuangcheng.proceedings.kinds import bring_pictures, register

        for kind in KINDS:
            register(kind)
        bring_pictures(SUBJECT, pictures_about)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceedingsConfig(AppConfig):
    name = "chuangcheng.proceedings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chuangcheng.kit import resealing
        from chuangcheng.proceedings.actions.objecting import CONTACT
        from chuangcheng.proceedings.queries.keys import letters_from_before, objections_from_before

        resealing.register("proceedings.Objection", {"contact_sealed": CONTACT})
        resealing.depend("proceedings", "objections", _("objections from the public"), objections_from_before)
        resealing.depend("proceedings", "letters", _("letters with a code for objecting"), letters_from_before)

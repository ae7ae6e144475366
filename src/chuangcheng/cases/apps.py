from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Says what links to cases open."""

    name = "chuangcheng.cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from chuangcheng.cases.queries import LINK_LASTS, LINK_PURPOSE, may_share
        from chuangcheng.kit.links import Purpose, declare

        declare(Purpose(LINK_PURPOSE, _("page of a case"), "desk:shared_case", LINK_LASTS, may_share, "desk:case"))

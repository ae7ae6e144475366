from datetime import datetime, timedelta

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    """Registers with the doctor the check that what pages add up agrees with the rows."""

    name = "chuangcheng.scoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from chuangcheng.kit.checks import Check, register

        register(Check(_("Summaries of the observations agree with the rows"), _summaries_agree))


def _summaries_agree(at: datetime) -> tuple[bool, str]:
    """Well if the last second count of every round, at most three days ago, found no fault."""
    from django.utils.translation import gettext as _

    from chuangcheng.scoring.models import RoundSummary

    late = at - timedelta(days=3)
    rows = list(RoundSummary.objects.values_list("round__code", "fault_count", "verified_at", "counted_at"))
    wrong = [code for code, faults, _seen, _counted in rows if faults]
    unseen = [code for code, _faults, seen, counted in rows if (seen or counted) < late]
    if wrong:
        return False, _("wrong when last compared, and counted anew: {rounds}").format(rounds=", ".join(wrong))
    if unseen:
        return False, _("not compared for three days: {rounds}").format(rounds=", ".join(unseen))
    return True, _("{count} rounds").format(count=len(rows))

"""What is said at a check point, by inspectors and by units of themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    """符合, 不符合, 不適用, 未能觀察."""

    PASS = "pass", _("Met")
    FAIL = "fail", _("Not met")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
    NOT_OBSERVED = "not_observed", _("Could not be observed")

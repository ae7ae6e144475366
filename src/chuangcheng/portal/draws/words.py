"""What each check of a proof means, in words for citizens."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "format": _("The file is a proof of this kind"),
    "proof_hash": _("The proof has not been altered"),
    "commitment_hash": _("The commitment has not been altered"),
    "strata": _("Strata and sizes are those announced"),
    "state": _("The proof was published in time"),
    "times": _("The commitment came before the public values, the draw after them"),
    "entropy": _("The values are those of the announced sources"),
    "secret": _("The secret is the one that was sealed at the beginning"),
    "frame_entries": _("The list is complete and in order"),
    "frame_hash": _("The list is the one that was frozen at the beginning"),
    "selection": _("What was drawn is what secret and values give"),
    "opened": _("An entry that was opened is what its hash was made from"),
}


def check_label(code: str) -> str:
    """The sentence of a check, in the language in force."""
    return str(LABELS.get(code, code))

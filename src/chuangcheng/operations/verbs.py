"""What operators do."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

VERBS = (
    Verb("operations.recover_jobs", _("Put {count} jobs of a killed worker back in line")),
    Verb("operations.release_dead_letter", _("Released the dead letter {job}")),
    Verb(
        "operations.reseal_values", _("Sealed {count} rows of {table} under the newest key; {lost} could not be opened")
    ),
    Verb("operations.retire_key", _("Found that nothing needs the older key {mark} any more: it may go")),
    Verb("operations.discard_dead_letter", _("Discarded the dead letter {job}: {reason}")),
)
SIGHTS = (Sight("operations.see_job", _("See background jobs, settings and checks")),)

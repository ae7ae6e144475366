"""What is done with editions, cycles and themes."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

EDITION, STANDARD, CYCLE, POINT = "desk:edition", "desk:standard", "desk:cycle", "desk:check_point"
CARD = "desk:card"

VERBS = (
    Verb(
        "frameworks.import_edition",
        _("imported edition {code}: {added} rows added, {changed} changed, {removed} removed"),
        EDITION,
    ),
    Verb("frameworks.describe_edition", _("changed the title page of edition {code}"), EDITION),
    Verb("frameworks.publish_edition", _("published edition {code}"), EDITION),
    Verb("frameworks.copy_edition", _("copied edition {source} to the draft {code}"), EDITION),
    Verb("frameworks.discard_edition", _("discarded the draft {code}")),
    Verb("frameworks.edit_indicator", _("edited {indicator} in the draft {code}"), STANDARD),
    Verb("frameworks.add_check_point", _("added check point {check_point} to the draft {code}"), POINT),
    Verb("frameworks.edit_check_point", _("edited check point {check_point} in the draft {code}"), POINT),
    Verb("frameworks.remove_check_point", _("removed check point {check_point} from the draft {code}"), EDITION),
    Verb("frameworks.add_card", _("added a standard card to “{wording}”: {caption}"), CARD),
    Verb("frameworks.import_cards", _("imported {cards} standard cards for {code}"), EDITION),
    Verb("frameworks.withdraw_card", _("withdrew a standard card of “{wording}”: {reason}"), CARD),
    Verb("frameworks.define_cycle", _("set up the cycle {code}"), CYCLE),
    Verb("frameworks.put_cycle_in_force", _("put the cycle {code} in force"), CYCLE),
    Verb("frameworks.set_assessment_day", _("set the day of the assessment of cycle {code}: {day}"), CYCLE),
    Verb("frameworks.import_themes", _("imported themes: {added} added, {changed} changed")),
)

SIGHTS = (Sight("frameworks.see_edition", _("see the framework's editions and cycles")),)

"""The deeds of this room, as the journal says them, and what may be seen."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

PAGE, PHONE = "desk:calibration", "field:calibration"

VERBS = (
    Verb("calibrations.plan_calibration", _("planned calibration {code}"), PAGE),
    Verb("calibrations.add_scene", _("added scene {number} to calibration {code}"), PAGE),
    Verb("calibrations.remove_scene", _("removed scene {number} from calibration {code}"), PAGE),
    Verb("calibrations.open_calibration", _("opened calibration {code} with {scenes} scenes"), PHONE),
    Verb("calibrations.judge_scene", _("judged scene {number} of calibration {code}"), "field:scene"),
    Verb("calibrations.end_calibration", _("ended calibration {code}: {people} inspectors had judged"), PHONE),
    Verb("calibrations.cancel_calibration", _("cancelled calibration {code}: {reason}"), PAGE),
)
SIGHTS = (
    Sight("calibrations.see_calibration", _("See calibrations and everybody's results")),
    Sight("calibrations.see_scene", _("See the scenes to judge and the own result")),
)

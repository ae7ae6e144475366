"""What is done with the calendar, and the right to look at it."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

VERBS = (
    Verb("calendars.upload_year_table", _("uploaded the table of working days of {years}"), "desk:calendar_table"),
    Verb("calendars.set_working_hours", _("set the working hours: {seasons}")),
)
SIGHTS = (Sight("calendars.see_calendar", _("see the working calendar")),)

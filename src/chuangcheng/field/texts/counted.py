"""Sentences with a number in them."""

from collections.abc import Callable

from django.utils.translation import ngettext

COUNTED: dict[str, Callable[[int], str]] = {
    "only_here": lambda n: ngettext(
        "{count} record is only on this phone", "{count} records are only on this phone", n
    ),
    "only_here_photos": lambda n: ngettext("with {count} photo", "with {count} photos", n),
    "only_here_drafts": lambda n: ngettext("{count} not finished", "{count} not finished", n),
    "only_here_scans": lambda n: ngettext(
        "{count} scan is only on this phone", "{count} scans are only on this phone", n
    ),
    "scans": lambda n: ngettext("{count} scan on this phone", "{count} scans on this phone", n),
    "cases_came": lambda n: ngettext("{count} case came of it", "{count} cases came of it", n),
    "others_here": lambda n: ngettext(
        "{count} record of another person waits on this phone",
        "{count} records of other people wait on this phone",
        n,
    ),
    "troubled": lambda n: ngettext("{count} record could not be sent", "{count} records could not be sent", n),
    "absent_times": lambda n: ngettext("nobody at home {count} time", "nobody at home {count} times", n),
    "still_wanted": lambda n: ngettext("{count} answer still wanted", "{count} answers still wanted", n),
    "interviews_held": lambda n: ngettext("{count} interview held", "{count} interviews held", n),
    "answers": lambda n: ngettext("{count} answer", "{count} answers", n),
    "answers_dropped": lambda n: ngettext(
        "{count} answer given here will not be sent", "{count} answers given here will not be sent", n
    ),
    "photos": lambda n: ngettext("{count} photo", "{count} photos", n),
    "photos_on_server": lambda n: ngettext(
        "{count} photo is on the server already", "{count} photos are on the server already", n
    ),
    "cases_near": lambda n: ngettext("{count} open case nearby", "{count} open cases nearby", n),
    "points_here": lambda n: ngettext("{count} check point", "{count} check points", n),
    "still_lacking": lambda n: ngettext("{count} still incomplete", "{count} still incomplete", n),
}

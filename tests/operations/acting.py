"""python -m tests.operations.acting AREA UNIT: does deeds without end, and says each when it has been committed."""

import os
import sys

import django


def main(area: int, unit: str) -> None:
    """Open and dispatch one case per transaction; its number on a line of its own is the acknowledgement."""
    from django.db import transaction

    from chuangcheng.cases.actions import dispatch_case, open_case
    from chuangcheng.kit import clock
    from chuangcheng.kit.actor import SYSTEM
    from chuangcheng.places.queries import Area, Place
    from chuangcheng.units.queries import unit_by_code

    place, transport = Place(Area.objects.get(pk=area), longitude=98.28, latitude=39.77), unit_by_code(unit)
    while True:
        at = clock.now()
        with transaction.atomic():
            case = open_case(by=SYSTEM, at=at, source="unit", description="护栏松动", place=place)
            dispatch_case(by=SYSTEM, at=at, case=case, unit=transport, reason="护栏归交通局管")
        sys.stdout.write(f"{case.pk}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.config.settings")
    django.setup()
    main(int(sys.argv[1]), sys.argv[2])

"""`chuangcheng summaries check`: are the sums that pages read what the rows say?"""

import argparse
import os
import sys


def configure(parser: argparse.ArgumentParser) -> None:
    choices = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    choices.add_parser("check", help="count every round again from its rows and compare; changes nothing")
    choices.add_parser("refresh", help="count the rounds that have changed since, now and not by the next job")


def run(arguments: argparse.Namespace) -> int:
    """Exit status of `check` 0: all agree. 1: some are behind or differ."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.config.settings")
    import django

    django.setup()
    from chuangcheng.kit import clock
    from chuangcheng.scoring import summaries

    if arguments.step == "refresh":
        print(f"{len(summaries.refresh(clock.now()))} rounds counted")
        return 0
    faults = 0
    for code, verdict in summaries.compared():
        faults += verdict != "agrees"
        print(f"{code}: {verdict}", file=sys.stderr if verdict != "agrees" else sys.stdout)
    return 1 if faults else 0

"""`chuangcheng export observations DIR`: what the score rests on, as Parquet with its design."""

import argparse
import os
import sys
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    choices = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    summary = "observations of the editions in force, of the last twelve months, without anybody's name"
    observations = choices.add_parser("observations", help=summary, description=summary)
    observations.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    observations.add_argument("--city", default="", help="the city's name; by default the one of its settings")


def run(arguments: argparse.Namespace) -> int:
    """Exit status 0: written. 1: refused, with the reason."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.config.settings")
    import django
    from django.conf import settings

    django.setup()
    from chuangcheng.kit import clock
    from chuangcheng.kit.refused import Refused
    from chuangcheng.scoring.exporting import export_observations

    try:
        done = export_observations(arguments.folder, city=arguments.city or settings.CITY_NAME, at=clock.now())
    except (Refused, OSError) as refused:
        print(f"chuangcheng export: {refused}", file=sys.stderr)
        return 1
    print(f"{done.observations:,} observations of {', '.join(done.editions)} in {done.folder}")
    return 0

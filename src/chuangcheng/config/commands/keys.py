"""`chuangcheng keys list` and `chuangcheng keys retire MARK`: may an older key of the city go?"""

import argparse
import os
import sys
from collections.abc import Iterable
from typing import Any


def configure(parser: argparse.ArgumentParser) -> None:
    choices = parser.add_subparsers(dest="step", required=True)
    choices.add_parser("list", help="the keys in use by their marks, the newest first, and what needs the older ones")
    retire = choices.add_parser("retire", help="put on record that an older key may go; refused while rows need it")
    retire.add_argument("mark", help="as `chuangcheng keys list` shows it")


def run(arguments: argparse.Namespace) -> int:
    """Exit status 0, or 1 where a key has to stay."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.config.settings")
    import django

    django.setup()
    from django.utils import translation

    with translation.override("en"):
        return _list() if arguments.step == "list" else _retire(arguments.mark)


def _list() -> int:
    from chuangcheng.kit import clock
    from chuangcheng.kit.sealed import key_marks
    from chuangcheng.operations.retiring import bonds

    newest, *older = key_marks()
    print(f"{newest}  in use")
    for mark in older:
        found = bonds(mark, clock.now())
        print(f"{mark}  {'has to stay:' if found else 'may go'}")
        _tell(found, sys.stdout)
    return 0


def _retire(mark: str) -> int:
    from chuangcheng.kit import clock
    from chuangcheng.kit.actor import SYSTEM
    from chuangcheng.kit.refused import Refused
    from chuangcheng.operations.actions import retire_key

    try:
        found = retire_key(by=SYSTEM, at=clock.now(), mark=mark)
    except Refused as refused:
        print(f"chuangcheng keys retire: {refused.message}", file=sys.stderr)
        return 1
    if found:
        print(f"chuangcheng keys retire: {mark} has to stay:", file=sys.stderr)
        _tell(found, sys.stderr)
        return 1
    print(f"{mark} may go: take it out of CHUANGCHENG_SECRET_KEY_FALLBACKS and start the processes anew")
    return 0


def _tell(found: Iterable[Any], target: Any) -> None:
    for one in found:
        until = f"free on {one.free_on}" if one.free_on else "no date: it hangs on somebody's deed"
        print(f"  {one.room}: {one.count} {one.what}, {until}", file=target)

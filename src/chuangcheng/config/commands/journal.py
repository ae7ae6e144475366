"""`chuangcheng journal verify [--head HASH]` and `chuangcheng journal export FILE`."""

import argparse
import json
import os
import sys
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    choices = parser.add_subparsers(dest="step", required=True)
    verify = choices.add_parser("verify", help="recompute every row and seal")
    verify.add_argument("--head", default="", help="a seal's hash that was written down earlier")
    export = choices.add_parser("export", help="write the chain for the stand-alone verifier")
    export.add_argument("file")


def run(arguments: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.config.settings")
    import django

    django.setup()
    from chuangcheng.journal import chain

    if arguments.step == "export":
        with Path(arguments.file).open("w", encoding="utf-8") as file:
            for line in chain.lines():
                file.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")
        return 0
    fault = chain.orphans()
    verdict = chain.check(chain.lines(), head=arguments.head)
    if fault or verdict.fault:
        print(f"does not hold: {fault or verdict.fault}", file=sys.stderr)
        return 1
    print(f"holds: {verdict.seals} seals, {verdict.items} rows, {verdict.unsealed} not yet sealed, head {verdict.head}")
    return 0

"""`chuangcheng worker`: runs background jobs and puts the periodic ones in line."""

import argparse
import os


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--batch", action="store_true", help="run what is in line now, then exit")


def run(arguments: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.config.settings")
    from chuangcheng.config.loading import load

    load()
    from chuangcheng.config.clock import PERIODIC
    from chuangcheng.operations.worker import Worker

    worker = Worker(periodic=() if arguments.batch else PERIODIC, batch=arguments.batch)
    worker.configure_signals()
    worker.run()
    return 0

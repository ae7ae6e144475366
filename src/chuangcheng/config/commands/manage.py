"""`chuangcheng manage …`: Django's own commands with our settings."""

import argparse
import os


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("arguments", nargs=argparse.REMAINDER)


def run(arguments: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["chuangcheng manage", *arguments.arguments])
    return 0

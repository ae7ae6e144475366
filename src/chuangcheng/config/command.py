"""The command line. Subcommands that need no database import no Django settings."""

import argparse
import sys
from importlib import import_module

COMMANDS: dict[str, tuple[str, str]] = {
    "due": ("chuangcheng.config.commands.due", "when a period of working days or hours ends"),
    "draw": ("chuangcheng.config.commands.draw", "verify the published proof of a draw"),
    "route": ("chuangcheng.config.commands.route", "solve a routing problem with time windows"),
    "evidence": ("chuangcheng.config.commands.evidence", "compare two pictures: one photo, one place?"),
    "triage": ("chuangcheng.config.commands.triage", "learn and measure classes of messages; find hot topics"),
    "keys": ("chuangcheng.config.commands.keys", "what still needs an older key of the city"),
    "journal": ("chuangcheng.config.commands.journal", "verify or export the record of everything done"),
    "summaries": ("chuangcheng.config.commands.summaries", "compare the sums that pages read with the rows"),
    "export": ("chuangcheng.config.commands.export", "write a city's observations as Parquet, with their design"),
    "rollup": ("chuangcheng.config.commands.rollup", "compute the scores of many cities from their exports"),
    "demo": ("chuangcheng.config.commands.demo", "build and serve the sample city"),
    "serve": ("chuangcheng.config.commands.serve", "serve a city: web and worker"),
    "worker": ("chuangcheng.config.commands.worker", "run background jobs"),
    "manage": ("chuangcheng.config.commands.manage", "Django's own administration commands"),
}


def main(arguments: list[str] | None = None) -> int:
    """Entry point. Exit status: 0 done, 1 refused or does not hold, 2 wrong arguments."""
    parser = argparse.ArgumentParser(prog="chuangcheng", description="Runs a campaign to become a civilised city.")
    choices = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    given = sys.argv[1:] if arguments is None else arguments
    name = next((word for word in given if not word.startswith("-")), "")
    for known, (module, summary) in COMMANDS.items():
        child = choices.add_parser(known, help=summary, description=summary)
        if known == name:
            import_module(module).configure(child)
            child.set_defaults(run=import_module(module).run)
    parsed = parser.parse_args(given)
    return int(parsed.run(parsed))


if __name__ == "__main__":
    sys.exit(main())

"""`chuangcheng serve`: migrates, then runs web and worker processes until it is stopped."""

import argparse

from chuangcheng.config.serving import serve


def configure(parser: argparse.ArgumentParser) -> None:
    add_address(parser)
    parser.add_argument("--workers", type=int, default=1, help="web processes (default 1)")
    parser.add_argument("--jobs", type=int, default=1, help="worker processes (default 1; 0 = none here)")


def add_address(parser: argparse.ArgumentParser) -> None:
    """Host and port, shared with `demo`."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)


def run(arguments: argparse.Namespace) -> int:
    return serve(host=arguments.host, port=arguments.port, workers=arguments.workers, jobs=arguments.jobs)

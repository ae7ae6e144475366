"""`chuangcheng demo`: builds the sample city on SQLite and serves it; the pages open while the year fills in."""

import argparse
import os
import sys

from chuangcheng.config.commands.serve import add_address


def configure(parser: argparse.ArgumentParser) -> None:
    add_address(parser)
    parser.add_argument("--no-serve", action="store_true", help="build only")
    parser.add_argument("--fill", action="store_true", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    os.environ.setdefault("CHUANGCHENG_SAMPLE_CITY", "1")
    os.environ.setdefault("CHUANGCHENG_CITY_NAME", "雄关市")
    from chuangcheng.config.serving import address, migrate, serve

    if not arguments.fill:
        migrate()
    else:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.config.settings")
        from chuangcheng.config.loading import load

        load()
    from chuangcheng.kit import clock
    from chuangcheng.sample.building import Progress, foundation, is_another_city, year

    if is_another_city():
        print("This database holds another city: nothing is built. Choose an empty CHUANGCHENG_DATA.", file=sys.stderr)
        return 1

    progress = Progress()
    now = clock.now()
    if arguments.fill:
        year(now, progress)
        return 0
    foundation(now, progress)
    print_sign_ins(address(arguments.host, arguments.port))
    if arguments.no_serve:
        year(now, progress)
        return 0
    fill = [sys.executable, "-m", "chuangcheng.config.command", "demo", "--fill"]
    return serve(host=arguments.host, port=arguments.port, workers=1, jobs=1, once=(fill,))


def print_sign_ins(url: str) -> None:
    """Who signs in with what; the password is the same for all, because nobody of them exists."""
    from chuangcheng.sample.staff import PASSWORD, sign_ins

    print(f"\nSample city: {url}  (password of all: {PASSWORD})")
    for username, who in sign_ins():
        print(f"  {username:16} {who}")
    print("  dwNN.liaison     the liaison of unit DWNN, for example dw36.liaison")
    print(flush=True)

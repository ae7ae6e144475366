"""`chuangcheng triage train|evaluate|topics FILE`: learn from labelled messages. Needs no database and no settings, but
for `train --own`, which learns from the city's closed reports."""

import argparse
import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

REFUSALS = {"file_too_large": "larger than 20 MB: split it", "unreadable": "cannot be read as CSV or XLSX"}
MOMENTS = ("%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y-%m-%d %H:%M", "%Y/%m/%d", "%Y-%m-%d")


class BadTable(Exception):
    """The table cannot be used; the message names file, column and row."""


def configure(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    for name, summary in (
        ("train", "learn classes of messages from a CSV or XLSX file and write the model"),
        ("evaluate", "print how good a model is on labelled messages, as JSON"),
    ):
        deed = deeds.add_parser(name, help=summary, description=summary)
        _table(deed, is_needed=name != "train")
        deed.add_argument("--label", required=name != "train", metavar="COLUMN", help="the column with the class")
        if name == "train":
            deed.add_argument("--out", type=Path, metavar="MODEL", help="the model file to write")
            deed.add_argument(
                "--own",
                action="store_true",
                help="learn from the city's own closed reports, and offer it for a decision",
            )
        else:
            deed.add_argument("--model", required=True, type=Path, metavar="MODEL", help="the model file to measure")
    topics = deeds.add_parser("topics", help="hot topics of a period, with heat and its change, as JSON")
    _table(topics)
    topics.add_argument("--time", required=True, metavar="COLUMN", help="the column with the time of the message")
    topics.add_argument("--votes", metavar="COLUMN", help="the column with votes for it")
    topics.add_argument("--against", metavar="COLUMN", help="the column with votes against it")
    topics.add_argument("--id", metavar="COLUMN", help="the column with the number of the message (its row)")
    topics.add_argument("--person", metavar="COLUMN", help="the column that says who wrote it (everybody differs)")
    topics.add_argument("--from", dest="start", metavar="DAY", help="first day of the period (30 days before the end)")
    topics.add_argument("--until", metavar="DAY", help="last day of the period (the last message's)")
    topics.add_argument("--most", type=int, default=10, metavar="N", help="so many topics (10)")


def _table(deed: argparse.ArgumentParser, *, is_needed: bool = True) -> None:
    many = None if is_needed else "?"
    deed.add_argument("file", type=Path, nargs=many, metavar="FILE", help="CSV or XLSX with a row of column names")
    said = "a column with text; several are allowed"
    deed.add_argument("--text", required=is_needed, action="append", metavar="COLUMN", help=said)


def run(arguments: argparse.Namespace) -> int:
    """Exit status 0: done. 1: the file, the model or the rows cannot be used; standard error says where and why."""
    from chuangcheng.participation.triage.model import BadModel
    from chuangcheng.participation.triage.training import CannotTrain

    try:
        return int({"train": _train, "evaluate": _evaluate, "topics": _topics}[arguments.deed](arguments))
    except OSError as error:
        told = f"cannot open {error.filename}: {error.strerror}"
    except BadModel as error:
        told = f"{arguments.model}: {error}"
    except CannotTrain as error:
        told = f"{arguments.file}: {error}"
    except BadTable as error:
        told = str(error)
    print(f"chuangcheng triage {arguments.deed}: {told}", file=sys.stderr)
    return 1


def _own(arguments: argparse.Namespace) -> int:
    """The city's own closed reports: needs its database, writes the model there, and says how good it is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.config.settings")
    import django

    django.setup()
    from chuangcheng.kit import clock
    from chuangcheng.kit.actor import SYSTEM
    from chuangcheng.kit.refused import Refused
    from chuangcheng.participation.actions import train_model

    if arguments.file or arguments.text or arguments.label or arguments.out:
        raise BadTable("--own takes neither FILE nor --text, --label, --out: the model is kept in the city's storage")
    try:
        made = train_model(by=SYSTEM, at=clock.now())
    except Refused as refused:
        raise BadTable(str(refused.message)) from None
    told = {"reports": made.trained_on, "held_out": made.held_out, "before": made.before, "after": made.after}
    print(json.dumps(told, ensure_ascii=False))
    return 0


def _train(arguments: argparse.Namespace) -> int:
    if arguments.own:
        return _own(arguments)
    wanted = {"FILE": arguments.file, "--text": arguments.text, "--label": arguments.label, "--out": arguments.out}
    if missing := [name for name, value in wanted.items() if not value]:
        raise BadTable(f"give {', '.join(missing)}, or --own")
    from chuangcheng.participation.triage.model import save
    from chuangcheng.participation.triage.training import train

    if not arguments.out.absolute().parent.is_dir():
        raise BadTable(f"there is no folder {arguments.out.parent} to write the model to")
    texts, labels = _labelled(arguments)
    model = train(texts, labels, arguments.text)
    save(model, arguments.out)
    told = {"messages": len(texts), "classes": list(model.classes), "grams": len(model.grams)}
    print(json.dumps(told, ensure_ascii=False))
    return 0


def _evaluate(arguments: argparse.Namespace) -> int:
    from chuangcheng.participation.triage.measuring import evaluate
    from chuangcheng.participation.triage.model import load

    model = load(arguments.model)
    if len(model.columns) != len(arguments.text):
        trained = ", ".join(model.columns)
        raise BadTable(f"{arguments.model} was trained on {len(model.columns)} text columns ({trained}): name as many")
    texts, labels = _labelled(arguments)
    print(json.dumps(evaluate(model, texts, labels), ensure_ascii=False))
    return 0


def _labelled(arguments: argparse.Namespace) -> tuple[list[list[str]], list[str]]:
    """Texts and classes of every row. Raises BadTable, which names the first rows that lack something."""
    rows = _rows(arguments.file, [*arguments.text, arguments.label])
    faults = []
    for number, row in rows:
        if not row[arguments.label]:
            faults.append(f"row {number}, column {arguments.label}: no class")
        if not any(row[name] for name in arguments.text):
            faults.append(f"row {number}, column {arguments.text[0]}: no text")
    _refuse(arguments.file, faults)
    return [[row[name] for name in arguments.text] for _number, row in rows], [
        row[arguments.label] for _number, row in rows
    ]


def _refuse(file: Path, faults: list[str]) -> None:
    if faults:
        more = f"\n(and {len(faults) - 10} more)" if len(faults) > 10 else ""
        raise BadTable("\n".join(f"{file}: {fault}" for fault in faults[:10]) + more)


def _rows(path: Path, wanted: list[str]) -> list[tuple[int, dict[str, str]]]:
    """Rows by their number in the file, with the wanted columns by name."""
    from chuangcheng.kit.refused import Refused
    from chuangcheng.kit.spreadsheets.reading import read_tables

    try:
        tables = read_tables(path.read_bytes(), path.name)
    except Refused as refused:
        # The sentence itself needs the settings of a city, which this command does without.
        raise BadTable(f"{path}: {REFUSALS.get(refused.code, refused.code)}") from None
    if not tables or not tables[0].rows:
        raise BadTable(f"{path}: it is empty")
    header = [str(cell).strip() for cell in tables[0].rows[0]]
    if missing := [name for name in wanted if name not in header]:
        raise BadTable(f"{path}, row 1: no column {', '.join(missing)}; there are {', '.join(filter(None, header))}")
    places = {name: header.index(name) for name in wanted}
    found = [
        (number, {name: str(row[at]).strip() if at < len(row) else "" for name, at in places.items()})
        for number, row in enumerate(tables[0].rows[1:], start=2)
        if any(str(cell).strip() for cell in row)
    ]
    if not found:
        raise BadTable(f"{path}: no rows below the column names")
    return found


def _topics(arguments: argparse.Namespace) -> int:
    from chuangcheng.participation.triage.topics import Message, hot_topics

    named = {"time": arguments.time, "for": arguments.votes, "against": arguments.against}
    named |= {"id": arguments.id, "person": arguments.person}
    rows = _rows(arguments.file, [*arguments.text, *filter(None, named.values())])
    messages, faults = [], []
    for number, row in rows:
        try:
            messages.append(
                Message(
                    id=row[named["id"]] if named["id"] else str(number),
                    title=row[arguments.text[0]],
                    details=" ".join(row[name] for name in arguments.text[1:]),
                    at=_moment(row[named["time"]], named["time"]),
                    votes=_count(row, named["for"]),
                    against=_count(row, named["against"]),
                    person=row[named["person"]] if named["person"] else str(number),
                )
            )
        except ValueError as error:
            faults.append(f"row {number}, {error}")
    _refuse(arguments.file, faults)
    start, until = _day(arguments.start, "--from"), _day(arguments.until, "--until")
    found = hot_topics(messages, start=start, until=until, most=arguments.most)
    print(json.dumps([topic.told() for topic in found], ensure_ascii=False, indent=1))
    return 0


def _moment(cell: str, column: str) -> datetime:
    """Local time as it is written. Raises ValueError, which names the column."""
    for form in MOMENTS:
        try:
            return datetime.strptime(cell.replace("T", " ").strip(), form)  # noqa: DTZ007 - compared among themselves
        except ValueError:
            continue
    raise ValueError(f"column {column}: {cell[:40]!r} is no time")


def _count(row: dict[str, str], column: str | None) -> int:
    if not column or not row[column]:
        return 0
    try:
        return max(int(float(row[column])), 0)
    except (ValueError, OverflowError):
        raise ValueError(f"column {column}: {row[column][:40]!r} is no number") from None


def _day(text: str | None, option: str) -> Any:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date() if text else None  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise BadTable(f"{option} needs a day such as 2019-08-31 and has {text!r}") from None

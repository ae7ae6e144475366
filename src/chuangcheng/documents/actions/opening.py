"""The open data are written: each file to a place of its own in the storage, then the register says where it lies."""

import secrets
import tempfile
from datetime import datetime
from typing import IO, Any

from django.db import transaction

from chuangcheng.documents.models import OpenFile
from chuangcheng.documents.open_data.sets import SETS, OpenSet, lines_of
from chuangcheng.documents.open_data.writing import Counted, as_csv, as_geojson, digest
from chuangcheng.journal.acts import act
from chuangcheng.kit import storage
from chuangcheng.kit.actor import Actor

FOLDER = "open-data"
WRITERS = {"csv": as_csv, "geojson": as_geojson}


def publish_open_data(*, by: Actor, at: datetime) -> list[OpenFile]:
    """Every file anew. One with the same content keeps its place; what a new one replaces is removed once the
    register names the new one, so that whoever reads at the moment finds a whole file."""
    by.must("documents.publish_open_data")
    forms = [(one, form) for one in SETS for form in WRITERS if form == "csv" or one.has_places]
    made = [_written(one, form, at) for one, form in forms]
    with act("documents.publish_open_data", by=by, at=at) as record:
        known = {row.name: row for row in OpenFile.objects.all()}
        changed = [row for row in made if row.name not in known or known[row.name].sha256 != row.sha256]
        for row in made:
            _registered(row, known.get(row.name))
        record.note(count=len(made), changed=len(changed), hashes={row.name: row.sha256 for row in changed})
    return made


def _written(one: OpenSet, form: str, at: datetime) -> OpenFile:
    """The file in the storage and its row, not yet saved; where the content is known nothing is stored."""
    lines = Counted(lines_of(one, at))
    with tempfile.TemporaryFile() as target:
        WRITERS[form](target, one.columns, lines)
        target.seek(0)
        sha256, size = digest(target)
        row = OpenFile(name=f"{one.code}.{form}", sha256=sha256, size=size, row_count=lines.count)
        row.changed_at = row.written_at = at
        same = OpenFile.objects.filter(name=row.name, sha256=sha256).first()
        row.path = same.path if same else _stored(target, row)
    return row


def _stored(source: IO[bytes], row: OpenFile) -> str:
    path = f"{FOLDER}/{row.sha256[:16]}-{secrets.token_hex(4)}-{row.name}"
    storage.write_stream(path, source)
    return path


def _registered(row: OpenFile, known: OpenFile | None) -> None:
    values: dict[str, Any] = {name: getattr(row, name) for name in ("path", "sha256", "size", "row_count")}
    values |= {"written_at": row.written_at, "changed_at": row.changed_at}
    if known is not None and known.sha256 == row.sha256:
        values = {"written_at": row.written_at}
    elif known is not None:
        transaction.on_commit(lambda path=known.path: storage.discard(path))  # type: ignore[misc]
    OpenFile.objects.update_or_create(name=row.name, defaults=values)

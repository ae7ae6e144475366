"""Submission packs, and links under which assessors look at what is accepted."""

import hashlib
import shutil
import tempfile
import zipfile
from datetime import datetime, timedelta
from typing import IO, Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.evidence.blobs import open_blob
from chuangcheng.frameworks.models import Edition, Indicator
from chuangcheng.journal.acts import act
from chuangcheng.kit import storage
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.spreadsheets import write_csv, write_xlsx
from chuangcheng.kit.tokens import new_token, token_hash
from chuangcheng.materials import queries
from chuangcheng.materials.actions.documents import serial
from chuangcheng.materials.models import Pack, PackState, VersionFile, ViewLink, ViewOpening
from chuangcheng.materials.queries.packing import PackedFile, index_sheet, packed_files

CHUNK = 256 * 1024
LONGEST_LINK = timedelta(days=60)
FOLDER = "packs"


def ask_pack(*, by: Actor, at: datetime, edition: Edition) -> Pack:
    """A pack of everything accepted for an edition; a job builds it. Refused: `nothing`, `asked_already`."""
    by.must("materials.ask_pack")
    if not queries.accepted_count(edition):
        raise Refused("nothing", _("Nothing has been accepted for this edition yet."))
    if Pack.objects.filter(edition=edition, state=PackState.ASKED).exists():
        raise Refused("asked_already", _("A pack of this edition is being built."))
    with act("materials.ask_pack", by=by, at=at) as record:
        number = serial("pack", "BS", at)
        made = Pack.objects.create(number=number, edition=edition, asked_at=at, asked_by_id=by.person_id)
        record.on(made, number=number, edition=edition.code)
    return made


def build_pack(*, by: Actor, at: datetime, pack: Pack) -> Pack:
    """Write the ZIP to the storage, a chunk at a time; the same pack twice is built once.

    Folders by code, `索引.xlsx` and `索引.csv` with captions and hashes, `SHA256SUMS`. Files lost from the storage
    are named in the index, never silently left out.
    """
    by.must("materials.build_pack")
    if pack.state != PackState.ASKED:
        return pack
    with tempfile.TemporaryFile() as file:
        written = _write(file, pack, at)
        size, digest = _measured(file)
        # The bytes first, then the row: after a crash there may be a file without a row, never a row without a file.
        path = f"{FOLDER}/{pack.number}-{digest[:16]}.zip"
        if written:
            storage.write_stream(path, file)
    state = PackState.READY if written else PackState.EMPTY
    documents, files = len({row.document_id for row in written}), len(written)
    with act("materials.build_pack", by=by, at=at, on=pack, number=pack.number) as record:
        changes = {"state": state, "built_at": at, "path": path if written else "", "size": size, "sha256": digest}
        changes |= {"document_count": documents, "file_count": files}
        if not Pack.objects.filter(pk=pack.pk, state=PackState.ASKED).update(**changes):
            raise Refused("built_already", _("This pack has been built meanwhile."))
        for name, value in changes.items():
            setattr(pack, name, value)
        record.note(documents=documents, files=files, sha256=digest, size=size)
    return pack


def _write(file: IO[bytes], pack: Pack, at: datetime) -> list[PackedFile]:
    """The ZIP of a pack; what was written, in order. Pictures and office files are packed already: stored as is."""
    moment = timezone.localtime(at).timetuple()[:6]
    written: list[PackedFile] = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for row in packed_files(pack.edition):
            info = zipfile.ZipInfo(row.path, moment)
            try:
                source = open_blob(row.stored_path)
            except OSError:
                row.is_lost = True
            else:
                with source, archive.open(info, "w", force_zip64=True) as target:
                    shutil.copyfileobj(source, target, CHUNK)
            written.append(row)
        if written:
            _write_index(archive, written, moment)
    return written


def _write_index(archive: zipfile.ZipFile, rows: list[PackedFile], moment: Any) -> None:
    sheet = index_sheet(rows)
    with tempfile.TemporaryFile() as book:
        write_xlsx(book, [sheet])
        book.seek(0)
        with archive.open(zipfile.ZipInfo("索引.xlsx", moment), "w") as target:
            shutil.copyfileobj(book, target, CHUNK)
    with archive.open(zipfile.ZipInfo("索引.csv", moment), "w") as target:
        for part in write_csv(index_sheet(rows)):
            target.write(part.encode())
    sums = "".join(f"{row.sha256}  {row.path}\n" for row in rows if not row.is_lost)
    archive.writestr(zipfile.ZipInfo("SHA256SUMS", moment), sums)


def _measured(file: IO[bytes]) -> tuple[int, str]:
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    for chunk in iter(lambda: file.read(CHUNK), b""):
        digest.update(chunk)
        size += len(chunk)
    file.seek(0)
    return size, digest.hexdigest()


def make_view_link(
    *, by: Actor, at: datetime, edition: Edition, label_zh: str, lasts: timedelta
) -> tuple[ViewLink, str]:
    """(the link, its token of 192 random bits): shown this once, its hash kept. Refused: `missing`, `bad_end`."""
    by.must("materials.make_view_link")
    label = label_zh.strip()
    if not label:
        raise Refused("missing", _("Say for whom the link is."), field="label_zh")
    if not timedelta(hours=1) <= lasts <= LONGEST_LINK:
        raise Refused("bad_end", _("A link lasts an hour to sixty days."), field="days")
    with act("materials.make_view_link", by=by, at=at, label=label) as record:
        token = new_token()
        made = ViewLink.objects.create(
            token_hash=token_hash(token),
            edition=edition,
            label_zh=label[:200],
            made_at=at,
            made_by_id=by.person_id,
            expires_at=at + lasts,
        )
        record.on(made, until=made.expires_at, edition=edition.code)
    return made, token


def revoke_view_link(*, by: Actor, at: datetime, link: ViewLink) -> ViewLink:
    """From now on it answers nobody; a second time changes nothing."""
    by.must("materials.revoke_view_link")
    if link.revoked_at is not None:
        return link
    with act("materials.revoke_view_link", by=by, at=at, on=link, label=link.label_zh):
        ViewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at)
        link.revoked_at = at
    return link


def open_view_link(
    *,
    by: Actor,
    at: datetime,
    link: ViewLink,
    standard: Indicator | None = None,
    file: VersionFile | None = None,
) -> ViewLink:
    """Count an opening of the overview, of a standard's page or of a file. Nothing is kept of who opened it."""
    by.must("materials.open_view_link")
    with act("materials.open_view_link", by=by, at=at, on=link, label=link.label_zh) as record:
        ViewOpening.objects.create(link=link, standard=standard, file=file, opened_at=at)
        record.note(standard=standard.code if standard else "", file=file.pk if file else None)
        ViewLink.objects.filter(pk=link.pk).update(opening_count=F("opening_count") + 1, last_opened_at=at)
    return link

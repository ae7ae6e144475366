"""Pictures in, part by part, resumable."""

import re
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from chuangcheng.field.sync.answers import answer, body_of, device_of, json_view, object_of
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.receipts import queries
from chuangcheng.receipts.actions import announce, complete_upload, put_part
from chuangcheng.receipts.queries import Upload
from chuangcheng.receipts.rules import MOST_PART_BYTES

HASH = re.compile(r"[0-9a-f]{64}")


def _state(upload: Upload) -> dict[str, Any]:
    return {
        "sha256": upload.sha256,
        "offset": upload.offset,
        "size": upload.size,
        "is_complete": upload.is_complete,
    }


@json_view("POST")
def uploads(request: StaffRequest) -> HttpResponse:
    """Announce a picture; the answer says how many of its bytes are here already."""
    device_of(request)
    given = object_of(request)
    sha256, size, media_type = given.get("sha256"), given.get("size"), given.get("media_type")
    if not isinstance(sha256, str) or not HASH.fullmatch(sha256):
        raise Refused("malformed", _("Must be 64 hexadecimal digits in lower case."), field="sha256")
    if isinstance(size, bool) or not isinstance(size, int):
        raise Refused("malformed", _("Must be a whole number."), field="size")
    if not isinstance(media_type, str):
        raise Refused("malformed", _("Must be a text."), field="media_type")
    known = queries.upload_of(request.actor, sha256)
    upload = announce(request.actor.person_id, sha256, size, media_type, request.at)
    return answer(_state(_completed(request, upload)), 200 if known else 201)


def _completed(request: StaffRequest, upload: Upload) -> Upload:
    """Whole once the last byte is here: also where a process died between the last part and its checks."""
    if upload.offset < upload.size or upload.is_complete:
        return upload
    return complete_upload(by=request.actor, at=request.at, upload=upload)


@json_view("GET", "PATCH")
def upload(request: StaffRequest, sha256: str) -> HttpResponse:
    """How far it is; or the next part."""
    found = queries.upload_of(request.actor, sha256)
    if found is None:
        raise NotFound("upload")
    if request.method == "GET":
        return answer(_state(_completed(request, found)))
    device_of(request)
    if found.offset == found.size:
        # A last part sent again, because a process died before its answer, is no fault: all is here.
        return answer(_state(_completed(request, found)))
    offset = request.headers.get("Upload-Offset", "")
    if not offset.isdecimal() or len(offset) > 12:
        raise Refused("malformed", _("Must say where this part begins."), field="Upload-Offset")
    content = body_of(request, MOST_PART_BYTES)
    declared = request.headers.get("Content-Length")
    if declared is not None and declared.isdecimal() and int(declared) != len(content):
        raise Refused("cut_off", _("The connection broke before everything had arrived."), field="body")
    return answer(_state(_completed(request, put_part(found, int(offset), content))))

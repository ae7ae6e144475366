"""Pictures that go with the packet: standard cards, and those of a case that is looked at again."""

from django.http import FileResponse
from django.views.decorators.http import require_GET

from chuangcheng.evidence.queries import file_response
from chuangcheng.frameworks.queries import card_for
from chuangcheng.inspections.queries import case_photo_at
from chuangcheng.kit.requests import StaffRequest


@require_GET
def card(request: StaffRequest, pk: int) -> FileResponse:
    """The picture of a standard card, drawn anew: for everybody on the staff who may look at the framework."""
    return file_response(card_for(request.actor, pk).file, "shown")


@require_GET
def recheck_photo(request: StaffRequest, pk: int, photo: int) -> FileResponse:
    """A picture of the case that one's own re-check looks at again."""
    return file_response(case_photo_at(request.actor, pk, photo, request.at).file, "shown")

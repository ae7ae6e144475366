"""Standard cards on the phone."""

from django.http import FileResponse
from django.views.decorators.http import require_GET

from chuangcheng.evidence.queries import file_response
from chuangcheng.frameworks.queries import card_for
from chuangcheng.kit.requests import StaffRequest


@require_GET
def card(request: StaffRequest, pk: int) -> FileResponse:
    """The picture of a standard card, drawn anew: for everybody on the staff who may look at the framework."""
    return file_response(card_for(request.actor, pk).file, "shown")

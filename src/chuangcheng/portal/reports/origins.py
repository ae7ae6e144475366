"""Where a request comes from, hashed at once: no address is ever kept."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from chuangcheng.participation.queries import origin_of


def origin(request: HttpRequest, at: datetime) -> str:
    """The hash of the connection's address and this day."""
    return origin_of(request.META.get("REMOTE_ADDR", ""), timezone.localdate(at))

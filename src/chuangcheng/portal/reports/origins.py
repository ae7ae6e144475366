"""Where a request comes from, hashed at once: no address is ever kept."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from chuangcheng.kit.addresses import counted_as
from chuangcheng.participation.queries import origin_of


def origin(request: HttpRequest, at: datetime) -> str:
    """The hash of whose connection it is (behind the city's own proxies, an IPv6 household as one) and this day."""
    return origin_of(counted_as(request.META.get("REMOTE_ADDR", "")), timezone.localdate(at))

"""Where a short-message gateway reports whether a message arrived. The signature is the authority."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.notices.actions import report_delivery
from chuangcheng.notices.queries import Channel, ChannelKind, keys_of
from chuangcheng.notices.receivers.sms import read_report
from chuangcheng.notices.rules.signing import is_report

MOST_BYTES = 20_000


@csrf_exempt
@require_POST
def report(request: HttpRequest, pk: int) -> JsonResponse:
    """`X-Timestamp` and `X-Signature` (hex HMAC-SHA256 over "timestamp.body") prove who asks; else 404."""
    at = clock.now()
    channel = Channel.objects.filter(pk=pk, kind=ChannelKind.SMS).first()
    stamp, signature = request.headers.get("X-Timestamp", ""), request.headers.get("X-Signature", "")
    body = request.read(MOST_BYTES + 1)
    secret = str(keys_of(channel).get("report_secret", "")) if channel else ""
    if len(body) > MOST_BYTES or not is_report(secret, stamp, body, signature, int(at.timestamp())):
        return JsonResponse({"code": "not_found"}, status=404)
    assert channel is not None
    found = read_report(channel, body)
    if found is None:
        return JsonResponse({"code": "unreadable"}, status=422)
    receipt, has_arrived = found
    report_delivery(by=SYSTEM, at=at, channel=channel, receipt=receipt, has_arrived=has_arrived)
    return JsonResponse({"code": "ok"})

"""Short messages through any HTTP gateway: what goes where in its request is data of the channel."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from chuangcheng.kit.outbound import Answer, post
from chuangcheng.notices.composing import Words
from chuangcheng.notices.models import Channel, Delivery
from chuangcheng.notices.queries.channels import keys_of
from chuangcheng.notices.receivers.outcome import Outcome, retry_after, shown
from chuangcheng.notices.rules.texts import filled

FIELDS = ("phone", "text", "signature", "template", "parameters", "parameters_json", "id", "key")
"""What a field of the gateway's request may be filled with."""


def whole_text(channel: Channel, words: Words) -> str:
    """What arrives on the telephone: the signature in its brackets, then the text."""
    return with_signature(channel, words.sms)


def with_signature(channel: Channel, text: str) -> str:
    """The text behind the channel's signature, where it has one."""
    signature = str(channel.settings.get("signature", "")).strip("【】")
    return f"【{signature}】{text}" if signature else text


def hand_over(delivery: Delivery, words: Words, at: datetime) -> Outcome:
    """One message to one telephone."""
    phone = delivery.person.phone if delivery.person else ""
    if not phone:
        return Outcome(False, said="no_address", is_final=True, is_receivers_fault=False)
    return _post(delivery.channel, _values(delivery, words, phone), str(delivery.uid))


def post_text(channel: Channel, phone: str, text: str, purpose: str, uid: str) -> Outcome:
    """One message to a member of the public. `purpose` chooses the gateway's template as a kind of news does."""
    templates = channel.settings.get("templates", {})
    digits = "".join(sign for sign in text if sign.isdigit() and sign.isascii())[:6] if purpose == "code" else text
    values = {
        "phone": phone,
        "text": text,
        "signature": str(channel.settings.get("signature", "")),
        "template": str(templates.get(purpose) or templates.get("*", "")),
        "parameters": digits,
        "parameters_json": json.dumps([digits], ensure_ascii=False),
        "id": uid,
        "key": str(keys_of(channel).get("key", "")),
    }
    return _post(channel, values, f"citizen-{uid}")


def _post(channel: Channel, values: dict[str, str], uid: str) -> Outcome:
    fields = {name: filled(str(text), values) for name, text in channel.settings.get("fields", {}).items()}
    if channel.settings.get("body") == "json":
        body, kind = json.dumps(fields, ensure_ascii=False).encode(), "application/json"
    else:
        body, kind = urlencode(fields).encode(), "application/x-www-form-urlencoded"
    headers = {"Content-Type": f"{kind}; charset=utf-8", "Idempotency-Key": uid}
    key = str(keys_of(channel).get("key", ""))
    if channel.settings.get("key_header"):
        headers[str(channel.settings["key_header"])] = key
    return _outcome(channel, post(str(channel.settings.get("url", "")), body, headers))


def _values(delivery: Delivery, words: Words, phone: str) -> dict[str, str]:
    channel = delivery.channel
    templates = channel.settings.get("templates", {})
    parameters = [words.values.get(name) or "—" for name in words.sms_order]
    return {
        "phone": phone,
        "text": words.sms,
        "signature": str(channel.settings.get("signature", "")),
        "template": str(templates.get(delivery.kind) or templates.get("*", "")),
        "parameters": ",".join(parameters),
        "parameters_json": json.dumps(parameters, ensure_ascii=False),
        "id": str(delivery.uid),
        "key": str(keys_of(channel).get("key", "")),
    }


def _outcome(channel: Channel, answer: Answer) -> Outcome:
    """A gateway says in its body whether it took the message: which field, and with which value, is data."""
    given, said = _read(answer.body), shown(answer)
    ok_field, ok_value = str(channel.settings.get("ok_field", "")), str(channel.settings.get("ok_value", ""))
    is_taken = not ok_field or str(_find(given, ok_field)) == ok_value
    receipt = str(_find(given, str(channel.settings.get("id_field", ""))) or "")
    if answer.is_success and is_taken:
        return Outcome(True, answer.status, said, receipt)
    return Outcome(False, answer.status, said, retry_after=retry_after(answer))


def _read(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return {}


def _find(given: Any, path: str) -> Any:
    """The value at a dotted path; a number steps into a list. None where there is none."""
    for part in path.split(".") if path else ():
        if isinstance(given, Mapping):
            given = given.get(part)
        elif isinstance(given, list) and part.isdecimal() and int(part) < len(given):
            given = given[int(part)]
        else:
            return None
    return given if path else None


def read_report(channel: Channel, body: bytes) -> tuple[str, bool] | None:
    """(receipt, did it arrive) of a delivery report, by the channel's own names of the fields; None if unreadable."""
    given = _read(body)
    receipt = _find(given, str(channel.settings.get("report_id", "")))
    state = _find(given, str(channel.settings.get("report_state", "")))
    if not receipt or state is None:
        return None
    return str(receipt), str(state) == str(channel.settings.get("report_ok", ""))

"""What each kind of channel is set up with, as data: the form is made from it, and the action checks by it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.notices.models import ChannelKind
from chuangcheng.notices.receivers.sms import FIELDS as SMS_FIELDS


@dataclass(frozen=True, slots=True)
class Field:
    """`is_secret`: sealed, never shown again. `shape`: text, url, pairs (name=value lines), choice. `names`: what
    may stand in braces in a value."""

    name: str
    label: Any
    shape: str = "text"
    is_secret: bool = False
    is_required: bool = False
    hint: Any = ""
    choices: tuple[tuple[str, Any], ...] = ()
    names: tuple[str, ...] = ()


ROBOT = (Field("url", _("Address of the robot"), "url", is_secret=True, is_required=True),)
SIGNED_ROBOT = (
    *ROBOT,
    Field("secret", _("Signing secret"), is_secret=True, hint=_("From the robot's security settings.")),
)
FIELDS: dict[str, tuple[Field, ...]] = {
    ChannelKind.EMAIL: (
        Field("sender", _("Sender"), hint=_("An address; blank takes the one of the mail server's settings.")),
    ),
    ChannelKind.SMS: (
        Field("url", _("Address of the gateway"), "url", is_required=True),
        Field(
            "body",
            _("Form of the request"),
            "choice",
            is_required=True,
            choices=(("form", _("Form fields")), ("json", "JSON")),
        ),
        Field(
            "fields",
            _("Fields of the request"),
            "pairs",
            is_required=True,
            hint=_("One name=value a line. A value may name:"),
            names=SMS_FIELDS,
        ),
        Field("key_header", _("Header that carries the key")),
        Field("key", _("Key of the gateway"), is_secret=True),
        Field("signature", _("Signature"), hint=_("What stands in 【】 before every message.")),
        Field(
            "templates",
            _("Template numbers"),
            "pairs",
            hint=_("One kind=number a line; * stands for every other kind."),
        ),
        Field("ok_field", _("Field that says it was taken"), hint=_("A dotted path into the answer.")),
        Field("ok_value", _("Its value then")),
        Field("id_field", _("Field with the number of the message")),
        Field("report_secret", _("Secret of delivery reports"), is_secret=True),
        Field("report_id", _("Report: field with the number")),
        Field("report_state", _("Report: field with the state")),
        Field("report_ok", _("Report: its value when it arrived")),
    ),
    ChannelKind.PUSH: (),
    ChannelKind.WECOM: ROBOT,
    ChannelKind.DINGTALK: SIGNED_ROBOT,
    ChannelKind.FEISHU: SIGNED_ROBOT,
    ChannelKind.WEBHOOK: (Field("url", _("Address of the receiver"), "url", is_required=True),),
}

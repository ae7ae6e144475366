"""E-mail through Django's back end: text and HTML, with a way to the settings."""

import smtplib
from datetime import datetime
from email.utils import formatdate
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import override

from chuangcheng.notices.composing import SETTINGS_PATH, Words, absolute, city
from chuangcheng.notices.models import Delivery
from chuangcheng.notices.receivers.outcome import Outcome


def hand_over(delivery: Delivery, words: Words, at: datetime) -> Outcome:
    """One message to one person. A refused address is that address's fault, not the server's."""
    address = delivery.person.email if delivery.person else ""
    if not address:
        return Outcome(False, said="no_address", is_final=True, is_receivers_fault=False)
    try:
        _message(delivery, words, at, address).send()
    except smtplib.SMTPRecipientsRefused as error:
        code = max((code for code, _text in error.recipients.values()), default=550)
        return Outcome(False, code, str(error)[:300], is_final=code >= 500, is_receivers_fault=False)
    except smtplib.SMTPResponseException as error:
        return Outcome(False, error.smtp_code, f"{error.smtp_code} {error.smtp_error!r}"[:300])
    except (OSError, smtplib.SMTPException) as error:
        return Outcome(False, said=f"{type(error).__name__}: {error}"[:300])
    return Outcome(True, 250)


def _message(delivery: Delivery, words: Words, at: datetime, address: str) -> EmailMultiAlternatives:
    with override(words.language):
        context = {
            "words": words,
            "paragraphs": [part for part in words.body.split("\n") if part and part != words.link],
            "settings_url": absolute(SETTINGS_PATH),
            "city": city(),
        }
        text = render_to_string("notices/mail.txt", context)
        html = render_to_string("notices/mail.html", context)
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    message = EmailMultiAlternatives(
        subject=" ".join(words.title.split()),
        body=text,
        from_email=str(delivery.channel.settings.get("sender") or settings.DEFAULT_FROM_EMAIL),
        to=[address],
        headers={
            # The same for every attempt, so that a mailbox may recognise a repeated message.
            "Message-ID": f"<{delivery.uid}@{host}>",
            "Date": formatdate(at.timestamp(), localtime=True),
            "List-Unsubscribe": f"<{absolute(SETTINGS_PATH)}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(html, "text/html")
    return message

"""What is done with messages, complaints, and news that leave the house."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

CHANNEL, DELIVERY = "desk:channel", "desk:delivery"

VERBS = (
    Verb("notices.send_messages", _("Told {count} posts about row {row}")),
    Verb("notices.mark_messages_read", _("Marked {count} messages as read")),
    Verb("notices.file_complaint", _("Filed a complaint about the software"), link="desk:complaint"),
    Verb("notices.answer_complaint", _("Answered a complaint about the software"), link="desk:complaint"),
    Verb("notices.define_channel", _("set up the channel {name}"), CHANNEL),
    Verb("notices.switch_on_channel", _("switched on the channel {name}"), CHANNEL),
    Verb("notices.switch_off_channel", _("switched off the channel {name}"), CHANNEL),
    Verb("notices.rotate_secret", _("changed the signing secret of the channel {name}"), CHANNEL),
    Verb("notices.try_channel", _("sent a test through the channel {name}"), CHANNEL),
    Verb("notices.release_delivery", _("sent a delivery of the channel {channel} again"), DELIVERY),
    Verb("notices.discard_delivery", _("discarded a delivery of the channel {channel}: {reason}"), DELIVERY),
    Verb("notices.report_delivery", _("the gateway of the channel {channel} reported on a delivery"), DELIVERY),
    Verb("notices.choose_news", _("chose which news come by which way")),
    Verb("notices.choose_news_of_unit", _("chose for {unit} which news come by which way"), "desk:unit"),
    Verb("notices.write_text", _("wrote the texts of a kind of news")),
    Verb("notices.text_citizen", _("sent a citizen a short message: {purpose}")),
    Verb("notices.subscribe_browser", _("let a browser show news"), personal=("device",)),
    Verb("notices.unsubscribe_browser", _("removed a browser that showed news"), personal=("device",)),
)
SIGHTS = (
    Sight("notices.see_complaint", _("See everybody's complaints about the software")),
    Sight("notices.see_channel", _("see channels, deliveries and what they cost")),
)

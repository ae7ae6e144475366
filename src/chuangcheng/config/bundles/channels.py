"""News that leave the house."""

CHANNEL_CARE = (
    "notices.see_channel",
    "notices.try_channel",
    "notices.switch_on_channel",
    "notices.switch_off_channel",
    "notices.rotate_secret",
    "notices.release_delivery",
    "notices.discard_delivery",
    "notices.define_channel",
)
"""Whoever keeps the machine keeps its ways out."""

OFFICE_CHANNELS = (*CHANNEL_CARE, "notices.write_text", "notices.choose_news_of_unit")
"""The office decides what is said."""

UNIT_NEWS = ("notices.choose_news_of_unit",)
"""A unit chooses for its own posts."""

"""What is done with editions, cycles and themes."""

from chuangcheng.frameworks.actions.cards import add_card, import_cards, withdraw_card
from chuangcheng.frameworks.actions.cycles import (
    define_cycle,
    import_themes,
    put_cycle_in_force,
    set_assessment_day,
)
from chuangcheng.frameworks.actions.drafts import add_check_point, edit_check_point, edit_indicator, remove_check_point
from chuangcheng.frameworks.actions.editions import (
    copy_edition,
    describe_edition,
    discard_edition,
    import_edition,
    publish_edition,
)

__all__ = [
    "add_card",
    "add_check_point",
    "copy_edition",
    "define_cycle",
    "describe_edition",
    "discard_edition",
    "edit_check_point",
    "edit_indicator",
    "import_cards",
    "import_edition",
    "import_themes",
    "publish_edition",
    "put_cycle_in_force",
    "set_assessment_day",
    "remove_check_point",
    "withdraw_card",
]

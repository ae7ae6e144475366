"""Everything that is done for red and black lists."""

from chuangcheng.integrity.actions.entering import discard_entry, enter_entry, import_entries
from chuangcheng.integrity.actions.publishing import (
    ask_correction,
    facts_of,
    kind_of,
    propose_entry,
    propose_story,
    record_repair,
    reject_correction,
    take_down_entry,
)
from chuangcheng.integrity.actions.settings import (
    export_entries,
    forget_parties,
    import_grounds,
    open_campaign,
    report_campaign,
    set_platform_columns,
)
from chuangcheng.integrity.giving import Given

__all__ = [
    "Given",
    "ask_correction",
    "discard_entry",
    "enter_entry",
    "export_entries",
    "facts_of",
    "forget_parties",
    "import_entries",
    "import_grounds",
    "kind_of",
    "open_campaign",
    "propose_entry",
    "propose_story",
    "record_repair",
    "reject_correction",
    "report_campaign",
    "set_platform_columns",
    "take_down_entry",
]

"""The writes of this room."""

from chuangcheng.materials.actions.demands import (
    define_demand,
    edit_demand,
    import_demands,
    remind_of_demand,
    withdraw_demand,
)
from chuangcheng.materials.actions.documents import (
    add_version,
    adopt_case,
    describe_document,
    hand_in_document,
    link_demand,
    submit_document,
    unlink_demand,
    withdraw_document,
)
from chuangcheng.materials.actions.figures import (
    confirm_figure,
    define_figure,
    import_figures,
    report_figure,
    return_figure,
)
from chuangcheng.materials.actions.negative import (
    decide_effect,
    examine_event,
    import_negative_list,
    lapse_event,
    report_event,
)
from chuangcheng.materials.actions.packs import ask_pack, build_pack, make_view_link, open_view_link, revoke_view_link
from chuangcheng.materials.actions.ratings import rate_standard, set_partly_share
from chuangcheng.materials.actions.review import accept_document, confirm_link, return_document

__all__ = [
    "accept_document",
    "add_version",
    "adopt_case",
    "ask_pack",
    "build_pack",
    "confirm_figure",
    "confirm_link",
    "decide_effect",
    "define_demand",
    "define_figure",
    "describe_document",
    "edit_demand",
    "examine_event",
    "hand_in_document",
    "import_demands",
    "import_figures",
    "import_negative_list",
    "lapse_event",
    "link_demand",
    "make_view_link",
    "open_view_link",
    "rate_standard",
    "remind_of_demand",
    "report_event",
    "report_figure",
    "return_document",
    "return_figure",
    "revoke_view_link",
    "set_partly_share",
    "submit_document",
    "unlink_demand",
    "withdraw_demand",
    "withdraw_document",
]

"""Material: who supplies it, who reviews and rates it, who asks for it and sends it."""

MATERIAL_UNIT = (
    "materials.see_material",
    "materials.hand_in_document",
    "materials.adopt_case",
    "materials.describe_document",
    "materials.add_version",
    "materials.link_demand",
    "materials.unlink_demand",
    "materials.submit_document",
    "materials.withdraw_document",
    "materials.report_figure",
)
"""A unit hands in what is asked of it, and uses it again where it fits."""

MATERIAL_REVIEW = (
    "materials.see_material",
    "materials.see_readiness",
    "materials.see_event",
    "materials.accept_document",
    "materials.return_document",
    "materials.confirm_link",
    "materials.unlink_demand",
    "materials.rate_standard",
    "materials.confirm_figure",
    "materials.return_figure",
    "materials.decide_effect",
)
"""The second person. Whoever handed in, submitted or accepted something is refused per act."""

MATERIAL_OFFICE = (
    "materials.define_demand",
    "materials.edit_demand",
    "materials.withdraw_demand",
    "materials.import_demands",
    "materials.ask_pack",
    "materials.make_view_link",
    "materials.revoke_view_link",
    "materials.set_partly_share",
    "materials.define_figure",
    "materials.import_figures",
    "materials.report_figure",
    "materials.import_negative_list",
    "materials.report_event",
    "materials.examine_event",
)
"""The office says what is asked, sends it, and keeps the register of negative events."""

"""Rights of the pages of recurring faults."""

from chuangcheng.config.rights.right import Right, needs

RECURRENCES: dict[str, Right] = {
    "desk:recurrences": needs("recurrences.see_recurrence"),
    "desk:recurrence": needs("recurrences.see_recurrence"),
    "desk:recurrence_move": needs("recurrences.see_recurrence"),
}

"""An edition is a draft until it is published; then it is frozen for good."""

from chuangcheng.kit.transitions import Move, TransitionTable

EDITIONS = TransitionTable(
    [
        Move("frameworks.import_edition", None, "draft"),
        Move("frameworks.copy_edition", None, "draft"),
        Move("frameworks.publish_edition", "draft", "published"),
    ],
    final={"published"},
)

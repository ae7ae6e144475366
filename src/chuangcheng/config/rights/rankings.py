"""Rights of fair rankings, of trouble spots found by statistics, and of how inspectors agree."""

from chuangcheng.config.rights.right import Right, needs

RANKINGS: dict[str, Right] = {
    "desk:ranking": needs("scoring.see_score"),
    "desk:ranking_line": needs("scoring.see_score"),
    "desk:ranking_rows": needs("scoring.see_score"),
    "desk:export_ranking": needs("scoring.see_score"),
    "desk:hotspots": needs("scoring.see_score"),
    "desk:hotspot": needs("scoring.see_score"),
    # for those who train inspectors, and for nobody who would rank them
    "desk:inspectors": needs("scoring.see_agreement"),
}

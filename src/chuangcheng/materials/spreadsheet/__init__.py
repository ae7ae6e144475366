"""Demands, figures and the negative list as spreadsheets: in with a preview that names every fault, and out again so
that it reads back unchanged."""

from chuangcheng.materials.spreadsheet.demands import DEMAND_COLUMNS, demands_sheet, preview_demands
from chuangcheng.materials.spreadsheet.figures import FIGURE_COLUMNS, figures_sheet, preview_figures
from chuangcheng.materials.spreadsheet.negative import NEGATIVE_COLUMNS, negative_sheet, preview_negative_list

__all__ = [
    "DEMAND_COLUMNS",
    "FIGURE_COLUMNS",
    "NEGATIVE_COLUMNS",
    "demands_sheet",
    "figures_sheet",
    "negative_sheet",
    "preview_demands",
    "preview_figures",
    "preview_negative_list",
]

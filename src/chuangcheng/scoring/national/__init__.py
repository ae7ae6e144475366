"""The city's whole score in its national form: methods, lines, negative list, three years. Pure: values in, values out.

What nobody knows yet is never counted as nought or as full: the score is that of what is known, and beside it stand
the scores that would come of nothing and of everything for the rest.
"""

from chuangcheng.scoring.national.composing import Composition, Known, Line, Part, composed, line_of
from chuangcheng.scoring.national.settings import DEFAULT, MISSING, faults
from chuangcheng.scoring.national.years import Year, YearsTotal, years_total

__all__ = [
    "DEFAULT",
    "MISSING",
    "Composition",
    "Known",
    "Line",
    "Part",
    "Year",
    "YearsTotal",
    "composed",
    "faults",
    "line_of",
    "years_total",
]

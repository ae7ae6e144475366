"""Spreadsheets in and out: CSV (UTF-8, UTF-16, GBK), XLSX and XLS in; CSV and XLSX out, in constant memory.

Reading names every fault by sheet, row, column and reason. Writing neutralises formulas, and what is written reads
back unchanged.
"""

from chuangcheng.kit.spreadsheets.cells import day, decimal, lines, many, month_day, one_of, text, truth, whole
from chuangcheng.kit.spreadsheets.columns import Column, Row, RowError, Sheet, fit, matches
from chuangcheng.kit.spreadsheets.planned import Planned, Preview
from chuangcheng.kit.spreadsheets.reading import Table, read_rows, read_tables
from chuangcheng.kit.spreadsheets.writing import Writable, download, write_csv, write_xlsx

__all__ = [
    "Column",
    "Planned",
    "Preview",
    "Row",
    "RowError",
    "Sheet",
    "Table",
    "Writable",
    "day",
    "decimal",
    "download",
    "fit",
    "lines",
    "many",
    "matches",
    "month_day",
    "one_of",
    "read_rows",
    "read_tables",
    "text",
    "truth",
    "whole",
    "write_csv",
    "write_xlsx",
]

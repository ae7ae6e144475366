"""themes.csv: the six actions."""

from chuangcheng.kit.spreadsheets import Column, Sheet, lines, read_rows

THEME_COLUMNS = (
    Column("code", ("编码", "代码"), is_required=True, max_length=20),
    Column("name_zh", ("名称", "行动名称"), is_required=True, max_length=200),
    Column("name_en", ("英文名称",), max_length=300),
    Column("standard_code", ("对应标准", "标准编码"), max_length=40),
    Column("lead_unit", ("牵头单位",), max_length=40),
    Column("description_zh", ("说明", "内容"), max_length=2000),
    Column("indicators_zh", ("统计指标", "指标"), read=lines),
)


def read_themes(content: bytes, filename: str) -> Sheet:
    """Rows of themes and what is wrong with the others."""
    return read_rows(content, filename, THEME_COLUMNS)

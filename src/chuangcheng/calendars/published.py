"""Official working days as `chinesecalendar` carries them, and the names of the public holidays."""

from datetime import date
from functools import cache

from chinese_calendar import constants

from chuangcheng.calendars.rules import YearTable

# Chinese name (as tables store it) -> English name as `chinesecalendar` writes it. Traditional is converted.
HOLIDAY_NAMES: dict[str, str] = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Tomb-sweeping Day",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-autumn Festival",
    "国庆节": "National Day",
    "抗战胜利七十周年纪念日": "Anti-Fascist 70th Day",
}
_CHINESE = {english.lower(): chinese for chinese, english in HOLIDAY_NAMES.items()}
_CHINESE |= {chinese.removesuffix("节"): chinese for chinese in HOLIDAY_NAMES}


def stored_name(text: str) -> str:
    """The full Chinese name of a holiday that is given in English or in short; any other text stays as it is."""
    return _CHINESE.get(text.strip().lower(), text.strip())


@cache
def published_tables() -> dict[int, YearTable]:
    """One table for each year whose notice is complete, that is, names the National Day."""
    years = {day.year for day, name in constants.holidays.items() if name == constants.Holiday.national_day.value}
    return {year: _table(year) for year in sorted(years)}


def _table(year: int) -> YearTable:
    def of_year(days: dict[date, str]) -> dict[date, str]:
        return {day: stored_name(str(name)) for day, name in days.items() if day.year == year}

    return YearTable(year, off=of_year(constants.holidays), worked=of_year(constants.workdays))

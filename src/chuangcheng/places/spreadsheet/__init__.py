"""Segments, sites and facilities as spreadsheets: in with a preview, out so that they come in again unchanged."""

from chuangcheng.places.spreadsheet.reading import preview_facilities as preview_facilities
from chuangcheng.places.spreadsheet.reading import preview_segments as preview_segments
from chuangcheng.places.spreadsheet.reading import preview_sites as preview_sites
from chuangcheng.places.spreadsheet.reading import preview_spreadsheet as preview_spreadsheet
from chuangcheng.places.spreadsheet.writing import facility_sheets as facility_sheets
from chuangcheng.places.spreadsheet.writing import segment_sheet as segment_sheet
from chuangcheng.places.spreadsheet.writing import site_sheet as site_sheet

"""Spreadsheets to editions and back."""

from chuangcheng.frameworks.spreadsheet.cards import NewCard as NewCard
from chuangcheng.frameworks.spreadsheet.cards import card_archive as card_archive
from chuangcheng.frameworks.spreadsheet.cards import preview_cards as preview_cards
from chuangcheng.frameworks.spreadsheet.columns import METHOD_WORDS as METHOD_WORDS
from chuangcheng.frameworks.spreadsheet.columns import STYLE_WORDS as STYLE_WORDS
from chuangcheng.frameworks.spreadsheet.columns import style_parameters as style_parameters
from chuangcheng.frameworks.spreadsheet.columns import weight as weight
from chuangcheng.frameworks.spreadsheet.reading import ImportPreview as ImportPreview
from chuangcheng.frameworks.spreadsheet.reading import Read as Read
from chuangcheng.frameworks.spreadsheet.reading import preview_import as preview_import
from chuangcheng.frameworks.spreadsheet.reading import read_files as read_files
from chuangcheng.frameworks.spreadsheet.themes import read_themes as read_themes
from chuangcheng.frameworks.spreadsheet.writing import parameters_text as parameters_text
from chuangcheng.frameworks.spreadsheet.writing import sheets_of as sheets_of

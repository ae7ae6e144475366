"""One block model, two writers: DOCX to be edited in Word and WPS, PDF to be printed."""

from chuangcheng.documents.writing.docx_file import write_docx
from chuangcheng.documents.writing.parts import Image, Paper
from chuangcheng.documents.writing.pdf_file import write_pdf

__all__ = ["Image", "Paper", "write_docx", "write_pdf"]

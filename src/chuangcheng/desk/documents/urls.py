"""Addresses of documents."""

from django.urls import URLPattern, path

from chuangcheng.desk.documents import drafting, lettering, listing, moves, page

urlpatterns: list[URLPattern] = [
    path("documents/", listing.documents, name="documents"),
    path("documents/received/", listing.received, name="received_documents"),
    path("documents/numbers/", listing.numbers, name="document_register"),
    path("documents/letterhead/", lettering.letterhead, name="letterhead"),
    path("documents/wording/<slug:kind>/", lettering.wording, name="document_wording"),
    path("documents/bulletin-of-the-week/", drafting.bulletin_of_the_week, name="bulletin_of_the_week"),
    path("documents/new/", drafting.kinds, name="document_new"),
    path("documents/new/<slug:kind>/", drafting.draft, name="document_draft"),
    path("documents/<int:pk>/", page.document, name="document"),
    path("documents/<int:pk>/rows/", page.rows, name="document_rows"),
    path("documents/<int:pk>/address/", drafting.address, name="document_address"),
    path("documents/<int:pk>/words/<slug:slot>/", drafting.words, name="document_words"),
    path("documents/<int:pk>/move/<slug:move>/", moves.move, name="document_move"),
    path("documents/<int:pk>/acknowledge/<int:recipient>/", moves.acknowledge, name="document_acknowledge"),
    path("documents/<int:pk>/file.<slug:form>", page.file, name="document_file"),
]

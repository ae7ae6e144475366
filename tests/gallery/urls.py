"""The product's addresses, and one page that shows every component."""

from django.urls import path

from chuangcheng.config.urls import urlpatterns as product
from tests.gallery import views

urlpatterns = [
    path("gallery/", views.show_gallery, name="gallery"),
    path("gallery/confirm/", views.show_confirmation, name="gallery_confirm"),
    path("gallery/field/", views.show_field, name="gallery_field"),
    path("gallery/map.json", views.map_data, name="gallery_map"),
    path("gallery/photo-<slug:which>.svg", views.photo, name="gallery_photo"),
    *product,
]

"""Finding a place among thousands, with and without scripts."""

import pytest
from django import forms

from chuangcheng.desk.places.picker import PlaceField
from chuangcheng.kit.actor import Actor, Grant
from tests.stories import sign_in


class Report(forms.Form):
    place = PlaceField(kinds=("site", "segment"))


def filled(city, **data):
    form = Report(data)
    form.fields["place"].actor = city.actor("lin_yue")
    return form


def test_a_chosen_place_becomes_a_place_reference(xinhua):
    form = filled(xinhua.city, place=f"site:{xinhua.site.pk}")
    assert form.is_valid()
    assert form.cleaned_data["place"].facility == xinhua.toilet
    assert "checked" in str(form["place"])


def test_without_scripts_the_code_is_enough(xinhua):
    form = filled(xinhua.city, place_words="ld12")
    assert form.is_valid()
    assert form.cleaned_data["place"].segment == xinhua.segment


def test_without_scripts_several_hits_come_back_to_choose_from(xinhua):
    form = filled(xinhua.city, place_words="新華南路")
    assert not form.is_valid()
    assert "P20-001" in str(form["place"])
    assert "LD12" in str(form["place"])


def test_another_kind_of_place_is_not_accepted(xinhua):
    assert not filled(xinhua.city, place=f"facility:{xinhua.toilet.pk}").is_valid()
    assert not filled(xinhua.city, place="site:99999999").is_valid()
    assert not filled(xinhua.city, place="site:x").is_valid()


def test_whoever_is_bound_to_another_district_finds_nothing(xinhua):
    form = Report({"place": f"site:{xinhua.site.pk}"})
    form.fields["place"].actor = Actor(7, "丙", grants=(Grant(frozenset({"places.see_place"}), area_path="JYG/GC/"),))
    assert not form.is_valid()


@pytest.mark.parametrize("words", ["新华", "新華南路", "GC0001", "１２号"])
def test_the_search_finds_two_characters_any_script_and_width(xinhua, client, words):
    sign_in(client, xinhua.city.lin_yue)
    page = client.get("/desk/places/search/", {"field": "place", "place_words": words}).content.decode()
    assert "新华南路公厕" in page
    assert 'name="place"' in page


def test_a_stranger_is_not_answered(xinhua, client):
    assert client.get("/desk/places/search/", {"q": "新华"}).status_code == 302


def test_a_null_character_finds_nothing_and_breaks_nothing(xinhua, client):
    sign_in(client, xinhua.city.lin_yue)
    assert client.get("/desk/places/search/", {"place_words": "\0"}).status_code == 200
    assert client.get("/desk/places/sites/", {"q": "\0", "box": "\0", "area": "\0"}).status_code == 200

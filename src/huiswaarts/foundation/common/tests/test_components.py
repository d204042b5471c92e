"""What the tags write: safe text, the word beside the drawing, links that lead somewhere."""

import re

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from django.utils import translation

from huiswaarts.figures.drawing import boxes, horizon, road
from huiswaarts.foundation.common.gallery import GalleryForm, phases

EVIL = "<script>alert('x')</script>"


def render(source, **context):
    return Template("{% load hw %}" + source).render(Context(context))


@pytest.mark.parametrize(
    "tag",
    [
        '{% merk "klaar" evil %}',
        '{% niveau "all" evil %}',
        "{% stoel evil evil evil %}",
        "{% zicht evil evil %}",
        "{% naam evil %}",
        "{% gangen items %}",
        "{% leeg evil evil evil evil %}",
        '{% melding "ok" evil evil %}',
        "{% weg items %}",
        "{% pad items %}",
        "{% knoppen evil evil evil evil evil %}",
        "{% export evil evil %}",
        "{% bladeren 2 3 evil %}",
        "{% doos evil 'empty' 0 %}",
        "{{ evil|hoofdletter }}",
    ],
)
def test_text_of_others_is_never_markup(tag):
    items = [{"label": EVIL, "url": EVIL, "note": EVIL, "state": "now"}]
    html = render(tag, evil=EVIL, items=items)
    assert "<script" not in html
    assert "'x'" not in html


def test_a_form_field_writes_text_of_others_as_text():
    class Evil(forms.Form):
        a = forms.CharField(label=EVIL, help_text=EVIL)
        b = forms.ChoiceField(label=EVIL, choices=[(EVIL, EVIL)], widget=forms.RadioSelect)

    html = render("{% fouten form %}{% velden form %}", form=Evil({"a": EVIL, "b": "z"}))
    assert "<script" not in html


def test_all_states_of_all_boxes_are_different_drawings():
    drawn = {
        (code, state): boxes.box(code, state, 0.5)
        for code in boxes.OBJECTS
        for state in boxes.STATES
    }
    open_ = [svg for (_, state), svg in drawn.items() if state in {"in_progress", "reopened"}]
    assert len(set(open_)) == 2 * len(boxes.OBJECTS)
    assert len({boxes.box("finances", state, 0.5) for state in boxes.STATES}) == 6
    assert all('aria-hidden="true"' in svg for svg in drawn.values())


@pytest.mark.parametrize(("fill", "height"), [(0, None), (0.625, 22), (1, 35), (7, 35), (-1, None)])
def test_the_layer_of_cardboard_is_the_share_of_answers(fill, height):
    found = re.search(r"48v(\d+)H12z", boxes.layer(fill))
    assert (int(found[1]) if found else None) == height


def test_answered_of_total_is_the_same_as_a_share():
    assert render("{% doos 'finances' 'in_progress' answered=5 total=8 %}") == render(
        "{% doos 'finances' 'in_progress' 0.62 %}"
    )


def test_an_unknown_state_or_sign_is_a_mistake_of_the_maker():
    with pytest.raises(KeyError):
        render("{% doos 'finances' 'half' 0 %}")
    with pytest.raises(KeyError):
        render("{% icoon 'eenhoorn' %}")


@pytest.mark.parametrize("now", range(12))
def test_the_road_has_a_mark_for_every_phase(now):
    html = render("{% weg phases %}", phases=phases(now))
    assert html.count("<li") == 12
    assert html.count('aria-current="step"') == 1
    assert html.count("(klaar)") == now
    assert html.count('class="k"') == now
    assert html.count('class="o"') == max(0, 10 - now)
    assert html.count('class="hw-doos"') == (0 if now == 11 else 1)


def test_the_road_climbs_and_ends_at_the_house():
    heights = [road.point(index, 12)[1] for index in range(12)]
    assert heights == sorted(heights, reverse=True)
    assert (heights[0], heights[-1]) == (road.FOOT, road.TOP)


def test_one_window_is_lit_and_in_view_on_a_phone():
    for seed in range(40):
        drawn = horizon.horizon(seed)
        lit = re.findall(r'class="hw-raam" x="([\d.]+)"', drawn)
        assert len(lit) == 1
        assert float(lit[0]) > horizon.ALWAYS_IN_VIEW


def test_a_field_with_an_error_points_to_its_words():
    form = GalleryForm({"agreement": "", "days": "0", "version": "1"})
    html = render("{% fouten form %}{% velden form %}", form=form)
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    for target in re.findall(r'href="#([^"]+)"', html):
        assert target in ids
    described = " ".join(re.findall(r'aria-describedby="([^"]+)"', html)).split()
    assert described
    assert set(described) <= ids
    assert len(ids) == len(re.findall(r'\bid="', html))
    assert "Welke organisatie: Dit veld is verplicht." in html
    assert html.count('aria-invalid="true"') >= 3


def test_a_form_that_was_not_sent_has_no_summary():
    assert render("{% fouten form %}", form=GalleryForm()) == ""


def test_errors_of_the_whole_form_are_in_the_summary():
    form = GalleryForm({"version": "1"})
    form.add_error(None, "Iemand was net eerder.")
    assert "Iemand was net eerder." in render("{% fouten form %}", form=form)


def test_a_big_question_is_the_heading_of_the_page():
    form = GalleryForm()
    assert "<legend><h1" in render("{% veld form.who big=True %}", form=form)
    assert '<h1 class="hw-grootvraag"><label' in render("{% veld form.days big=True %}", form=form)


def test_pages_keep_the_filter():
    query = QueryDict("fase=zoeken&pagina=2")
    html = render("{% bladeren 2 3 query %}", query=query)
    assert "?fase=zoeken&amp;pagina=1" in html
    assert "?fase=zoeken&amp;pagina=3" in html
    assert query["pagina"] == "2"
    assert render("{% bladeren 1 1 query %}", query=query) == ""


def test_export_keeps_the_filter():
    html = render("{% export '/casussen/' query %}", query=QueryDict("fase=zoeken"))
    for kind in ("csv", "ods", "xlsx"):
        assert f"/casussen/?fase=zoeken&amp;als={kind}" in html


def test_only_an_error_interrupts():
    assert 'role="alert"' in render("{% melding 'error' 'x' %}")
    assert 'role="status"' in render("{% melding 'ok' 'x' %}")


def test_words_follow_the_language_of_the_page():
    with translation.override("en"):
        assert "visible to" in render("{% zicht 'Noor' %}").lower()
        assert "Done" in render("{% doosstaat 'filled' %}")

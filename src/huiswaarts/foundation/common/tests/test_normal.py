"""The same value, typed in eight ways, is one value."""

import pytest

from huiswaarts.foundation.common import normal
from huiswaarts.foundation.common.forms import AddressField

WAYS = {
    normal.email: [
        "bea@münchen-wonen.nl",
        "BEA@MÜNCHEN-WONEN.NL",
        " bea@münchen-wonen.nl\t",
        "bea@mu\u0308nchen-wonen.nl",
        "bea@xn--mnchen-wonen-dlb.nl",
        "bea@münchen-wonen.nl.",
        "\uff42\uff45\uff41\uff20münchen-wonen.nl",
        "bea\u200b@münchen-wonen\u3002nl",
    ],
    normal.login: [
        "7kq4-2m9f",
        "7KQ4-2M9F",
        "7kq42m9f",
        " 7kq4 2m9f ",
        "7kq4\u20112m9f",
        "7kq4\u20132m9f",
        "7kq4.2m9f",
        "\uff17kq4-2m9f",
    ],
    normal.case_number: [
        "7KQ4-2M9F",
        "7kq4-2m9f",
        "7KQ42M9F",
        "7KQ4 2M9F",
        " 7KQ4-2M9F.",
        "7KQ4\u20132M9F",
        "7KQ4\u00a02M9F",
        "\uff17\uff2b\uff314-2M9F",
    ],
    normal.paper_code: [
        "7KQ4-2M9F-XY3Z",
        "7kq4-2m9f-xy3z",
        "7KQ42M9FXY3Z",
        "7KQ4 2M9F XY3Z",
        "7KQ4\u20132M9F\u2014XY3Z",
        "7KQ4.2M9F.XY3Z",
        " 7 K Q 4 2 M 9 F X Y 3 Z ",
        "\uff17KQ4-2M9F-XY3\uff3a",
    ],
    normal.app_code: [
        "123456",
        "123 456",
        "123-456",
        " 123456\t",
        "1.2.3.4.5.6",
        "\uff11\uff12\uff13\uff14\uff15\uff16",
        "\u0661\u0662\u0663\u0664\u0665\u0666",
        "123\u2009\u200b456",
    ],
    normal.file_name: [
        "huurcontract café.pdf",
        "huurcontract cafe\u0301.pdf",
        " huurcontract café.pdf",
        "huurcontract  café.pdf",
        "huurcontract\u00a0café.pdf",
        "huurcontract café.pdf\n",
        "huurcontract\tcafé.pdf",
        "huur\u00adcontract café.\u200bpdf",
    ],
}


@pytest.mark.parametrize("form", WAYS, ids=lambda form: form.__name__)
def test_eight_ways_of_typing_are_one_value(form):
    assert len(set(WAYS[form])) == 8
    assert {form(typed) for typed in WAYS[form]} == {form(WAYS[form][0])}
    assert form(form(WAYS[form][0])) == form(WAYS[form][0])


def test_what_differs_stays_different():
    assert normal.email("bea@voorbeeld.nl") != normal.email("b.ea@voorbeeld.nl")
    # Another server: a German sharp s is no double s in a name of the internet.
    assert normal.email("bea@straße.nl") != normal.email("bea@strasse.nl")
    assert normal.app_code("12345O") != normal.app_code("123450")
    assert normal.file_name("a.pdf") != normal.file_name("A.pdf")


@pytest.mark.parametrize("typed", ["", "7KQ4", "7KQ4-2M9F-XY3Z", "0000-0000", "<script>"])
def test_what_is_no_case_number_is_nothing(typed):
    assert normal.case_number(typed) == ""


def test_the_field_of_an_address_gives_its_normal_form():
    assert {AddressField().clean(typed) for typed in WAYS[normal.email]} == {
        "bea@xn--mnchen-wonen-dlb.nl"
    }

"""What the forms of signing in ask is asked in the language of their reader."""

import pytest
from django import forms as django_forms
from django.utils import translation

from huiswaarts.foundation.accounts import forms, forms_recovery, forms_word

# In both languages; the last one is of allauth, and replaced when the form is made.
SAME = {"Code", "", "Authenticator code"}
FORMS = [
    form
    for module in (forms, forms_recovery, forms_word)
    for form in vars(module).values()
    if isinstance(form, type)
    and issubclass(form, django_forms.BaseForm)
    and form.__module__ == module.__name__
]


def asks(form, language):
    """Labels and help of the fields that a person fills in; those made per form as well."""
    with translation.override(language):
        fields = dict(form.base_fields)
        if form in (forms.SignInForm, forms.RepeatPasswordForm):
            fields = form().fields if form is forms.SignInForm else form(user=None).fields
        shown = (f for f in fields.values() if not f.widget.is_hidden)
        return [str(words or "") for f in shown for words in (f.label, f.help_text)]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_form_of_an_account_speaks_the_language_of_its_reader(form):
    dutch, english = asks(form, "nl"), asks(form, "en")
    assert not [one for one in set(dutch) & set(english) if one not in SAME]


def test_planted_a_label_that_is_not_marked_is_caught():
    class Planted(django_forms.Form):
        login = django_forms.CharField(label="Inlognaam")

    with pytest.raises(AssertionError):
        test_every_form_of_an_account_speaks_the_language_of_its_reader(Planted)

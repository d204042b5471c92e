"""Form fields in the markup of the look: label, description, error, control, in that order."""

from collections.abc import Iterable

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from huiswaarts.foundation.common.components.base import icon, link, safe

CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)
CONTROL_CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.FileInput, "hw-bestand"),
    (Input, "utrecht-textbox utrecht-textbox--html-input"),
]
INVALID_CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.Textarea, "utrecht-textarea--invalid"),
    (forms.Select, "utrecht-select--invalid"),
    (Input, "utrecht-textbox--invalid"),
]


def first_class(widget: forms.Widget, table: list[tuple[type[forms.Widget], str]]) -> str:
    return next((klass for kind, klass in table if isinstance(widget, kind)), "")


def field_id(field: BoundField) -> str:
    return field.auto_id or field.html_name


def first_control_id(field: BoundField) -> str:
    """Where a link in the error summary goes: of a choice, its first answer."""
    base = field_id(field)
    return f"{base}_0" if isinstance(field.field.widget, CHOICES) else base


def described_by(field: BoundField) -> str:
    ids = []
    if field.help_text:
        ids.append(f"{field_id(field)}-uitleg")
    if field.errors:
        ids.append(f"{field_id(field)}-fout")
    return " ".join(ids)


def help_and_errors(field: BoundField) -> SafeString:
    help_ = (
        format_html(
            '<p class="utrecht-form-field-description" id="{}-uitleg">{}</p>',
            field_id(field),
            field.help_text,
        )
        if field.help_text
        else ""
    )
    errors = (
        format_html(
            '<p class="utrecht-form-field-error-message hw-fout" id="{}-fout">{}'
            "<span>{}</span></p>",
            field_id(field),
            icon("waarschuwing"),
            format_html_join(" ", "{}", ((error,) for error in field.errors)),
        )
        if field.errors
        else ""
    )
    return format_html("{}{}", help_, errors)


def label_text(field: BoundField, *, show_optional: bool) -> SafeString:
    # `wanted` of a form: fields that may stay empty in one case only, which the form tells
    wanted = field.field.required or field.name in getattr(field.form, "wanted", ())
    if wanted or not show_optional:
        return format_html("{}", field.label)
    return format_html('{} <span class="hw-hoeftniet">({})</span>', field.label, _("hoeft niet"))


def heading(text: SafeString, *, big: bool) -> SafeString:
    return format_html('<h1 class="hw-grootvraag">{}</h1>', text) if big else text


def wrap(field: BoundField, inner: SafeString) -> SafeString:
    classes = "utrecht-form-field"
    if field.errors:
        classes += " utrecht-form-field--invalid"
    return format_html('<div class="{}">{}</div>', classes, inner)


def control(field: BoundField) -> SafeString:
    widget = field.field.widget
    classes = [widget.attrs.get("class", ""), first_class(widget, CONTROL_CLASSES)]
    attrs: dict[str, str | bool] = {}
    if field.errors:
        classes.append(first_class(widget, INVALID_CLASSES))
        attrs["aria-invalid"] = "true"
    attrs["class"] = " ".join(part for part in classes if part)
    if ids := described_by(field):
        attrs["aria-describedby"] = ids
    return field.as_widget(attrs=attrs)


def option_rows(field: BoundField) -> SafeString:
    """Each answer a whole row to touch."""
    rows = ((option.tag(), option.choice_label) for option in field.subwidgets)
    return format_html_join("", "<label>{}<span>{}</span></label>", rows)


def choice_field(field: BoundField, *, show_optional: bool, big: bool) -> SafeString:
    ids = described_by(field)
    inner = format_html(
        '<fieldset class="hw-keuze" id="{}"{}><legend>{}</legend>{}{}</fieldset>',
        field_id(field),
        format_html(' aria-describedby="{}"', ids) if ids else "",
        heading(label_text(field, show_optional=show_optional), big=big),
        help_and_errors(field),
        option_rows(field),
    )
    return wrap(field, inner)


def tick_field(field: BoundField) -> SafeString:
    attrs: dict[str, str | bool] = {}
    if ids := described_by(field):
        attrs["aria-describedby"] = ids
    if field.errors:
        attrs["aria-invalid"] = "true"
    inner = format_html(
        '<div class="hw-keuze">{}<label>{}<span>{}</span></label></div>',
        help_and_errors(field),
        field.as_widget(attrs=attrs),
        field.label,
    )
    return wrap(field, inner)


def field(field: BoundField, *, optional: bool = True, big: bool = False) -> SafeString:
    """One field. optional=False leaves out "(hoeft niet)"; big=True makes the label the h1."""
    widget = field.field.widget
    if widget.is_hidden:
        return field.as_widget()
    if isinstance(widget, CHOICES):
        return choice_field(field, show_optional=optional, big=big)
    if isinstance(widget, forms.CheckboxInput):
        return tick_field(field)
    label = format_html(
        '<label class="utrecht-form-label" for="{}">{}</label>',
        field_id(field),
        label_text(field, show_optional=optional),
    )
    return wrap(
        field,
        format_html("{}{}{}", heading(label, big=big), help_and_errors(field), control(field)),
    )


def fields(form: forms.BaseForm, *, optional: bool = True) -> SafeString:
    """All fields of a form in their order, hidden ones included."""
    return format_html_join("", "{}", ((field(bound, optional=optional),) for bound in form))


def named(field: BoundField, error: object) -> SafeString:
    """A sentence of ours says what to do; a standard one needs the name of its field."""
    own = (field.field.error_messages or {}).values()
    standard = {
        str(text)
        for kind in type(field.field).__mro__
        for text in vars(kind).get("default_error_messages", {}).values()
    }
    if str(error) in {str(text) for text in own} - standard:
        return format_html("{}", error)
    return format_html("{}: {}", str(field.label).rstrip("?:. "), error)


def summary_rows(form: forms.BaseForm) -> Iterable[tuple[SafeString]]:
    for error in form.non_field_errors():
        yield (format_html("{}", error),)
    for bound in form:
        for error in bound.errors:
            text = named(bound, error)
            yield (text if bound.is_hidden else link(f"#{first_control_id(bound)}", text),)


def error_summary(form: forms.BaseForm, title: object = "") -> SafeString:
    """On top of the form, announced and focused: every error a link to its field."""
    if not form.is_bound or not form.errors:
        return safe("")
    return format_html(
        '<div class="utrecht-alert utrecht-alert--error" role="alert" data-focus tabindex="-1">'
        '<div class="utrecht-alert__content"><h2 class="utrecht-heading-3">{}</h2>'
        '<ul class="hw-fouten">{}</ul></div></div>',
        title or _("Dit is nog niet bewaard"),
        format_html_join("", "<li>{}</li>", summary_rows(form)),
    )


def buttons(
    save: object, cancel_url: str = "", cancel: object = "", name: str = "", value: str = ""
) -> SafeString:
    """One main button, a verb; beside it the way back."""
    extra = format_html(' name="{}" value="{}"', name, value) if name else ""
    back = link(cancel_url, cancel or _("Niet bewaren")) if cancel_url else ""
    return format_html(
        '<div class="hw-knoppen"><button class="utrecht-button utrecht-button--primary-action" '
        'type="submit"{}>{}</button>{}</div>',
        extra,
        save,
        back,
    )

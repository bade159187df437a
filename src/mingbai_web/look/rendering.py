"""How forms are rendered: the house templates for forms, fields and the list of errors."""

from django.forms.renderers import TemplatesSetting

__all__ = ["HouseForms"]


class HouseForms(TemplatesSetting):
    """Renders `{{ form }}` and `{{ field.as_field_group }}` in the house style, widgets of the house first."""

    form_template_name = "look/forms/form.html"
    formset_template_name = "look/forms/formset.html"
    field_template_name = "look/forms/field.html"

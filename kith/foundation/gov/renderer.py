"""The one FORM_RENDERER: every form on the site, allauth's too, prints GOV.UK components."""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template

from kith.foundation.gov.bound import GovBoundField


class GovFormRenderer(DjangoTemplates):
    """Ours for the form and its fields, Django's own for the rest (the bare widgets, a list of errors)."""

    form_template_name = "gov/form.html"
    formset_template_name = "gov/formset.html"
    bound_field_class = GovBoundField

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("gov/"):
            return get_template(template_name)
        return super().get_template(template_name)

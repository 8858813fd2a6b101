"""Whatever hangs on a match, a referral or a child has a fate when their time is over, and no words are left by mistake."""

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from kith.foundation.encryption import EncryptedTextField
from kith.foundation.forgetting import Goes, Thinned, fates_of
from kith.matching.models import Match
from kith.people.models import Child
from kith.referral.models import Referral

ROOTS = (Match, Referral, Child)
WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField, EncryptedTextField)


def hangs_on(root, told):
    """Every model from which foreign keys lead to the root, through whatever stays."""
    found, queue = set(), [root]
    goes = {fate.model for fate in fates_of(root) if isinstance(fate, Goes)}
    while queue:
        target = queue.pop()
        for model in apps.get_models():
            points = [
                field for field in model._meta.fields if field.remote_field and field.related_model is target
            ]
            if points and model not in found and model not in told and not _goes_along(points, target, goes):
                found.add(model)
                queue.append(model)
    return found


def _goes_along(points, target, goes):
    return target in goes and all(key.remote_field.on_delete is models.CASCADE for key in points)


def fates():
    return [(root, fate) for root in ROOTS for fate in fates_of(root)]


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.__name__)
def test_every_model_that_hangs_on_it_goes_or_is_counted_or_stays_for_a_reason(root):
    others = {fate.model for other in ROOTS[: ROOTS.index(root)] for fate in fates_of(other)}
    mine = [fate.model for fate in fates_of(root)]
    assert len(mine) == len(set(mine)), "a model has one fate"
    assert hangs_on(root, others) - set(mine) == set(), "say in forgetting.py of its room what becomes of it"


@pytest.mark.parametrize(("root", "fate"), fates(), ids=lambda each: getattr(each, "__name__", ""))
def test_every_fate_leads_to_what_is_forgotten_and_says_so_in_words(root, fate):
    assert fate.says
    assert fate.model.__module__.startswith("kith.")
    str(fate.model._base_manager.filter(**{fate.path: 1} if fate.path else {"pk": 1}).query)


@pytest.mark.parametrize(
    "fate", [fate for _, fate in fates() if isinstance(fate, Thinned)], ids=lambda fate: fate.model.__name__
)
def test_whatever_holds_words_in_a_row_that_stays_is_emptied_or_is_a_code(fate):
    words = {
        field.name
        for field in fate.model._meta.fields
        if isinstance(field, WORDS) and not field.choices and not isinstance(field, models.UUIDField)
    }
    assert words - set(fate.empty) == set(fate.codes), (
        "a new field with words: empty it, or say that it is a code"
    )
    for name in (*fate.empty, *fate.codes):
        try:
            fate.model._meta.get_field(name)
        except FieldDoesNotExist:
            pytest.fail(f"{fate.model.__name__} has no {name}")
    assert set(fate.demanded) <= set(fate.empty)

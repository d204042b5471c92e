"""Every action from which somebody gains a right stands under the one rule about oneself."""

import ast

from django.apps import apps

from .grants import COLUMNS, IN_THE_DATABASE, ROWS, actions, without_rule
from .tree import SRC

# Public, touching a right, and not a grant: each with its reason. A new one is decorated.
NOT_A_GRANT = {
    "foundation/network/actions.py:claim_offer": "the link; nothing is theirs before a yes",
    "foundation/network/actions.py:send_offer": "a part of inviting, before a yes",
    "casework/cases/actions/region.py:narrow_region": "only ever less, by the operator",
    "casework/cases/actions/sharing.py:open_party": "a part of admitting, adding and beginning",
    "casework/cases/actions/sharing.py:make_rule": "a part of opening a party",
    "casework/cases/actions/sharing.py:replace_rule": "a part of changing a rule",
    "casework/cases/actions/sharing.py:stop_sharing": "only ever less",
    "casework/meetings/actions/guests.py:end_guest": "takes the pass away",
    "foundation/accounts/actions/invitations.py:ask_new_password": "to the owner's own address",
    "foundation/accounts/actions/invitations.py:invite_with_sheet": "the owner's own code",
    "foundation/accounts/actions/invitations.py:mail_invitation": "a part of resetting by two",
    "foundation/accounts/actions/invitations.py:invite_to_recover": "a part of letting in again",
    "foundation/accounts/actions/recovery.py:open_recovery": "the owner, with what two others gave",
    "foundation/accounts/actions/sheets.py:use_sheet_code": "the owner's own code",
    "institutions/bottlenecks/actions.py:withdraw_recognition": "of the own organisation, no right",
}


def test_every_granting_action_stands_under_the_rule():
    bare = {
        where: why for where, why in without_rule(actions()).items() if where not in NOT_A_GRANT
    }
    assert not bare, "decorate with @granting (foundation/access/granting.py)"


def source(path_end):
    return next((where, module) for where, module in actions() if where.endswith(path_end))


def stripped(module, function):
    """The same file, with the declaration of one action taken away."""
    copy = ast.parse(ast.unparse(module))
    found = next(n for n in copy.body if getattr(n, "name", "") == function)
    found.decorator_list = found.decorator_list[1:]
    return copy


def test_a_declaration_that_is_taken_away_is_missed():
    for end, function in (
        ("tables/actions/tables.py", "seat_member"),
        ("tables/actions/tables.py", "hand_over_chair"),
        ("tables/actions/tables.py", "make_table"),
        ("cases/actions/seats.py", "admit"),
        ("cases/actions/seats.py", "hand_over"),
        ("cases/actions/questions.py", "answer_ending"),
        ("cases/actions/sharing.py", "set_level"),
        ("meetings/actions/guests.py", "invite_guest"),
        ("journey/leaving.py", "end_membership"),
        ("cases/actions/register.py", "register_case"),
    ):
        where, module = source(end)
        others = [one for one in actions() if one[0] != where]
        missed = without_rule([*others, (where, stripped(module, function))])
        assert f"{where}:{function}" in missed, function


def test_a_new_one_is_seen_through_its_helpers():
    new = ast.parse(
        "def sneak(*, by):\n    _do(by)\n\n"
        "def _do(by):\n    TableSeat.objects.create(membership=by)\n"
    )
    assert without_rule([("new.py", new)]) == {"new.py:sneak": ["makes a TableSeat"]}


def test_what_is_looked_for_exists():
    """A function, row or column that got another name is not looked for in vain."""
    files = list(SRC.rglob("*.sql"))
    sql = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert not [one for one in IN_THE_DATABASE if f"function {one}(" not in sql]
    models = {model.__name__: model for model in apps.get_models()}
    assert set(models) >= ROWS
    known = {field.attname for model in models.values() for field in model._meta.concrete_fields}
    known |= {field.name for model in models.values() for field in model._meta.concrete_fields}
    assert known >= COLUMNS

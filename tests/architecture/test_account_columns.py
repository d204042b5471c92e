"""Who may write the columns of an account from which rights follow: by name, with the rule."""

import ast

import pytest

from huiswaarts.foundation.accounts.actions.telling import CHOSEN
from huiswaarts.foundation.accounts.models import User

from .account_columns import COLUMNS, code, in_sql, sql_files, writers

ACCOUNTS = "foundation/accounts"
# {place: (columns, the rule that it stands under)}. A new one gets its rule before it gets a line.
MAY = {
    f"{ACCOUNTS}/actions/invitations.py:accept_invitation": (
        {"password", "session_stamp"}, "@granting, by whoever has the code"),
    f"{ACCOUNTS}/actions/invitations.py:_replace_what_was_lost": (
        {"client_only_from"}, "after a code of two people; shuts, never opens"),
    f"{ACCOUNTS}/actions/opening.py:open_account": (
        {"password", "session_stamp"}, "@granting, an account never used, from its mailbox"),
    f"{ACCOUNTS}/actions/opening.py:_begin": (
        {"email", "password"}, "an address without an account, from its mailbox"),
    f"{ACCOUNTS}/actions/people.py:end_sessions": ({"session_stamp"}, "the owner, signed in"),
    f"{ACCOUNTS}/actions/people.py:change_password": ({"password"}, "the owner, signed in"),
    f"{ACCOUNTS}/actions/recovery.py:ask_recovery": (
        {"claimed_at"}, "@granting; the owner is shown that it was asked"),
    f"{ACCOUNTS}/actions/recovery.py:_begin_again": (
        {"password", "session_stamp"}, "two admins agreed; the password goes"),
    f"{ACCOUNTS}/actions/telling.py:choose_word": (
        {"whatever it is told"}, "the owner, signed in; no other column than its own"),
    f"{ACCOUNTS}/backends.py:SignInBackend": ({"password"}, "of nobody: the same hashing work"),
    f"{ACCOUNTS}/models.py:UserManager": ({"password"}, "a new account, with none unless given"),
    "casework/cases/views_offers.py:_come_in": ({"email"}, "an account that is not saved"),
    "casework/journey/deaths.py:report_death": (
        {"death_reported_at"}, "of the case in memory; the database writes"),
    "casework/meetings/actions/guests.py:follow": ({"whatever it is told"}, "of a guest pass"),
    "foundation/events/actions/versions.py:save_version": (
        {"whatever it is told"}, "of rows with a version; an account has none"),
    "doors/console/kits/load_network.py:placeholder": ({"password"}, "a new one, by a kit"),
    "doors/console/kits/load_welcome.py:_account": ({"email"}, "in a demo, of invented people"),
}  # fmt: skip
MAY_IN_SQL = {
    "app_unclaim": {"claimed_at"},
    "app_report_death": {"death_reported_at"},
    "app_confirm_death": {"death_reported_at"},
    "app_undo_death": {"death_reported_at"},
}


def test_only_these_write_what_gives_a_right():
    assert writers(code()) == {where: columns for where, (columns, _) in MAY.items()}
    assert sql_files() == MAY_IN_SQL


def test_the_columns_exist_and_an_account_has_no_version():
    fields = {field.name for field in User._meta.concrete_fields}
    assert fields >= COLUMNS
    assert "version" not in fields
    assert {"phone"} == CHOSEN & COLUMNS  # told by the old number (docs/adr/0017)


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("user.is_active = False", "is_active"),
        ("a, user.session_stamp = None, 1", "session_stamp"),
        ("user.set_password(x)", "password"),
        ("user.set_unusable_password()", "password"),
        ("User.objects.filter(pk=1).update(email='x')", "email"),
        ("User.objects.bulk_update(them, ['phone'])", "phone"),
        ("User.objects.create_user(email=x)", "email"),
        ("user.save(update_fields=['claimed_at'])", "claimed_at"),
        ("setattr(user, 'client_only_from', None)", "client_only_from"),
        ("setattr(user, name, None)", "whatever it is told"),
        ("cursor.execute('update accounts_user set death_reported_at = null')",
         "death_reported_at"),
    ],
)  # fmt: skip
def test_a_new_writer_is_seen(line, column):
    module = ast.parse(f"def sneak(user):\n    {line}\n")
    assert writers([("new.py", module)]) == {"new.py:sneak": {column}}


def test_a_new_form_and_a_new_function_are_seen():
    form = (
        "class F(ModelForm):\n    class Meta:\n        model = User\n        fields = ['phone']\n"
    )
    assert writers([("new.py", ast.parse(form))]) == {"new.py:F": {"phone"}}
    assert set(in_sql("update accounts_user u set is_active = false where id = 1;")) == {
        "is_active"
    }
    assert set(in_sql("select email from accounts_user where email = 'x'")) == set()

"""What happens to accounts. One file a subject; import from here."""

from huiswaarts.foundation.accounts.actions.invitations import (
    InvitationClosedError,
    accept_invitation,
    ask_new_password,
    invite_by_mail,
    invite_on_paper,
    withdraw_invitations,
)
from huiswaarts.foundation.accounts.actions.lockout import Limit, give_back, take_tries
from huiswaarts.foundation.accounts.actions.people import (
    change_password,
    deactivate,
    end_sessions,
    remove_factor,
    reset_second_factor,
)
from huiswaarts.foundation.accounts.actions.telling import News, choose_word, tell

__all__ = [
    "InvitationClosedError",
    "Limit",
    "News",
    "accept_invitation",
    "ask_new_password",
    "change_password",
    "choose_word",
    "deactivate",
    "end_sessions",
    "give_back",
    "invite_by_mail",
    "invite_on_paper",
    "remove_factor",
    "reset_second_factor",
    "take_tries",
    "tell",
    "withdraw_invitations",
]

"""What happens to accounts. One file a subject; import from here."""

from huiswaarts.foundation.accounts.actions.alarm import alarm
from huiswaarts.foundation.accounts.actions.declining import decline_paper
from huiswaarts.foundation.accounts.actions.invitations import (
    SELF_MADE,
    AccountInUseError,
    InvitationClosedError,
    accept_invitation,
    ask_new_password,
    invite_on_paper,
    withdraw_invitations,
)
from huiswaarts.foundation.accounts.actions.lockout import Limit, give_back, take_tries
from huiswaarts.foundation.accounts.actions.people import (
    change_password,
    end_sessions,
    remove_factor,
)
from huiswaarts.foundation.accounts.actions.sheets import (
    SHEET_CODES,
    make_sheet,
    stow_sheet,
    use_sheet_code,
)
from huiswaarts.foundation.accounts.actions.telling import News, choose_word, needs_paper, tell

__all__ = [
    "SELF_MADE",
    "SHEET_CODES",
    "AccountInUseError",
    "InvitationClosedError",
    "Limit",
    "News",
    "accept_invitation",
    "alarm",
    "ask_new_password",
    "change_password",
    "choose_word",
    "decline_paper",
    "end_sessions",
    "give_back",
    "invite_on_paper",
    "make_sheet",
    "needs_paper",
    "remove_factor",
    "stow_sheet",
    "take_tries",
    "tell",
    "use_sheet_code",
    "withdraw_invitations",
]

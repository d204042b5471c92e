"""Settings of signing in (django-allauth and lock-out); a part of settings.py."""

import os

AUTHENTICATION_BACKENDS = ["huiswaarts.foundation.accounts.backends.SignInBackend"]

# Where to report a weakness or a question about personal data (security.txt, privacy page).
SECURITY_CONTACT = os.environ.get("HUISWAARTS_CONTACT", "mailto:veiligheid@localhost")
# How many proxies of our own stand before the server, each adding one X-Forwarded-For.
TRUSTED_PROXIES = int(os.environ.get("HUISWAARTS_PROXIES", "0"))

# No open sign-up, no social login, no change of e-mail address by oneself.
ACCOUNT_ADAPTER = "huiswaarts.foundation.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_TIMEOUT = 10 * 60
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# Its limits live in the memory of one process; ours are in the database (accounts.actions.lockout).
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {
    "login": "huiswaarts.foundation.accounts.forms.SignInForm",
    "change_password": "huiswaarts.foundation.accounts.forms.NewPasswordForm",
    "reauthenticate": "huiswaarts.foundation.accounts.forms.RepeatPasswordForm",
}

MFA_ADAPTER = "huiswaarts.foundation.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Huiswaarts"
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = False
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "huiswaarts.foundation.accounts.forms.CodeForm",
    "reauthenticate": "huiswaarts.foundation.accounts.forms.RepeatCodeForm",
    "activate_totp": "huiswaarts.foundation.accounts.forms.AppForm",
    "add_webauthn": "huiswaarts.foundation.accounts.forms.AddPasskeyForm",
    "login_webauthn": "huiswaarts.foundation.accounts.forms.PasskeySignInForm",
    "authenticate_webauthn": "huiswaarts.foundation.accounts.forms.PasskeyStepForm",
    "reauthenticate_webauthn": "huiswaarts.foundation.accounts.forms.RepeatPasskeyForm",
}

"""Settings of signing in (django-allauth and lock-out); a part of settings.py."""

ACCOUNT_LOGIN_METHODS = {"email", "username"}

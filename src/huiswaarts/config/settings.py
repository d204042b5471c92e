"""One settings file; what differs per environment comes from environment variables."""

import os
from pathlib import Path

from huiswaarts.config import storage
from huiswaarts.config.database import databases, secret_key, var

PACKAGE = Path(__file__).resolve().parents[1]
VAR = var()
DEMO = os.environ.get("HUISWAARTS_DEMO") == "1"
TESTING = os.environ.get("HUISWAARTS_TESTING") == "1"
SECRET_KEY = secret_key()
DEBUG = os.environ.get("HUISWAARTS_DEBUG") == "1"
# Demo mode is for this machine alone, whatever the environment says.
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = LOOPBACK if DEMO else os.environ.get("HUISWAARTS_HOSTS", "localhost").split(",")
BASE_URL = os.environ.get("HUISWAARTS_URL", "http://127.0.0.1:8000")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "huiswaarts.foundation.accounts",  # before allauth: its templates go first
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "template_partials",
    "django_structlog",
    "procrastinate.contrib.django",
    "huiswaarts.foundation.common",
    "huiswaarts.foundation.events",
    "huiswaarts.foundation.network",
    "huiswaarts.surroundings.places",
    "huiswaarts.institutions.bottlenecks",
    "huiswaarts.casework.cases",
    "huiswaarts.casework.meetings",
    "huiswaarts.casework.tables",
    "huiswaarts.casework.boxes",
    "huiswaarts.casework.journey",
    "huiswaarts.insight.monitor",
    "huiswaarts.doors.desk",
    "huiswaarts.doors.portal",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "huiswaarts.foundation.common.middleware.HeadersMiddleware",
    "huiswaarts.foundation.common.middleware.SafeInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "huiswaarts.config.middleware.TransactionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "huiswaarts.foundation.accounts.middleware.SessionMiddleware",
    "huiswaarts.config.middleware.ActorMiddleware",
    "huiswaarts.foundation.network.middleware.ChooseMiddleware",
]
ROOT_URLCONF = "huiswaarts.config.urls"
WSGI_APPLICATION = "huiswaarts.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "huiswaarts.config.context.shell",
            ],
        },
    }
]
DATABASES = databases()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "foundation" / "common" / "locale"]
LANGUAGE_COOKIE_SECURE = not (DEMO or DEBUG or TESTING)
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "documents": storage.documents(VAR, testing=TESTING),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING

# Jobs: each app's `jobs.py`, found at start
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# Signing in (accounts)
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/inloggen/"
LOGIN_REDIRECT_URL = "/"

# Sessions and cookies. How long without a sign of life, in seconds, is enforced per request: short
# at work, where one screen shows many people; an hour at home. A day's work is the limit.
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_IDLE_AT_WORK = 15 * 60
SESSION_IDLE_AT_HOME = 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
CSRF_FAILURE_VIEW = "huiswaarts.foundation.common.views.csrf_failure"
PLAIN_HTTP = DEMO or DEBUG or TESTING
SESSION_COOKIE_SECURE = not PLAIN_HTTP
CSRF_COOKIE_SECURE = not PLAIN_HTTP
SECURE_SSL_REDIRECT = not PLAIN_HTTP
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 63072000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
# A file goes to disk while it comes in, up to its own limit; see casework/cases/files.
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = ["huiswaarts.foundation.common.uploads.LimitedFileHandler"]
UPLOAD_MAX_SIZE = 10 * 1024 * 1024
UPLOAD_MAX_BODY = 100 * 1024 * 1024  # more is not even read
DOCUMENT_SCANNER = os.environ.get("HUISWAARTS_CLAMD", "")

EMAIL_BACKEND = os.environ.get(
    "HUISWAARTS_EMAIL_BACKEND",
    "django.core.mail.backends.filebased.EmailBackend"
    if PLAIN_HTTP
    else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_HOST = os.environ.get("HUISWAARTS_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("HUISWAARTS_SMTP_PORT", "25"))
EMAIL_USE_TLS = os.environ.get("HUISWAARTS_SMTP_TLS") == "1"
EMAIL_TIMEOUT = 10
SMS_BACKEND = os.environ.get("HUISWAARTS_SMS_BACKEND", "huiswaarts.foundation.accounts.sms.to_file")
DEFAULT_FROM_EMAIL = os.environ.get("HUISWAARTS_FROM", "huiswaarts@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "discreet": {
            "()": "huiswaarts.foundation.common.logs.DiscreetFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    # Django's own would print the words of an error, and mail it to ADMINS
    "loggers": {"django": {"handlers": [], "propagate": True}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

from huiswaarts.config.signin import *  # noqa: E402, F403  sign-in settings, of accounts

"""Settings, read from the environment; every one has a default that works on one machine.

What the environment does not say may be noted in `mingbai.env` in the folder of the installation.

MINGBAI_DATABASE   sqlite:///path or postgresql://…   (default: mingbai.sqlite3 in MINGBAI_HOME)
MINGBAI_HOME       where an installation keeps its files (default: var in the current folder)
MINGBAI_SECRET     the secret that signs cookies   (default: the file `secret` in MINGBAI_HOME, which `mingbai init` makes)
MINGBAI_HOSTS      the names under which the pages are asked for
MINGBAI_EMAIL      submission://user:password@server:587   (default: no mail is sent)
MINGBAI_EMAIL_FROM, MINGBAI_SEAL_TO   who sends; to whom the daily seal goes, several with commas
MINGBAI_LIMITS     how often the public may do what costs, as submit=30,draft=60 (see intake.limits)
MINGBAI_HTTPS      1 when people reach the pages by HTTPS: cookies then travel by it alone, and browsers are told to
                   ask in no other way

Passwords and sign-in (accounts):
MINGBAI_ARGON2_MEMORY          KiB that hashing one password takes, 19456 to 47104   (default: 19456)
MINGBAI_PASSWORD_LENGTH        the fewest signs   (default: 10)
MINGBAI_PASSWORD_KINDS         how many of small letters, capitals, digits, others   (default: 3)
MINGBAI_PASSWORD_DAYS          days until it has to be changed   (default: 90)
MINGBAI_PASSWORD_KEPT          how many of the last are not taken again   (default: 5)
MINGBAI_SIGN_IN_FAILURES       failures until an account is locked   (default: 5)
MINGBAI_SIGN_IN_LOCK_MINUTES   how long it then is   (default: 30)
MINGBAI_SIGN_IN_RATE           failures from one address in ten minutes until it has to wait   (default: 30)
MINGBAI_IDLE_MINUTES           minutes without a request until one is signed out   (default: 30)
MINGBAI_IDLE_MINUTES_ADMINISTRATORS   the same for the three administrators   (default: 15)
MINGBAI_SECOND_FACTOR          who needs one: administrators, or all; in a demonstration, nobody   (default: administrators)
MINGBAI_PROXIES                how many reverse proxies stand before the server   (default: 0)
"""

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from mingbai_web.project import home

env = Env(prefix="MINGBAI_")

HOME = Path(env.str("HOME", "var")).absolute()
for _name, _value in home.noted(HOME).items():
    os.environ.setdefault(_name, _value)
SECRET_KEY = env.str("SECRET", "") or home.secret(HOME)
DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)  # a demonstration may be served with the secret that everybody knows
ALLOWED_HOSTS = env.list("HOSTS", ["localhost", "127.0.0.1", "[::1]"])

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "mingbai_web.look",  # before django.forms: the house has widget templates of its own
    "django.forms",
    "axes",
    "mingbai_web.ledger",
    "mingbai_web.jobs",
    "mingbai_web.orgs",
    "mingbai_web.accounts",
    "mingbai_web.rules",
    "mingbai_web.parties",
    "mingbai_web.files",
    "mingbai_web.papers",
    "mingbai_web.search",
    "mingbai_web.intake",
    "mingbai_web.tracking",
    "mingbai_web.duties",
    "mingbai_web.applications",
    "mingbai_web.annual_report",
    "mingbai_web.portal",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "mingbai_web.look.middleware.SafeHeaders",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # answers for files of ours; what goes before has its headers on them too
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "mingbai_web.look.middleware.BoundedPosts",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "mingbai_web.accounts.middleware.SeatMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "mingbai_web.look.middleware.ClearErrors",
]
ROOT_URLCONF = "mingbai_web.project.urls"
WSGI_APPLICATION = "mingbai_web.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mingbai_web.look.context.shell",
                "mingbai_web.accounts.context.seat",
                "mingbai_web.applications.context.today",
            ],
            # Every page speaks two languages and shows days; none need load these.
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "mingbai_web.look.templatetags.look",
            ],
        },
    },
]
FORM_RENDERER = "mingbai_web.look.rendering.HouseForms"

# Static files are found in the apps; an address carries a digest of its file, so a browser may keep it for long.
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "mingbai_web.look.storage.StampedFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 30 * 24 * 3600

# Nothing from elsewhere, nothing inline: what a person typed can never run.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
    },
}
HTTPS = env.bool("HTTPS", False)
# A server in front ends HTTPS and says so.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "mingbai_web.look.errors.forged"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["mingbai_web.accounts.hashing.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"mingbai_web.accounts.passwords.{rule}"}
    for rule in ("Enough", "Kinds", "Common", "NotNamed", "Unused")
]
MINGBAI_ARGON2_MEMORY = env.int("ARGON2_MEMORY", 19 * 1024)
MINGBAI_PASSWORD_LENGTH = env.int("PASSWORD_LENGTH", 10)
MINGBAI_PASSWORD_KINDS = env.int("PASSWORD_KINDS", 3)
MINGBAI_PASSWORD_DAYS = env.int("PASSWORD_DAYS", 90)
MINGBAI_PASSWORD_KEPT = env.int("PASSWORD_KEPT", 5)
MINGBAI_SIGN_IN_RATE = env.int("SIGN_IN_RATE", 30)
MINGBAI_IDLE_MINUTES = env.int("IDLE_MINUTES", 30)
MINGBAI_IDLE_MINUTES_ADMINISTRATORS = env.int("IDLE_MINUTES_ADMINISTRATORS", 15)
MINGBAI_SECOND_FACTOR = env.str("SECOND_FACTOR", "administrators")
if MINGBAI_SECOND_FACTOR not in ("administrators", "all", *(["nobody"] if DEMO else [])):
    raise ImproperlyConfigured("MINGBAI_SECOND_FACTOR: administrators or all")
MINGBAI_PROXIES = env.int("PROXIES", 0)

LOGIN_URL = "/office/sign-in/"
SESSION_ENGINE = "mingbai_web.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# A username is locked, whether there is such a person or not, so the answer tells nothing; an address that tries many is
# held by the rate. The sign-in page words the lock itself, and axes keeps no log beside the one that cannot be changed.
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_FAILURE_LIMIT = env.int("SIGN_IN_FAILURES", 5)
AXES_COOLOFF_TIME = timedelta(minutes=env.int("SIGN_IN_LOCK_MINUTES", 30))
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "code", "next"]
AXES_CLIENT_IP_CALLABLE = "mingbai_web.accounts.sign_in.address_of"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = ["axes.W002", "axes.W006"]

DATABASES = {"default": env.dj_db_url("DATABASE", f"sqlite:///{HOME / 'mingbai.sqlite3'}")}
# A connection is kept between requests: opening one costs as much as a page, and on SQLite a second sync at its first commit.
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["ENGINE"] = "mingbai_web.project.sqlite"
    # A transaction takes the write lock when it begins, so two never wait for each other in a ring; an acknowledgement
    # is given only after the disk has it.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;",
    }
else:
    # A connection that cannot be had, or that waits for another's lock, gives up in time for a page that says so.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    DATABASES["default"]["OPTIONS"].setdefault("options", "-c lock_timeout=10000")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

EMAIL = env.dj_email_url("EMAIL", "dummy://")
if "EMAIL_BACKEND" not in EMAIL:
    raise ImproperlyConfigured("MINGBAI_EMAIL: submission://user:password@server:587")
EMAIL_BACKEND, EMAIL_FILE_PATH = EMAIL["EMAIL_BACKEND"], EMAIL["EMAIL_FILE_PATH"]
EMAIL_HOST, EMAIL_PORT = EMAIL["EMAIL_HOST"], EMAIL["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL["EMAIL_HOST_USER"], EMAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL["EMAIL_USE_TLS"], EMAIL["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", "mingbai@localhost")
SEAL_TO: list[str] = env.list("SEAL_TO", [])
SEALS = HOME / "seals"  # a printable copy of every daily seal
BACKED_UP = ("vault", "public", "seals")  # folders of HOME that a backup holds; never the keys

# Lines of the log name addresses of pages, kinds of errors and places in the code: never what a person wrote.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "mingbai_web.project.discreet.Discreet"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "mingbai": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}

# The public's way in: how much one address, and all of them, may do.
INTAKE_LIMITS: dict[str, int] = env.dict("LIMITS", {}, subcast_values=int)

"""Settings, read from the environment; every one has a default that works on one machine.

MINGBAI_DATABASE   sqlite:///path or postgresql://…   (default: mingbai.sqlite3 in MINGBAI_HOME)
MINGBAI_HOME       where an installation keeps its files (default: var in the current folder)
MINGBAI_SECRET     the secret that signs cookies; `mingbai init` makes one
MINGBAI_HOSTS      the names under which the pages are asked for
MINGBAI_ARGON2_MEMORY   KiB that hashing one password takes, 19456 to 47104   (default: 19456)
"""

from pathlib import Path

from environs import Env

env = Env(prefix="MINGBAI_")

HOME = Path(env.str("HOME", "var")).absolute()
SECRET_KEY = env.str("SECRET", "only-for-tests-and-demonstrations")
DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = env.list("HOSTS", ["localhost", "127.0.0.1", "[::1]"])

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "mingbai_web.look",
    "mingbai_web.ledger",
    "mingbai_web.orgs",
    "mingbai_web.accounts",
    "mingbai_web.parties",
    "mingbai_web.applications",
    "mingbai_web.annual_report",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
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
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
STATIC_URL = "/static/"

AUTH_USER_MODEL = "accounts.Person"
PASSWORD_HASHERS = ["mingbai_web.accounts.hashing.Argon2"]
MINGBAI_ARGON2_MEMORY = env.int("ARGON2_MEMORY", 19 * 1024)

DATABASES = {"default": env.dj_db_url("DATABASE", f"sqlite:///{HOME / 'mingbai.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A transaction takes the write lock when it begins, so two never wait for each other in a ring; an acknowledgement
    # is given only after the disk has it.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

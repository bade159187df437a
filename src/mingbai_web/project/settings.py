"""Settings, read from the environment; every one has a default that works on one machine.

MINGBAI_DATABASE   sqlite:///path or postgresql://…   (default: mingbai.sqlite3 in MINGBAI_HOME)
MINGBAI_HOME       where an installation keeps its files (default: var in the current folder)
MINGBAI_SECRET     the secret that signs cookies; `mingbai init` makes one
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
    "mingbai_web.ledger",
]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]
ROOT_URLCONF = "mingbai_web.project.urls"

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

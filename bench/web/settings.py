"""The platform's settings, and the plain view beside."""

from mingbai_web.project.settings import *  # noqa: F403
from mingbai_web.project.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench.web.plain"]
ROOT_URLCONF = "bench.web.urls"

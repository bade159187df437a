"""The platform as a WSGI application."""

import os
import signal
import threading
import time

from django.core.wsgi import get_wsgi_application

__all__ = ["application"]


def _end_with(parent: int) -> None:
    """End this process when the server that began it is gone: it would answer on, and the next server find the port taken."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(10)  # what is being answered is answered first
    os._exit(1)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai_web.project.settings")
application = get_wsgi_application()
if _server := os.environ.get(
    "MINGBAI_SERVER"
):  # `mingbai serve` says which process it is; it may be gone by now
    threading.Thread(target=_end_with, args=(int(_server),), daemon=True).start()

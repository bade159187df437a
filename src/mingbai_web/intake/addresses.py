"""From where a request comes: the network address, past as many servers of one's own as the settings say stand in front."""

from django.conf import settings
from django.http import HttpRequest

__all__ = ["address_of"]


def address_of(request: HttpRequest) -> str:
    """Return the address of who asks. What a visitor writes into the header himself stands left of what is counted."""
    hops = settings.MINGBAI_PROXIES
    if hops:
        told = [
            each.strip() for each in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if each.strip()
        ]
        if len(told) >= hops:
            return str(told[-hops])
    return str(request.META.get("REMOTE_ADDR", ""))

"""The app."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.apps import AppConfig
from django.utils.timezone import localdate

from mingbai.text.words import Words
from mingbai_web.jobs import works

__all__ = ["AccountsConfig"]


class AccountsConfig(AppConfig):
    """Persons and seats."""

    name = "mingbai_web.accounts"
    label = "accounts"
    verbose_name = "岗位"

    def ready(self) -> None:
        """Declare the acts on seats and persons, and the rows that follow from those on seats."""
        from mingbai_web.accounts import proof, queries
        from mingbai_web.accounts.seats import PROJECTION
        from mingbai_web.jobs import proofs
        from mingbai_web.ledger import projections, schemas
        from mingbai_web.look import acting

        schemas.declare("mingbai_web.accounts")
        projections.declare(PROJECTION)
        name = "accounts.hand_over"
        works.declare(
            works.Work(name, Words("按移交清单移交事项", "handing over what is listed"), _hand_over)
        )
        works.schedule(works.Schedule(name, name, time(0, 5)))
        acting.declare_names(queries.names)
        proofs.declare("accounts", proof.verify, keys=False)


def _hand_over(facts: Mapping[str, Any], now: datetime) -> None:
    from mingbai_web.accounts import services  # which needs the models

    services.move_what_is_due(now=now, today=localdate(now))

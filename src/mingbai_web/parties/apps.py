"""The app of parties."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.apps import AppConfig

from mingbai.text.words import Words
from mingbai_web.jobs import works
from mingbai_web.ledger import schemas

__all__ = ["PartiesConfig"]


class PartiesConfig(AppConfig):
    """Applicants, third parties and what is known of them."""

    name = "mingbai_web.parties"
    label = "parties"
    verbose_name = "当事人"

    def ready(self) -> None:
        """Declare the acts on parties, what is done every day, and the key of second factors."""
        from mingbai_web.accounts import sealing
        from mingbai_web.jobs import proofs
        from mingbai_web.parties import keys, proof  # which need the models, as what follows

        schemas.declare("mingbai_web.parties")
        proofs.declare("parties", proof.verify, keys=True)
        sealing.declare(lambda: keys.store().secret(keys.Purpose.SECOND_FACTOR))
        works.declare(
            works.Work(
                "parties.finish_erasures",
                Words("销毁已删除当事人的密钥", "destroying the keys of erased parties"),
                _finish_erasures,
                whole=False,
            )
        )
        works.schedule(works.Schedule("parties.finish_erasures", "parties.finish_erasures", time(2, 20)))


def _finish_erasures(facts: Mapping[str, Any], now: datetime) -> None:
    from mingbai_web.parties import services  # which needs the models

    services.finish_erasures()

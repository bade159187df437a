"""The app: its acts and projections are declared when it is ready."""

from django.apps import AppConfig

__all__ = ["OrgsConfig"]


class OrgsConfig(AppConfig):
    """Bodies and units."""

    name = "mingbai_web.orgs"
    label = "orgs"
    verbose_name = "机构"

    def ready(self) -> None:
        """Declare what is entered on bodies and units and which tables follow from it."""
        from mingbai_web.ledger import projections, schemas
        from mingbai_web.orgs import history
        from mingbai_web.orgs.models import Body, Guide, Serving, Succession, Supervision, Unit

        schemas.declare("mingbai_web.orgs")
        projections.declare(
            projections.Projection(
                "body", "orgs.body", (Body, Supervision, Succession, Guide), history.body_rows
            )
        )
        projections.declare(projections.Projection("unit", "orgs.unit", (Unit, Serving), history.unit_rows))

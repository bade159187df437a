"""The app of applications: declares its acts and its projections."""

from django.apps import AppConfig

__all__ = ["ApplicationsConfig"]


class ApplicationsConfig(AppConfig):
    """Disclosure on application."""

    name = "mingbai_web.applications"
    label = "applications"
    verbose_name = "依申请公开"

    def ready(self) -> None:
        """Declare the acts on items and applications, and the tables that follow from them."""
        from functools import partial

        from mingbai_web.accounts.queries import where_seats_may
        from mingbai_web.applications import about, guarding, handing, kinds, projection, publishing, services
        from mingbai_web.applications.open import open_cases
        from mingbai_web.applications.services import taking_over
        from mingbai_web.intake import bodies
        from mingbai_web.ledger import schemas
        from mingbai_web.rules import moves

        schemas.declare("mingbai_web.applications")
        schemas.register(*kinds.schemas())
        projection.declare()
        about.declare()
        services.follow_owner()
        handing.declare()
        taking_over.declare()
        publishing.declare()
        guarding.declare()
        moves.provide(open_cases)
        bodies.answered_by(partial(where_seats_may, "applications.register"))

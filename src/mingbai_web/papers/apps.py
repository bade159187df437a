"""The app of papers: declares its acts and its projections."""

from django.apps import AppConfig

__all__ = ["PapersConfig"]


class PapersConfig(AppConfig):
    """Letters, numbers, approvals, dispatch."""

    name = "mingbai_web.papers"
    label = "papers"
    verbose_name = "文书"

    def ready(self) -> None:
        """Declare the acts on papers, chains and series, and the tables that follow from them."""
        from mingbai.text.words import Words
        from mingbai_web.duties import kinds
        from mingbai_web.duties.kinds import DutyKind
        from mingbai_web.jobs import proofs
        from mingbai_web.ledger import schemas
        from mingbai_web.papers import filed, handing, history, proof, scans

        schemas.declare("mingbai_web.papers")
        history.declare()
        handing.declare()
        scans.guard()
        filed.declare()
        proofs.declare("papers", proof.verify, keys=True)
        kinds.declare(
            DutyKind("paper.to_sign", Words("待签批", "to be signed"), "papers:paper"),
            DutyKind("paper.returned", Words("退回待修改", "returned, to be drafted anew"), "papers:paper"),
        )

"""Everything that is done to a paper: drafted, approved, signed, numbered, sent; chains and series set. One function an act."""

from mingbai_web.papers.owners import Event, on_dispatched, on_served, on_signed
from mingbai_web.papers.services.chains import set_chain
from mingbai_web.papers.services.drafting import Lacking, draft, enclose, redraft, submit, unenclose, void
from mingbai_web.papers.services.sending import dispatch, prove, serve
from mingbai_web.papers.services.series import NumberTaken, open_series
from mingbai_web.papers.services.signing import (
    issue,
    number,
    record_on_paper,
    return_paper,
    review_secrecy,
    sign,
    sign_step,
)

__all__ = [
    "Event",
    "Lacking",
    "NumberTaken",
    "dispatch",
    "draft",
    "enclose",
    "issue",
    "number",
    "on_dispatched",
    "on_served",
    "on_signed",
    "open_series",
    "prove",
    "record_on_paper",
    "redraft",
    "return_paper",
    "review_secrecy",
    "serve",
    "set_chain",
    "sign",
    "sign_step",
    "submit",
    "unenclose",
    "void",
]

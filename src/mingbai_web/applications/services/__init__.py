"""Writing: each service is one act of an office, atomic, decided on what its writer had seen."""

from mingbai_web.applications.services.applicants import StillNeeded, erase_applicant, hold_done_with
from mingbai_web.applications.services.carrying import carried_letter, carry_on
from mingbai_web.applications.services.importing import NotUndone, Past, import_past, undo_import
from mingbai_web.applications.services.items import close_item, join_item, log_item
from mingbai_web.applications.services.registering import Request, register
from mingbai_web.applications.services.spot import answer_on_the_spot
from mingbai_web.applications.services.steps import (
    NotHere,
    NotPressed,
    NotReturned,
    answer_court,
    answer_press,
    assign,
    note,
    press,
    return_task,
    search,
    send_task,
    take_step,
    telephone,
)
from mingbai_web.applications.services.submissions import open_submission, take_in
from mingbai_web.applications.services.writing import (
    NEEDS_SEARCH,
    NotSearched,
    draft_notice_of_extension,
    draft_reply,
    follow_owner,
    issue_receipt,
    receipt_letter,
    write_step,
)

__all__ = [
    "NEEDS_SEARCH",
    "receipt_letter",
    "NotHere",
    "NotPressed",
    "NotReturned",
    "NotSearched",
    "NotUndone",
    "Past",
    "Request",
    "StillNeeded",
    "answer_court",
    "answer_press",
    "answer_on_the_spot",
    "assign",
    "carried_letter",
    "carry_on",
    "close_item",
    "draft_notice_of_extension",
    "draft_reply",
    "erase_applicant",
    "follow_owner",
    "hold_done_with",
    "issue_receipt",
    "import_past",
    "join_item",
    "log_item",
    "note",
    "open_submission",
    "press",
    "register",
    "return_task",
    "search",
    "send_task",
    "take_in",
    "take_step",
    "telephone",
    "write_step",
    "undo_import",
]

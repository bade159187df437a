"""How an application may end, and how a reconsideration or a suit may: articles, what a reply carries, and the report's cells."""

from mingbai.outcomes.counted import Applicant, Matter, applicants, column_of, matters
from mingbai.outcomes.endings import Ending, Means, dominant, ending, endings, ends_as
from mingbai.outcomes.results import Result, block_of, results

__all__ = [
    "Applicant",
    "Ending",
    "Matter",
    "Means",
    "Result",
    "applicants",
    "block_of",
    "column_of",
    "dominant",
    "ending",
    "endings",
    "ends_as",
    "matters",
    "results",
]

"""How an application may end, and how a reconsideration or a suit may: articles, what a reply carries, and the report's cells."""

from mingbai.outcomes.endings import Ending, Means, dominant, ending, endings, ends_as
from mingbai.outcomes.results import Result, block_of, results

__all__ = [
    "Ending",
    "Means",
    "Result",
    "block_of",
    "dominant",
    "ending",
    "endings",
    "ends_as",
    "results",
]

"""Search for the worst instances: the smallest delta* that given ranks and tolerances allow."""

from certify.search.question import Question
from certify.search.run import Found, Progress, SearchResult, search

__all__ = ["Found", "Progress", "Question", "SearchResult", "search"]

"""Who is next: each owner in turn."""

from collections import OrderedDict, deque
from typing import Generic, TypeVar

T = TypeVar("T")


class RoundRobin(Generic[T]):
    """What waits, by owner: one of each owner in turn, those of one in the order they came."""

    def __init__(self) -> None:
        self._by_owner: OrderedDict[str, deque[T]] = OrderedDict()
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def put(self, owner: str, item: T) -> None:
        """At the end of its owner's."""
        self._by_owner.setdefault(owner, deque()).append(item)
        self._size += 1

    def take(self) -> tuple[str, T] | None:
        """The next one and its owner; None where nothing waits."""
        if not self._by_owner:
            return None
        owner, own = self._by_owner.popitem(last=False)
        item = own.popleft()
        self._size -= 1
        if own:
            self._by_owner[owner] = own
        return owner, item

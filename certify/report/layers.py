"""Where the results of a paper stand in its picture: what rests on something stands above it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from certify.claims.results.result import ClaimResult
from certify.claims.results.structure import Structure, mutual, reachable, result_of

ONE_BY_ONE, WHOLE = (2.6, 0.86, 3.0, 1.5), (2.7, 1.6, 3.1, 2.3)  # width and height of a box, and of its place
Place = tuple[float, float]


class Layout(NamedTuple):
    """The numbered results of claims.

    Attributes:
        lines: the claims of each; `links` the results on which it rests, without those reached by way of
            another one.
        rows: their names, the lowest first; `place` the middle of the box of each.
        apart: how many of the rows hold what no link joins to the rest.
    """

    lines: dict[str, list[ClaimResult]]
    links: dict[str, list[str]]
    rows: list[list[str]]
    place: dict[str, Place]
    apart: int


def layout(results: Sequence[ClaimResult], shape: Structure) -> Layout:
    """Numbered results in rows; those apart from the others below them."""
    lines: dict[str, list[ClaimResult]] = {}
    for result in results:
        lines.setdefault(result_of(result.id), []).append(result)
    links = {
        name: {result_of(link) for result in own for link in result.rests_on} & lines.keys() - {name}
        for name, own in lines.items()
    }
    islands = {name for islands in shape.islands.values() for island in islands for name in island}
    joined = layers({name: links[name] for name in lines if name not in islands})
    apart = wrapped([[name for name in lines if name in islands]])
    rows = apart + wrapped(joined)
    nearest = {name: _nearest(targets, links) for name, targets in links.items()}
    return Layout(lines, nearest, rows, places(rows, WHOLE), len(apart))


def layers(links: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Names by level, each above all it is linked to; those that reach each other are on one level."""
    known = {name: [link for link in targets if link in links] for name, targets in links.items()}
    group = {name: members for members in mutual(known) for name in members}
    level: dict[str, int] = {}
    waiting = list(known)
    while waiting:
        for name in waiting:
            below = {link for member in group[name] for link in known[member]} - set(group[name])
            if all(link in level for link in below):
                level[name] = 1 + max((level[link] for link in below), default=-1)
        waiting = [name for name in waiting if name not in level]
    rows: list[list[str]] = [[] for _ in range(max(level.values(), default=-1) + 1)]
    for name in dict.fromkeys(member for one in known for member in (one, *group[one])):
        rows[level[name]].append(name)
    for above, below_it in zip(rows[1:], rows[:-1], strict=True):
        place = {name: position for position, name in enumerate(below_it)}
        over = {
            members: _middle([place[link] for name in members for link in known[name] if link in place])
            for members in {group[name] for name in above}
        }
        above.sort(key=lambda name: (over[group[name]], group[name] if len(group[name]) > 1 else ()))
    return rows


def _middle(places: list[int]) -> float:
    return sum(places) / len(places) if places else 0.0


def wrapped(rows: Sequence[Sequence[str]], most: int = 8) -> list[list[str]]:
    """Long levels over several lines of about the same length."""
    wrapped = []
    for row in rows:
        lines = -(-len(row) // most)
        length = -(-len(row) // max(lines, 1)) or 1
        wrapped += [list(row[start : start + length]) for start in range(0, len(row), length)]
    return wrapped


def _nearest(targets: Iterable[str], links: Mapping[str, Iterable[str]]) -> list[str]:
    """The targets that are not reached by way of another one."""
    targets = sorted(targets)
    reached = {name: reachable(links, name) for name in targets}
    return [one for one in targets if not any(one in reached[o] and o not in reached[one] for o in targets)]


def places(rows: Sequence[Sequence[str]], measures: tuple[float, float, float, float]) -> dict[str, Place]:
    """The middle of every box, by its measures."""
    across, down = measures[2:]
    widest = max((len(row) for row in rows), default=1)
    return {
        name: (across * (column + (widest - len(row)) / 2), down * level)
        for level, row in enumerate(rows)
        for column, name in enumerate(row)
    }

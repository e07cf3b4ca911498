"""Whether the claims of a paper hang together: no cycles, and every result connected to the others.

The lines of one numbered result, that is of one file, belong together. Two results are connected where a line
of one rests on a line of the other, directly or by way of others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from certify.claims.claim import Claim


@dataclass(frozen=True)
class Structure:
    """What is not as it should be.

    Attributes:
        cycles: ids of claims that rest on each other, cycle by cycle.
        results: how many numbered results each paper has.
        islands: by paper, sets of results ("paper/module") that are not connected to the largest such set.
    """

    cycles: tuple[tuple[str, ...], ...]
    results: Mapping[str, int]
    islands: Mapping[str, tuple[tuple[str, ...], ...]]

    @property
    def sound(self) -> bool:
        """Acyclic, and every paper connected."""
        return not self.cycles and not any(self.islands.values())

    def lines(self) -> list[str]:
        """All of it, in words, a line for a paper and one for the cycles."""
        told = "acyclic" if not self.cycles else f"cycles of links: {'; '.join(map(', '.join, self.cycles))}"
        lines = [told]
        for paper, count in self.results.items():
            apart = [" + ".join(name.split("/", 1)[-1] for name in island) for island in self.islands[paper]]
            whole = "connected" if not apart else f"apart from the rest: {', '.join(apart)}"
            lines.append(f"{paper}: {count} result{'s' * (count != 1)}, {whole}")
        return lines


def result_of(name: str) -> str:
    """The numbered result that a claim is a line of: "paper/module"."""
    return name.rsplit(".", 1)[0]


def structure(claims: Iterable[Claim]) -> Structure:
    """The structure of claims that have their ids; canaries, and links to others, are left out."""
    known = {claim.id: claim for claim in claims if not claim.canary}
    direct = {name: {link for link in claim.rests_on if link in known} for name, claim in known.items()}
    cycles = [group for group in mutual(direct) if len(group) > 1 or group[0] in direct[group[0]]]
    beside: dict[str, set[str]] = {result_of(name): set() for name in known}
    for name, claim in known.items():
        repaired = {claim.repairs.id} & known.keys() if claim.repairs is not None else set()
        for link in direct[name] | repaired:
            beside[result_of(name)].add(result_of(link))
            beside[result_of(link)].add(result_of(name))
    results: dict[str, int] = {}
    islands: dict[str, tuple[tuple[str, ...], ...]] = {}
    groups = mutual(beside)
    for paper in dict.fromkeys(name.split("/")[0] for name in beside):
        own = [tuple(n for n in group if n.split("/")[0] == paper) for group in groups]
        own = sorted((group for group in own if group), key=lambda group: (-len(group), group))
        results[paper] = sum(map(len, own))
        islands[paper] = tuple(sorted(own[1:]))
    return Structure(tuple(cycles), results, islands)


def mutual(links: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """The sets of names that can be reached from each other, each sorted, all in order."""
    reached = {name: reachable(links, name) for name in links}
    groups = {tuple(sorted({name} | {o for o in reached[name] if name in reached[o]})) for name in links}
    return sorted(groups)


def resting(rests_on: Mapping[str, Iterable[str]], repairs: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What rests on each claim, as every report tells it: id -> the claim, or its repair, that it rests on.

    What rests on a repaired version of a line counts for the line too; the line and its repairs do not.

    Args:
        rests_on: the links of all claims.
        repairs: the printed claim that each repair repairs.
    """
    found: dict[str, dict[str, str]] = {name: {} for name in rests_on}
    for name, links in rests_on.items():
        for link in links:
            for line in (link, repairs.get(link, "")):
                if line in found and name != line and repairs.get(name) != line:
                    found[line].setdefault(name, link)
    return found


def reachable(links: Mapping[str, Iterable[str]], start: str) -> set[str]:
    """The names to which the links lead from a name, directly or not; itself only by a cycle."""
    seen: set[str] = set()
    frontier = list(links.get(start, ()))
    while frontier:
        name = frontier.pop()
        if name not in seen:
            seen.add(name)
            frontier += links.get(name, ())
    return seen

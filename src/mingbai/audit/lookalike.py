"""Which proses are near-copies of each other, found in time that grows with their number and not with its square."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mingbai.audit.digest import BINS, Digest, likeness
from mingbai.audit.findings import Compared, Finding, Severity, Step
from mingbai.text.words import Words

__all__ = ["ALIKE", "clusters", "own_copies"]

ALIKE = 0.7
"""The share of common phrases from which two proses are called alike."""
_ROWS = 4
_BAND = _ROWS * 4
_BANDS = range(0, BINS * 4, _BAND)
_NEIGHBOURS = 6
"""How many earlier members of a full bucket are compared: what is alike is alike to one of them."""


def own_copies(own: Sequence[Digest]) -> Iterator[Step]:
    """Yield the steps of comparing each year's prose with the same body's of the year before."""
    years = sorted((d for d in own if d.sketch and d.year is not None), key=lambda d: d.year or 0)
    for old, new in pairwise(years):
        if new.year != (old.year or 0) + 1:
            continue
        yield Compared()
        share = likeness(old.sketch, new.sketch)
        if share >= ALIKE:
            yield Finding(
                Severity.WARNING,
                Words(
                    f"{new.year}年报告的文字约{share:.0%}与本机关{old.year}年报告相同",
                    f"about {share:.0%} of the prose on {new.year} is that of the same body's report on {old.year}",
                ),
                at="prose", expected=f"< {ALIKE:.0%}", found=f"{share:.0%}", quote=f"{old.source}；{new.source}",
            )  # fmt: skip


def clusters(digests: Sequence[Digest]) -> Iterator[tuple[list[Digest], Finding]]:
    """Yield each set of reports of different bodies whose proses are alike, with the finding that says so."""
    long = [d for d in digests if d.sketch]
    leader = list(range(len(long)))
    closest: dict[int, tuple[float, int, int]] = {}

    def find(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    for one, other, share in _alike(long):
        a, b = find(one), find(other)
        best = max((share, one, other), closest.get(a, (0.0, 0, 0)), closest.get(b, (0.0, 0, 0)))
        leader[a] = b
        closest[b] = best
    members: dict[int, list[Digest]] = {}
    for i, d in enumerate(long):
        members.setdefault(find(i), []).append(d)
    for root, cluster in members.items():
        if len(cluster) > 1:
            share, one, other = closest[root]
            yield cluster, _finding(cluster, share, long[one], long[other])


def _alike(long: Sequence[Digest]) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of different bodies that agree on a whole band and, looked at, on enough of all."""
    seen: set[tuple[int, int]] = set()
    for start in _BANDS:
        buckets: dict[bytes, list[int]] = {}
        for i, d in enumerate(long):
            bucket = buckets.setdefault(d.sketch[start : start + _BAND], [])
            for j in bucket[-_NEIGHBOURS:]:
                if (j, i) not in seen and _others(long[j], d):
                    seen.add((j, i))
                    share = likeness(long[j].sketch, d.sketch)
                    if share >= ALIKE:
                        yield j, i, share
            bucket.append(i)


def _others(one: Digest, other: Digest) -> bool:
    """Whether the two are reports of bodies that are for certain not the same."""
    if one.body is None or other.body is None:
        return one.body != other.body and one.year == other.year
    a, b = one.body.removesuffix("人民政府"), other.body.removesuffix("人民政府")
    return not a.endswith(b) and not b.endswith(a)


def _finding(cluster: Sequence[Digest], share: float, one: Digest, other: Digest) -> Finding:
    """Return the finding that a set of look-alikes amounts to."""
    names = list(dict.fromkeys(d.body or d.source for d in cluster))
    told = "、".join(names[:4]) + (f"等{len(names)}个机关" if len(names) > 4 else "")
    return Finding(
        Severity.WARNING,
        Words(
            f"{told}的报告文字雷同，最相近的两份约{share:.0%}相同",
            f"{len(names)} bodies' reports read alike ({', '.join(names[:4])}); the closest share {share:.0%}",
        ),
        at="prose", expected=f"< {ALIKE:.0%}", found=f"{share:.0%}", quote=f"{one.source}；{other.source}",
    )  # fmt: skip

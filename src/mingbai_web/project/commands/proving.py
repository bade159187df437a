"""`mingbai verify` and `mingbai rebuild`."""

import argparse
from collections.abc import Iterator

from mingbai.batch.pool import processors
from mingbai_web.jobs import proofs
from mingbai_web.ledger import projections
from mingbai_web.ledger.models import Entry, Seal
from mingbai_web.project.commands.running import ready, say
from mingbai_web.project.founding import keys_are_there
from mingbai_web.search import index

__all__ = ["proved", "rebuild", "verify"]

_MANY = 20_000


def verify(options: argparse.Namespace) -> int:
    """List what does not hold; return 1 when there is anything."""
    ready()
    if options.seal:
        return _last_seal(options)
    return 0 if proved(options) else 1


def rebuild(options: argparse.Namespace) -> int:
    """Compute all projections anew."""
    ready()
    count = projections.rebuild()
    index.renew()
    say(options, f"已由记录重算{count}个对象的汇总", f"computed the projections of {count} subjects anew")
    return 0


def proved(options: argparse.Namespace) -> bool:
    """Print every fault and say what was counted; return whether nothing is wrong."""
    wrong = 0
    for line in _faults(options.lang, getattr(options, "processes", None) or _processes()):
        wrong += 1
        print(line)
    entries, seals, made = Entry.objects.count(), Seal.objects.count(), len(projections.names())
    if wrong:
        say(options, f"有{wrong}处不符", f"{wrong} faults")
    else:
        say(
            options,
            f"全部相符：{entries}条记录、{seals}次封存、{made}种汇总表",
            f"all holds: {entries} acts, {seals} seals, {made} projections",
        )
    return not wrong


def _faults(language: str, processes: int) -> Iterator[str]:
    # After a restore the keys may still be to come, which is said then.
    for fault in proofs.faults(keys=keys_are_there(), processes=processes):
        yield f"{fault.at}\t{fault.says.in_(language)}"


def _processes() -> int:
    """Return one process for few acts, since to begin another takes as long as to prove some thousands."""
    return processors() if Entry.objects.count() > _MANY else 1


def _last_seal(options: argparse.Namespace) -> int:
    seal = Seal.objects.order_by("-sealed_on").first()
    if seal is None:
        say(options, "还没有封存", "there is no seal yet")
        return 1
    print(f"{seal.sealed_on}\t{seal.digest}\t{seal.entries}\t{seal.algorithm}")
    return 0

"""Coverage-guided fuzzing of reading and audit: whatever the bytes, a report or one of our own errors, never another.

Run by ``make fuzz``, which installs atheris beside the project. Arguments are libFuzzer's: ``-max_total_time=120`` …
The first corpus is the fictional pages of ``tests/corpus``; what crashes is written to the folder given by
``-artifact_prefix``.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["mingbai"]):
    import mingbai
    import mingbai.audit.run
    import mingbai.reading.report
    from mingbai.errors import MingbaiError
    from mingbai.report.jsonform import dumps, from_json, to_json

SEEDS = Path(__file__).parents[1] / "corpus" / "pages"
NAMES = ("report.html", "report.txt", "report.md", "report")


def one(data: bytes) -> None:
    """Read and audit *data*, and take the report through JSON and back."""
    name = NAMES[len(data) % len(NAMES)]
    try:
        report = mingbai.read(data, name=name)
    except MingbaiError:
        return
    mingbai.audit(report)
    written = dumps(to_json(report))
    if dumps(to_json(from_json(written))) != written:
        raise AssertionError("the report did not come back from JSON as it went")


if __name__ == "__main__":
    atheris.Setup([*sys.argv, str(SEEDS)], one)
    atheris.Fuzz()

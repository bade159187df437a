"""What the checks of tables, form, metadata and content say of the five real reports, where they are at hand."""

import os
from pathlib import Path

import pytest

import mingbai
from mingbai.audit.findings import Severity

SAMPLES = Path(os.environ.get("MINGBAI_SAMPLES", Path(__file__).parents[4] / "shared" / "samples"))

EXPECTED = {
    "000": {("form/chapters", Severity.WARNING): 1, ("content/wording", Severity.NOTICE): 2},
    "001": {
        ("content/injected", Severity.WARNING): 1,
        ("content/script", Severity.NOTICE): 1,
        ("content/wording", Severity.NOTICE): 2,
    },
    "002": {("content/injected", Severity.WARNING): 1, ("content/body-name", Severity.NOTICE): 1},
    "003": {
        ("metadata/document-number", Severity.NOTICE): 2,
        ("content/script", Severity.NOTICE): 1,
        ("content/wording", Severity.NOTICE): 1,
    },
    "004": {("metadata/dates", Severity.NOTICE): 1},
}
OTHERS = ("prose", "fees")


@pytest.mark.parametrize("sample", EXPECTED)
def test_a_real_report_gives_these_findings_and_no_other(sample: str) -> None:
    paths = sorted(SAMPLES.glob(f"{sample}_*.txt"))
    if not paths:
        pytest.skip(f"the real reports are not here: {SAMPLES}")
    audit = mingbai.audit(mingbai.read(paths[0].read_bytes(), name=paths[0].name))
    counts: dict[tuple[str, Severity], int] = {}
    for check, finding in audit.findings():
        if not check.startswith(OTHERS):
            counts[check, finding.severity] = counts.get((check, finding.severity), 0) + 1
    assert counts == EXPECTED[sample]

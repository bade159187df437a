"""SARIF 2.1.0, held to a schema of what we use of it."""

import json
from typing import Any

import jsonschema
import pytest

from mingbai.audit import output
from mingbai.audit.output.sarif import uri
from mingbai.errors import NeedsOcr
from tests.core.audit.output import fictional

MESSAGE = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {
                    "required": ["uri"],
                    "properties": {"uri": {"pattern": r"^[\x21-\x7e]*$"}},
                },
                "region": {
                    "required": ["startLine", "startColumn", "charOffset", "charLength"],
                    "properties": {
                        "startLine": {"type": "integer", "minimum": 1},
                        "startColumn": {"type": "integer", "minimum": 1},
                        "charOffset": {"type": "integer", "minimum": 0},
                        "charLength": {"type": "integer", "minimum": 0},
                    },
                },
            },
        }
    },
}
SARIF: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "minItems": 1,
            "items": {
                "required": ["tool", "results", "columnKind"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "properties": {
                            "driver": {
                                "required": ["name", "rules"],
                                "properties": {
                                    "rules": {
                                        "items": {
                                            "required": ["id"],
                                            "properties": {
                                                "shortDescription": MESSAGE,
                                                "fullDescription": MESSAGE,
                                            },
                                        }
                                    }
                                },
                            }
                        }
                    },
                    "results": {
                        "items": {
                            "required": ["ruleId", "level", "message", "locations"],
                            "properties": {
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": MESSAGE,
                                "locations": {"items": LOCATION},
                                "relatedLocations": {"items": LOCATION},
                            },
                        }
                    },
                    "invocations": {"items": {"required": ["executionSuccessful"]}},
                },
            },
        },
    },
}


def _run(*items: Any, **how: Any) -> Any:
    log = json.loads(output.render("sarif", items, checks=fictional.RULES, **how))
    jsonschema.validate(log, SARIF)
    return log["runs"][0]


def test_every_finding_is_a_result_of_a_rule_at_its_level() -> None:
    run = _run(fictional.audit())
    assert len(run["results"]) == 12
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}


def test_regions_point_into_the_plain_text() -> None:
    audit = fictional.audit()
    assert audit.report.page
    text = audit.report.page.text
    lines = text.split("\n")
    for result in _run(audit)["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        marked = text[region["charOffset"] : region["charOffset"] + region["charLength"]]
        assert region["snippet"]["text"] == marked
        start = region["startColumn"] - 1
        assert lines[region["startLine"] - 1][start:].startswith(marked.split("\n")[0])


def test_files_that_failed_are_told_and_the_run_is_not_called_successful() -> None:
    failed = output.Failure("a b.pdf", NeedsOcr("没有文字层", "no text layer"))
    (invocation,) = _run(failed, language="en")["invocations"]
    assert invocation["executionSuccessful"] is False
    (told,) = invocation["toolExecutionNotifications"]
    assert told["message"]["text"] == "no text layer"


def test_an_empty_batch_is_valid() -> None:
    assert _run()["results"] == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("年报/2023 #1.html", "%E5%B9%B4%E6%8A%A5/2023%20%231.html"),
        ("/srv/年.html", "file:///srv/%E5%B9%B4.html"),
        ("C:\\年报\\a.html", "file:///C:/%E5%B9%B4%E6%8A%A5/a.html"),
        ("https://example.gov.cn/年?id=1", "https://example.gov.cn/%E5%B9%B4?id=1"),
        ("a:b.html", "a%3Ab.html"),
    ],
)
def test_a_name_becomes_a_percent_encoded_uri(name: str, expected: str) -> None:
    assert uri(name) == expected

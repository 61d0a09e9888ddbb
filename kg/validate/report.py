"""A validation report in the terms of SHACL, as Turtle that is the same for the same findings."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.validate.check import Violation


def turtle_report(violations: Iterable[Violation]) -> str:
    """A sh:ValidationReport with a sh:result for each finding, in the order given.

    sh:conforms is true where nothing is worse than a warning, as in `kg validate` and in a build.
    """
    found = list(violations)
    conforms = all(violation.severity != "Violation" for violation in found)
    lines = [
        "@prefix sh: <http://www.w3.org/ns/shacl#> .",
        "",
        "[] a sh:ValidationReport ;",
        f"    sh:conforms {str(conforms).lower()}" + (" ;" if found else " ."),
    ]
    for number, violation in enumerate(found, start=1):
        lines += [
            "    sh:result [",
            "        a sh:ValidationResult ;",
            f"        sh:focusNode {_node(violation.node)} ;",
            *([f"        sh:resultPath {_node(violation.path)} ;"] if violation.path else []),
            *([f"        sh:sourceConstraintComponent {_node(violation.component)} ;"] if violation.component else []),
            f"        sh:resultSeverity sh:{violation.severity} ;",
            f"        sh:resultMessage {ox.Literal(violation.message)}",
            "    ]" + (" ;" if number < len(found) else " ."),
        ]
    return "\n".join(lines) + "\n"


def _node(name: str) -> str:
    return name if name.startswith("_:") else str(ox.NamedNode(name))

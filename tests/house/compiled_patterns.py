"""Prints, as JSON, every pattern that the package compiles while it is imported and reads the texts given as arguments:
[pattern, flags, file]."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
from pathlib import Path
from typing import Any

FOUND: dict[tuple[str, int], str] = {}
_compile = re._compile  # type: ignore[attr-defined]
PACKAGE = Path(__file__).parents[2] / "kg"


def _noted(pattern: Any, flags: Any) -> Any:
    compiled = _compile(pattern, flags)
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__") == "re":
        frame = frame.f_back
    file = Path(frame.f_code.co_filename)
    if file.is_relative_to(PACKAGE) and isinstance(compiled.pattern, str):
        FOUND.setdefault((compiled.pattern, compiled.flags), file.relative_to(PACKAGE.parent).as_posix())
    return compiled


def main() -> None:
    """Import all modules, read the texts, print what was compiled."""
    sys.path.insert(0, str(PACKAGE.parent))
    re._compile = _noted  # type: ignore[attr-defined]
    import kg

    for module in pkgutil.walk_packages(kg.__path__, "kg."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from kg.annotate import annotate
    from kg.extract import extract
    from kg.extract.patterns import compile_pattern
    from kg.knowledge.event_patterns import event_patterns
    from kg.link import link
    from kg.read import read

    for path in sys.argv[1:]:
        extract(link(annotate(read(Path(path)))))
    for kind in ("subpoenas", "responses", "times", "court_actions", "detainers", "policies"):
        for rule in event_patterns(kind):
            compiled = compile_pattern(rule)
            FOUND[compiled.pattern, compiled.flags] = f"seeds/patterns/events/{kind}: {rule.id}"
    json.dump([[pattern, flags, file] for (pattern, flags), file in FOUND.items()], sys.stdout)


if __name__ == "__main__":
    main()

"""What is told differently in two graphs: facts added, removed and changed, and the patch from one to the other."""

from kg.diff.compare import Change, Changes, Difference, compare
from kg.diff.patch import patch

__all__ = ["Change", "Changes", "Difference", "compare", "patch"]

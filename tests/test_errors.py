from __future__ import annotations

import copy
import inspect
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import errors
from kg.errors import KgError

KINDS = sorted(
    (kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, KgError)),
    key=lambda kind: kind.__name__,
)
maybe = st.none() | st.text(max_size=20)


def parts(error: KgError) -> tuple[object, ...]:
    return type(error), error.reason, error.where, error.hint, str(error)


@settings(deadline=None)
@given(st.sampled_from(KINDS), st.text(max_size=40), maybe, maybe)
def test_an_error_crosses_processes_whole(
    kind: type[KgError], reason: str, where: str | None, hint: str | None
) -> None:
    error = kind(reason, where=where, hint=hint)
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert parts(pickle.loads(pickle.dumps(error, protocol))) == parts(error)
    assert parts(copy.copy(error)) == parts(error)


@pytest.mark.parametrize(
    ("where", "hint", "text"),
    [
        (None, None, "it broke"),
        ("a.txt", None, "a.txt: it broke"),
        (None, "mend it", "it broke (mend it)"),
        ("a.txt", "mend it", "a.txt: it broke (mend it)"),
    ],
)
def test_its_text_says_what_where_and_what_next(where: str | None, hint: str | None, text: str) -> None:
    assert str(KgError("it broke", where=where, hint=hint)) == text


def test_place_and_remedy_are_named_arguments() -> None:
    with pytest.raises(TypeError):
        KgError("it broke", "a.txt")  # type: ignore[misc]


@pytest.mark.parametrize("kind", KINDS, ids=[kind.__name__ for kind in KINDS])
def test_one_family_caught_by_its_head(kind: type[KgError]) -> None:
    with pytest.raises(KgError, match="it broke"):
        raise kind("it broke")
    assert inspect.getdoc(kind)
    assert kind.__name__.endswith("Error")


def test_every_stage_has_its_error() -> None:
    names = {kind.__name__ for kind in KINDS}
    assert names == {
        "KgError", "ReadError", "KnowledgeError", "ExtractError", "ValidationError", "StoreError", "QueryError",
        "ExportError", "ViewError", "EvaluateError", "JudgementError",
        "QueryStoppedError", "ConfigError", "AnalyzeError",
    }  # fmt: skip
    for kind in KINDS:
        head = errors.QueryError if kind is errors.QueryStoppedError else KgError
        assert kind.__mro__[1] in (head, Exception), "a flat family: one head, one grandchild"


def test_a_cause_is_kept_in_its_process() -> None:
    with pytest.raises(KgError) as caught:
        try:
            raise OSError(5, "Input/output error")
        except OSError as error:
            raise errors.ReadError("it cannot be read", where="a.txt") from error
    assert isinstance(caught.value.__cause__, OSError)
    assert pickle.loads(pickle.dumps(caught.value)).where == "a.txt"

"""Measures a graph by gold facts: what is found, missed and wrong, and what changed since another run."""

from kg.evaluate.compare import compare
from kg.evaluate.evaluation import Evaluation, evaluate
from kg.evaluate.gold import load as load_gold
from kg.evaluate.runs import load as load_run
from kg.evaluate.runs import run_of
from kg.evaluate.runs import save as save_run

__all__ = ["Evaluation", "compare", "evaluate", "load_gold", "load_run", "run_of", "save_run"]

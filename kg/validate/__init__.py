"""Checks a graph against the shapes of the ontology, and sets aside what fails, with the reason."""

from kg.validate.aside import set_aside
from kg.validate.check import Violation, check
from kg.validate.report import turtle_report
from kg.validate.shapes import Shapes

__all__ = ["Shapes", "Violation", "check", "set_aside", "turtle_report"]

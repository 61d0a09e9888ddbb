"""Turns what a document states into RDF quads with deterministic IRIs."""

from kg.mint.minter import mint

__all__ = ["mint"]

"""jurisgraph: documents about immigration enforcement between governments, as an evidence-linked RDF graph."""

__version__ = "0.1.0"

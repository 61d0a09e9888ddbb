"""Pictures of the graph: one scene computed in Python, written as HTML, SVG or PNG."""

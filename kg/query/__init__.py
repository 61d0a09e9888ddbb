"""Questions to the graph: the library of query files, their parameters, results, and explanations of single nodes."""

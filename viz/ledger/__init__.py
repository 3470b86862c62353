"""The ledger (台账) that an office works with: a workbook made from a graph, and kept right when the graph changes."""

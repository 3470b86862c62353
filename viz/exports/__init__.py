"""Graphs and networks in the formats of other programs: one exporter a format, all behind `exporter.Exporter`."""

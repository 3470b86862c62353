"""The analysis of bottlenecks for people: words, tables, chart, page; and as JSON."""

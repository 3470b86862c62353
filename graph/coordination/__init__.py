"""The coordination network: units that answer for the same clauses, its measures, and how sure they are."""

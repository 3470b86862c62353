"""Two notices side by side, one verb a module.

`sides` reads each notice once, `matching` finds which task became which,
`parts` the tasks that were split or merged, `sections` what became of the
headings; `roles`, `figures` and `documents` tell what changed in what was
carried on, and `compare` brings it together as a `changes.Comparison`.
"""

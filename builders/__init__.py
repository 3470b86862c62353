"""From a file to quads, one verb a module.

``read`` the file, ``header`` and ``outline`` the text, find ``assignments``,
``citations``, ``targets`` and ``deadlines``, resolve ``agencies`` and
``documents``, ``parse`` brings them together as a `Notice`, ``quads`` writes it
down, ``check`` proves the invariants.
"""

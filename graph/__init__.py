"""Where quads live: in memory or in a store on disk, and how they are asked and written.

Knows nothing of how quads are made: what comes in is N-Quads.
"""

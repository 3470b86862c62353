"""Zhengtu 政图: Chinese government work-plan notices as a knowledge graph."""

__version__ = "0.1.0"

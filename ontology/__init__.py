"""What can be said: the vocabulary, the IRI patterns and the authority tables.

Nothing here imports another part of Zhengtu; every other part imports this.
"""

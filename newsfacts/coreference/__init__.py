"""Pronouns and nouns that stand for the people, bodies and things named in the article: one pass from start to end."""

from newsfacts.coreference.component import coreference, make_coreference

__all__ = ["coreference", "make_coreference"]

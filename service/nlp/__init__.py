"""The language side: spaCy components and the extractor over them. Imports nothing of the web."""

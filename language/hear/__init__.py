"""The understanding of a teacher's message: typed Chinese to a Command, a question, or an honest no."""

from language.hear.grammar import GRAMMAR, Ask, Entry
from language.hear.names import Care
from language.hear.pipeline import hear

__all__ = ["GRAMMAR", "Ask", "Care", "Entry", "hear"]

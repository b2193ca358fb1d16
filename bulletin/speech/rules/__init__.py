"""The rules from written to spoken, in the order they are asked; what one has read the next ones do not see."""

from bulletin.speech.rules import addresses, counts, dates, documents, symbols, words
from bulletin.speech.rules.page import Rule

ORDER: tuple[Rule, ...] = (
    addresses.web,
    addresses.phones,
    documents.documents,
    dates.full_dates,
    dates.months_with_years,
    dates.times,
    counts.scores,
    dates.day_months,
    dates.months,
    counts.fractions,
    counts.romans,
    counts.ordinals,
    counts.products,
    counts.quantities,
    counts.rates,
    counts.ranges,
    words.forms,
    counts.bare_units,
    words.codes,
    counts.numbers,
    words.capitals,
    words.letters,
    counts.leftovers,
    symbols.dashes,
    symbols.strokes,
    symbols.brackets,
    symbols.signs,
)

DOUBTFUL = frozenset({"date guess", "ratio guess", "range guess", "decimal guess", "spelled"})
"""Rules that chose one of several possible readings: an editor is told."""

"""The rules from written to spoken, in the order they are asked; what one has read the next ones do not see."""

from bulletin.speech.rules import addresses, counts, dates, documents, measures, symbols, words
from bulletin.speech.rules.page import Rule

ORDER: tuple[Rule, ...] = (
    addresses.web,
    dates.full_dates,
    words.comrades,
    words.plates,
    addresses.short_numbers,
    addresses.phones,
    addresses.accounts,
    documents.documents,
    documents.editions,
    dates.months_with_years,
    dates.halves,
    dates.times,
    counts.formations,
    counts.scores,
    dates.day_months,
    dates.months,
    dates.weekdays,
    dates.periods,
    counts.sections,
    counts.fractions,
    counts.romans,
    counts.ordinals,
    measures.kilometres,
    measures.coordinates,
    measures.products,
    measures.fineness,
    measures.records,
    measures.pairs,
    measures.quantities,
    measures.rates,
    counts.ranges,
    words.forms,
    measures.bare_units,
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

NUMERIC: frozenset[Rule] = frozenset(
    {
        addresses.phones, addresses.short_numbers, addresses.accounts, documents.documents, documents.editions, dates.full_dates, dates.halves, dates.times, dates.day_months,
        dates.months, dates.weekdays, dates.periods, counts.formations, counts.scores, counts.sections, counts.fractions, counts.ordinals, measures.kilometres, measures.coordinates,
        measures.products, measures.fineness, measures.records, measures.quantities, counts.ranges, counts.numbers, counts.leftovers,
    }
)  # fmt: skip
"""Rules that find nothing in a text without figures, and need not be asked about one."""

DOUBTFUL = frozenset(
    {"date guess", "time guess", "ratio guess", "range guess", "decimal guess", "lexicon guess", "spelled"}
)
"""Rules that chose one of several possible readings: an editor is told."""

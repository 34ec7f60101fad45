"""Every rule, in the order of its code: the one place where codes, names, severities and defaults are given.

A letter stands for a family: A attribution, M money and numbers, P places, N names, T time, L likelihood,
S structure, W wording, X across issues. Codes are never given to another rule.
"""

from typing import Final

from situate.lint import (
    attribution,
    beside,
    days,
    figures,
    issues,
    money,
    names,
    places,
    probability,
    prose,
    roles,
    structure,
)
from situate.lint.rule import Rule

FAMILIES: Final = {
    "A": "attribution", "M": "money and numbers", "P": "places", "N": "names", "T": "time", "L": "likelihood",
    "S": "structure", "W": "wording", "X": "across issues",
}  # fmt: skip

RULES: Final[tuple[Rule, ...]] = (
    Rule(code="A101", name="loaded-verb", severity="warning", check=attribution.loaded_verb),
    Rule(code="A102", name="unnamed-source", severity="warning", check=attribution.unnamed_source),
    Rule(code="A103", name="contested-without-source", severity="warning", check=attribution.contested_without_source),
    Rule(code="M201", name="conversion-magnitude", severity="error", check=money.conversion_magnitude),
    Rule(code="M202", name="conversion-rate", severity="warning", check=money.conversion_rate),
    Rule(code="M203", name="share-above-whole", severity="error", check=figures.share_above_whole),
    Rule(code="M204", name="sum-mismatch", severity="error", check=figures.sum_mismatch),
    Rule(code="M205", name="unit-conversion", severity="error", check=figures.unit_conversion, fixes=True),
    Rule(code="M206", name="figure-without-basis", severity="warning", check=figures.figure_without_basis),
    Rule(code="M207", name="stock-and-flow", severity="warning", check=figures.stock_and_flow),
    Rule(code="P301", name="town-misfit", severity="error", check=places.town_misfit),
    Rule(code="P302", name="wrong-anchor", severity="error", check=places.wrong_anchor),
    Rule(code="P303", name="unknown-name", severity="warning", check=places.unknown_name),
    Rule(code="P304", name="wrong-feature", severity="error", check=places.wrong_feature),
    Rule(code="P305", name="village-misfit", severity="warning", check=places.village_misfit),
    Rule(code="P306", name="placed-by-locator", severity="note", check=places.placed_by_locator, on=False),
    Rule(code="P307", name="unknown-beside", severity="error", check=beside.unknown_beside),
    Rule(code="N401", name="person-variants", severity="warning", check=names.person_variants),
    Rule(code="N402", name="acronym-variants", severity="warning", check=names.acronym_variants),
    Rule(code="N403", name="place-variants", severity="warning", check=names.place_variants),
    Rule(code="N404", name="near-miss", severity="error", check=names.near_miss),
    Rule(code="N405", name="role-at-odds", severity="warning", check=roles.role_at_odds),
    Rule(code="T501", name="after-issue", severity="error", check=days.after_issue),
    Rule(code="T502", name="impossible-day", severity="error", check=days.impossible_day),
    Rule(code="T503", name="backward-span", severity="error", check=days.backward_span),
    Rule(code="T504", name="weekday-at-odds", severity="error", check=days.weekday_at_odds, fixes=True),
    Rule(code="L601", name="mixed-columns", severity="warning", check=probability.mixed_columns, fixes=True),
    Rule(code="L602", name="off-the-scale", severity="warning", check=probability.off_the_scale),
    Rule(code="L603", name="stacked-hedges", severity="warning", check=probability.stacked_hedges),
    Rule(
        code="L604", name="confidence-with-likelihood", severity="warning", check=probability.confidence_with_likelihood
    ),
    Rule(code="S701", name="dangling-mark", severity="error", check=structure.dangling_mark),
    Rule(code="S702", name="note-without-address", severity="warning", check=structure.note_without_address),
    Rule(code="S703", name="unused-note", severity="warning", check=structure.unused_note),
    Rule(code="S704", name="marks-out-of-order", severity="warning", check=structure.marks_out_of_order),
    Rule(code="S705", name="empty-section", severity="warning", check=structure.empty_section),
    Rule(code="S706", name="repeated-sentence", severity="warning", check=structure.repeated_sentence),
    Rule(code="S707", name="unsupported-takeaway", severity="warning", check=structure.unsupported_takeaway),
    Rule(code="W801", name="doubled-word", severity="error", check=prose.doubled_word, fixes=True),
    Rule(code="W802", name="dropped-word", severity="error", check=prose.dropped_word),
    Rule(code="W803", name="missing-space", severity="error", check=prose.missing_space, fixes=True),
    Rule(code="W804", name="glued-words", severity="error", check=prose.glued_words, fixes=True),
    Rule(code="W805", name="broken-line", severity="error", check=prose.broken_line, fixes=True),
    Rule(code="W806", name="possessive-before-verb", severity="error", check=prose.possessive_before_verb, fixes=True),
    Rule(code="W807", name="doubled-verb", severity="error", check=prose.doubled_verb),
    Rule(code="W808", name="stray-punctuation", severity="error", check=prose.stray_punctuation, fixes=True),
    Rule(code="W809", name="unclosed-bracket", severity="warning", check=prose.unclosed_bracket),
    Rule(code="X901", name="continued-without-before", severity="warning", check=issues.continued_without_before),
    Rule(code="X902", name="contradicts-last-issue", severity="warning", check=issues.contradicts_last_issue),
    Rule(code="X903", name="figure-moved", severity="warning", check=issues.figure_moved),
)

"""The form in English: the same keys as the Chinese one, whose layout it takes over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reportgen.workbook.columns import Column, Edition, FactForm, Guide, Kind, SheetForm
from reportgen.workbook.form.offers import ENGLISH_OFFERS
from reportgen.workbook.form.zh import CHINESE

__all__ = ["ENGLISH"]

_SHEETS = {  # key → title, purpose
    "facts": ("Facts", "What there is once in a report: title, office, year, date. Add rows of your own."),
    "indicators": (
        "Indicators",
        "One row for each indicator. Cells hold raw numbers; rates and printed figures are computed.",
    ),
    "lists": ("Lists", "Names of firms, projects and so on, one a row."),
    "prose": ("Prose", "The year's text, one paragraph a row. It may hold the same tags as a template."),
    "rules": ("Rules", "What must hold between indicators: closing = opening + new - gone."),
    "history": ("Earlier years", "Earlier years, one column each, in the units of the Indicators sheet."),
}
_FACTS = {  # key → name, help
    "title": ("Title", "The report's title, printed as it stands."),
    "office": ("Office", "The full name of the office, for the signature."),
    "short_office": ("Short name", "The short name of the office, for the text."),
    "year": ("Year", "The year the report is about, four digits."),
    "date": ("Date", "The date of signing, such as 2020-12-31."),
    "area": ("Area", "The own area, such as the county."),
    "parent_area": ("Area above", "Such as the prefecture; for ranks whose Ranked among is empty."),
}
_COLUMNS = {  # sheet → column → header, help
    "facts": {
        "name": ("Item", "The name that templates use. Leave the given ones; add rows of your own below."),
        "text": ("Content", "What the report prints. Templates and prose name the item between {{ and }}."),
        "note": ("Note", "For whoever fills the sheet in; never printed."),
    },
    "indicators": {
        "code": ("Code", "A number of your own, such as IN01; never twice, and the same every year."),
        "section": ("Section", "The section of the first chapter. Empty: the indicator makes no section."),
        "name": ("Indicator", "The name that templates use. Never twice; no brackets and no quotes."),
        "unit": ("Unit", "The unit of all numbers of the row, the finest of the statistical form."),
        "print_unit": (
            "Printed unit",
            "The unit of the text, such as billion yuan. Empty: as Unit.",
        ),
        "places": ("Decimals", "Decimal places of the printed number, 0 to 8. Empty: those of the cell."),
        "rate_places": ("Rate decimals", "Decimal places of the printed rate, 0 to 8. Empty: 2."),
        "period": ("Period", "What span the number is for: full year, January to November …"),
        "value": ("This year", "A bare number: no unit, no thousands separator, no “about”."),
        "prior": ("Last year", "Last year's number on the same basis; growth is computed from it."),
        "prior_published": (
            "Last year published",
            "What last year's report printed. When it differs from Last year, say why under Basis.",
        ),
        "given_rate": (
            "Published rate",
            "The growth rate in per cent published by the office above. It wins over the computed one.",
        ),
        "basis": ("Basis", "Notes on comparability, such as: at comparable prices."),
        "target": ("Target", "The year's target, in the unit of This year."),
        "rank": ("Rank", "The place in a ranking: 1, 2, 3."),
        "rank_scope": (
            "Ranked among",
            "Where the ranking is held. Empty: Area above, on the Facts sheet.",
        ),
        "status": (
            "Status",
            "How final the number is. With planned or not applicable the row may do without This year.",
        ),
        "office": ("Source", "The office that supplies the number."),
        "owner": ("Filled in by", "Who filled in the row."),
        "note": (
            "Remarks",
            "Reasons for a jump, where the number is from. Asked for when a change exceeds 30 %.",
        ),
        "rate": ("Growth (%)", "Computed by a formula while you type. Do not fill in."),
        "completion": ("Completion (%)", "Computed by a formula while you type. Do not fill in."),
    },
    "lists": {
        "list": ("List", "The list's name. One that belongs to an indicator bears the indicator's name."),
        "number": ("No.", "1, 2, 3 …"),
        "name": ("Name", "One name, as the text is to print it."),
        "note": ("Remarks", "Never printed."),
    },
    "prose": {
        "chapter": ("Chapter", "The chapter the paragraph belongs to."),
        "section": (
            "Section",
            "Rows of one section bear the same mark and stand together; printed numbers follow the order of "
            "the rows. In the first chapter: the section of the Indicators sheet.",
        ),
        "heading": ("Heading", "The heading of a section or of an item, without its number."),
        "form": ("Form", "own line: the heading has a line of its own. run in: the paragraph follows on."),
        "text": ("Text", "One paragraph. It may hold the same tags as a template."),
        "status": ("Status", "to rewrite: still last year's text. final: done; so is an empty cell."),
    },
    "rules": {
        "number": ("No.", "A number of your own."),
        "left": ("Left side", "Names of indicators with + - × ÷ ( )."),
        "relation": ("Relation", "How the two sides relate."),
        "right": ("Right side", "Names of indicators and numbers with + - × ÷ ( )."),
        "tolerance": (
            "Tolerance",
            "By how much they may differ, in the unit of the first indicator on the left: for differences "
            "that come from rounding.",
        ),
        "level": (
            "Level",
            "What it is when the rule does not hold; empty: an error. ignore: not checked, for the reason "
            "given under Explanation.",
        ),
        "note": ("Explanation", "Why it ought to hold; with the Level ignore, why it is not checked."),
    },
    "history": {"name": ("Indicator", "Exactly the name of the Indicators sheet.")},
}
_CHOICES = {  # sheet and column → choices, in the order of the Chinese ones
    ("indicators", "status"): ("preliminary", "expected", "final", "planned", "not applicable"),
    ("prose", "chapter"): tuple(map(str, range(1, 11))),
    ("prose", "form"): ("own line", "run in"),
    ("prose", "status"): ("to rewrite", "final"),
    ("rules", "relation"): ("=", "≤", "≥", "<", ">", "≈"),
    ("rules", "level"): ("error", "warning", "ignore"),
}
_WIDTHS = {"rate_places": 13, "prior_published": 20, "given_rate": 15, "print_unit": 16, "unit": 16}


def _sheet(form: SheetForm) -> SheetForm:
    title, purpose = _SHEETS[form.key]
    columns = tuple(_column(form.key, column) for column in form.columns)
    return replace(form, title=title, purpose=purpose, columns=columns)


def _column(sheet: str, column: Column) -> Column:
    header, told = _COLUMNS[sheet][column.key]
    choices = _CHOICES[sheet, column.key] if column.choices else ()
    width = max(column.width, _WIDTHS.get(column.key, len(header) + 2))
    offers = ENGLISH_OFFERS.get(column.key, ()) if column.offers is not None else None
    return replace(column, header=header, help=told, choices=choices, width=width, offers=offers)


def _fact(fact: FactForm) -> FactForm:
    name, told = _FACTS[fact.key]
    return replace(fact, name=name, help=told)


_WRONG: Mapping[Kind, tuple[str, str]] = {
    Kind.NUMBER: ("A number, please", "Only a number goes here: no unit, no separators, no words."),
    Kind.WHOLE: ("A whole number, please", "Only a whole number within the bounds goes here."),
    Kind.CHOICE: ("Choose from the list", "Click on the arrow at the cell's right and choose from the list."),
    Kind.DATE: ("A date, please", "Type the date like 2020-12-31."),
}
_GUIDE = Guide(
    title="How to fill in",
    sections=(
        (
            "How to fill in",
            (
                "1. Begin with Facts, then This year and Last year in Indicators, then Lists and Prose.",
                "2. Numbers are bare: no unit, no separators, no “about”. Where there is no number for this "
                "year, the row gets the Status “not applicable”; other cells may stay empty.",
                "3. Save, run “reportgen check”, then “reportgen build”.",
                "4. Whatever is yellow can be filled in. For another row, go on below the last one: "
                "formulas, lists and checks are ready there. A row that is not wanted is simply emptied. "
                "Inserted rows, sheets of your own and columns of your own to the right are welcome too.",
                "5. The arrow beside a cell proposes what is usual. Units, periods and bases may be "
                "something else; write it on the Choices sheet to have it proposed.",
                "6. Headers, formulas and explanations are protected, without a password: Review, Unprotect "
                "Sheet. Leave headers and sheet names as they are.",
            ),
        ),
    ),
    colours_title="Colours",
    colours=(
        ("input", "to be filled in"),
        ("missing", "still missing; needed before a report can be built"),
        (
            "odd",
            "worth a second look: text where a number belongs, a count that is negative or a fraction, "
            "out of range, a target of zero or less, a name used twice, no unit, a change of more than 30 % "
            "without remarks, two numbers for last year without a basis, a list whose length is not its "
            "number, a paragraph to rewrite",
        ),
        ("computed", "computed by a formula; do not fill in"),
    ),
    wrong=_WRONG,
    report_title="Annual summary {year} and priorities for {next_year}",
    listed="list",
    date_format="d mmmm yyyy",
    choices=(
        "Choices",
        "What the drop-down lists offer. Write on below in the yellow columns, and the lists grow; the grey "
        "ones are fixed.",
    ),
    counted="Counting units",
    closed="Fixed choices.",
    opened="What is usual. Write on below, and the drop-down list grows.",
    anything=("Something else is fine", "What the list does not have can be typed in."),
    progress=("Progress", "filled in {filled} / {expected}", "All sheets"),
    filled=("filled in", "of"),
    year_format='@" ({year})"',
    last_year={
        "note": "Last year's remarks: {}",
        "target": "Last year's target: {}",
        "reason": "Last year's explanation: {}",
    },
    collected="collected",
    separator=", ",
    exported="A text that begins with = + - @ or ' has a ' before it, so that no program takes it for a "
    "formula; reading takes it off. Dates are written 2020-12-31.",
)

ENGLISH = Edition("en", tuple(map(_sheet, CHINESE.sheets)), tuple(map(_fact, CHINESE.facts)), _GUIDE)

"""Which cells are coloured while somebody fills in a workbook: pink what is missing, amber what is odd.

Only rules of the classic kind, which every program keeps: an expression over the cells of the row, and other
sheets by defined names. They say what `check` would say of the same cell.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.workbook.areas import Area, cell
from reportgen.workbook.choices import COUNT_UNITS
from reportgen.workbook.columns import Column, Kind
from reportgen.workbook.form.typed import NET, SUBTRACTED
from reportgen.workbook.progress import waits

__all__ = ["JUMP", "missing_cells", "odd_cells"]

JUMP = 30  # per cent; a greater change asks for a remark

_NOT_NET = ",".join(f'ISERROR(SEARCH("{word}",{{name}}))' for word in NET)
_COUNTS = f"COUNTIF({COUNT_UNITS},{{unit}})>0"
_NO_COUNT = f"AND({_COUNTS},OR({{cell}}<>INT({{cell}}),AND({{cell}}<0,{_NOT_NET})))"
_LISTED = 'SUMPRODUCT((ListNames={name})*(ListedNames<>""))'
_OTHER_COUNT = f'AND(OR({{unit}}="",{_COUNTS}),SUMPRODUCT(--(ListNames={{name}}))>0,{_LISTED}<>{{cell}})'
_POINTS = ",".join(f'{{unit}}="{unit}"' for unit in SUBTRACTED)
_JUMPS = f"ABS(ROUND(({{value}}-{{prior}})/{{prior}}*100,9))>{JUMP}"
_HAS_RATE = f"AND({{prior}}>0,{{value}}>=0,NOT(OR({_POINTS})))"
_UNEXPLAINED = (
    f'IF(AND(ISNUMBER({{value}}),ISNUMBER({{prior}}),{{note}}=""),IF({_HAS_RATE},{_JUMPS},FALSE),FALSE)'
)

_ODD_NUMBERS = {  # sheet and column → when a number there is odd
    ("indicators", "value"): (_NO_COUNT, _OTHER_COUNT),
    ("indicators", "prior"): (_NO_COUNT,),
    ("indicators", "prior_published"): (_NO_COUNT,),
    ("indicators", "target"): (_NO_COUNT, "{cell}<=0"),
    ("rules", "tolerance"): ("{cell}<0",),
}
_ODD_TEXTS = {  # sheet and column → when the cell is odd
    ("facts", "name"): 'AND({cell}<>"",SUMPRODUCT(--(FactNames={cell}))>1)',
    ("indicators", "name"): 'AND({cell}<>"",SUMPRODUCT(--(IndicatorNames={cell}))>1)',
    ("indicators", "unit"): 'AND({cell}="",COUNT({value},{prior},{prior_published},{target})>0)',
    ("indicators", "basis"): (
        'AND({cell}="",ISNUMBER({prior}),ISNUMBER({prior_published}),{prior}<>{prior_published})'
    ),
    ("indicators", "note"): _UNEXPLAINED,
    ("lists", "name"): 'AND({cell}<>"",SUMPRODUCT((ListNames={list})*(ListedNames={cell}))>1)',
}
_ODD_CHOICES = {  # sheet and column → the choice, as column and position, that makes it odd, and what else
    ("prose", "text"): ("status", 0, ""),
    ("prose", "status"): ("status", 0, ""),
    ("rules", "note"): ("level", 2, '{cell}=""'),
}


def missing_cells(area: Area) -> Iterator[tuple[int, str]]:
    """Yield the column whose cells may be missing, and the condition for the first row."""
    missing = area.form.missing
    if missing is not None:
        yield area.place(missing.key), f"={waits(area.form, missing, area.cells(1, '$'))}>0"


def odd_cells(area: Area) -> Iterator[tuple[int, str]]:
    """Yield each column whose cells may be odd, and the condition for the first row."""
    for number, column in enumerate(area.columns):
        condition = _condition(area, column)
        if condition and not column.computed:
            own = cell(1, number, fixed="$")
            yield number, "=" + condition.format(**area.cells(1, "$"), cell=own)


def _condition(area: Area, column: Column) -> str:
    place = (area.form.key, column.key)
    if column.kind in (Kind.NUMBER, Kind.WHOLE):
        odd = list(_ODD_NUMBERS.get(place, ()))
        if column.kind is Kind.WHOLE:
            odd.append(f"OR({{cell}}<{column.low},{{cell}}>{column.high},{{cell}}<>INT({{cell}}))")
        number = f"OR({','.join(odd)})" if odd else "FALSE"
        return f'IF(ISNUMBER({{cell}}),{number},IF(ISERROR({{cell}}),TRUE,{{cell}}<>""))'
    if place in _ODD_CHOICES:
        key, position, also = _ODD_CHOICES[place]
        chosen = f'{{{key}}}="{area.form.column(key).choices[position]}"'
        return f"AND({chosen},{also})" if also else chosen
    return _ODD_TEXTS.get(place, "")

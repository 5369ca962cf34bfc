"""The codes of faults: every one there is, how badly it matters, and whether a house may switch it off."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["CODES", "Severity", "is_switchable"]


class Severity(StrEnum):
    """How much a fault matters: an error stops the draft, a warning is shown with it, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# Every code there is, with its usual severity. A code is stable: it is never reused for another fault.
# WB workbook, GR growth, CX context, TP template, DR draft, DF diff, AU audit, PK package, ST settings;
# hundreds: 1 form, 2 value, 3 cross-check.
CODES: dict[str, Severity] = {
    # --- package
    "PK101": _E,  # no such file
    "PK102": _E,  # cannot be read
    "PK103": _E,  # no Office file
    "PK104": _E,  # locked with a password
    "PK105": _E,  # format of Office 97-2003
    "PK106": _E,  # damaged zip
    "PK107": _E,  # too large or too many members
    "PK108": _E,  # a member twice
    "PK109": _E,  # not the kind of file asked for
    "PK110": _E,  # a part is no well-formed XML, or has a DTD
    "PK111": _E,  # macros in a Word file
    "PK112": _E,  # a zip that contradicts itself
    "PK113": _E,  # a member whose name leads elsewhere
    "PK114": _E,  # XML beyond the limits
    "PK115": _E,  # a part that is missing
    "PK116": _E,  # an address that would be fetched
    "PK117": _N,  # macros of a workbook, which are never run
    "PK118": _E,  # a part of two kinds
    "PK201": _E,  # cannot be written
    "PK202": _E,  # exists already
    "PK203": _E,  # would be written over what is being read
    "PK204": _E,  # no name of the kind of file that is written
    "PK205": _E,  # open in another program
    "PK206": _E,  # disk full
    "PK207": _E,  # quota used up
    "PK208": _E,  # larger than the place takes
    "PK209": _E,  # disk that can only be read
    "PK210": _E,  # no right to write
    "PK211": _E,  # name too long
    "PK212": _E,  # folder gone
    "PK213": _E,  # file where a folder should be
    "PK214": _E,  # drive or network failed
    "PK215": _E,  # marked read-only
    "PK216": _E,  # no ordinary file
    "PK217": _N,  # name made of a workbook's shortened
    "PK218": _W,  # left out of a draft, for Word would fetch it
    # --- settings
    "ST101": _E,  # settings file is no TOML
    "ST102": _E,  # unknown key
    "ST103": _E,  # value that the key does not take
    "ST104": _E,  # setting that needs a package which is not installed
    "ST201": _E,  # data file is no JSON object
    # --- workbook
    "WB101": _E,  # not readable as a workbook
    "WB102": _E,  # more cells or rows than any form has
    "WB103": _E,  # sheet missing (a note when it may be)
    "WB104": _E,  # no header row
    "WB105": _E,  # column missing (a note when it may be)
    "WB106": _E,  # column twice
    "WB107": _E,  # sheet without rows
    "WB108": _W,  # merged cells
    "WB109": _N,  # hidden rows, read all the same
    "WB110": _W,  # value outside of the table
    "WB111": _N,  # hidden columns, read all the same
    "WB112": _N,  # hidden sheet, read all the same
    "WB113": _N,  # copy of a sheet, not read
    "WB201": _E,  # formula that was never calculated
    "WB202": _E,  # Excel error
    "WB203": _E,  # text where a number belongs
    "WB204": _E,  # date or truth value where a number belongs
    "WB205": _W,  # number typed with a slip, read all the same
    "WB206": _E,  # shown as per cent in a row of another unit
    "WB207": _E,  # whole number out of bounds
    "WB208": _E,  # date where a text belongs
    "WB209": _E,  # characters that no document may hold
    "WB210": _E,  # none of the choices
    "WB211": _E,  # no date
    "WB212": _E,  # no year
    "WB213": _N,  # typed as not available
    "WB214": _E,  # number beyond the digits that Excel keeps
    "WB215": _E,  # negative count
    "WB216": _E,  # fraction of a count
    "WB217": _W,  # number without unit
    "WB218": _N,  # unknown unit
    "WB219": _E,  # printed unit does not convert
    "WB220": _E,  # required cell empty
    "WB221": _E,  # name or number twice
    "WB222": _E,  # fact missing
    "WB223": _W,  # name of a list without number
    "WB224": _W,  # numbers of a list are not 1 to n
    "WB225": _E,  # section resumed after another
    "WB226": _E,  # passage without text
    "WB230": _W,  # amount typed with its unit, read all the same
    "WB301": _E,  # value missing
    "WB302": _E,  # list and value differ
    "WB303": _W,  # name twice in a list
    "WB304": _E,  # rule does not hold
    "WB305": _E,  # rule is no expression
    "WB306": _E,  # unknown name in a rule
    "WB307": _E,  # units in a rule do not convert
    "WB308": _N,  # rule not checked for want of a value
    "WB309": _W,  # rule not checked for a zero divisor
    "WB310": _W,  # unit slip against last year
    "WB311": _W,  # large change without a note
    "WB312": _W,  # two values of last year without a basis
    "WB313": _E,  # rank is no rank
    "WB314": _W,  # target not positive
    "WB315": _W,  # title without the year
    "WB316": _E,  # unknown indicator in the earlier years
    "WB317": _W,  # earlier years contradict this row
    "WB318": _W,  # date before the year
    "WB319": _N,  # earlier years go beyond the year of the report
    "WB320": _W,  # value that prints as zero and is none
    "WB321": _W,  # more decimals than anybody reads
    "WB322": _W,  # rate given as a fraction, or a hundredfold
    "WB323": _N,  # rule holds only within the rounding of its figures
    "WB324": _W,  # part larger than its whole
    "WB325": _W,  # part so small that its unit is in doubt
    "WB326": _W,  # one month against the months up to it: unit slip
    "WB327": _W,  # percentage a hundred times off
    "WB328": _W,  # negative amount
    "WB329": _W,  # two indicators with the same figures
    "WB330": _N,  # printed parts do not add up to the printed total
    "WB331": _W,  # unit slip against the target
    "WB332": _W,  # remark contradicts the completion
    "WB333": _W,  # rank beyond what is ranked
    "WB334": _W,  # rule mixes periods
    "WB335": _N,  # final before its period is over
    "WB336": _W,  # planned, with a value of a period that is over
    "WB337": _W,  # period names another year
    "WB338": _W,  # far from what the earlier years were
    "WB339": _W,  # rounding for print changes the figure itself
    "WB340": _W,  # printed with more digits than anybody reads
    "WB341": _W,  # amount of money too small for a report
    "WB342": _W,  # last year's book says otherwise
    "WB343": _N,  # indicator of last year's book is gone
    "WB344": _N,  # last year's value stands in last year's book only
    "WB345": _W,  # not the book of the year before
    "WB346": _W,  # list almost called like an indicator
    "WB347": _E,  # switch without a reason
    "WB348": _E,  # nothing that can be switched off
    "WB349": _N,  # switch that silences nothing
    "WB350": _W,  # list that a remark tells of is missing
    "WB351": _W,  # total among the indicators
    "WB401": _W,  # prose of the year before, still to be rewritten
    "WB402": _N,  # sheet of the user's own, not carried into the new book
    "WB403": _N,  # values under no header, not carried into the new book
    "WB404": _N,  # fact of the user's own that speaks of the year before
    "WB405": _W,  # earlier years said otherwise of the year that was rolled into them
    "WB406": _N,  # formulas of the user's own, carried as values
    "WB411": _E,  # two values for one cell
    "WB412": _E,  # two lists of one name
    "WB413": _W,  # row known by its code, its name typed differently
    "WB414": _N,  # row that the book lacked, added
    "WB415": _E,  # part in another language than the book
    "WB416": _N,  # one list contains the other, the longer one taken
    "WB417": _N,  # cells that a part left empty and the book has filled
    "WB418": _E,  # part of another year than the book
    "WB421": _E,  # line of a CSV file that cannot be read
    "WB422": _W,  # CSV file not in UTF-8, read as GB 18030
    "WB423": _E,  # folder that holds no exported workbook
    "WB424": _E,  # text longer than a cell holds
    "WB425": _E,  # line in an unknown encoding
    "WB431": _E,  # nobody of that name fills in anything
    # --- growth
    "GR101": _N,  # last year's value is missing
    "GR102": _N,  # this year's value is missing
    "GR103": _N,  # the target is missing
    "GR104": _N,  # the earlier years lack one
    "GR201": _N,  # no rate on a base of zero
    "GR202": _N,  # no rate on a negative base
    "GR203": _N,  # no rate to a negative value
    "GR204": _N,  # no change of a loss: not negative in both years
    "GR205": _N,  # no completion of a target of zero or below
    "GR206": _N,  # no share of, or ratio to, zero or below
    "GR207": _N,  # no contribution to what did not change
    "GR208": _N,  # no average rate from or to zero or below
    "GR209": _E,  # two units that do not convert
    "GR301": _W,  # the given rate is not the one that the values give
    "GR302": _W,  # a rate is given where the values give none
    # --- context
    "CX101": _E,  # unknown name
    "CX102": _E,  # unknown attribute or key
    "CX103": _E,  # indicator without a list of its name
    "CX104": _E,  # indicator without earlier years
    "CX105": _E,  # cell empty that the template asks for
    "CX106": _E,  # no indicator where one is wanted
    "CX107": _E,  # no number of years
    "CX108": _E,  # two figures that measure unlike things compared
    "CX109": _E,  # figure reckoned with in a filter
    "CX201": _E,  # one name for two things
    "CX202": _E,  # prose of a section that there is none of
    "CX203": _E,  # two names that a template writes alike
    "CX301": _W,  # name of the template that the workbook lacks, in a part that was not needed
    "CX302": _W,  # indicator that the draft does not print
    "CX303": _W,  # prose that the draft does not print
    "CX304": _W,  # list that the draft does not print
    "CX305": _N,  # section told by the automatic sentence
    "CX306": _W,  # name in braces that mark no tag
    "CX307": _W,  # row of facts that no tag asks for
    # --- template
    "TP101": _E,  # tag not closed
    "TP102": _E,  # closing mark without a tag
    "TP103": _E,  # full-width braces
    "TP104": _E,  # curled quotes in a tag
    "TP105": _E,  # full-width mark in a tag
    "TP106": _E,  # tag cut over several paragraphs
    "TP201": _E,  # syntax of a tag
    "TP202": _E,  # block left open
    "TP203": _E,  # end without a block
    "TP204": _E,  # blocks crossed
    "TP205": _E,  # block ends elsewhere than it begins
    "TP206": _E,  # placed tag outside of what it names
    "TP207": _E,  # text beside a placed tag
    "TP208": _E,  # nests too deep
    "TP213": _W,  # tag where no merge comes
    "TP214": _W,  # braces that only look like a tag
    "TP211": _E,  # restart of a list in a paragraph of none
    "TP212": _E,  # statement that fetches another template
    "TP301": _E,  # value that cannot be printed
    "TP302": _E,  # value of a property tag
    "TP303": _E,  # character no document can hold
    "TP304": _E,  # expression fails
    "TP305": _E,  # expression reaches out
    "TP306": _E,  # template or expression costs too much
    "TP307": _E,  # arguments that an attribute does not take
    "TP308": _E,  # picture that cannot be read
    "TP309": _E,  # no picture of that name to replace
    "TP310": _E,  # value that does not fit where its tag stands
    "TP311": _E,  # style that the template lacks
    "TP312": _W,  # what a sub-document does not bring along
    "TP321": _E,  # unknown kind of chart
    "TP322": _E,  # what a chart cannot show
    "TP323": _E,  # chart without a value
    "TP324": _E,  # figures of one chart whose units do not convert
    "TP325": _E,  # pie of several series or of negative parts
    "TP326": _E,  # option of a chart
    "TP327": _E,  # chart where only a text can stand
    "TP328": _E,  # alternative text that is more than one tag
    "TP329": _E,  # placeholder for neither picture nor chart
    # --- draft
    "DR101": _W,  # latest draft cannot be read
    "DR201": _E,  # draft without provenance
    "DR202": _W,  # bookmarks of a draft lost
    "DR203": _E,  # nothing in the draft is what a trace asks for
    "DR204": _E,  # what a trace asks for stands in the draft without an origin
    "DR205": _W,  # drawings of a draft lost their alternative texts
    # --- audit
    "AU101": _W,  # place left to fill in
    "AU102": _N,  # money in 亿 without 元
    "AU103": _W,  # year without its sign
    "AU104": _N,  # number of a document in other brackets than 〔〕
    "AU105": _W,  # bracket without its other half
    "AU106": _W,  # order with a gap, or a number twice
    "AU107": _W,  # rate without its sign
    "AU108": _E,  # date that no calendar has
    "AU109": _W,  # number, mark or word doubled
    "AU110": _W,  # years in the wrong order
    "AU111": _W,  # amount without its unit
    "AU201": _W,  # amount a thousand times off its neighbours: unit slip
    "AU202": _W,  # per cent for percentage points, or the other way round
    "AU203": _E,  # share above, or fall below, what can be
    "AU204": _E,  # direction against the figures
    "AU205": _W,  # multiple that the figures do not give
    "AU301": _E,  # rate that its figures do not give
    "AU302": _E,  # difference that its figures do not give
    "AU303": _E,  # parts that do not add up
    "AU304": _E,  # part beyond its whole
    "AU305": _E,  # share that its figures do not give
    "AU306": _E,  # completion that its figures do not give
    "AU307": _E,  # ratio that cannot be
    "AU308": _E,  # list not as long as it says
    "AU309": _N,  # list that may be meant to be all
    "AU310": _W,  # names and figures told respectively differ in number
    "AU311": _W,  # same thing told differently elsewhere
    "AU312": _N,  # one value under two names
    "AU313": _E,  # rank that cannot be
    "AU314": _W,  # rate of a whole beside those of its parts
    "AU315": _E,  # average rate that its figures do not give
    "AU316": _E,  # conversion that does not hold
    "AU317": _E,  # average that its figures do not give
    "AU401": _W,  # figure that the workbook has otherwise
    "AU402": _N,  # figure that the workbook does not have
    "AU403": _N,  # indicator that the text lacks
    # --- diff
    "DF101": _N,  # tracked changes, read as if all were accepted
    "DF102": _W,  # part that differs and was not compared
    "DF103": _E,  # no two drafts to compare
    "DF104": _E,  # two files of different kinds
    "DF105": _N,  # causes judged by the text alone
    "DF201": _E,  # figure typed over by hand
    "DF202": _W,  # unit slip against the old figure
    "DF203": _W,  # rate that no longer fits its value
    "DF204": _W,  # figure of the old text that is gone
    "DF205": _W,  # same digits, the point elsewhere
    "DF301": _E,  # redline that would not give both files back
    "DF302": _N,  # header or footer that is no more, which no tracked change can tell
}

_FIGURES_AND_FIT = ("WB3", "GR3", "CX3", "AU")
_LASTING = frozenset(
    # without these a book or a rule cannot be made out, and a switch is no switch
    ("WB301", "WB305", "WB306", "WB307", "WB313", "WB316", "WB347", "WB348", "WB349")
)


def is_switchable(code: str) -> bool:
    """Return whether findings of `code` are about figures and fit, which a house may know better."""
    return code in CODES and code.startswith(_FIGURES_AND_FIT) and code not in _LASTING

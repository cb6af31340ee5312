"""Tables: what stands under which head, and what each cell means.

`read_printed` reads a table by the header that the letter prints, `read_headers` and `build_table`
by the one that tables.toml restores. A table whose meaning is not certain is refused with the
reason; its letter is not.

The conventions, on which the questions are built. Of each cell a fact tells:

- `measure`: what is measured, in lower case. "aantal" where a head or the caption names what can be
  counted ("Bezoekers", "aantal boeken"); else the head without its unit and period ("leestijd",
  "doel", "realisatie"), else the caption's ("omzet", "gebrek aan ruimte"). A row and a column that
  both measure give both: "doel leestijd".
- `subject`: what it is about. Rows that are periods: the column ("bezoekers"), empty where the
  column is a measure by itself. Other rows: the row's label ("Zierikzee"). Empty in a total row.
- `dimensions`: all else it is about, as (name of the axis, label), the row's first. The name is
  empty where nothing prints it: ("leeftijd", "kinderen") under "naar plaats en leeftijd", ("",
  "boeken") under the head "Boeken", ("", "volwassenen") under a wide head.
- `period`: the row's, else the column's, else the caption's; none is possible. "2019–2020" under
  "Schooljaar" runs from August to August.
- `quantity`: the full value. "96,3" under "(x 1.000)" has value 96300 and scale 3; its unit is that
  of the cell, else of the row, the column or the caption.
- `role`: TOTAL in a row or column that is called so, PART in a "waarvan" one (`part_of` names the
  whole), CHANGE in one from period to period; a change before a total before a part.
- `caption`: that of the table, for what it says beside all this.

Labels keep their capital where the letter shows them to be names.
"""

from __future__ import annotations

from qa.letter.tables.axes import measured
from qa.letter.tables.heads import is_part_of_year, narrowed
from qa.letter.tables.names import Names
from qa.letter.tables.printed import Place, Told, read_printed
from qa.letter.tables.restored import TableHeader, build_table, read_headers
from qa.letter.tables.subject import COUNT
from qa.letter.tables.units import names_scale, take_unit
from qa.letter.tables.values import BARE, is_nothing, read_value

__all__ = [
    "BARE",
    "COUNT",
    "Names",
    "Place",
    "TableHeader",
    "Told",
    "build_table",
    "is_nothing",
    "is_part_of_year",
    "measured",
    "names_scale",
    "narrowed",
    "read_headers",
    "read_printed",
    "read_value",
    "take_unit",
]

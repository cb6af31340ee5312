"""Rules on how a question asks for a pattern in a series: a limit, an order, a change, a table.

The words behind a pattern are those without which it cannot match. `RULES` has them by name.
"""

from __future__ import annotations

from typing import Final

from qa.question.read.rules import Rule, rule

_YEARS: Final = r"(?:school|kalender)?ja(?:ar|ren)"
_YEAR: Final = r"(?:19|20)\d\d"
_FEW: Final = r"(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|\d{1,2})"
_A_NUMBER: Final = (
    r"(?:\d|een\b|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|der|veer|vijf|honderd"
    r"|duizend|miljoen)"
)

_RULES: Final[tuple[Rule, ...]] = (
    # ── how it is asked ──
    rule(
        "asks_whether",
        r"^\W*(?:is|zijn|was|waren|nam|namen|neemt|nemen|werd|werden|gaat|gaan|ging|gingen"
        r"|heeft|hebben|klopt|haal(?:t|en|de|den)|daal(?:t|en|de|den)|st(?:ijgt|ijgen|eeg|egen)"
        r"|groei(?:t|en|de|den)|kwam|kwamen|lag|lagen|bleef|bleven)\b"
        r"|\b(?:klopt het|is het waar|bevestigen|uitsluiten) dat\b"
        rf"|\b(?:elk|ieder) {_YEARS} (?:lager|hoger|minder|meer)\W*$",
    ),
    rule(
        "asks_whether_frame",
        r"\b(?:klopt het|is het waar|kan de minister bevestigen|kunt u bevestigen) dat\b",
        "dat",
    ),
    rule("manner", r"\b(?:kan|kunt) (?:de minister|het kabinet) (?:zeggen|aangeven)\b"
         r"|\b(?:echt|nog|juist|wél|geworden)\b|\b(?:zaten|zitten|komen|kwamen) we\b"
         r"|\b(?:gaat|gaan|ging) het met\b|\b(?:gaat|gaan|gingen|zit|zitten|zaten) er\b"
         r"|\bper (?:school)?jaar\b",
         "minister kabinet echt nog juist wel wél geworden we gaat gaan ging gingen zit zitten"
         " zaten per"),
    rule("measured_in", r"\bin aantal(?:len)?\b", "aantal aantallen"),
    rule("by_share", r"\b(?:in procenten|procentueel|procentuele|naar verhouding|relatief)\b",
         "procenten procentueel procentuele verhouding relatief"),
    rule("by_number", r"\b(?:in aantal(?:len)?|absoluut)\b", "aantal aantallen absoluut"),
    rule("percent", r"\bprocent\b", "procent"),
    rule("how_many", r"\bhoeveel (?!jaren\b)", "hoeveel"),
    # ── years ──
    rule("which_years",
         rf"\b(?:in |tijdens )?(?:welke?|het enige|enige|(?<=welke )\w+)(?: \w+)? {_YEARS}\b"
         rf"|^\W*jaren met\b|\bjaren waarin\b",
         "welk welke enige jaren"),
    rule("how_many_years", r"\b(?:in )?hoeveel jaren\b", "hoeveel"),
    rule("and_which", r",? en welke\W*$", "welke"),
    # "Jaren voor 2011" lie before it; the same length, so that all places stay what they are.
    rule("years_before", rf"(?<=jaren )voor(?= {_YEAR}\b)", "voor"),
    rule("since_when", rf"\b(?:sinds|vanaf) (?:wanneer|welk {_YEARS})\b", "sinds vanaf"),
    rule("until_when", rf"\btot(?: en met)? (?:wanneer|welk {_YEARS})\b", "tot"),
    rule("first_time", r"\b(?:wanneer )?voor het eerst\b", "eerst"),
    rule("lasting", r"\b(?:blijvend|voorgoed|structureel|blij(?:ft|ven)|bleef|bleven)\b",
         "blijvend voorgoed structureel blijft blijven bleef bleven"),
    rule("ever", r"\booit\b", "ooit"),
    rule("every_year",
         rf"\b(?:elk|ieder) {_YEARS}\b|\bjaar op jaar\b|\btelkens\b|\baltijd\b"
         r"|\b(?:onafgebroken|voortdurend|onophoudelijk|zonder onderbreking)\b"
         r"|(?<!nog )\bsteeds\b(?! (?:meer|minder|vaker|hoger|lager)\b)",
         "elk ieder op steeds telkens altijd onafgebroken voortdurend onophoudelijk zonder"),
    rule("before",
         r"\b(?:dan|ten opzichte van|vergeleken met|tegenover) (?:in )?het (?:school|vorige )?jaar"
         r" ?(?:ervoor|daarvoor|eerder|tevoren)?",
         "dan opzichte vergeleken tegenover"),
    rule("or_not", r"\bof niet\b", "niet"),
    # ── which way ──
    rule("downwards", r"\b(?:naar beneden|achteruit\b|teruglie?p\w*|terug\b)", "beneden achteruit",
         " terug"),
    rule("upwards", r"\b(?:naar boven|vooruit|oplie?p\w*|opliepen|groter geworden)\b",
         "boven vooruit geworden", " oploop", " oplie"),
    rule("moves", r"\b(?:groeien|krimpen|toenemen|afnemen)\b", "groeien krimpen toenemen afnemen"),
    rule("went_on", r"\b(?:ging|gingen|gaat|gaan) er\b|\ber\b|\bop(?= vooruit| achteruit)",
         "ging gingen gaat gaan op er"),
    rule("loses", r"\b(?:verlo(?:or|ren)|verlie(?:st|zen))\b",
         "verloor verloren verliest verliezen"),
    rule("broken", r"\b(?:werd |is |wordt )?(?:onderbroken|doorbroken|gekeerd)\b"
         r"|\bviel(?:en)? uit de toon(?: omdat)?\b|\btoen juist\b",
         "onderbroken doorbroken gekeerd toon juist"),
    rule("was_broken", r"\b(?:onderbroken|doorbroken|gekeerd)\b",
         "onderbroken doorbroken gekeerd"),
    rule("juist", r"\b(?:juist|wél|wel)\b", "juist wel wél"),
    rule("still", r"\bnog\b", "nog"),
    # ── a limit ──
    rule(
        "limit",
        r"\b(?:onder|boven|beneden|tussen|minstens|minimaal|tenminste|ten minste|hoogstens|maximaal"
        r"|ten hoogste|(?:minder|meer|lager|hoger|langer|korter|groter|kleiner)"
        rf"(?: (?:was|is|waren|zijn|lag|lagen|ligt))? dan)(?: de)?(?= {_A_NUMBER})",
        "onder boven beneden tussen minstens minimaal tenminste minste hoogstens maximaal hoogste"
        " dan",
    ),
    rule("which_of", r"^\W*(?:(?:in|bij|van|voor) )?welke?\b|^\W*\w+en die\b", "welk welke die"),
    # ── an order ──
    rule("which_place",
         r"\b(?:op )?welke (?:plaats|plek|positie)\b(?: (?:komt|staat|staan))?"
         r"|\b(?:de )?hoeveelste(?: (?:plaats|plek|positie))?(?: neemt\b)?",
         "welke hoeveelste"),
    rule("in_order",
         r"\b(?:van (?:hoog naar laag|laag naar hoog|veel naar weinig|weinig naar veel)"
         r"|(?:hoogste|laagste) eerst)\b",
         "hoog laag veel weinig eerst"),
    rule("ascending", r"\bvan (?:laag naar hoog|weinig naar veel)\b", "laag weinig"),
    rule("ordered", r"\bals (?:je|we|u) de jaren op\b|\b(?:zet|sorteert|rangschikt|neemt) in\b"
         r"|\bin qua\b|\bqua\b|\bin\b(?= qua)|\bzet\b",
         "als zet sorteert rangschikt neemt qua"),
    rule("sorts", r"\b(?:sorteert|rangschikt|ordent)\b", "sorteert rangschikt ordent"),
    rule("year_at_place",
         r"\bwelk jaar (?:staat|komt) op (?:plaats|plek) (?P<place>[1-9]\d{0,2})\b",
         "plaats plek"),
    rule("nth", r"\b(?:het )?op (?P<count>een|één|twee|drie|vier) na"
         r"(?= (?:het |de )?(?:hoog|laag|meest|minst))",
         "na"),
    rule("nth_behind",
         r"\b(?:hoogste?|laagste?|meeste?|minste?)"
         r"(?P<tail> op (?P<count>een|één|twee|drie|vier) na)\b", "na"),
    rule("top_years",
         rf"\b(?:welke|wa(?:t|ren)|zijn)(?: waren| zijn)?(?: de)? (?P<count>{_FEW}) jaren\b"
         r"(?: met\b| waarin\b)?"
         rf"|^\W*(?:de )?(?P<few>{_FEW})"
         r"(?= (?:hoogste|laagste) jaren)",
         "jaren"),
    rule("and_next", r"\ben welk jaar (?:komt|volgt) (?:daarna|erna|daarop)\b",
         "daarna erna daarop"),
    rule("years_of_order", r"(?<=hoogste |laagste )ja(?:ar|ren)\b", "jaar jaren"),
    rule("was_year", rf"^\W*(?:was|is) (?P<year>{_YEAR}) het jaar\b", "was is"),
    # ── changes set side by side ──
    rule("strongest",
         r"\b(?:het )?(?:hardst|sterkst|snelst|meest|grootst|(?P<least>minst|zwakst|kleinst"
         r"|minst sterk))e?\b",
         "hardst sterkst snelst meest grootst minst zwakst kleinst hardste sterkste snelste meeste"
         " grootste minste zwakste kleinste"),
    rule("shows", r"\bliet\b|\bzien\b", "liet zien"),
    rule("where_of", r"^\W*waar\b", "waar"),
    rule("faster", r"\b(?:harder|sneller|sterker|minder hard)\b(?! dan \d)",
         "harder sneller sterker hard"),
    rule("whole_period", r"\bover de hele periode\b", "periode"),
    # ── an index, a mean change ──
    rule("index", r"\b(?:om )?(?:in )?(?:als )?(?:een |de |het )?(?:ge)?index\w*",
         "", " index", " geindex"),
    rule("at_hundred", r"\bop 100\b", "100"),
    rule("base_year",
         rf"\(?(?:\bmet |\bals (?:we |je )?|\bwaarbij )?\b(?P<base>{_YEAR}(?:[-–/](?:19|20)?\d\d)?)"
         r" ?(?:= ?100|(?:(?:als|op|is|gelijk aan) )?(?:100|(?:het )?basis(?:jaar)?))\b\)?"
         r"(?: (?:stellen|stelt|staat|zetten|zet))?",
         "100 basis basisjaar"),
    rule("standing", r"\b(?:zet|wat is de stand|de stand|waar stond|waar staat|hoe hoog (?:was|is)"
         r" die|geef|dan|wat is)\b", "zet stand stond staat hoog geef dan wat"),
    rule("per_year", r"\b(?:per jaar|jaarlijkse?|gemiddelde?)\b",
         "per jaarlijks jaarlijkse gemiddeld gemiddelde"),
    rule("newly_made", r"\bnieuwe?\b(?=.{0,200}\bbij\b)", "nieuw nieuwe"),
    # ── a part of a sum ──
    rule("part_of", r"\b(?:welk|hoe groot)? ?(?:aan)?deel\b(?: (?:hadden|had|is|was|vormden)\b)?"
         r"|\bhoeveel procent\b|\bwelk percentage\b", "deel aandeel procent percentage"),
    rule("summed",
         r"\b(?:bij elkaar(?: opgeteld)?|opgeteld|optelt|samen|gezamenlijk|als je|dan|alle"
         r"|vond(?:en)? plaats)\b", "elkaar opgeteld optelt samen gezamenlijk als dan alle plaats"),
    # ── targets, tables ──
    rule("reached",
         r"\b(?:(?:is|zijn|werd|werden|wordt|heeft|hebben) )?(?:het |de |hun |zijn )?"
         r"(?:doel(?:en|stelling(?:en)?)?|streefwaarden?|norm(?:en)?)\b(?=.{0,200}\b(?:ge|be)?haal)"
         r"|\bhaal(?:de|den|t|en)\b|\b(?:ge|be)haald\b",
         "haalde haalden haalt halen gehaald behaald"),
    rule("as_table",
         r"\b(?:graag )?(?:in|als) (?:een )?tabel\b|^\W*tabel\b"
         r"|\b(?:geef|maak) (?:me |mij )?(?:een )?(?:tabel|overzicht)(?: (?:met|van))?\b"
         r"|\b(?:een )?overzicht verstrekken van\b"
         r"|\bper (?:school)?jaar aangeven\b|^\W*overzicht\b(?: (?:van|met)\b)?"
         r"|\bzet\b(?=.{0,200}\btabel\b)"
         r"|\b(?:zet|graag)\b(?=.{0,200}\bnaast elkaar\b)"
         r"|\bnaast elkaar(?: zetten)?\b|\bhoe verhield(?:en)?\b",
         "tabel overzicht elkaar verhield verhielden aangeven"),
    rule("itself", r"\bzich\b(?= in \d)", "zich"),  # "hoe verhielden X en Y zich in 2019"
    rule("against_aim",
         r"\bhoe ver\b(?=.{0,200}\bdoel)|\bbleef\b(?=.{0,200}\bachter op\b)|\bachter op\b"
         r"|\b(?:boven|onder)(?= het doel\b)", "ver bleef achter boven onder"),
    rule("its_aim",
         r"\b(?:het |de |hun |zijn |haar )?(?:doel(?:en|stelling(?:en)?)?|streefwaarden?"
         r"|norm(?:en)?)\b",
         "doel doelen doelstelling doelstellingen streefwaarde streefwaarden norm normen"),
    rule("with_share", r"\bmet het percentage\b", "percentage"),
)  # fmt: skip
RULES: Final = {each.name: each for each in _RULES}

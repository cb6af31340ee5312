"""A letter of our own on another subject than that of the corpus: the housing market.

Its numbers are made up. It has headings of two levels, notes, a table and a list, as letters have.
"""

from __future__ import annotations

from pathlib import Path

from tests.letter.factories import make

NOTES = (
    "Kamerstuk 32 847, nr. 900.",
    "Bron: Woningmarktverkenning 2022, Planbureau voor de Leefomgeving.",
    "Motie van het lid Grinwis (32 847, nr. 871).",
)
TABLES = """[[table]]
number = 1
origin = "letter"
row_kind = "year"
measure = "aantal"
unit = "woningen"
evidence = "Zo gedrukt."

[[table.column]]
header = "Nieuwbouwwoningen"
subject = "nieuwbouwwoningen"

[[table.column]]
header = "Transformatiewoningen"
subject = "transformatiewoningen"
"""
BODY = """Inleiding

Met deze brief informeer ik uw Kamer, mede namens de Minister voor Natuur en Stikstof, over de \
voortgang van de Nationale Woon- en Bouwagenda.1 Het woningtekort is in 2022 opgelopen tot \
315.000 woningen, ofwel 3,9% van de woningvoorraad.2 Starters, middeninkomens, studenten en \
ouderen vinden daardoor moeilijk een passende en betaalbare woning. Het kabinet wil dat er tot en \
met 2030 in totaal 900.000 woningen worden gebouwd, waarvan twee derde betaalbaar is. Daarvoor \
zijn met alle twaalf provincies prestatieafspraken gemaakt.

1 Woningbouw

1.1 Voortgang van de nieuwbouw

In de onderstaande tabel staat hoeveel woningen er in de afgelopen jaren zijn opgeleverd. De \
bouwvergunningverlening blijft achter door de gestegen rente, het tekort aan vakmensen en de \
onzekerheid over de stikstofdepositie in kwetsbare Natura 2000-gebieden.

2019 71.548 12.500
2020 69.985 10.300
2021 71.221 9.800
2022 74.560 9.100

Uit de tabel blijkt dat het aantal nieuwbouwwoningen licht is gestegen. Het aantal woningen dat \
door transformatie van leegstaande kantoorgebouwen ontstond, daalde juist. Gemeenten wijzen erop \
dat eenvoudig te verbouwen kantoorpanden inmiddels schaars zijn geworden.

1.2 Woningbouwimpuls

De Woningbouwimpuls helpt gemeenten om projecten te versnellen die anders niet van de grond \
komen. In de vijfde tranche is 250 miljoen euro verdeeld over 42 projecten in 38 gemeenten. Samen \
zijn die goed voor 31.000 woningen, waarvan 67% betaalbaar. De onafhankelijke toetsingscommissie \
heeft alle aanvragen beoordeeld op noodzaak, effectiviteit en urgentie. De belangrijkste \
aanbeveling van de onderzoekers die de regeling evalueerden, is om de doorlooptijd tussen \
aanvraag en start van de bouw te verkorten van drie naar twee jaar.

1.3 Flexwoningen

Flexwoningen zijn verplaatsbare woningen die binnen een jaar kunnen worden neergezet. De \
Taskforce Versnelling Tijdelijke Huisvesting (TVTH) ondersteunt gemeenten bij het vinden van \
locaties. Het Rijksvastgoedbedrijf heeft 2.000 flexwoningen besteld, waarvan er 480 zijn \
geplaatst. De motie Grinwis verzoekt de regering om ook kleinere kernen hierbij te betrekken.3 Ik \
ben daarover in gesprek met de Vereniging van Nederlandse Gemeenten.

2 Huurmarkt

2.1 Huurprijsregulering

Het kabinet bereidt regulering van de middenhuur voor. Het woningwaarderingsstelsel wordt \
gemoderniseerd, zodat een goed energielabel en buitenruimte zwaarder meetellen. Verhuurders \
moeten zich houden aan de maximale huurprijs die bij het aantal punten van de woning hoort. \
Huurders die te veel betalen kunnen naar de Huurcommissie stappen, die binnen vier maanden \
uitspraak doet. Institutionele beleggers waarschuwen dat zij minder zullen investeren; daarom \
krijgt nieuwbouw tijdelijk een opslag van 5%.

2.2 Goed verhuurderschap

Per 1 juli 2023 treedt de Wet goed verhuurderschap in werking. Gemeenten kunnen dan een \
vergunningplicht invoeren en boetes opleggen aan malafide verhuurders. Iedere gemeente richt een \
meldpunt in waar huurders anoniem terechtkunnen met klachten over discriminatie, intimidatie of \
te hoge servicekosten. Voor de uitvoering is structureel 12 miljoen euro per jaar beschikbaar.

3 Ouderenhuisvesting

Tot 2030 zijn 290.000 woningen voor ouderen nodig: 170.000 nultredenwoningen, 80.000 geclusterde \
woningen en 40.000 zorggeschikte woningen. De Stimuleringsregeling Wonen en Zorg (SWZ) wordt \
verlengd tot en met 2025. Doorstroming van ouderen naar een passende woning brengt een \
verhuisketen op gang, waarvan gemiddeld drie huishoudens profiteren. De resultaten van de \
evaluatie van de regeling worden in het najaar van 2023 verwacht.

4 Verduurzaming

Het Nationaal Isolatieprogramma ondersteunt eigenaren van slecht geïsoleerde woningen. Tot 2030 \
worden 2,5 miljoen woningen geïsoleerd, met nadruk op de woningen met energielabel E, F of G. \
Verenigingen van Eigenaars krijgen subsidie voor een meerjarenonderhoudsplan en voor \
procesbegeleiding. Huurders van corporatiewoningen betalen geen huurverhoging na isolatie. Waarom \
de uitvoering in 2022 vertraging opliep, is toegelicht in de brief van september: installateurs \
waren nauwelijks te vinden.

Tot slot

Ik informeer uw Kamer in het voorjaar van 2023 opnieuw over de voortgang van de woningbouw.

De Minister voor Volkshuisvesting,
H. Bouwmeester"""


def housing(folder: Path) -> Path:
    """Write the letter, and return its folder."""
    return make(folder, BODY, NOTES, TABLES)

"""The Dutch of promises: who speaks, to whom, and with which verbs, in the present.

Forms are folded words; a pair is a verb and what stands apart from it further on ("zeg … toe").
They are words of government, of no letter's subject.
"""

from __future__ import annotations

from typing import Final


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _pairs(listed: str) -> tuple[tuple[str, str], ...]:
    """Read "zeg/zegt toe, kom/komt terug"."""
    halves = (each.split() for each in listed.split(","))
    return tuple((verb, rest) for verbs, rest in halves for verb in verbs.split("/"))


SPEAKERS: Final = _words(
    "ik wij we kabinet regering minister ministers staatssecretaris ministerie"
)
FIRST_PERSON: Final = _words("ik wij we")
HOUSE: Final = _words("u kamer kamers")
#: One of it, to whom something is given.
MEMBER: Final = ("het lid", "de leden", "de vaste commissie")
NOT: Final = _words("niet geen nooit evenmin nimmer")
WILL: Final = _words("zal zullen zult")

#: What tells the House something, or gives it something.
TELL: Final = _words(
    "informeer informeert informeren bericht berichten rapporteer rapporteert rapporteren"
    " ontvangt ontvangen krijgt stuur stuurt sturen zend zendt zenden verstrek verstrekt"
    " verstrekken leg legt leggen bied biedt bieden doe doet doen deel deelt delen schrijf"
    " schrijft kom komt komen volgt volgen hoort verneemt licht"
)
TOLD: Final = _words(
    "geinformeerd bericht gerapporteerd toegestuurd toegezonden gestuurd gezonden aangeboden"
    " voorgelegd verstrekt gemeld meegedeeld ingelicht aanhangig ingediend voorgehangen"
    " geraadpleegd hoogte kennis toekomen benaderd uitgenodigd"
)
#: What it tells or gives the House in a clause of its own: "het plan dat ik u toestuur".
GIVES: Final = _words(
    "ontvangt ontvangen toekomen toestuur toestuurt toesturen toezend toezendt toezenden aanbied"
    " aanbiedt aanbieden voorleg voorlegt voorleggen informeer informeert informeren deel ingediend"
)
#: What the cabinet does by saying so, or sets about.
COMMIT: Final = _words(
    "verhoog verhoogt verhogen verlaag verlaagt verlagen betrek betrekt betrekken bezie beziet"
    " bezien onderzoek onderzoekt onderzoeken start begin begint evalueer evalueert evalueren"
    " monitor monitort monitoren inventariseer inventariseert wijzig wijzigt wijzigen verleng"
    " verlengt verlengen schrap schrapt schrappen reserveer reserveert reserveren verken verkent"
    " investeer investeert investeren publiceer publiceert organiseer organiseert beslis beslist"
    " besluit beoordeel beoordeelt bekijk bekijkt bekijken bepaal bepaalt bepalen beantwoord"
)
#: What it does so unless a copula stands beside it: then others did ("ik ben verplicht").
OBLIGE: Final = _words("verplicht verplichten")
COMMIT_APART: Final = _pairs(
    "zeg/zegt/zeggen toe, trek/trekt/trekken uit, neem/neemt/nemen mee, neem/neemt/nemen over,"
    " neem/neemt/nemen op, stel/stelt/stellen beschikbaar, stel/stelt/stellen in,"
    " stel/stelt/stellen op, werk/werkt/werken uit, voer/voert/voeren in, voer/voert/voeren uit,"
    " scherp/scherpt/scherpen aan, pas/past/passen aan, breid/breidt/breiden uit, kom/komt/komen"
    " terug, leg/legt/leggen voor, dien/dient/dienen in, ga/gaat/gaan na, ga/gaat/gaan gesprek,"
    " blijf/blijft/blijven volgen, blijf/blijft/blijven monitoren,"
    " ben/zijn/is voornemens, ben/zijn/is plan, ben/zijn/is bereid,"
    " bereid/bereidt/bereiden voor, geef/geeft/geven opdracht, vraag/vraagt/vragen"
    " advies, roep/roept/roepen leven, richt/richten op, kijk/kijkt/kijken of, maak/maakt/maken"
    " afspraken, spreek/spreekt/spreken af, wijs/wijst/wijzen aan, houd/houdt/houden hoogte,"
    " neem/neemt/nemen weg, zet/zetten voort"
)
#: With an infinitive: "ik laat het Nivel berekenen", "ik ga ermee werken"; the second words with
#: which they say something else.
WITH_INFINITIVE: Final = _words("laat laten ga gaan gaat")
NO_INTENTION: Final = _words("zien weten in om over")
STRIVE: Final = _words("streef streeft streven")
#: What it has in mind for a day: "het streven is dat …", "indiening is beoogd in …".
AIMS: Final = _words(
    "streven gestreefd bedoeling voornemen voornemens beoogd beoog beoogt beogen planning hoop"
    " hoopt hopen"
)
#: What was settled with others: "afgesproken is dat … voor 1 mei een besluit valt".
AGREED: Final = _words("afgesproken overeengekomen")
#: Behind these a person says what he concludes or does: "dan hak ik de knoop door".
THEN: Final = _words("dan daarna vervolgens")
#: With these something is taken up again: "ik kom daarop terug".
UPON: Final = _words("hierop daarop erop daar hier hierover daarover")
#: Papers that are awaited, though the words for them also name figures.
FORECASTS: Final = _words("raming ramingen prognose prognoses")
#: What is done with something without saying by whom: the cabinet does so.
TAKEN: Final = _words(
    "meegenomen betrokken bezien nagegaan bekeken uitgewerkt voorzien beantwoord verleend"
    " opgenomen overwogen onderzocht geevalueerd"
)
TAKEN_NOW: Final = _words("bezien nagegaan bekeken overwogen meegenomen")

#: What is awaited or comes out.
PRODUCTS: Final = _words(
    "advies adviezen agenda aanpak actieplan beleidsreactie beleidsbrief besluit besluiten"
    " bevindingen brief conclusies eindconclusies eindrapport eindrapportage evaluatie"
    " handreiking inventarisatie kabinetsreactie kamerbrief leidraad monitor nota onderzoek"
    " onderzoeken onderzoeksresultaten plan plannen rapport rapportage rapporten reactie"
    " resultaat resultaten stand tussenbalans tussenrapportage uitkomst uitkomsten"
    " uitvoeringstoets uitwerking verkenning verslag voortgangsbrief voortgangsrapportage"
    " voorstel voorstellen wet wetsvoorstel wetsvoorstellen wetswijziging besluitvorming cijfers"
    " consultatie inwerkingtreding publicatie keuze bijlage bijlagen overzicht lijst afschrift"
    " terugkoppeling beantwoording"
)
AWAIT: Final = _words("verwacht verwachten verwachting")
#: What something does on its day, and what is done with it.
HAPPENS: Final = _words(
    "start starten begint beginnen verschijnt verschijnen volgt volgen komt komen gaat gaan"
    " vindt vinden treedt treden opent openen levert leveren brengt brengen rondt ronden"
    " rapporteert rapporteren publiceert publiceren krijgt krijgen presenteert presenteren"
    " besluit beslist meldt melden geeft geven stelt stellen voert voeren"
)
DONE: Final = _words(
    "gereed klaar afgerond opgeleverd gepubliceerd gepresenteerd gestart ingevoerd uitgevoerd"
    " gepland voorzien voltooid werking open begonnen hervat uitgebreid geevalueerd aangeboden"
    " vastgesteld ingediend bekend beschikbaar geopend gesloten aangepast gewijzigd besloten"
    " behandeld besproken geplaatst verwerkt bekendgemaakt"
)
ADVISE: Final = _pairs("brengt/brengen uit")

#: With these a sentence tells a figure, an aim or a rule, and not what will be done.
FIGURES: Final = _words(
    "raming ramingen geraamd raam raamt prognose prognoses bedraagt bedragen kost loopt lopen"
    " daalt dalen stijgt stijgen groeit groeien ligt liggen doel doelen streefwaarde streven"
    " streeft ambitie intentie wil willen verplicht verplichten scenario schatting geschat"
    " resteert resteren voorspeld voorspelt betreft gemiddeld"
)
COPULAS: Final = _words("is zijn staat staan")
BE: Final = _words("ben is zijn")
AMOUNTS: Final = _words("mln mld miljoen miljard euro procent")
HAVE: Final = _words("heb hebt heeft hebben")
PAST: Final = _words(
    "was waren werd werden had hadden kon konden moest moesten zou zouden ging gingen kwam"
    " kwamen bleek bleken gaf gaven"
)
#: What speaks of this very letter.
HERE: Final = (
    "met deze brief",
    "in deze brief",
    "bij deze brief",
    "met dit schrijven",
    "met deze kamerbrief",
    "in deze kamerbrief",
    "met deze voortgangsrapportage",
    "in deze voortgangsrapportage",
    "met deze rapportage",
    "in deze rapportage",
    "in deze voortgangsbrief",
    "met deze voortgangsbrief",
    "in het onderstaande",
    "in de bijlage",
    "hierbij",
    "bij deze",
    "hiermee",
    "bijgaand",
    "hieronder",
    "hierna",
    "onderstaand",
)
#: What names it; a paragraph that does tells what the letter holds.
OF_ITSELF: Final = (
    "deze brief",
    "deze kamerbrief",
    "deze rapportage",
    "deze voortgangsbrief",
    "deze voortgangsrapportage",
)

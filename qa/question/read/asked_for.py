"""Rules on what a question asks for: a kind of number, a change, a list, a thing's meaning.

The words behind a pattern are those without which it cannot match. `RULES` has them by name.
"""

from __future__ import annotations

from typing import Final

from qa.question.read.rules import Rule, rule

_OUT_OF: Final = (
    r"op de (?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|twintig|vijftig|honderd"
    r"|duizend|\d{1,4})"
)
_HIGH: Final = "hoog|laag|groot|klein|ver|breed|diep|zwaar|snel"

_RULES: Final[tuple[Rule, ...]] = (
    # ── numbers ──
    rule(
        "money",
        r"\b(?:euro|(?:ge)?kost(?:en|ten?)?|hoe duur|prijs|bedrag|budget|subsidie|geld|betaalt?"
        r"|verdient|waard)\b",
        "euro kost kostte kostten kosten gekost duur prijs bedrag budget subsidie geld betaal"
        " betaalt verdient waard",
    ),
    # "Wie krijgt het geld?" and "Kan ik subsidie krijgen?" name money and ask for no amount.
    rule(
        "amount",
        r"\b(?:hoe ?veel|hoe (?:duur|hoog|groot)|euro)\b"
        r"|\bwelke? (?:\w+ ){0,2}?(?:bedrag|budget|prijs|kosten|subsidie)\b"
        r"|^\W*wat (?:is|was|zijn|waren) [^?]{1,60} waard\b"
        r"|\bwat (?:kost|kostt?en?|verdient|betaalt?|betaalde)\b"
        r"|\bwat (?:zou|zal|gaat|gaan|mag|heeft|hebben) (?:\w+ ){0,12}?(?:gekost|kosten|betaald)\b"
        r"|\bwelk deel\b"
        r"|\bwat (?:is|zijn|was|waren|bedraagt|bedroeg) (?:\w+ )?(?:de|het|die|dat|hun)"
        r" (?:\w+ ){0,2}?(?:kosten|prijs|bedrag|budget|subsidie)\b",
    ),
    rule(
        "of_no_amount",
        r"\b(?:wie|wiens|wat|waar\w{0,6}|wanneer|hoe\w{0,6}|welke?)\b"
        r"|(?:^|[.,:;?!] )(?:is|zijn|kan|kun|kunt|kunnen|mag|mogen|moet|moeten|heeft|hebben|komt"
        r"|komen|wordt|worden|gaat|gaan|krijg|krijgt|krijgen|betaal|betaalt|betalen|geldt|bestaat|zal"
        r"|zou|zullen|wil|willen|doet|doen)\b",
    ),
    rule(
        "counts_noun",
        r"\bhoeveel (?!euro|geld|kost|kosten|budget|subsidie|bedraagt)\w+s?\b(?= )",
        "hoeveel",
    ),
    # "In welke stad groeide het aandeel?" asks for the city.
    rule(
        "asks_share",
        r"\bwelk (?:aan)?deel\b|\bhoeveel procent\b|\bwelk percentage\b|\bhoe groot\b"
        r"|\bwat (?:is|was|wordt) (?:het|hun) (?:\w+ )?aandeel\b|^\W*(?:het )?aandeel\b",
        "welk hoeveel groot aandeel",
    ),
    # "Waar is het percentage hoger?" asks where.
    rule(
        "names_share",
        r"^\W*(?:wie|wiens|waar)\b(?!.{0,200}\b(?:hoeveel procent|welk percentage)\b)",
        "wie wiens waar",
    ),
    # "Hoe bepaalt de minister hoeveel hulp er nodig is?" asks how.
    rule(
        "embeds_count",
        r"^(?:wie|waar\w{0,6}|welke?|hoe (?!veel\b|vaak\b|zit\b|staat\b))[^.,:;?!\d]*\bhoeveel\b",
        "hoeveel",
    ),
    rule(
        "fee",
        r"\b(?:welke?(?! schade)|hoe hoog (?:is|zijn|was|waren) (?:de|het|die|dat)"
        r"|wat is (?:de|het)(?: \w+)?) (?:boete|vergoeding|salaris|tarief|koers|schade)s?\b",
        "boete boetes vergoeding vergoedings salaris tarief koers schade schades",
    ),
    # "Hoeveel is de boete?" counts no fines.
    rule(
        "how_much_is",
        r"\bhoeveel (?:is|was|bedraagt|bedroeg) (?:de|het|die|dat|een)(?: \w+)? \w{0,30}"
        r"(?:boete|vergoeding|salaris|tarief|toelage|uitkering|bonus|premie|bijdrage)\b",
        "hoeveel",
    ),
    rule("age", r"\bhoe oud\b|\bleeftijd\b", "oud leeftijd"),
    rule(
        "asks_age",
        r"\bhoe oud\b"
        r"|\b(?:welke|wat (?:is|was|wordt|werd) (?:de|hun|zijn|haar)) (?:\w+ )?leeftijd\b",
        "oud leeftijd",
    ),
    rule(
        "mark", r"\b(?:welk|hoeveel|wat voor) (?:rapport)?cijfer\b", "cijfer rapportcijfer"
    ),
    rule("score", r"\b(?:rapport)?cijfer\b", "cijfer rapportcijfer"),
    rule("times", r"\bkeer (?:minder|meer|vaker|zo)\b", "keer"),
    rule(
        "duration",
        r"\bhoe ?lang\b|\bhoeveel (?:jaar|maanden|weken|dagen)\b",
        "lang hoelang hoeveel",
    ),
    rule(
        "noun",
        r"\b(?:hoe (?P<often>vaak)|hoeveel (?P<times>keer)"
        rf"|hoeveel(?: {_OUT_OF}|(?P<part> van (?:de|het|deze|die|alle)))?|aantal)\b",
        "vaak hoeveel aantal",
    ),
    rule(
        "number_not_share",
        r"\bhoeveel\b(?! procent)(?!.{0,200}\b(?:procent|percentage))",
        "hoeveel",
    ),
    # ── what is no number ──
    rule(
        "names_source",
        r"\b(?:kamerstuk\w*|bron(?:nen)?|vandaan|link|url|website|site|webadres|vindplaats"
        r"|(?:welk|tijdens welk|in welk) \w*debat|hoe heet"
        r"|welk \w*(?:onderzoek|artikel|rapport)|welke motie)\b",
    ),
    # What only asks how long or dear something is: no fact need say so.
    rule("how_so", rf"\bhoe ?(?:lang|duur|oud|{_HIGH})\b"),
    rule(
        "how_high",
        rf"\bhoe (?:{_HIGH}) (?:is|was|zijn|waren|ligt|lag|liggen|lagen|bedraagt|bedroeg)\b"
        r"|^\W*wat (?:is|was|bedraagt|bedroeg) (?:nu )?(?:de|het) (?:[^\W\d_]+ ){0,2}?"
        r"(?:gemiddelde?|totale?|hoogste|laagste|maximale|minimale|bruto|netto|kans|omvang)\b",
        "hoe wat",
    ),
    # All of a country is what a letter counts unless it says otherwise.
    rule("at_home", r"\b(?:in|van) (?:ons|heel het|het hele|heel ons) land\b", "land"),
    # "Hoeveel op de tien" asks for a part of a whole.
    rule("out_of", rf"\bhoeveel {_OUT_OF}\b", "hoeveel"),
    rule("how_long", r"\b(?:hoelang|hoe lang|duurt?|duur|termijn)\b",
         "hoelang lang duur duurt termijn"),
    rule(
        "which_time",
        r"\b(?:wanneer|hoe laat|datum"
        r"|(?:welk|welke|wat voor) (?:jaar|maand|dag|week|periode|jaren)"
        r"|inwerkingtreding|sinds welk|looptijd)\b",
        "wanneer laat datum welk welke wat inwerkingtreding looptijd",
    ),
    rule(
        "which_name",
        r"\b(?:wie|welke (?:\w+ )?(?:burgemeester|bewindspersonen|minister|partij|partijen"
        r"|organisatie|organisaties|gemeente|gemeenten|steden|stad|partners?))\b",
        "wie welke",
    ),
    # ── changes ──
    # "Met hoeveel" asks for a change itself, "naar hoeveel" for where it ended.
    rule(
        "extended",
        r"(?m:^)(?>.*?\bmet hoeveel\b).*\b(?:uitgebreid|vergroot|verhoogd|versterkt)\b",
        "uitgebreid vergroot verhoogd versterkt",
    ),
    rule(
        "whether",
        r"^(?:is|zijn|was|waren|nam|namen|neemt|nemen|worden|wordt|daalt|daalde|dalen|daalden"
        r"|stijgt|steeg|stijgen|stegen|groeit|groeide|groeien)\b",
        "is zijn was waren nam namen neemt nemen worden wordt daalt daalde dalen daalden"
        " stijgt steeg stijgen stegen groeit groeide groeien",
    ),
    rule(
        "each",
        r"\b(?:elk|ieder) jaar\b|\bjaarlijks\b|\bhoe vaak\b|\bgemiddeld[^\W\d]*\b",
        "elk ieder jaarlijks vaak",
        " gemiddeld",
    ),
    # What should have been reached is a target; what still has to be is not.
    rule(
        "aim",
        r"^(?!.*\bnog\b).*\b(?:moest|moesten|moeten|wil|willen|wilde|wilden)\b",
        "moest moesten moeten wil willen wilde wilden",
    ),
    rule(
        "earlier",
        r"\bv(?:oo|óó)r de uitbreiding|\b(?:daarvoor|ervoor|eerst|gestart|startte|begon|begonnen"
        r"|bij de start|vorige|destijds|van hoeveel)\b|\b(?:aanvankelijk|oorspronkelijk)",
        "daarvoor ervoor eerst gestart startte begon begonnen start vorige destijds hoeveel",
        " uitbreiding", " aanvankelijk", " oorspronkelijk",
    ),
    rule(
        "at_start",
        r"\bmet hoeveel\b[^?]{0,80}\b(?:begon(?:nen)?|startten?|start|begint)\b",
        "begon begonnen startte startten start begint",
    ),
    # "Hoeveel mensen meldden zich als vrijwilliger" counts no "vrijwilligers".
    rule(
        "to_become",
        r"\bzich\b[^?]{0,40}\bals\b|\bom\b[^?]{0,40}\bte worden\b",
        "als worden",
    ),
    # "Langer dan een half jaar" narrows what is counted.
    rule(
        "longer_than",
        r"\b(?:langer|korter|ouder|jonger|meer|minder) dan"
        r" (?:een |één |anderhalf |\d{1,4} |\w{3,10} )(?:half |halve )?"
        r"(?:jaar|maand|maanden|week|weken|dag|dagen|uur|uren)\b"
        r"(?! (?:eerder|geleden|daarvoor|ervoor))",
        "langer korter ouder jonger meer minder",
    ),
    # ── years ──
    rule(
        "against",
        r"\b(?:ten opzichte van|t\.?o\.?v\.?|vergeleken (?:met|bij)|in vergelijking met|dan|als)"
        r" (?:in )?(?:het jaar )?(?:(?P<year>(?:19|20)\d\d)\b|\w+ jaar geleden)",
        "opzichte t tov vergeleken vergelijking dan als",
    ),
    rule(
        "than_another",
        r"\bdan (?!(?:in )?(?:het |een )?(?:jaar|\d|vorig|eerder|daarvoor|ervoor|voorheen"
        r"|toen|\w+ jaar\b))\w+",
        "dan",
    ),
    rule(
        "until_now",
        r"\b(?P<year>(?:19|20)\d\d)(?: tot(?: en met)?| t/m| en| als| ?[-–])(?: \w+){0,4}?"
        r" (?:nu|heden|vandaag)\b",
        "nu heden vandaag",
    ),
    # ── the letter's own words ──
    # "Wat is zwerfafval?", not "Wat is de boete voor zwerfafval?": the name, nothing about it.
    rule(
        "what_is",
        r"^\W*(?:wat (?:is|zijn|houdt|betekent|doet|doen|wordt (?:bedoeld met|verstaan onder))"
        r"|uitleg|definitie|betekenis) (?:de |het |een )?"
        r"(?:(?!voor\b|van\b|tegen\b|naar\b|met\b|bij\b|over\b|op\b|aan\b|door\b)\S++\s*+)++$",
        "wat uitleg definitie betekenis",
    ),
    # "Wat is een quotum?", not "Wat is het quotum?": that asks how high it is.
    rule("meaning", r"^\W*wat (?:is een|betekent|houdt (?:de|het|een))\b", "wat"),
    # "Wat staat er in de brief over leegstand?" asks for what there is, not for one thing of it.
    rule(
        "topic",
        r"^\W*(?:(?:wat|waar) (?:zegt|zeggen|staat|schrijft|meldt|vermeldt|wordt|is|gaat|weet|kunt?"
        r"|kan)\b[^?]{0,60}?\bover\b"
        r"|(?:geef|vertel|toon|ik wil|graag|mag ik|kunt u|kun je|kan je)\b[^?]{0,40}?\bover\b"
        r"|(?:iets|meer|alles|info|informatie|samenvatting|uitleg) over\b"
        # "Hoe staat het met de leegstand?", "Wat is de stand van zaken rond de leegstand?"
        r"|hoe (?:gaat|loopt|staat|zit) het (?:\w+ ){0,2}?met\b"
        r"|wat (?:speelt|is) er (?:\w+ ){0,4}?(?:rond|rondom|omtrent|met)\b"
        r"|wat is (?:de (?:\w+ )?(?:stand(?: van zaken)?|situatie)|het (?:\w+ )?nieuws)"
        r" (?:rond|rondom|omtrent|met|van|bij|over)\b)",
        "over met rond rondom omtrent van bij",
    ),
    rule(
        "asks",
        r"\?|^\W*(?:wie|wat|waar\w*|wanneer|hoe\w*|welke?|is|zijn|kan|kunt?|mag|moet|heeft|hebben"
        r"|komt|wordt|worden|doet|doen|geldt|bestaat|helpt|ik|wij|we|mijn)\b",
    ),
    # "Welke zes gemeenten doen mee?" is not answered by "het gaat door in zes gemeenten".
    rule(
        "list",
        r"\bwelke (?:(?:\w+e|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|\d{1,2}) ){0,2}?"
        r"(?!(?:is|was|eis|prijs|basis|moeten|kunnen|mogen|worden|zijn)\b)\w+(?:en|s)\b",
        "welke",
    ),
    # ── what it leans on ──
    rule(
        "of_how_many",
        r"^\W*(?:en )?(?:van|op) (?:de |een )?(?:totaal van )?hoeveel\W*$",
        "hoeveel",
    ),
    rule("elliptical", r"^\s*(?:en|maar|of|dus)\b", "en maar of dus"),
    rule(
        "referring",
        r"\b(?:dat|die|dit|deze|daar\w*|hier\w+|ze|hij|zij|ervan|ervoor)\b"
        # "Er kwamen 10 erbij" points at nothing: it is the verb.
        r"|(?<!komt )(?<!kwam )(?<!komen )(?<!kwamen )\berbij\b(?! (?:ge)?k[ow])"
        r"|\bhet(?=\s*[?.!]|\s*$|\s+(?:al|er|nu|ook|bedoeld|gebaseerd|effectief|eigenlijk)\b)"
        r"|(?:\bzou|\bzal|\bgaat|\bkan|\bmoet|\bmag) het(?= [^\W\d_]{2,20}en\W*$)",
    ),
    rule(
        "fragment",
        r"^(?:in|met|door|voor|sinds|vanaf|tot|op|bij|aan|naar|over)"
        r" (?:welke?|hoeveel|wie|wanneer)\b"
        r"|^(?:wanneer|waar|wie|hoe|waarom)\b.{1,20}\b(?:de|het) [^\W\d_]+\??$",
    ),
)  # fmt: skip
RULES: Final = {each.name: each for each in _RULES}

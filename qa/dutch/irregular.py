"""What no spelling rule of Dutch tells: closed classes of the language, none of one subject.

A verb is written as its stem, and every form as it reads once its ending is off: "nam", "steeg".
"""

from __future__ import annotations

import re

# Verbs that change their vowel: of the stem, the past singular, the past plural, the participle.
_CLASSES = (
    (
        "ij ee ee ee",
        "bezwijk bijt blijf blijk drijf glijd grijp kijk knijp krijg kwijt lijd lijk mijd overlijd"
        " prijs rijd rijs schijn schrijd schrijf slijp slijt smijt snijd spijt splijt stijg strijd"
        " strijk verdwijn verwijt wijk wijs wrijf zwijg",
    ),
    ("ie oo oo oo", "bedrieg bied geniet giet kies lieg schiet vlieg"),
    ("ui oo oo oo", "buig druip duik fluit kruip ruik schuif schuil sluit sluip spuit stuif zuig"),
    (
        "i o o o",
        "begin bind blink dring drink dwing glim klim klink krimp slink spin spring stink vind"
        " verzin win wind wring zing zink",
    ),
    ("e o o o", "delf schend schenk smelt tref trek vecht vlecht zend zwel zwem"),
    ("e ie ie o", "bederf help sterf werf werp zwerf"),
    ("ee a aa oo", "beveel breek neem spreek steek steel"),
    ("ee a aa ee", "geef genees lees meet treed vergeet"),
    ("i a aa ee", "bid lig zit"),
    ("aa oe oe aa", "draag graaf jaag vraag"),
    ("aa ie ie aa", "blaas laat raad slaap"),
    ("a i i a", "hang vang"),
    ("oo ie ie oo", "loop"),
    ("oe ie ie oe", "roep"),
    ("a ie ie a", "val"),
    ("e ie ie ee", "hef schep"),
)
# Stem, its forms without ge-, its participles without ge-.
_SINGLE = """
breng:bracht:bracht denk:dacht:dacht koop:kocht:kocht zoek:zocht:zocht weet:wist:weten
doe:deed,doet,doen:daan ga:ging,gaat,gaan:gaan sta:stond,staat,staan:staan
sla:sloeg,slaat,slaan,geslagen: zie:zag,zaag,ziet,zien:zien zeg:zei,zeid:zegd
koom:kwam,kwaam,kom:koom eet:at,aat:geet vries:vroor:vroor verlies:verloor:verloor word:werd:word
heb:had,heeft:had kan:kon,kun,kunt,kond: mag:mocht,moog: zal:zou,zul,zoud,zult: moet:moest:moeten
was::was bak::bak lach::lach span::span laad::laad maal::maal heet::heet scheid::scheid
stoot::stoot bevries:bevroor:bevroor weeg:woog:woog beweeg:bewoog:bewoog scheer:schoor:schoor
geld:gold:gold houd:hield:houd zweer:zwoer:zwoor leg::legd baar::boor
"""


def _strong() -> tuple[dict[str, str], dict[str, str]]:
    """Return the stem of every past and present form, and of every participle without ge-."""
    past: dict[str, str] = {}
    participle: dict[str, str] = {}
    for vowels, stems in _CLASSES:
        own, *others = vowels.split()
        for stem in stems.split():
            before, _, after = stem.rpartition(own)
            one, many, done = (before + vowel + after for vowel in others)
            past |= {one: stem, many: stem}
            participle[done] = stem
    for line in _SINGLE.split():
        stem, forms, done = line.split(":")
        past |= {form: stem for form in forms.split(",") if form}
        participle |= {done: stem} if done else {}
    return past, participle


PAST, PARTICIPLE = _strong()
# Pasts that are an everyday noun or other verb too: a verb only where one is asked for. They read
# as "namen", "lagen", "weken" without their ending.
NOUNS_FIRST = frozenset(
    "baad boog bond braak gaaf glom goot kloof laag maat mat naam rook school sloop spraak staak"
    " staal stal stoof week wond zaag bad".split()
)

# Beginnings of a verb that leave its participle without ge-, and particles that may stand apart.
UNSTRESSED = ("be", "er", "her", "mis", "ont", "ver")
PARTICLES = tuple(
    "aan achter af bekend bij binnen boven bloot buiten deel dicht door gelijk gereed goed heen"
    " hoog in klaar kwijt langs los mede mee na neer om omhoog omlaag onder op open over overeen"
    " plaats rond samen schoon stil tegen teleur terecht terug thuis toe uit vast vol voor voort"
    " vooruit vrij waar weer weg".split()
)

# No participles, though they begin with ge- and end like one; and verbs whose stem begins with ge-.
GE_NOUNS = frozenset(
    "gebed gebied gebit gebod geboort gedacht gedeelt gedicht geduld gehalt geld geluid gelaat"
    " gelid gemaal gemal gemeent gemiddeld gemoed genot geraamt gerecht gerucht geschut geslacht"
    " gesteent geval gevaar gevecht gewest geweld gewicht gewoont gezant gewond gezicht"
    " gezind gezond".split()
)
GE_VERBS = tuple("gebeur gebied gebruik gedoog geloof geniet getuig gevoel".split())

# Without their last letter these would be another word: "plant" is no form of "plan".
WHOLE = tuple(
    "aard band beurt bond borst buurt eend eind feest gast grond hart held kant kast kind klant"
    " krant kwart land last lint maand maart mand markt mist mond munt paard pand plant print punt"
    " rand rest rust schild schuld sport staart stand start tent test veld verkeerd voort vriend"
    " waard wand want weekend wild wind wond zwaard".split()
)
ALWAYS_WHOLE = ("stand", "band")
# Stems and nouns that end in an -en which is no ending, as those of tekenen and kennen.
STEMS_IN_EN = frozenset("jongen ken oefen open orden reden regen reken teken wapen zegen".split())

# Plurals that change more than their ending: those that end compounds too ("kamerleden"), and
# those whose vowel grows long (a compound's last vowel is written long in a root anyway).
PLURALS = {
    "steden": "stad",
    "leden": "lid",
    "schepen": "schip",
    "smeden": "smid",
    "kinderen": "kind",
    "kinder": "kind",
    "runderen": "rund",
    "eieren": "ei",
    "kalveren": "kalf",
    "liederen": "lied",
    "volkeren": "volk",
    "bladeren": "blad",
    "centra": "centrum",
    "musea": "museum",
    "visa": "visum",
    "ici": "icus",
}
GROWN = {
    "baden": "bad",
    "dagen": "dag",
    "daken": "dak",
    "gaten": "gat",
    "glazen": "glas",
    "goden": "god",
    "graven": "graf",
    "hoven": "hof",
    "paden": "pad",
    "vaten": "vat",
    "wegen": "weg",
}

# Adjectives whose degrees are theirs alone; "ouder" and "meer" are words of their own.
GRADABLE = frozenset(
    "arm breed dicht diep dik droog druk duur dun erg fel fijn goedkoop groot hard hoog jong kil"
    " klein koel kort koud laag laat lang langzaam licht lief mooi nauw nieuw oud puur rijk ruim"
    " scherp schoon slecht slim smal snel sterk streng strikt traag vaak ver vers vlug vol warm"
    " zacht zuiver zwaar zwak".split()
)
DERIVED = ("ig", "lijk", "baar", "zaam", "loos", "achtig", "rijk")

# Words that no ending is taken off: numbers ("zeven" is no verb), short words of grammar, and the
# noun that would be a verb's participle.
FIXED = frozenset(
    "een geen twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien"
    " zestien zeventien achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig"
    " negentig honderd duizend eerste tweede derde vierde vijfde zesde zevende achtste negende"
    " tiende beide binnen boven buiten eerder geweest hebben minder namens naast niet ouder sinds"
    " steeds tegen tijdens toen tussen verder volgens voorbij wegens zonder gedrag".split()
)

# Roots of nouns that a verb makes with another vowel or ending: "toename" of "toenemen".
VERBAL_NOUNS = {
    "name": "neem",
    "gif": "geef",
    "koms": "koom",
    "vonds": "vind",
    "vangs": "vang",
    "brengs": "breng",
    "wins": "win",
    "dracht": "draag",
    "keus": "kies",
    "braak": "breek",
    "spraak": "spreek",
    "gang": "ga",
}

VOWELS = "aeiouy"
#: A run of vowels; "ij" is one, and a "j" that a vowel does not precede is none.
SYLLABLE = re.compile(r"ij|[aeiouy]++")

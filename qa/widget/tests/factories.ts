// Facts, passages and answers with defaults: a test names only what it is about.

import type { Answer, Fact, Hit } from "../src/json.ts";

export function fact(year: number, shown: string, more: Partial<Fact> = {}): Fact {
  return {
    id: `kst-1:tabel1:${year}`,
    briefId: "kst-1",
    maat: "aantal",
    onderwerp: "overvallen",
    waarde: shown.replaceAll(".", "").replace(",", ".").replace("%", ""),
    weergave: shown,
    eenheid: "",
    grens: "exact",
    omschrijving: `overvallen, ${year}`,
    citaat: `${year} ${shown}`,
    plaats: `tabel 1, rij ${year}`,
    jaar: year,
    reeks: "kst-1.aantal.overvallen",
    reeksTitel: "Aantal overvallen",
    verwijzing: `Kamerstuk 1, par. 1, tabel 1, rij ${year}`,
    kopHerkomst: "brief",
    kopZeker: true,
    kopToelichting: "",
    definitie: null,
    bron: null,
    positie: [year, year + 5 + shown.length],
    waardePositie: [year + 5, year + 5 + shown.length],
    ...more,
  };
}

export function hit(text: string, core: string, more: Partial<Hit> = {}): Hit {
  const at = [...text.slice(0, text.indexOf(core))].length;
  return {
    id: "kst-1:p1",
    briefId: "kst-1",
    pad: ["1 Inleiding"],
    soort: "alinea",
    tekst: text,
    positie: [100, 100 + [...text].length],
    kern: { tekst: core, positie: [100 + at, 100 + at + [...core].length] },
    noten: [],
    buren: { vorige: null, volgende: null },
    ookIn: [],
    verwijzing: "Kamerstuk 1, par. 1",
    url: "https://example.org/kst-1.html",
    ...more,
  };
}

export function answer(more: Partial<Answer> = {}): Answer {
  return {
    id: "0123456789abcdef",
    soort: "antwoord",
    vraag: "Hoeveel?",
    tekst: "Zoveel.",
    reden: null,
    sterkte: "sterk",
    gelezenAls: null,
    feiten: [],
    naaste: [],
    berekening: null,
    fragmenten: [],
    deelantwoorden: [],
    suggesties: [],
    context: null,
    vervolgOp: null,
    ...more,
  };
}

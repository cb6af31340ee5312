// Breaks DATA.blocks into pages: words one by one, until what is below no longer leaves room.
const pages = [];
const element = (tag, css, inside) => {
  const made = document.createElement(tag);
  made.className = css;
  if (inside) inside.append(made);
  return made;
};
const open = () => {
  const page = element("div", "page", document.body);
  const parts = {};
  for (const name of ["head", "side", "body", "notes", "number"]) {
    parts[name] = element("div", name, page);
  }
  parts.head.innerHTML = DATA.head;
  parts.side.innerHTML = pages.length ? DATA.side.split("<!--first-->")[0] : DATA.side;
  pages.push(parts);
  return parts;
};
const note = (page, number) => {
  const made = element("div", "", page.notes);
  made.innerHTML = `<sup>${number}</sup> ${DATA.notes[number - 1]}`;
  return made;
};
let page = open();
for (const block of DATA.blocks) {
  let made = element(block.tag === "raw" ? "div" : block.tag, block.css, page.body);
  let count = 0;
  for (const word of block.words) {
    const before = made.innerHTML;
    made.innerHTML = before + word;
    const numbers = [...word.matchAll(/data-note="(\d+)"/g)].map((found) => found[1]);
    const called = numbers.map((number) => note(page, number));
    const isHeading = /^h\d$/.test(block.tag);
    const room = isHeading ? 60 : 0;
    const isFull = page.body.getBoundingClientRect().bottom + 8 + room >
      page.notes.getBoundingClientRect().top;
    if (isFull && page.body.childElementCount > (count ? 0 : 1)) {
      called.forEach((each) => each.remove());
      made.innerHTML = before;
      if (!count || isHeading) made.remove();
      page = open();
      made = element(block.tag === "raw" ? "div" : block.tag, block.css, page.body);
      made.innerHTML = isHeading ? before + word : word.trimStart();
      numbers.forEach((number) => note(page, number));
    }
    count += 1;
  }
}
pages.forEach((each, index) => {
  each.number.textContent = `Pagina ${index + 1} van ${pages.length}`;
});

// Builds src/ into dist/, the same bytes each time, and prints what each file weighs.
// `--tests` bundles the tests into .tests/; `--check` refuses a bundle that differs from dist/.
import { build, transform } from "esbuild";
import { copyFile, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import ts from "typescript";

const HERE = fileURLToPath(new URL(".", import.meta.url));

// A style sheet is imported as text, minified: it becomes a constructable sheet.
const css = {
  name: "css",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const sheet = await transform(await readFile(path, "utf8"), { loader: "css", minify: true });
      return { contents: sheet.code, loader: "text" };
    });
  },
};

// What only indents a template is left out: between tags nothing, within one a single space.
const templates = {
  name: "templates",
  setup({ onLoad }) {
    onLoad({ filter: /src\/\w+\.ts$/ }, async ({ path }) => {
      const contents = await readFile(path, "utf8");
      return { contents: dense(contents, path), loader: "ts" };
    });
  },
};

function dense(source, path) {
  const pieces = [];
  const visit = (node) => {
    if (ts.isTaggedTemplateExpression(node) && /^(html|svg)$/.test(node.tag.getText())) {
      const { template } = node;
      const spans = template.templateSpans ?? [];
      pieces.push(template.head ?? template, ...spans.map(({ literal }) => literal));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true));
  for (const piece of pieces.sort((one, other) => other.getStart() - one.getStart())) {
    const [from, to] = [piece.getStart(), piece.getEnd()];
    const text = source.slice(from, to).replace(/\s*\n\s*/g, (gap, at, whole) => {
      const [before, after] = [whole.slice(0, at), whole.slice(at + gap.length)];
      const isBetween = /[>`]$/.test(before) || /^[<>`]/.test(after);
      return isBetween || (before === "}" && after === "${") ? "" : " ";
    });
    source = source.slice(0, from) + text + source.slice(to);
  }
  return source;
}

// Names that need not be written in full: of the widget's words, and of what its parts need of it. One
// that is used in any other way, as a field of JSON or in a text, stays as it is.
async function ownNames() {
  const sources = {};
  for (const name of await readdir(`${HERE}src`)) {
    if (name.endsWith(".ts")) sources[name] = await readFile(`${HERE}src/${name}`, "utf8");
  }
  const { "nl.ts": words, "en.ts": _, ...others } = sources;
  const count = (text, pattern) => text.match(new RegExp(pattern, "g"))?.length ?? 0;
  const isOwn = (name) =>
    count(words, `\\b${name}:`) === 1 &&
    !count(Object.values(others).join(), `(?<!words\\.)\\b${name}\\b`);
  const own = [...words.matchAll(/^  (\w+):/gm)].map(([, name]) => name).filter(isOwn);
  const parts = sources["view.ts"] + sources["host.ts"];
  const needed = [...parts.matchAll(/^  (?!vraag)(\w+)\(/gm)].map(([, name]) => name); // that one is the page's
  return new RegExp(`^(${[...own, ...needed].join("|")})$`);
}

const shared = { absWorkingDir: HERE, bundle: true, format: "esm", plugins: [css, templates], target: "es2022" };

if (process.argv.includes("--tests")) {
  await rm(`${HERE}.tests`, { recursive: true, force: true });
  const tests = (await readdir(`${HERE}tests`)).filter((name) => name.endsWith(".test.ts"));
  await build({
    ...shared,
    entryPoints: tests.map((name) => `tests/${name}`),
    outdir: ".tests",
    outExtension: { ".js": ".mjs" },
    platform: "node",
  });
} else {
  const minified = { legalComments: "none", minify: true };
  const notice = "/* lit-html: Copyright 2017 Google LLC, BSD-3-Clause, lit-html.LICENSE.txt */";
  const done = await build({
    ...shared,
    ...minified,
    entryPoints: { "vraag-de-brief": "src/register.ts", brief: "src/brief.ts" },
    mangleProps: await ownNames(),
    outdir: "dist",
    write: false,
  });
  const write = !process.argv.includes("--check");
  // Its licence asks to go with the code that the script holds.
  if (write) await copyFile(`${HERE}node_modules/lit-html/LICENSE`, `${HERE}dist/lit-html.LICENSE.txt`);
  for (const { path, text } of done.outputFiles) {
    // Names within one file are shorter than those of many files put together.
    const footer = text.includes("lit-html") ? notice : "";
    const { code } = await transform(text, { ...minified, footer, format: "esm", target: shared.target });
    if (write) await writeFile(path, code);
    else if ((await readFile(path, "utf8")) !== code) {
      throw new Error(`${path} is not what src/ makes: run npm run build`);
    }
  }
  for (const name of ["vraag-de-brief.js", "brief.js"]) {
    const code = await readFile(`${HERE}dist/${name}`);
    const hash = createHash("sha384").update(code).digest("base64");
    console.log(`${name}  ${gzipSync(code, { level: 9 }).length} bytes gzipped  sha384-${hash}`);
  }
}

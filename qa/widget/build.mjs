// Builds src/ into dist/, the same bytes each time, and prints what each file weighs.
// `--tests` bundles the tests into .tests/; `--check` refuses a bundle that differs from dist/.
import { build, transform } from "esbuild";
import { copyFile, readFile, readdir, rm } from "node:fs/promises";
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
  const write = !process.argv.includes("--check");
  const done = await build({
    ...shared,
    entryPoints: { "vraag-de-brief": "src/widget.ts", brief: "src/brief.ts" },
    outdir: "dist",
    legalComments: "eof",
    minify: true,
    write,
  });
  // Its licence asks to go with the code that the script holds.
  if (write) await copyFile(`${HERE}node_modules/lit-html/LICENSE`, `${HERE}dist/lit-html.LICENSE.txt`);
  for (const { path, contents } of done.outputFiles ?? []) {
    if (!(await readFile(path)).equals(contents)) {
      throw new Error(`${path} is not what src/ makes: run npm run build`);
    }
  }
  for (const name of ["vraag-de-brief.js", "brief.js"]) {
    const code = await readFile(`${HERE}dist/${name}`);
    const hash = createHash("sha384").update(code).digest("base64");
    console.log(`${name}  ${gzipSync(code, { level: 9 }).length} bytes gzipped  sha384-${hash}`);
  }
}

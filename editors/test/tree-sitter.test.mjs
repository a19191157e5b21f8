// The tree-sitter grammar draws the items that `loket` draws. What those are is in `boundaries.json`, which
// `cargo test boundaries` writes. TREE_SITTER is the command line tool.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import { boundaries, grammarFolder, treeSitter } from "./paths.mjs";

/** By file: its items as ours, and whether anything in it was unexpected. */
const trees = new Map();
const texts = JSON.parse(readFileSync(join(boundaries, "boundaries.json"), "utf8"));

before(() => {
  const list = join(boundaries, "files.txt");
  writeFileSync(list, texts.map((it) => join(boundaries, it.file)).join("\n") + "\n");
  const run = spawnSync(treeSitter, ["parse", "--xml", "--paths", list], {
    cwd: grammarFolder,
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  const sources = run.stdout.match(/<source name="[^"]*">[\s\S]*?<\/source>/g) ?? [];
  assert.equal(sources.length, texts.length, run.stderr);
  sources.forEach((xml, at) => trees.set(texts[at].file, read(xml, readFileSync(join(boundaries, texts[at].file)))));
  // The tool tells of what is missing only behind the trees.
  for (const [, file, fault] of run.stdout.matchAll(/([0-9]+\.org)\s+Parse:.*\((MISSING .*)\)$/gm)) trees.get(file).faults.push(fault);
});

/** The items of a tree, in bytes, its faults, and where items begin that are none. */
function read(xml, bytes) {
  const lines = [0];
  bytes.forEach((byte, at) => byte === 10 && lines.push(at + 1));
  const items = [];
  const faults = [];
  const strays = [];
  for (const [, node, rest] of xml.matchAll(/<([A-Za-z_]+)((?: [a-z]+="[^"]*")+)/g)) {
    const has = Object.fromEntries([...rest.matchAll(/ ([a-z]+)="([^"]*)"/g)].map((it) => [it[1], it[2]]));
    const place = (row, column) => lines[Number(row)] + Number(column);
    if (node === "declaration" || node === "statement") {
      items.push([node, place(has.srow, has.scol), place(has.erow, has.ecol)]);
    }
    if (node === "unexpected_item") strays.push(place(has.srow, has.scol));
    if (["ERROR", "unexpected", "unexpected_item", "unclosed"].includes(node)) faults.push(`${node}@${has.srow}`);
  }
  return { items, faults, strays };
}

test("sound texts have the same items and no fault", () => {
  const sound = texts.filter((it) => it.errors === 0 && !it.outline);
  assert.ok(sound.length > 250, `${sound.length}`);
  for (const { file, origin, items } of sound) {
    assert.deepEqual(trees.get(file), { items, faults: [], strays: [] }, `${origin} (${file})`);
  }
});

test("texts with mistakes have a fault, and their items begin where ours begin", () => {
  const faulty = texts.filter((it) => it.errors > 0);
  assert.ok(faulty.length > 3, `${faulty.length}`);
  for (const { file, origin, items, errors } of faulty) {
    const tree = trees.get(file);
    assert.notEqual(tree.faults.length, 0, `${origin} (${file})`);
    // `loket` mends a misspelt head, which is an unexpected item here, and drops what it cannot mend, which is kept here.
    const theirs = [...tree.items.map((it) => it[1]), ...tree.strays];
    assert.deepEqual(items.filter((it) => !theirs.includes(it[1])), [], `${origin} (${file})`);
    const extra = tree.items.filter((it) => !items.some((ours) => ours[1] === it[1]));
    assert.ok(extra.length <= errors, `${origin} (${file}): ${JSON.stringify(extra)}`);
  }
});

test("a mistake in one item leaves all others as they were", () => {
  const sound = texts.find((it) => it.origin === "policies/duinrade/rights.org");
  const text = readFileSync(join(boundaries, sound.file), "utf8");
  const folder = mkdtempSync(join(tmpdir(), "loket-"));
  const lines = text.split("\n");
  const heads = lines.flatMap((line, at) => (/^(allow|forbid|need) /.test(line) ? [at] : []));
  const breaks = [
    (line) => line.replace(/ to /, " too "),
    (line) => line.replace(/^\w+/, "alow"),
    (line) => line.replace(/,/, ";;"),
    (line) => `${line} = (x`,
    (line) => `${line} "open`,
    (line) => line.slice(0, 12),
  ];
  const files = heads.map((head, at) => {
    const broken = [...lines];
    broken[head] = breaks[at % breaks.length](lines[head]);
    const path = join(folder, `${at}.org`);
    writeFileSync(path, broken.join("\n"));
    return { head, path, broken };
  });
  const list = join(folder, "files.txt");
  writeFileSync(list, files.map((it) => it.path).join("\n") + "\n");
  const run = spawnSync(treeSitter, ["parse", "--xml", "--paths", list], { cwd: grammarFolder, encoding: "utf8", maxBuffer: 1 << 30 });
  const sources = run.stdout.match(/<source name="[^"]*">[\s\S]*?<\/source>/g);
  const line = (text, at) => text.slice(0, at).split("\n").length - 1;
  const rows = sound.items.map((it) => line(text, it[1]));
  files.forEach(({ head, broken, path }, at) => {
    const { items } = read(sources[at], Buffer.from(broken.join("\n")));
    const found = items.map((it) => line(Buffer.from(broken.join("\n")).subarray(0, it[1]).toString(), Infinity));
    assert.deepEqual(found.filter((it) => it !== head), rows.filter((it) => it !== head), `${broken[head]} (${path})`);
  });
});

test("the corpus", () => {
  execFileSync(treeSitter, ["test"], { cwd: grammarFolder, stdio: "pipe", encoding: "utf8" });
});

test("the committed parser is what the grammar generates", () => {
  const files = ["src/parser.c", "src/grammar.json", "src/node-types.json"];
  const committed = files.map((it) => readFileSync(join(grammarFolder, it), "utf8"));
  const output = mkdtempSync(join(tmpdir(), "loket-"));
  execFileSync(treeSitter, ["generate", "--output", output], { cwd: grammarFolder, stdio: "pipe" });
  files.forEach((it, at) => {
    const fresh = readFileSync(join(output, it.replace("src/", "")), "utf8");
    assert.ok(fresh === committed[at], `${it} is stale: run \`tree-sitter generate\` in editors/tree-sitter-loket`);
  });
});

// The queries of the tree-sitter grammar, and those that are derived from them for Neovim, Helix and Zed.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { alike, broken, sound } from "./broken.mjs";
import { grammarFolder, root, treeSitter } from "./paths.mjs";
import { fixture, hold, lines, named } from "./tokens.mjs";

/** What a query captures in a file: `{ pattern, name, start, end }`, places as rows and columns. */
function captures(query, file) {
  const run = spawnSync(treeSitter, ["query", "--captures", query, file], { cwd: grammarFolder, encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  const found = run.stdout.matchAll(/^ +pattern: +(\d+), capture: \d+ - (\S+), start: \((\d+), (\d+)\), end: \((\d+), (\d+)\)/gm);
  return [...found].map(([, pattern, name, ...at]) => {
    const [row, column, lastRow, lastColumn] = at.map(Number);
    return { pattern: Number(pattern), name, start: [row, column], end: [lastRow, lastColumn] };
  });
}

const before = (a, b) => a[0] < b[0] || (a[0] === b[0] && a[1] <= b[1]);
const length = (it) => (it.end[0] - it.start[0]) * 10_000 + it.end[1] - it.start[1];

/** The name of what stands at a place: of the innermost node, and there of the last pattern. */
function innermost(all, row, column) {
  const around = all.filter((it) => before(it.start, [row, column]) && before([row, column + 1], it.end));
  return around.sort((a, b) => length(b) - length(a) || a.pattern - b.pattern).at(-1)?.name ?? "nothing";
}

const own = join(grammarFolder, "queries");

test("tree-sitter names every token by its class", () => {
  assert.ok(lines.every((it) => /^[\x00-\x7f]*$/.test(it)), "columns are bytes");
  const all = captures(join(own, "highlights.scm"), fixture);
  hold((row, column) => innermost(all, row, column), named("tree-sitter"));
});

test("tree-sitter keeps a mistake where it is", () => {
  const rows = [sound, broken].map((file) => {
    const all = captures(join(own, "highlights.scm"), file);
    return readFileSync(file, "utf8").split("\n").map((_, row) => all.filter((it) => it.start[0] === row));
  });
  alike(...rows);
});

const derived = ["vim/queries/loket", "helix/queries/loket", "zed/languages/loket"];
const queries = [own, ...derived.map((it) => join(root, "editors", it))].flatMap((folder) =>
  readdirSync(folder).filter((it) => it.endsWith(".scm")).map((it) => join(folder, it)));

for (const query of queries) {
  test(`${query.slice(root.length + 1)} finds something`, () => {
    assert.notEqual(captures(query, fixture).length, 0);
  });
}

test("derived highlights find what the source finds", () => {
  const places = (query) => captures(query, fixture).map((it) => [it.pattern, it.start, it.end]);
  const source = places(join(own, "highlights.scm"));
  for (const folder of derived) assert.deepEqual(places(join(root, "editors", folder, "highlights.scm")), source, folder);
});

test("tags name what is declared and what is referred to", () => {
  const text = (it) => lines[it.start[0]].slice(it.start[1], it.end[1]);
  const all = captures(join(own, "tags.scm"), fixture);
  const names = all.filter((it) => it.name === "name").map(text);
  for (const name of ["KCC", "Avond", "Paspoort", "Klant", "`app`", "Oost", "Balie"]) assert.ok(names.includes(name), name);
  assert.ok(all.some((it) => it.name === "doc"));
});

test("folds are the blocks, and the runs of comments", () => {
  const rows = captures(join(own, "folds.scm"), fixture).map((it) => it.start[0]);
  lines.forEach((line, at) => line.endsWith(" {") && assert.ok(rows.includes(at), line));
});

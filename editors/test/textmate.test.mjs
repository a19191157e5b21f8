// The TextMate grammar on the marked file, on all policies, and on what is half written.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { alike, broken, sound } from "./broken.mjs";
import { hold, lines, scoped } from "./tokens.mjs";
import { boundaries, root } from "./paths.mjs";

const require = createRequire(import.meta.url);
const oniguruma = require("vscode-oniguruma");
const { INITIAL, Registry } = require("vscode-textmate");

const path = join(root, "editors/vscode/syntaxes/loket.tmLanguage.json");
const source = JSON.parse(readFileSync(path, "utf8"));
await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")).buffer);
const registry = new Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async () => source,
});
const grammar = await registry.loadGrammar("source.loket");

/** For each line its tokens: `{ startIndex, endIndex, scopes }`. */
function tokens(text) {
  let stack = INITIAL;
  return text.map((line) => {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    return result.tokens;
  });
}

/** The innermost scope of a token; that of what a quote or `#` belongs to, where it stands for it. */
const innermost = (token) =>
  token.scopes.filter((it) => !/^punctuation\.definition\.(string|tag)/.test(it)).at(-1).replace(/\.loket$/, "");

test("every token has the scope of its class", () => {
  const all = tokens(lines);
  hold((row, column) => innermost(all[row].find((it) => column < it.endIndex)), scoped("textmate"));
});

test("every scope of the grammar is seen in the marked file or is a mistake", () => {
  const seen = new Set(tokens(lines).flat().flatMap((it) => it.scopes));
  const scopes = new Set(JSON.stringify(source).match(/"name":"[^"]*\.loket"/g).map((it) => it.slice(8, -1)));
  const unseen = [...scopes].filter((it) => !seen.has(it) && !it.startsWith("invalid."));
  assert.deepEqual(unseen, []);
});

test("a mistake stays where it is", () => {
  alike(...[sound, broken].map((it) => tokens(readFileSync(it, "utf8").split("\n"))));
});

test("sound policies have nothing illegal, and their items begin as keywords do", () => {
  const texts = JSON.parse(readFileSync(join(boundaries, "boundaries.json"), "utf8"));
  for (const { file, origin, items } of texts.filter((it) => it.errors === 0 && !it.outline)) {
    const text = readFileSync(join(boundaries, file), "utf8");
    const rows = text.split("\n");
    const all = tokens(rows);
    const illegal = all.flatMap((line, row) =>
      line.filter((it) => innermost(it).startsWith("invalid.")).map((it) => rows[row].slice(it.startIndex, it.endIndex)));
    // What is read but refused: characters that turn the direction of reading, and quantities and escapes that are none.
    if (!/bidi|organisation/.test(origin)) assert.deepEqual(illegal, [], `${origin} (${file})`);
    const bytes = Buffer.from(text);
    for (const [, start] of items) {
      const before = bytes.subarray(0, start).toString().split("\n");
      const token = all[before.length - 1].find((it) => before.at(-1).length < it.endIndex);
      assert.match(innermost(token), /^(storage\.type|keyword\.control)/, `${origin} (${file}) line ${before.length}`);
    }
  }
});

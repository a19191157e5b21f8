// The extension of Visual Studio Code: what is in its package, which files it takes for policies, its snippets.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import yauzl from "yauzl";
import { decisions } from "./decisions.mjs";
import { grammarFolder, here, root, scratch, treeSitter } from "./paths.mjs";

const require = createRequire(import.meta.url);
const folder = join(root, "editors/vscode");
const json = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));

/** The files in a zip file: name to text. */
async function unpacked(path) {
  const zip = await promisify(yauzl.open)(path, { lazyEntries: true });
  const files = new Map();
  return new Promise((resolve, reject) => {
    zip.on("entry", (entry) =>
      zip.openReadStream(entry, async (error, stream) => {
        if (error) return reject(error);
        files.set(entry.fileName, Buffer.concat(await stream.toArray()).toString());
        zip.readEntry();
      }));
    zip.on("end", () => resolve(files));
    zip.on("error", reject);
    zip.readEntry();
  });
}

test("the extension packs without a network, and holds what it must", async () => {
  const out = join(scratch(), "loket.vsix");
  const nowhere = "http://127.0.0.1:9";
  execFileSync("npm", ["run", "package", "--", "--out", out], {
    cwd: here, stdio: "pipe", env: { ...process.env, npm_config_offline: "true", HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere },
  });
  const files = await unpacked(out);
  const own = [
    "LICENSE-APACHE", "LICENSE-MIT", "decide.js", "extension.js", "language-configuration.json", "package.json", "readme.md",
    "snippets/loket.json", "syntaxes/loket.tmLanguage.json",
  ].map((it) => `extension/${it}`);
  assert.deepEqual([...files.keys()].sort(), ["[Content_Types].xml", "extension.vsixmanifest", ...own]);
  for (const it of own.filter((it) => !it.endsWith("readme.md"))) {
    assert.equal(files.get(it), readFileSync(join(folder, it.replace("extension/", "")), "utf8"), it);
  }
  const manifest = JSON.parse(files.get("extension/package.json"));
  const { languages, grammars, snippets } = manifest.contributes;
  const named = [manifest.main, languages[0].configuration, grammars[0].path, snippets[0].path];
  for (const it of named) assert.ok(files.has(`extension/${it.replace("./", "")}`), it);
  assert.match(files.get("extension.vsixmanifest"), /Id="loket" Version="[\d.]+" Publisher="loket"/);
  assert.equal(manifest.version, /^version = "(.*)"$/m.exec(readFileSync(join(root, "Cargo.toml"), "utf8"))[1]);
});

test("the extension tells policies from outlines", () => {
  const { isPolicy } = require(join(folder, "decide.js"));
  for (const { path, text, policy } of decisions()) assert.equal(isPolicy(text, path), policy, `${path}: ${text}`);
  assert.equal(isPolicy("unit KCC\n", undefined), true);
  assert.equal(isPolicy("", undefined), false);
  // Before the extension runs, VS Code itself looks at the first line.
  const first = new RegExp(json("package.json").contributes.languages[0].firstLine);
  assert.ok(first.test("unit KCC { kind: kcc }") && first.test("// A comment.") && first.test("offer"));
  assert.ok(!first.test("* Dienstverlening") && !first.test("#+TITLE: unit") && !first.test("units are parts"));
});

test("the extension sets the language of policies, and of nothing else", () => {
  const set = [];
  const document = ({ path, text }, languageId) => ({
    languageId,
    fileName: path,
    uri: { scheme: "file", fsPath: path },
    lineCount: text.split("\n").length,
    lineAt: () => ({ range: { end: 0 } }),
    getText: () => text,
  });
  const open = decisions().flatMap((it) => ["plaintext", "org"].map((language) => ({ ...it, document: document(it, language) })));
  const elsewhere = document({ path: "/tmp/a.txt", text: "unit KCC\n" }, "plaintext");
  const listeners = [];
  const vscode = {
    Position: class {},
    Range: class {},
    languages: { setTextDocumentLanguage: (it, language) => set.push([it, language]) },
    workspace: {
      textDocuments: [elsewhere, ...open.slice(0, 10).map((it) => it.document)],
      onDidOpenTextDocument: (listener) => listeners.push(listener),
    },
  };
  const load = Module._load;
  Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));
  const context = { subscriptions: [] };
  require(join(folder, "extension.js")).activate(context);
  Module._load = load;
  open.slice(10).forEach((it) => listeners[0](it.document));
  assert.equal(context.subscriptions.length, 1);
  assert.deepEqual(set, open.filter((it) => it.policy).map((it) => [it.document, "loket"]));
});

test("the text of every snippet is sound", () => {
  const place = scratch();
  const files = Object.entries(json("snippets/loket.json")).map(([name, { body, prefix, description }], at) => {
    assert.ok(prefix && description, name);
    const filled = [body].flat().join("\n")
      .replace(/\$CURRENT_YEAR/g, "2026")
      .replace(/\$CURRENT_(?:MONTH|DATE)/g, "01")
      .replace(/\$\{\d+\|([^,|]+)[^|]*\|\}/g, "$1")
      .replace(/\$\{\d+:([^{}]*)\}/g, "$1")
      .replace(/\$\d+/g, "");
    assert.doesNotMatch(filled, /\$/, name);
    const file = join(place, `${at}.org`);
    writeFileSync(file, `${filled}\n`);
    return [name, file];
  });
  for (const [name, file] of files) {
    const tree = execFileSync(treeSitter, ["parse", file], { cwd: grammarFolder, encoding: "utf8", stdio: "pipe" });
    assert.doesNotMatch(tree, /ERROR|MISSING|unexpected|unclosed/, `${name}: ${readFileSync(file, "utf8")}`);
    assert.match(tree, /\((declaration|statement|annotation)/, name);
  }
});

test("brackets, comments, words and indents", () => {
  const rules = json("language-configuration.json");
  assert.equal(rules.comments.lineComment, "//");
  const word = new RegExp(`^(?:${rules.wordPattern.pattern})$`, rules.wordPattern.flags);
  for (const it of ["KCC", "up-to", "Één-loket", "zeer_geheim", "Balie2"]) assert.match(it, word);
  for (const it of ["a.b", "2e", "a--b", "a-", "#a"]) assert.doesNotMatch(it, word);
  const { increaseIndentPattern: more, decreaseIndentPattern: less } = rules.indentationRules;
  for (const it of ["unit KCC {", 'unit KCC "a { b" {', "unit `a` {"]) assert.match(it, new RegExp(more.pattern), it);
  for (const it of ["unit KCC { kind: kcc }", "// {", 'unit KCC "{"', "}"]) assert.doesNotMatch(it, new RegExp(more.pattern), it);
  assert.match("  }", new RegExp(less.pattern));
  assert.match("/// a", new RegExp(rules.onEnterRules[0].beforeText.pattern));
  assert.doesNotMatch("//// a", new RegExp(rules.onEnterRules[0].beforeText.pattern));
});

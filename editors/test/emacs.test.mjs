// Emacs: colours, which mode a file is in, indenting, what is listed.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { alike, broken, sound } from "./broken.mjs";
import { decisions } from "./decisions.mjs";
import { dumped, here, policies, root, scratch } from "./paths.mjs";
import { fixture, hold, named } from "./tokens.mjs";

const mode = join(root, "editors/emacs/loket-mode.el");
const run = (task, variables) =>
  dumped(["emacs", "-Q", "--batch", "-l", mode, "-l", join(here, "editor.el"), "-f", `loket-test-${task}`], variables);

test("emacs colours every token by its class", () => {
  const faces = run("faces", { LOKET_FILE: fixture }).map((line) => line.split(" , "));
  hold((row, column) => faces[row][column], named("emacs"));
});

test("emacs keeps a mistake where it is", () => {
  alike(...[sound, broken].map((it) => run("faces", { LOKET_FILE: it })));
});

test("emacs tells policies from outlines", () => {
  const files = decisions();
  const modes = run("modes", { LOKET_FILES: files.map((it) => it.path).join("\n") });
  const wanted = files.map((it) => [it.text, it.policy ? "loket-mode" : "org-mode"]);
  assert.deepEqual(files.map((it, at) => [it.text, modes[at]]), wanted);
});

test("emacs indents as the formatter does", () => {
  const files = policies.map((it) => join(root, it));
  const texts = run("indents", { LOKET_FILES: files.join("\n") }).join("\n").split("\n\n\f");
  files.forEach((file, at) => assert.equal(texts[at].trim(), readFileSync(file, "utf8").trim(), file));
});

test("emacs lists the items of a policy", () => {
  const file = join(scratch(), "a.org");
  writeFileSync(file, 'unit KCC {\n  unit `via` { }\n}\n// unit No\nservice Paspoort "unit Text"\nchannel Post { medium: letter }\n');
  assert.deepEqual(run("items", { LOKET_FILE: file }).sort(), ["Channel Post", "Service Paspoort", "Unit KCC", "Unit `via`"]);
});

test("emacs comments a line and indents a new one", () => {
  const file = join(scratch(), "a.org");
  writeFileSync(file, "unit KCC\n");
  assert.deepEqual(run("edits", { LOKET_FILE: file }), ["// unit KCC", "unit A {", "  kind: team", "}"]);
});

test("the mode of emacs compiles without a warning", () => {
  const copy = join(scratch(), "loket-mode.el");
  copyFileSync(mode, copy);
  execFileSync("emacs", ["-Q", "--batch", "--eval", "(setq byte-compile-error-on-warn t)", "-f", "batch-byte-compile", copy], { stdio: "pipe" });
});

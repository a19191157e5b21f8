// Vim and Neovim: colours, detection, indenting.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { alike, broken, sound } from "./broken.mjs";
import { decisions } from "./decisions.mjs";
import { dumped, here, loket, policies, root, scratch } from "./paths.mjs";
import { fixture, hold, named } from "./tokens.mjs";

const commands = {
  vim: ["vim", "-N", "-u", "NONE", "-i", "NONE", "-n", "-e", "-s"],
  nvim: ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n"],
};

for (const [name, command] of Object.entries(commands)) {
  const plugin = `set runtimepath^=${join(root, "editors/vim")}`;
  const run = (script, variables) => dumped([...command, "--cmd", plugin, "-S", join(here, script)], variables);

  test(`${name} colours every token by its class`, () => {
    const groups = run("dump.vim", { LOKET_FILE: fixture }).map((line) => line.split(" , "));
    hold((row, column) => groups[row][column], named("vim"));
  });

  test(`${name} keeps a mistake where it is`, () => {
    alike(...[sound, broken].map((it) => run("dump.vim", { LOKET_FILE: it })));
  });

  test(`${name} tells policies from outlines`, () => {
    const files = decisions();
    const types = run("decide.vim", { LOKET_FILES: files.map((it) => it.path).join("\n") });
    assert.deepEqual(files.map((it, at) => [it.text, types[at]]), files.map((it) => [it.text, it.policy ? "loket" : "org"]));
  });

  test(`${name} reads findings`, () => {
    const checked = spawnSync(loket, ["check", "--format", "plain", "policies/faulty/gap"], { cwd: root, encoding: "utf8" });
    const [line] = checked.stdout.split("\n");
    const [, path, row, column, level, text] = /^([^:]+):(\d+):(\d+): ([a-z]+)(.*)$/.exec(line);
    const file = join(scratch(), "findings");
    writeFileSync(file, `${line}\n`);
    const found = run("quickfix.vim", { LOKET_FILE: fixture, LOKET_FINDINGS: file });
    assert.deepEqual(found, [`${path} ${row} ${column} ${level[0]} ${text}`]);
  });

  test(`${name} indents as the formatter does`, () => {
    const files = policies.map((it) => join(root, it));
    const texts = run("indent.vim", { LOKET_FILES: files.join("\n") }).join("\n").split("\n\n\f");
    files.forEach((file, at) => assert.equal(texts[at].trim(), readFileSync(file, "utf8").trim(), file));
  });
}

// Vim and Neovim: colours, detection, indenting.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { decisions } from "./decisions.mjs";
import { here, root, installed } from "./paths.mjs";
import { fixture, hold } from "./tokens.mjs";

const commands = {
  vim: ["vim", "-N", "-u", "NONE", "-i", "NONE", "-n", "-e", "-s"],
  nvim: ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n"],
};

for (const [name, [program, ...options]] of Object.entries(commands)) {
  const skip = installed(program) ? false : `${program} is not installed`;

  /** Runs a script of this folder and gives the lines that it wrote. */
  const run = (script, variables) => {
    const dump = join(mkdtempSync(join(tmpdir(), "loket-")), "dump");
    const plugin = join(root, "editors/vim");
    const args = [...options, "--cmd", `set runtimepath^=${plugin}`, "-S", join(here, script)];
    execFileSync(program, args, { env: { ...process.env, LOKET_DUMP: dump, ...variables }, stdio: "pipe", timeout: 60_000 });
    return readFileSync(dump, "utf8").replace(/\n$/, "").split("\n");
  };

  test(`${name} colours every token by its class`, { skip }, () => {
    const groups = run("dump.vim", { LOKET_FILE: fixture }).map((line) => line.split(" , "));
    hold("vim", (row, column) => groups[row][column]);
  });

  test(`${name} tells policies from outlines`, { skip }, () => {
    const files = decisions();
    const types = run("decide.vim", { LOKET_FILES: files.map((it) => it.path).join("\n") });
    assert.deepEqual(files.map((it, at) => [it.text, types[at]]), files.map((it) => [it.text, it.policy ? "loket" : "org"]));
  });

  test(`${name} keeps the indents of a policy`, { skip }, () => {
    const path = join(root, "policies/duinrade/channels.org");
    assert.deepEqual(run("indent.vim", { LOKET_FILE: path }), readFileSync(path, "utf8").replace(/\n$/, "").split("\n"));
  });
}

// Where the tests find things, and how they run a program; .ci/editors sets the variables.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, "..", "..");
export const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
/** Built by `cargo test`. */
export const loket = join(target, "debug", "loket");
/** Written by `cargo test boundaries`. */
export const boundaries = join(target, "tmp", "editors");
export const grammarFolder = join(root, "editors", "tree-sitter-loket");
export const treeSitter = process.env.TREE_SITTER ?? "tree-sitter";

/** The files of the sound policies, from the root. */
export const policies = ["duinrade", "bank", "wijkteams"].flatMap((policy) =>
  readdirSync(join(root, "policies", policy), { recursive: true })
    .filter((it) => it.endsWith(".org"))
    .map((it) => join("policies", policy, it)),
);

export function scratch() {
  return mkdtempSync(join(tmpdir(), "loket-"));
}

/** Runs an editor with a script that writes to `$LOKET_DUMP`, and gives the lines that it wrote. */
export function dumped([program, ...options], variables) {
  const dump = join(scratch(), "dump");
  const env = { ...process.env, LOKET_DUMP: dump, ...variables };
  execFileSync(program, options, { env, stdio: "pipe", timeout: 120_000 });
  return readFileSync(dump, "utf8").replace(/\n$/, "").split("\n");
}

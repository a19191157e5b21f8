// Where the tests find things; .ci/editors sets the variables.

import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, "..", "..");
export const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
/** Written by `cargo test boundaries`. */
export const boundaries = join(target, "tmp", "editors");
export const grammarFolder = join(root, "editors", "tree-sitter-loket");
export const treeSitter = process.env.TREE_SITTER ?? "tree-sitter";
export const treeSitterHome = boundaries;

/** Whether a program can be run. */
export function installed(program) {
  return spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined;
}

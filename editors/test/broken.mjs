// A policy in which every second statement is spoilt: all other lines must look as they did.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, scratch } from "./paths.mjs";

export const sound = join(root, "policies/duinrade/rights.org");
export const broken = join(scratch(), "broken.org");

const lines = readFileSync(sound, "utf8").split("\n");
const heads = lines.flatMap((line, at) => (/^(allow|forbid|need) /.test(line) ? [at] : []));
const breaks = [
  (line) => line.replace(/ to /, " too "),
  (line) => line.replace(/^\w+/, "alow"),
  (line) => line.replace(/,|$/, ";;"),
  (line) => `${line} = (x`,
  (line) => `${line} "open`,
  (line) => line.slice(0, 12),
  (line) => `${line} \`open`,
  (line) => line.replace(/ to /, " to ] => "),
];

/** The rows of what is not spoilt. */
const rows = [];
const text = [...lines];
let spoilt = false;
lines.forEach((line, at) => {
  const head = heads.indexOf(at);
  if (head >= 0) spoilt = head % 2 === 1;
  else if (!/^ +\S/.test(line)) spoilt = false;
  if (head >= 0 && spoilt) text[at] = breaks[((head - 1) / 2) % breaks.length](line);
  if (!spoilt) rows.push(at);
});
assert.ok(heads.length > 2 * breaks.length, `${heads.length} statements`);
writeFileSync(broken, text.join("\n"));

/** Holds two lists of rows, of the sound and of the broken policy, to each other. */
export function alike(before, after) {
  assert.equal(after.length, before.length);
  for (const row of rows) assert.deepEqual(after[row], before[row], `line ${row + 1}: ${lines[row]}`);
}

// The marks of tokens.org: what stands where.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { here } from "./paths.mjs";

export const fixture = join(here, "tokens.org");
export const lines = readFileSync(fixture, "utf8").split("\n");
export const classes = JSON.parse(readFileSync(join(here, "classes.json"), "utf8"));

/** `{ row, column, class }` from 0, one for each marked sign. */
export const marks = [];
lines.forEach((line, at) => {
  const mark = /^\/\/( *)(\^+|<-) ([a-z-]+)$/.exec(line);
  if (!mark || !(mark[3] in classes)) return;
  let row = at - 1;
  while (/^\/\/ *(\^+|<-) [a-z-]+$/.test(lines[row])) row -= 1;
  const start = mark[2] === "<-" ? 0 : 2 + mark[1].length;
  const length = mark[2] === "<-" ? 1 : mark[2].length;
  for (let column = start; column < start + length; column += 1) {
    assert.ok(column < lines[row].length, `line ${at + 1} marks nothing`);
    marks.push({ row, column, class: mark[3] });
  }
});

for (const name of Object.keys(classes)) assert.ok(marks.some((it) => it.class === name), `${name} is not marked`);

/**
 * Holds an editor to the marks: `found(row, column)` is its name for what stands there, and `fits(class, name)` whether that is
 * the name of a class.
 */
export function hold(found, fits) {
  const wrong = [];
  for (const { row, column, class: name } of marks) {
    const is = found(row, column);
    if (!fits(name, is)) wrong.push(`${row + 1}:${column + 1} \`${lines[row][column]}\` of \`${lines[row].trim()}\` is ${is}, not ${name}`);
  }
  assert.deepEqual(wrong, []);
}

/** Whether an editor's name is one of a class, and the same where a name may go on after a dot. */
export const named = (editor) => (name, is) => [classes[name][editor]].flat().includes(is);
export const scoped = (editor) => (name, is) =>
  [classes[name][editor]].flat().some((it) => is === it || is.startsWith(`${it}.`));

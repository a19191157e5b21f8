// Files in `.org` that are policies, and such that are none, in and outside a project: the same for every editor.

import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const texts = [
  // A text, whether it is a policy outside a project, and inside one.
  ["unit KCC { kind: kcc }\n", true, true],
  ["// A comment.\n\nunit KCC { kind: kcc }\n", true, true],
  ["\n\n  offer Paspoort via Balie\n", true, true],
  ["\ufeffservice Paspoort\n", true, true],
  ["@review(2026-09-01)\noffer Paspoort via Balie\n", true, true],
  ["/// A doc comment.\nrecord Klant\n", true, true],
  ["expect no allow front to write *\n", true, true],
  ["* Dienstverlening\n** Wie doet wat\n", false, false],
  ["\n* Dienstverlening\n", false, false],
  ["#+TITLE: unit KCC\n\nunit KCC { }\n", false, false],
  [":PROPERTIES:\n:ID: 1\n:END:\n", false, false],
  ["# A remark of an outline.\nunit KCC\n", false, false],
  // Nothing tells but the project.
  ["", false, true],
  ["\n", false, true],
  ["responsable KCC for inform\n", false, true],
  ["Aantekeningen over het loket.\n", false, true],
  ["units are parts\n", false, true],
  ["unit: a part\n", false, true],
];

/** Writes the files: `{ path, text, policy }` each. The folder's name is not a plain one. */
export function decisions() {
  const folder = mkdtempSync(join(tmpdir(), "loket a,b-"));
  const project = join(folder, "project");
  mkdirSync(join(project, "deep", "er"), { recursive: true });
  writeFileSync(join(project, "loket.toml"), "");
  return texts.flatMap(([text, outside, inside], at) => {
    const files = [
      { path: join(folder, `${at}.org`), text, policy: outside },
      { path: join(project, "deep", "er", `${at}.org`), text, policy: inside },
    ];
    files.forEach((it) => writeFileSync(it.path, it.text));
    return files;
  });
}

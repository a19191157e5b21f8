// The syntax of Sublime Text, as bat reads it, in a theme that gives each class of tokens a colour of its own.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { alike, broken, sound } from "./broken.mjs";
import { root, scratch } from "./paths.mjs";
import { classes, fixture, hold, lines } from "./tokens.mjs";

const bat = process.env.BAT ?? "bat";
const folder = scratch();
const env = { ...process.env, BAT_CONFIG_DIR: folder, BAT_CACHE_PATH: join(folder, "cache"), COLORTERM: "truecolor" };
const names = Object.keys(classes);

/** bat's output of a file in the theme, from a working folder. */
const shown = (file, options = [], cwd = folder) =>
  execFileSync(bat, ["--color=always", "--decorations=never", "--paging=never", "--theme=Classes", ...options, file], {
    cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"],
  });

before(() => {
  for (const it of ["syntaxes", "themes"]) mkdirSync(join(folder, it));
  copyFileSync(join(root, "editors/sublime/Loket.sublime-syntax"), join(folder, "syntaxes/Loket.sublime-syntax"));
  const colour = (at) => `#0000${(at + 1).toString(16).padStart(2, "0")}`;
  const rules = names.map((name, at) => {
    const scopes = [classes[name].textmate].flat().join(", ");
    return `<dict><key>scope</key><string>${scopes}</string><key>settings</key><dict><key>foreground</key><string>${colour(at)}</string></dict></dict>`;
  });
  const all = `<dict><key>settings</key><dict><key>foreground</key><string>#ffffff</string><key>background</key><string>#000000</string></dict></dict>`;
  writeFileSync(
    join(folder, "themes/Classes.tmTheme"),
    `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict><key>name</key><string>Classes</string><key>settings</key><array>${all}${rules.join("")}</array></dict></plist>`,
  );
  execFileSync(bat, ["cache", "--build", "--source", folder, "--target", env.BAT_CACHE_PATH], { env, stdio: "pipe" });
});

/** For each sign of a line the class that its colour stands for. */
function read(line) {
  const out = [];
  let name = "nothing";
  for (const [, codes, sign] of line.matchAll(/\x1b\[([0-9;]*)m|([^\x1b])/gu)) {
    const blue = codes === undefined ? undefined : /38;2;0;0;(\d+)$/.exec(codes);
    if (sign !== undefined) out.push(name);
    else name = blue ? names[Number(blue[1]) - 1] : "nothing";
  }
  return out;
}

test("bat colours every token by its class", () => {
  const found = shown(fixture, ["--language=Loket"]).split("\n").map(read);
  assert.equal(found.length, lines.length);
  hold((row, column) => found[row][column], (name, is) => is === name);
});

test("bat keeps a mistake where it is", () => {
  alike(...[sound, broken].map((it) => shown(it, ["--language=Loket"]).split("\n")));
});

test("bat takes the policies of a project for policies, and leaves outlines", () => {
  const repository = scratch();
  const policy = 'unit KCC "Klantcontactcentrum" { kind: kcc }\n';
  const outline = "* Dienstverlening\n** TODO Wie doet wat\n";
  const files = { "policies/duinrade/units.org": policy, "units.org": policy, "notes.org": outline, "docs/notes.org": outline };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(repository, path, ".."), { recursive: true });
    writeFileSync(join(repository, path), text);
  }
  // As the guide says it.
  const guide = readFileSync(join(root, "editors/README.md"), "utf8");
  const line = /^--map-syntax=.*$/m.exec(guide)[0];
  writeFileSync(join(folder, "config"), `${line}\n`);
  for (const path of Object.keys(files)) {
    for (const name of [path, join(repository, path)]) {
      const language = path.startsWith("policies/") ? "Loket" : "orgmode";
      assert.equal(shown(name, [], repository), shown(name, [`--language=${language}`], repository), name);
      assert.notEqual(shown(name, ["--language=Loket"], repository), shown(name, ["--language=orgmode"], repository), name);
    }
  }
});

test("bat knows a policy by its first line where the ending says nothing", () => {
  const file = join(scratch(), "policy");
  writeFileSync(file, 'unit KCC "Klantcontactcentrum" { kind: kcc }\n');
  assert.equal(shown(file), shown(file, ["--language=Loket"]));
});

"use strict";

// Which `.org` files are policies; the ending belongs to Emacs's outliner too.

const fs = require("node:fs");
const path = require("node:path");

// derived: policy
const policy = /^\s*(?:\/\/|@[a-z]|(?:unit|service|channel|record|theme|location|audience|organisation|responsible|allow|offer|accountable|handover|forbid|consulted|informed|supporting|mandate|delegate|need|expect)(?:[^\w:-]|$))/;
// derived: end
const outline = /^(?:\*+ |\s*#|\s*:PROPERTIES:)/;

/** The first line of a text that is not blank. */
function firstLine(text) {
  return text.replace(/^\ufeff/, "").split(/\r?\n/).find((it) => it.trim() !== "") ?? "";
}

/**
 * Whether a file is a policy: by its first line that is not blank, and where that says nothing, by a `loket.toml` in a
 * folder above it. `file` is undefined where the text is not on disk.
 */
function isPolicy(text, file) {
  const line = firstLine(text);
  if (policy.test(line)) return true;
  if (outline.test(line) || file === undefined) return false;
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, "loket.toml"))) return true;
    if (folder === path.dirname(folder)) return false;
  }
}

module.exports = { isPolicy };

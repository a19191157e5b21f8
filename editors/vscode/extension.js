"use strict";

const vscode = require("vscode");
const { isPolicy } = require("./decide.js");

/** Another extension may claim `.org`, and a policy may be empty yet: see editors/README.md. */
function settle(document) {
  if (document.languageId === "loket" || !document.fileName.endsWith(".org")) return;
  const file = document.uri.scheme === "file" ? document.uri.fsPath : undefined;
  // What begins a file is enough.
  const end = document.lineAt(Math.min(document.lineCount, 200) - 1).range.end;
  const start = document.getText(new vscode.Range(new vscode.Position(0, 0), end));
  if (isPolicy(start, file)) vscode.languages.setTextDocumentLanguage(document, "loket");
}

function activate(context) {
  context.subscriptions.push(vscode.workspace.onDidOpenTextDocument(settle));
  vscode.workspace.textDocuments.forEach(settle);
}

module.exports = { activate };

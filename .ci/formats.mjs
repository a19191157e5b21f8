// Gives every chart in a folder to Mermaid's parser, and counts that it has the lines of the JSON document beside it.
import fs from 'node:fs';
import path from 'node:path';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!DOCTYPE html><body></body>');
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import('mermaid');
mermaid.initialize({ startOnLoad: false });

const folder = process.argv[2];
let bad = 0;
let read = 0;
for (const file of fs.readdirSync(folder).filter((it) => it.endsWith('.mermaid')).sort()) {
  const text = fs.readFileSync(path.join(folder, file), 'utf8');
  const graph = JSON.parse(fs.readFileSync(path.join(folder, file.replace(/mermaid$/, 'json')), 'utf8'));
  try {
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    const wanted = graph.edges.length + graph.legend.filter((it) => it.of === 'edge').length;
    if (db.getEdges().length !== wanted) {
      throw new Error(`${db.getEdges().length} lines instead of ${wanted}`);
    }
    const labels = JSON.stringify([...db.getVertices().values()].map((it) => it.text));
    if (labels.includes('<script')) {
      throw new Error('a label is code');
    }
    read += 1;
  } catch (error) {
    bad += 1;
    console.error(`${file}: ${error.message}`);
  }
}
console.log(`Mermaid read ${read} charts, and refused ${bad}`);
process.exit(bad > 0 || read === 0 ? 1 : 0);

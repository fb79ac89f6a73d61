// Parses PowerShell files: node parse.mjs FILE... Prints every place where the grammar does not fit; exit code 1 when there is one.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Language, Parser } from "web-tree-sitter";

const require = createRequire(import.meta.url);

function* faults(node) {
  if (node.isError || node.isMissing) {
    yield node;
  } else if (node.hasError) {
    for (const child of node.children) {
      yield* faults(child);
    }
  }
}

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(require.resolve("tree-sitter-powershell/tree-sitter-powershell.wasm")));

let count = 0;
const files = process.argv.slice(2);
for (const file of files) {
  const root = parser.parse(await readFile(file, "utf8")).rootNode;
  for (const node of faults(root)) {
    const { row, column } = node.startPosition;
    console.log(`${file}:${row + 1}:${column + 1}: ${node.isMissing ? `missing ${node.type}` : "does not parse"}`);
    count++;
  }
  if (root.hasError && count === 0) {
    console.log(`${file}: does not parse`);
    count++;
  }
  console.log(`${file}: ${root.descendantCount} nodes`);
}
process.exit(count === 0 && files.length > 0 ? 0 : 1);

// Reads an unpacked CSV package with Frictionless' own reader, every row cast by its schema: node datapackage.mjs FOLDER [as-is]
// Prints the faults of the description, and of each file its rows or what is wrong with it, as JSON.
import { readFileSync, writeFileSync } from 'node:fs';
import { Package } from 'datapackage';

const [folder, mode] = process.argv.slice(2);
const description = JSON.parse(readFileSync(`${folder}/datapackage.json`, 'utf8'));

// This reader takes the byte order mark, which Excel needs, for a part of the first column's name: removed unless the mode is "as-is".
for (const { path } of mode === 'as-is' ? [] : description.resources) {
  const content = readFileSync(`${folder}/${path}`);
  const marked = content.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]));
  writeFileSync(`${folder}/${path}`, content.subarray(marked ? 3 : 0));
}

const datapackage = await Package.load(`${folder}/datapackage.json`, { basePath: folder });
const files = [];
for (const resource of datapackage.resources) {
  try {
    const rows = await resource.read();
    files.push({ path: resource.descriptor.path, rows: rows.length, said: resource.descriptor.rows, faults: [] });
  } catch (error) {
    files.push({ path: resource.descriptor.path, faults: [error, ...(error.errors ?? [])].map((fault) => fault.message) });
  }
}

process.stdout.write(JSON.stringify({ valid: datapackage.valid, faults: datapackage.errors.map((fault) => fault.message), files }));

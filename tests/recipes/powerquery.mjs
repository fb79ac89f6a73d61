// Parses a query of Power Query with Microsoft's own parser of its language: node powerquery.mjs FILE
// Prints what is wrong: where it does not parse, or a name that the query neither defines nor takes from the standard library (Table.SelectRows). Exit code 1 then.
import { readFileSync } from 'node:fs';
import PowerQuery from '@microsoft/powerquery-parser';

const task = await PowerQuery.TaskUtils.tryLexParse(PowerQuery.DefaultSettings, readFileSync(process.argv[2], 'utf8'));
if (task.resultKind !== PowerQuery.ResultKind.Ok) {
  console.log(task.error.message);
  process.exit(1);
}

const kinds = PowerQuery.Language.Ast.NodeKind;
const nodes = [...task.nodeIdMapCollection.astNodeById.values()];
const defined = new Set(['_', ...nodes.flatMap(node =>
  node.kind === kinds.IdentifierPairedExpression ? [node.key.literal] : node.kind === kinds.Parameter ? [node.name.literal] : [])]);
const unknown = nodes.filter(node => node.kind === kinds.IdentifierExpression).map(node => node.identifier.literal)
  .filter(name => !defined.has(name) && !/^[A-Z]\w*\.\w+$/.test(name));
if (unknown.length > 0) {
  console.log(`not defined: ${unknown.join(', ')}`);
  process.exit(1);
}

console.log(`${defined.size} names`);

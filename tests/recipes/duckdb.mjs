// Runs a file of SQL in the folder it is started in, then a query, whose rows it prints as JSON: node duckdb.mjs FILE QUERY
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [file, query] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const statements = await connection.extractStatements(readFileSync(file, 'utf8'));
for (let index = 0; index < statements.count; index++) {
  const prepared = await statements.prepare(index);
  await prepared.run();
}

const reader = await connection.runAndReadAll(query);
process.stdout.write(JSON.stringify(reader.getRowsJson()));

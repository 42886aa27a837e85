// duckdb -csv -c SQL, as DuckDB's own program prints it, by its library for node: the program is in no package here.
import { DuckDBInstance } from '@duckdb/node-api';

const [format, flag, sql] = process.argv.slice(2);
if (format !== '-csv' || flag !== '-c' || !sql) {
  console.error('duckdb.mjs: knows -csv -c SQL alone');
  process.exit(2);
}
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const result = await connection.runAndReadAll(sql);
const text = (value) => (value === null ? '' : Number.isInteger(value) ? value.toFixed(1) : String(value));
console.log(result.columnNames().join(','));
for (const row of result.getRows()) console.log(row.map(text).join(','));

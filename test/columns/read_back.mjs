// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
// node read_back.mjs FILE.parquet FILE.csv: whether both hold the same rows, as DuckDB reads them. An absent number is
// null, and an empty field of the CSV is one too; an empty text is in quotes. Needs `npm install @duckdb/node-api`.
import { DuckDBInstance } from '@duckdb/node-api';

const [parquet, csv] = process.argv.slice(2);
if (csv === undefined) {
  console.error('usage: node read_back.mjs FILE.parquet FILE.csv');
  process.exit(2);
}
const database = await (await DuckDBInstance.create(':memory:')).connect();
const text = (value) => `'${value.replaceAll("'", "''")}'`;
const rows = async (query) => (await database.runAndReadAll(query)).getRowsJson();
const count = async (query) => Number((await rows(`SELECT count(*) FROM (${query})`))[0][0]);

const table = `SELECT * FROM read_parquet(${text(parquet)})`;
const columns = (await rows(`DESCRIBE ${table}`)).map(([name, type]) => ({ name, type }));
const form = `header = true, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false,
  auto_detect = false, parallel = false, max_line_size = 16777216`;
const types = columns.map(({ name, type }) => `${text(name)}: ${text(type)}`).join(', ');
const lines = `SELECT * FROM read_csv(${text(csv)}, ${form}, columns = {${types}})`;

// The names of `columns` take the place of those in the file, which therefore is read once more, as if without a header.
const texts = columns.map((_, i) => `'${i}': 'VARCHAR'`).join(', ');
const header = (
  await rows(`SELECT * FROM read_csv(${text(csv)}, ${form.replace('true', 'false')}, columns = {${texts}}) LIMIT 1`)
)[0];
const misnamed = columns.filter(({ name }, i) => name !== header[i]);
for (const { name } of misnamed) console.log(`the CSV has another column in the place of '${name}'`);

const only_parquet = await count(`${table} EXCEPT ALL ${lines}`);
const only_csv = await count(`${lines} EXCEPT ALL ${table}`);
console.log(
  `${await count(table)} rows of ${columns.length} columns in ${parquet}, ${await count(lines)} rows in ${csv}; ` +
    `only in the first: ${only_parquet}, only in the second: ${only_csv}`,
);
process.exit(misnamed.length + only_parquet + only_csv > 0 ? 1 : 0);

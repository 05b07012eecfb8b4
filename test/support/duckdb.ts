import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';

/** Rows of a query, as DuckDB has them, with the names and types of the columns. */
export interface QueryResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly DuckDBValue[])[];
}

/** Asks DuckDB, in memory: somebody else's reader of CSV, NDJSON and Parquet. */
export async function query(sql: string): Promise<QueryResult> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(sql);
    const types = reader.columnTypes();
    const columns = reader.columnNames().map((name, i) => ({ name, type: String(types[i]) }));
    return { columns, rows: reader.getRows() };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** A path as a literal of SQL. */
export const literal = (path: string): string => `'${path.replaceAll("'", "''")}'`;

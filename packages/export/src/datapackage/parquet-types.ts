import { open } from 'node:fs/promises';
import type { SchemaElement } from 'hyparquet';
import type { FieldType } from './field-type.ts';

/** Types of the columns of a Parquet file, as its own schema says them. */
export async function parquetTypes(path: string): Promise<ReadonlyMap<string, FieldType>> {
  const { parquetMetadataAsync } = await import('hyparquet');
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const slice = async (from: number, to = size) => {
      const bytes = new Uint8Array(to - from);
      await handle.read(bytes, 0, bytes.length, from);
      return bytes.buffer;
    };
    const [, ...columns] = (await parquetMetadataAsync({ byteLength: size, slice })).schema;
    return new Map(columns.map((column) => [column.name, typeOf(column)]));
  } finally {
    await handle.close();
  }
}

function typeOf({ type, logical_type: logical, converted_type: converted }: SchemaElement): FieldType {
  if (logical?.type === 'TIMESTAMP' || converted?.startsWith('TIMESTAMP')) return 'datetime';
  switch (type) {
    case 'BOOLEAN':
      return 'boolean';
    case 'INT32':
    case 'INT64':
      return 'integer';
    case 'FLOAT':
    case 'DOUBLE':
      return 'number';
    default:
      return 'string';
  }
}

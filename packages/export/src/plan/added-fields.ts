import { type DataTypeName, dataType, type FieldInfo, fieldsOf } from '@hyperstudy-workflows/core';

const added = (name: string, description: string, unit?: string): FieldInfo => ({
  name,
  kinds: [unit === undefined ? 'string' : 'number'],
  description,
  ...(unit === undefined ? {} : { unit, integer: true as const }),
  required: true,
  fields: [],
});

/** What an export adds to the table of recordings, whether their files were downloaded or not. */
const recordingFields: readonly FieldInfo[] = [
  added('local_path', 'The downloaded file, below the folder of the export'),
  added('download_status', 'downloaded, skipped (it was there, from elsewhere), pending or failed'),
  added('download_reason', 'Why the file is not there'),
  added('local_bytes', 'Size of the downloaded file', 'bytes'),
  added('sha256', 'SHA-256 of the downloaded file, hex'),
  added('source_checksum', 'Checksum that the storage gave for the file'),
];

/** Fields that an export adds to the records of a data type. */
export const addedFields = (type: DataTypeName): readonly FieldInfo[] =>
  type === 'recordings' ? recordingFields : [];

/** All fields that the tables of a data type are known to have, in column order. */
export const tableFields = (type: DataTypeName): readonly FieldInfo[] => [
  ...fieldsOf(dataType(type)),
  ...addedFields(type),
];

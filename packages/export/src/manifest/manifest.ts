import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '@hyperstudy-workflows/core';
import { z } from 'zod';
import { writeAtomically } from '../files/atomic-file.ts';

const recordingSchema = z.object({
  path: z.string(),
  /** downloaded: by this tool, now or earlier; skipped: it was there. */
  status: z.enum(['downloaded', 'skipped', 'pending', 'failed']),
  bytes: z.number(),
  sha256: z.string().optional(),
  /** As the storage gave it, e.g. crc32c=AAAAAA==. */
  sourceChecksum: z.string().optional(),
});

const documentSchema = z.object({ path: z.string(), bytes: z.number(), sha256: z.string() });

const tableSchema = z.object({
  path: z.string(),
  type: z.string(),
  format: z.enum(['csv', 'ndjson', 'parquet']),
  /** Present where the file is packed. */
  compression: z.enum(['gzip']).optional(),
  /** Present where it is not the default: byte order mark and CRLF. */
  dialect: z.enum(['excel']).optional(),
  /** Text that looks like a formula has an apostrophe before it. */
  formulaGuard: z.literal(true).optional(),
  rows: z.number(),
  bytes: z.number(),
  /** Of the file; of the parts' hashes where it is partitioned. */
  sha256: z.string(),
  /** The files of a partitioned table, whose path is a pattern. Each has those of the columns that it needs. */
  parts: z
    .array(z.object({ path: z.string(), rows: z.number(), bytes: z.number(), sha256: z.string() }))
    .optional(),
  columns: z.array(
    z.object({
      name: z.string(),
      /** Field, or field and field inside it, that the values come from; absent where it is the name. */
      path: z.union([z.tuple([z.string()]), z.tuple([z.string(), z.string()])]).optional(),
      unit: z.string().optional(),
      description: z.string().optional(),
    }),
  ),
  /** How the rows add up. Undefined totals: the server gives none. */
  server: z.object({
    totalBefore: z.number().optional(),
    totalAfter: z.number().optional(),
    read: z.number(),
    duplicates: z.number(),
    filtered: z.number(),
  }),
  /** How the records differ from what is known of their type; nothing is left out because of it. */
  drift: z.object({
    /** Unknown fields, with the number of records. */
    unknown: z.record(z.string(), z.number()).readonly(),
    /** Known fields with a value of another type. */
    retyped: z
      .record(
        z.string(),
        z.object({
          records: z.number(),
          expected: z.array(z.string()).readonly(),
          found: z.array(z.string()).readonly(),
        }),
      )
      .readonly(),
    /** Fields that every record should have, with the number of records that lack them. */
    missing: z.record(z.string(), z.number()).readonly(),
    /** Optional fields that no record has. */
    absent: z.array(z.string()).readonly(),
    /** Fields that are null wherever they are. */
    allNull: z.array(z.string()).readonly(),
  }),
  complete: z.boolean(),
  problems: z.array(z.string()),
});

/** manifest.json: what a folder holds and how it came about. The same data gives the same bytes. */
export const manifestSchema = z.object({
  format: z.literal('hyperstudy-export/1'),
  run: z.object({
    /** Hash over query, files and results: equal exports have equal ids. */
    id: z.string(),
    tool: z.string(),
    complete: z.boolean(),
    /** Why it is not complete. */
    problems: z.array(z.string()),
  }),
  query: z.object({
    source: z.string(),
    scope: z.record(z.string(), z.string()),
    types: z.array(z.string()),
    deployment: z.string().optional(),
    recordings: z.string(),
    recordingType: z.string().optional(),
  }),
  window: z.object({
    start: z.string().nullable(),
    end: z.string().nullable(),
    newest: z.string().nullable(),
  }),
  files: z.array(tableSchema),
  recordings: z.object({
    downloaded: z.number(),
    skipped: z.number(),
    pending: z.number(),
    failed: z.number(),
    files: z.array(recordingSchema),
  }),
  /** Files that were made from the tables: report, codebook, … Earlier versions wrote none. */
  documents: z.array(documentSchema).default([]),
  /** Warnings of the server, by table. */
  warnings: z.array(z.object({ type: z.string(), warning: z.string() })),
  privacy: z.object({
    pseudonymized: z.boolean(),
    /** Tells the key apart from others. */
    keyCheck: z.string().optional(),
    droppedColumns: z.array(z.string()).optional(),
    /** Whose dates were moved alike. */
    shiftedDates: z.enum(['participant', 'study']).optional(),
    onlyConsented: z.boolean().optional(),
    /** How often something was replaced, by what it was. */
    replaced: z.record(z.string(), z.number()).optional(),
    /** Records that were left out, and of how many people, by reason. */
    leftOut: z.record(z.string(), z.object({ records: z.number(), people: z.number() })).optional(),
    /** Known identifiers that were looked for in every byte, as whole cells, and not at all: too short or too common. */
    verified: z.object({ everywhere: z.number(), asCells: z.number(), not: z.number() }).optional(),
    /** What whoever shares the folder has to know. */
    warnings: z.array(z.string()).optional(),
  }),
});

/** What manifest.json holds. */
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestRecording = z.infer<typeof recordingSchema>;
/** A file that is no table: a report, a codebook. */
export type ManifestDocument = z.infer<typeof documentSchema>;
/** A table in one format. */
export type ManifestTable = z.infer<typeof tableSchema>;

/** A file of a table. */
export interface ManifestFile {
  /** Below the folder, with / between. */
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** The files of a table: itself, or its parts where it is partitioned. */
export const filesOf = (table: ManifestTable): readonly ManifestFile[] => table.parts ?? [table];

/** One entry for each data type: an export in several formats has several, with the same rows. */
export const oncePerType = <T extends { readonly type: string }>(tables: readonly T[]): T[] =>
  tables.filter(({ type }, i) => tables.findIndex((table) => table.type === type) === i);

const fileName = 'manifest.json';

/** The manifest as it stands in the file. */
export const manifestText = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 2)}\n`;

export async function writeManifest(directory: string, manifest: Manifest): Promise<void> {
  await writeAtomically(join(directory, fileName), manifestText(manifest));
}

/**
 * The manifest of an earlier run, or undefined where there is none.
 * @throws {UsageError} when it can't be understood: another program's, or damaged.
 */
export async function readManifest(directory: string): Promise<Manifest | undefined> {
  const path = join(directory, fileName);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new UsageError(`${path} is not a manifest of this tool, or it is damaged.`, {
    hint: 'Export into another folder, or remove the file to start over.',
  });
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

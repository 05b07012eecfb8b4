import { kindsOf, parseSpec } from '../faults/spec.ts';
import { hash, pick, random } from '../random.ts';
import type { Answer, Pagination } from './answer.ts';

/** A success as it goes out. */
export interface Envelope {
  readonly status: 'success';
  readonly data: object;
  readonly metadata?: object | null;
  readonly total?: number;
  readonly limit?: number;
  readonly offset?: number;
}

/** A way in which releases differ, or in which a server is wrong. */
export type EnvelopeKind = keyof typeof variants;

/** How answers differ from the reference. */
export interface EnvelopeSpec {
  readonly kinds: readonly EnvelopeKind[];
  /** Default: the sandbox's seed. */
  readonly seed?: number;
  /** Share of lists that have a variant, 0 to 1. Default 1. */
  readonly rate?: number;
}

type Variant = (answer: Answer, random: number) => Envelope;

const plain = ({ data, metadata }: Answer): Envelope =>
  metadata === undefined ? { status: 'success', data } : { status: 'success', metadata, data };

const withPagination = (answer: Answer, change: (pagination: Pagination) => object): Envelope => {
  const { data, metadata } = answer;
  if (metadata?.pagination === undefined) return plain(answer);
  return { status: 'success', metadata: { ...metadata, pagination: change(metadata.pagination) }, data };
};

const variants = {
  /** Without metadata.processing. */
  'no-processing': ({ data, metadata: { processing: _, ...metadata } = {} }) => ({
    status: 'success',
    metadata,
    data,
  }),
  /** Without pagination.limit and pagination.offset. */
  'no-limit-offset': (answer) => withPagination(answer, ({ limit: _, offset: __, ...others }) => others),
  /** Without pagination.nextOffset. */
  'no-next-offset': (answer) => withPagination(answer, ({ nextOffset: _, ...others }) => others),
  'no-metadata': ({ data }) => ({ status: 'success', data }),
  'null-metadata': ({ data }) => ({ status: 'success', metadata: null, data }),
  /** total, limit and offset at the top, no pagination block. */
  flat: (answer) => {
    const { data, metadata: { pagination, ...metadata } = {} } = answer;
    if (pagination === undefined) return plain(answer);
    const { total, limit, offset } = pagination;
    return { status: 'success', metadata, data, total, limit, offset };
  },
  /** An object where there is a list of one, and the other way round. */
  swapped: (answer) => {
    const { data, metadata } = answer;
    if (metadata?.pagination !== undefined) return plain(answer);
    const [only, ...others] = Array.isArray(data) ? data : [];
    if (!Array.isArray(data)) return plain({ ...answer, data: [data] });
    return plain(only !== undefined && others.length === 0 ? { ...answer, data: only } : answer);
  },
  /** A total that is wrong by up to a tenth. */
  'wrong-total': (answer, chance) =>
    withPagination(answer, (pagination) => ({
      ...pagination,
      total: Math.max(0, Math.round(pagination.total * (0.9 + 0.2 * chance)) + (chance < 0.5 ? -1 : 1)),
    })),
  'no-total': (answer) => withPagination(answer, ({ total: _, ...others }) => others),
  /** hasMore stays true, also on the empty pages after the last. */
  endless: (answer) =>
    withPagination(answer, (pagination) => ({
      ...pagination,
      hasMore: true,
      nextOffset: pagination.offset + pagination.returned,
    })),
  /** The second page is empty, although there is more. */
  'empty-page': (answer) => {
    const { metadata } = answer;
    const pagination = metadata?.pagination;
    if (pagination === undefined || pagination.offset === 0 || pagination.offset > pagination.limit)
      return plain(answer);
    const nothing = { ...pagination, returned: 0, hasMore: true, nextOffset: pagination.offset };
    return { status: 'success', metadata: { ...metadata, pagination: nothing }, data: [] };
  },
  /** The server says that rows may be missing. */
  warnings: (answer) => {
    const { data, metadata } = answer;
    const _warnings = ['MISSING_INDEX: The query needs an index; results may be incomplete.'];
    return { status: 'success', metadata: { ...metadata, _warnings }, data };
  },
  /** metadata.truncated, where rows could be cut off. */
  truncated: ({ data, metadata }) => ({
    status: 'success',
    metadata: { ...metadata, truncated: true },
    data,
  }),
} as const satisfies Record<string, Variant>;

/** All ways, by name. */
export const envelopeKinds = Object.keys(variants) as EnvelopeKind[];

/** Reads `kinds=flat+no-total,rate=0.5,seed=3`, or only `flat+no-total`. */
export function parseEnvelope(text: string): EnvelopeSpec {
  const spec = text.includes('=') ? text : `kinds=${text}`;
  const { kinds = ['all'], ...others } = parseSpec('envelope', spec, {
    seed: 'number',
    rate: 'number',
    kinds: 'words',
  });
  return { ...others, kinds: kindsOf('envelope', kinds, envelopeKinds, { all: envelopeKinds }) };
}

/** Puts an answer in its envelope; a list (path) keeps its variant from page to page. */
export function envelopeOf(
  answer: Answer,
  path: string,
  spec: EnvelopeSpec | null,
  defaultSeed: number,
): Envelope {
  const [first, ...others] = spec?.kinds ?? [];
  if (spec === null || first === undefined) return plain(answer);
  const seed = spec.seed ?? defaultSeed;
  if (random(seed, 'whether', path) >= (spec.rate ?? 1)) return plain(answer);
  const kind = pick([first, ...others], hash(seed, 'variant'), path);
  // A minted URL has no metadata to vary.
  if (answer.metadata === undefined && kind !== 'swapped') return plain(answer);
  return variants[kind](answer, random(seed, 'chance', path));
}

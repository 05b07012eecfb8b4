import { fieldsOf } from '../data-types/columns.ts';
import { type Endpoint, endpoints } from './endpoints.ts';
import { type Operation, readOperations } from './read-operations.ts';

/** A place where a server's own document and this toolkit disagree. */
export interface ContractDifference {
  /**
   * missing: the toolkit relies on it and the document lacks it; new: the document has it and the toolkit ignores
   * or only passes it on; changed: both have it, with other types.
   */
  readonly kind: 'missing' | 'new' | 'changed';
  readonly what: 'endpoint' | 'parameter' | 'field';
  /** Path of the endpoint. */
  readonly path: string;
  /** Name of the parameter or field. */
  readonly name?: string;
  /** One sentence. */
  readonly text: string;
}

/**
 * Compares an OpenAPI document with what this toolkit relies on: paths, query parameters, and the fields of records
 * where the document describes them.
 * @throws {UsageError} when it is no OpenAPI document.
 */
export function compareContract(document: unknown): ContractDifference[] {
  const theirs = readOperations(document);
  const matched = new Set<Operation>();
  const differences = endpoints().flatMap((endpoint) => {
    const operation = theirs.find(({ path }) => samePath(endpoint.path, path));
    if (operation === undefined) return [lost('endpoint', endpoint.path)];
    matched.add(operation);
    return [...parameters(endpoint, operation), ...fields(endpoint, operation)];
  });
  const unknown = theirs.filter(
    (operation) => operation.path.startsWith('/data/') && !matched.has(operation),
  );
  return [...differences, ...unknown.map(({ path }) => added('endpoint', path))];
}

const lost = (what: ContractDifference['what'], path: string, name?: string): ContractDifference => ({
  kind: 'missing',
  what,
  path,
  ...(name === undefined ? {} : { name }),
  text: `${name === undefined ? path : `${path}: ${what} ${name}`} is not in the server's document.`,
});

const added = (what: ContractDifference['what'], path: string, name?: string): ContractDifference => ({
  kind: 'new',
  what,
  path,
  ...(name === undefined ? {} : { name }),
  text: `${name === undefined ? path : `${path}: ${what} ${name}`} is new to this toolkit.`,
});

/** /data/events/room/{roomId} is /data/events/{scope}/{id}, whatever the names in braces. */
function samePath(ours: string, theirs: string): boolean {
  const [a, b] = [ours.split('/'), theirs.split('/')];
  return (
    a.length === b.length &&
    a.every((part, i) => {
      const other = b[i] ?? '';
      return part.startsWith('{') ? other.startsWith('{') : part === other || other.startsWith('{');
    })
  );
}

function parameters({ path, parameters }: Endpoint, operation: Operation): ContractDifference[] {
  const ours = new Set(parameters.map(({ name }) => name));
  return [
    ...[...ours]
      .filter((name) => !operation.parameters.has(name))
      .map((name) => lost('parameter', path, name)),
    ...[...operation.parameters]
      .filter((name) => !ours.has(name))
      .map((name) => added('parameter', path, name)),
  ];
}

/** Only where the document says what a record is made of. */
function fields({ path, schema }: Endpoint, { record }: Operation): ContractDifference[] {
  if (record.size === 0) return [];
  const known = new Map(fieldsOf({ schema }).map((field) => [field.name, field]));
  const differences: ContractDifference[] = [];
  for (const [name, { kinds }] of known) {
    const types = record.get(name);
    if (types === undefined) {
      differences.push(lost('field', path, name));
    } else if (
      types.length > 0 &&
      !kinds.includes('any') &&
      !types.some((type) => kinds.some((kind) => kind === type))
    ) {
      const text = `${path}: field ${name} is ${types.join(' or ')} in the server's document, ${kinds.join(' or ')} here.`;
      differences.push({ kind: 'changed', what: 'field', path, name, text });
    }
  }
  for (const name of record.keys()) if (!known.has(name)) differences.push(added('field', path, name));
  return differences;
}

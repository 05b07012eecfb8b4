import { UsageError } from '../errors/usage-error.ts';

type Obj = Readonly<Record<string, unknown>>;

/** What an OpenAPI document says of a GET. */
export interface Operation {
  /** Below the base URL. */
  readonly path: string;
  /** Names of query parameters. */
  readonly parameters: ReadonlySet<string>;
  /** Fields of a record with their JSON types; empty where the document doesn't say. */
  readonly record: ReadonlyMap<string, readonly string[]>;
}

/** References and nesting are followed this far: a document may refer to itself. */
const deepest = 12;

const isObject = (value: unknown): value is Obj =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The GETs of an OpenAPI 3 document. What is not understood is left out.
 * @throws {UsageError} when it is none.
 */
export function readOperations(document: unknown): Operation[] {
  if (!isObject(document) || typeof document.openapi !== 'string' || !isObject(document.paths)) {
    throw new UsageError('The server gave something else than an OpenAPI document.', {
      hint: 'Ask for /openapi.yaml below the base URL with a browser and see what is there.',
    });
  }
  const resolve = resolver(document);
  return Object.entries(document.paths).flatMap(([path, item]) => {
    const shared = resolve(item);
    const get = isObject(shared) ? resolve(shared.get) : undefined;
    if (!isObject(shared) || !isObject(get)) return [];
    const parameters = [shared.parameters, get.parameters].flatMap((list) =>
      Array.isArray(list) ? list : [],
    );
    const queried = parameters
      .map(resolve)
      .flatMap((parameter) =>
        isObject(parameter) && parameter.in === 'query' && typeof parameter.name === 'string'
          ? [parameter.name]
          : [],
      );
    return [{ path: below(path), parameters: new Set(queried), record: recordOf(get, resolve) }];
  });
}

/** Some documents put /api/v3 into the paths, others into the server's URL. */
const below = (path: string): string => path.replace(/^\/api\/v\d+(?=\/)/, '').replace(/\/$/, '');

type Resolve = (value: unknown) => unknown;

/** Follows local references. */
function resolver(document: Obj): Resolve {
  return (value) => {
    let found = value;
    for (let i = 0; i < deepest && isObject(found) && typeof found.$ref === 'string'; i += 1) {
      if (!found.$ref.startsWith('#/')) return undefined;
      found = found.$ref
        .slice(2)
        .split('/')
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
        .reduce<unknown>(
          (at, part) => (isObject(at) && Object.hasOwn(at, part) ? at[part] : undefined),
          document,
        );
    }
    return found;
  };
}

function recordOf(get: Obj, resolve: Resolve): Operation['record'] {
  const answers = resolve(get.responses);
  const ok = isObject(answers) ? resolve(answers['200'] ?? answers['2XX']) : undefined;
  const content = isObject(ok) ? resolve(ok.content) : undefined;
  const json = isObject(content) ? resolve(content['application/json']) : undefined;
  const schema = isObject(json) ? json.schema : undefined;
  const whole = propertiesOf(schema, resolve);
  const data = whole.get('data');
  const records = data === undefined ? schema : data;
  const found = propertiesOf(itemsOf(records, resolve) ?? records, resolve);
  return new Map([...found].map(([name, property]) => [name, typesOf(property, resolve)]));
}

function itemsOf(schema: unknown, resolve: Resolve): unknown {
  const found = resolve(schema);
  return isObject(found) ? found.items : undefined;
}

/** Properties of an object schema, those of its parts included. */
function propertiesOf(schema: unknown, resolve: Resolve, depth = 0): Map<string, unknown> {
  const found = resolve(schema);
  if (!isObject(found) || depth > deepest) return new Map();
  const parts = [found.allOf, found.anyOf, found.oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  const own = resolve(found.properties);
  return new Map([
    ...parts.flatMap((part) => [...propertiesOf(part, resolve, depth + 1)]),
    ...(isObject(own) ? Object.entries(own) : []),
  ]);
}

/** JSON types that a schema allows; integer counts as number. None: it doesn't say. */
function typesOf(schema: unknown, resolve: Resolve, depth = 0): string[] {
  const found = resolve(schema);
  if (!isObject(found) || depth > deepest) return [];
  const own = [found.type].flat().filter((type) => typeof type === 'string');
  const parts = [found.allOf, found.anyOf, found.oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  const all = [...own, ...parts.flatMap((part) => typesOf(part, resolve, depth + 1))];
  return [...new Set(all.map((type) => (type === 'integer' ? 'number' : type)))];
}

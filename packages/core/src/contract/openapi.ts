import { z } from 'zod';
import { type Endpoint, endpoints, type Parameter } from './endpoints.ts';

/** JSON, as a document holds it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * What this toolkit takes the API to be, as an OpenAPI 3.1 document: every GET that it may send, with parameters and
 * records. Made from the registry of data types.
 * @param server Base URL, ending in /api/v3.
 */
export function openApiDocument(server: string): { readonly [key: string]: Json } {
  const all = endpoints();
  return {
    openapi: '3.1.1',
    info: {
      title: 'HyperStudy API v3, as hyperstudy-workflows reads it',
      version: '3.0.0',
      description: 'What the client relies on. Fields beyond these are kept.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: server }],
    security: [{ apiKey: [] }],
    tags: [{ name: 'data' }, { name: 'study' }],
    paths: Object.fromEntries(all.map((endpoint) => [endpoint.path, { get: operationOf(endpoint) }])),
    components: {
      securitySchemes: { apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' } },
      schemas: { ...recordSchemas(all), Metadata: metadata, Error: error },
      responses: { Error: { description: 'What went wrong', ...jsonOf(reference('Error')) } },
    },
  };
}

const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

const jsonOf = (schema: Json): { content: Json } => ({ content: { 'application/json': { schema } } });

/** Answers may leave it out (before release 0.6.0), and say more than this. */
const metadata: Json = {
  type: ['object', 'null'],
  properties: {
    pagination: {
      type: 'object',
      properties: {
        total: { type: 'integer', minimum: 0 },
        limit: { type: 'integer' },
        offset: { type: 'integer' },
        returned: { type: 'integer' },
        hasMore: { type: 'boolean' },
        nextOffset: { type: ['integer', 'null'] },
      },
    },
    truncated: { type: 'boolean' },
    _warnings: { type: 'array' },
  },
};

const error: Json = {
  type: 'object',
  required: ['status', 'error'],
  properties: {
    status: { const: 'error' },
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: { code: { type: 'string' }, message: { type: 'string' }, details: {} },
    },
  },
};

function recordSchemas(all: readonly Endpoint[]): Record<string, Json> {
  return Object.fromEntries(
    all.map(({ record, schema }) => {
      const { $schema: _, ...plain } = z.toJSONSchema(schema) as Record<string, Json>;
      return [record, plain];
    }),
  );
}

function operationOf({ path, summary, scope, open, parameters, record, shape }: Endpoint): Json {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const data = shape === 'list' ? { type: 'array', items: reference(record) } : reference(record);
  const answer =
    shape === 'bare'
      ? reference(record)
      : {
          type: 'object',
          required: ['status', 'data'],
          properties: { status: { const: 'success' }, metadata: reference('Metadata'), data },
        };
  return {
    operationId: path.replace(/\W+/g, '_').replace(/^_|_$/g, ''),
    tags: [path.startsWith('/data/') ? 'data' : 'study'],
    summary,
    ...(scope === null ? {} : { description: `The key needs ${scope}.` }),
    ...(open === true ? { security: [] } : {}),
    parameters: [...inPath, ...parameters.map(parameterOf)],
    responses: {
      '200': { description: summary, ...jsonOf(answer) },
      default: { $ref: '#/components/responses/Error' },
    },
  };
}

function parameterOf({ name, description, type, required = false, choices }: Parameter): Json {
  const schema: Json = choices === undefined ? { type } : { type, enum: choices };
  return { name, in: 'query', required, description, schema };
}

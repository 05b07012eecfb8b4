import { compareContract, type Endpoint, endpoints, openApiDocument } from '@hyperstudy-workflows/core';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { connectionTo, hyperstudy } from './support/hyperstudy.ts';
import { useSandbox } from './support/sandbox.ts';
import { useServers } from './support/server.ts';

const sandbox = useSandbox();
const newServer = useServers();
const document = JSON.parse(JSON.stringify(openApiDocument('https://api.example.org/api/v3')));

async function get(path: string) {
  const response = await fetch(sandbox.current.url + path, {
    headers: { 'X-API-Key': sandbox.current.apiKey },
  });
  const body = JSON.parse(await response.text());
  return { status: response.status, body };
}

/** Ids to put into paths, from the sandbox itself. */
async function idsOf(): Promise<Record<string, string>> {
  const { experimentId } = sandbox.current;
  const list = async (path: string) => (await get(path)).body.data as Record<string, string>[];
  const recordings = await list(`/data/recordings/experiment/${experimentId}`);
  const { roomId = '', recordingId = '' } = recordings[0] ?? {};
  const [participant] = await list(`/data/participants/room/${roomId}`);
  const [deployment] = await list(`/deployments?experimentId=${experimentId}`);
  const rooms = await list(`/data/rooms/experiment/${experimentId}`);
  const decided = rooms.map(async ({ id = '' }) => {
    const [decision] = await list(`/data/agent-decisions/room/${id}`);
    return { room: id, decision: decision?.id };
  });
  const made = (await Promise.all(decided)).find(({ decision }) => decision !== undefined);
  return {
    experimentId,
    roomId,
    recordingId,
    participantId: participant?.id ?? '',
    deploymentId: deployment?.id ?? '',
    decisionId: made?.decision ?? '',
    decisionRoom: made?.room ?? '',
  };
}

function urlOf({ path, parameters }: Endpoint, ids: Record<string, string>): string {
  const room = path.includes('/decision/') ? ids.decisionRoom : ids.roomId;
  const filled = path.replace(
    /\{(\w+)\}/g,
    (_, name: string) => (name === 'roomId' ? room : ids[name]) ?? '',
  );
  const required = parameters.filter((parameter) => parameter.required);
  return `${filled}${required.map(({ name }) => `?${name}=${ids[name]}`).join('')}`;
}

describe('the document', () => {
  it('is valid OpenAPI 3.1 for an independent validator', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  it('every answer of the sandbox fits it', async () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
    ajv.addSchema({ $id: 'doc', ...document });
    const ids = await idsOf();
    const wrong: unknown[] = [];
    let records = 0;
    for (const endpoint of endpoints()) {
      const { status, body } = await get(urlOf(endpoint, ids));
      expect({ path: endpoint.path, status }).toEqual({ path: endpoint.path, status: 200 });
      const escaped = endpoint.path.replaceAll('~', '~0').replaceAll('/', '~1');
      const pointer = `${escaped}/get/responses/200/content/application~1json/schema`;
      const validate = ajv.getSchema(`doc#/paths/${encodeURI(pointer)}`);
      if (validate === undefined) throw new Error(`No schema for ${endpoint.path}`);
      if (!validate(body)) wrong.push({ path: endpoint.path, errors: validate.errors?.slice(0, 2) });
      records += Array.isArray(body.data) ? body.data.length : 1;
    }
    expect(wrong).toEqual([]);
    expect(records).toBeGreaterThan(1000);
  });

  it('an answer that does not fit is found', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'doc', ...document });
    const events = ajv.getSchema('doc#/components/schemas/events');
    expect(events?.({ id: 7, timestamp: '2026-03-11T15:04:20Z' })).toBe(false);
  });

  it('errors fit it too', async () => {
    const ajv = new Ajv2020({ strict: false });
    ajv.addSchema({ $id: 'doc', ...document });
    const { status, body } = await get('/data/events/room/none');
    expect(status).toBe(404);
    expect(ajv.getSchema('doc#/components/schemas/Error')?.(body)).toBe(true);
  });

  it('the sandbox serves it', async () => {
    const { body } = await get('/openapi.json');
    expect({ ...body, servers: undefined }).toEqual({ ...document, servers: undefined });
  });
});

describe('a comparison with the document of a server', () => {
  const changed = (change: (doc: typeof document) => void) => {
    const copy = structuredClone(document);
    change(copy);
    return compareContract(copy);
  };
  const events = '/data/events/room/{roomId}';

  it('finds nothing where nothing differs', () => {
    expect(compareContract(document)).toEqual([]);
  });

  it('takes other names in braces, a base path in the paths, and any scope in braces', () => {
    expect(
      changed((doc) => {
        doc.paths = Object.fromEntries(
          Object.entries(doc.paths).map(([path, item]) => [
            `/api/v3${path.replace(/\{\w+\}/g, '{x}')}`,
            item,
          ]),
        );
      }),
    ).toEqual([]);
  });

  it('finds an endpoint that is gone, and one that is new', () => {
    const differences = changed((doc) => {
      delete doc.paths[events];
      doc.paths['/data/pupils/room/{roomId}'] = { get: { responses: {} } };
    });
    expect(differences).toEqual([
      { kind: 'missing', what: 'endpoint', path: events, text: expect.any(String) },
      { kind: 'new', what: 'endpoint', path: '/data/pupils/room/{roomId}', text: expect.any(String) },
    ]);
  });

  it('finds parameters that are gone or new', () => {
    const differences = changed((doc) => {
      const { parameters } = doc.paths[events].get;
      for (const parameter of parameters) if (parameter.name === 'startTime') parameter.name = 'since';
    });
    expect(differences).toMatchObject([
      { kind: 'missing', what: 'parameter', path: events, name: 'startTime' },
      { kind: 'new', what: 'parameter', path: events, name: 'since' },
    ]);
  });

  it('finds fields that are gone, new, or of another type', () => {
    const differences = changed((doc) => {
      const { properties } = doc.components.schemas.chat;
      properties.mood = { type: 'string' };
      properties.timestamp = { type: 'integer' };
      delete properties.content;
    }).filter(({ path }) => path === '/data/chat/room/{roomId}');
    expect(differences.map(({ kind, name }) => [kind, name]).sort()).toEqual([
      ['changed', 'timestamp'],
      ['missing', 'content'],
      ['new', 'mood'],
    ]);
  });

  it('survives references that go round or nowhere', () => {
    const differences = changed((doc) => {
      doc.components.schemas.chat = { $ref: '#/components/schemas/chat' };
      doc.components.schemas.sync = {
        allOf: [{ $ref: '#/components/schemas/sync' }, { $ref: 'file:///etc' }],
      };
    });
    expect(differences).toEqual([]);
  });

  it.each([undefined, null, 'openapi: 3.1.0', [], {}, { openapi: '3.1.0' }])('%j is none', (it) => {
    expect(() => compareContract(it)).toThrow(/OpenAPI/);
  });
});

describe('hyperstudy doctor --contract', () => {
  it('a server that describes what is relied on', async () => {
    const { code, stdout } = await hyperstudy(['doctor', '--contract'], {
      env: connectionTo(sandbox.current),
    });
    expect(stdout).toMatch(/nothing else/);
    expect(code).toBe(0);
  });

  it('one that has moved, in YAML', async () => {
    const yaml = 'openapi: 3.1.0\npaths:\n  /data/events/room/{id}:\n    get:\n      responses: {}\n';
    const url = await newServer((request, response) =>
      request.url?.endsWith('/openapi.yaml') ? response.end(yaml) : response.writeHead(404).end(),
    );
    const { code, stdout } = await hyperstudy(['doctor', '--contract', '--json'], {
      env: { HYPERSTUDY_BASE_URL: url, HYPERSTUDY_API_KEY: 'hst_test_0123456789abcdef' },
    });
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({ kind: 'missing', what: 'endpoint', path: '/health' }),
    );
    expect(code).toBe(5);
  });

  it('one that gives a page instead', async () => {
    const url = await newServer((_, response) => response.end('<!doctype html><p>Hello: you</p>'));
    const { code, stderr } = await hyperstudy(['doctor', '--contract'], {
      env: { HYPERSTUDY_BASE_URL: url, HYPERSTUDY_API_KEY: 'hst_test_0123456789abcdef' },
    });
    expect(stderr).toMatch(/OpenAPI|YAML/);
    expect(code).toBe(2);
  });
});

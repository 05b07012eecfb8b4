import { type Check, diagnose } from '@hyperstudy-workflows/core';
import type { Node, NodeAPI } from 'node-red';
import { flowError } from '../common/flow-error.ts';
import { isObject } from '../common/host.ts';
import { connectionNode } from '../red/connection-of.ts';
import { accessFor, type EditedConnection, temporaryClient } from './access.ts';
import { type ConnectionConfig, clientOptions } from './connection.ts';
import { type ListRequest, listChoices } from './lists.ts';

type Body = Record<string, unknown>;

/** Routes for the editor: choices for the drop-downs, and the Test button. */
export function addRoutes(RED: NodeAPI): void {
  const route = (
    path: string,
    permission: string,
    answer: (options: ConnectionConfig, body: Body) => Promise<object>,
  ) => {
    RED.httpAdmin.post(path, RED.auth.needsPermission(permission), (request, response) => {
      const body: Body = isObject(request.body) ? request.body : {};
      const edited = editedConnection(RED, body.connection);
      const stored = connectionNode(RED, edited.id)?.deployed;
      const access = accessFor(edited, stored, deployedUrls(RED));
      if ('refused' in access) {
        response.status(409).json({ error: access.refused });
        return;
      }
      answer(access.options, body).then(
        (result) => response.json(result),
        (error: unknown) => {
          const { error: clean, facts } = flowError(error, [access.options.apiKey ?? '']);
          response.status(502).json({ error: clean.message, ...facts });
        },
      );
    });
  };
  route('/hyperstudy/list', 'hyperstudy.read', async (options, body) => ({
    choices: await choicesOf(options, body),
  }));
  route('/hyperstudy/test', 'hyperstudy.write', async (options, body) => ({
    checks: await checksOf(options, body),
  }));
}

async function choicesOf(options: ConnectionConfig, body: Body) {
  const client = temporaryClient(options);
  try {
    return await listChoices(client, listRequest(body));
  } finally {
    await client.close();
  }
}

async function checksOf(options: ConnectionConfig, body: Body) {
  const experiment = text(body.experiment) || undefined;
  const checks: Check[] = [];
  for await (const check of diagnose({ ...clientOptions(options), timeout: 15_000 }, { experiment }))
    checks.push(check);
  return checks;
}

function editedConnection(RED: NodeAPI, value: unknown): EditedConnection {
  const { id, baseUrl, organizationId, apiKey } = isObject(value) ? value : {};
  const node = connectionNode(RED, id);
  return {
    id: text(id),
    baseUrl: expand(RED, node, text(baseUrl)),
    organizationId: expand(RED, node, text(organizationId)),
    apiKey: expand(RED, node, text(apiKey)),
  };
}

/** ${NAME} as the deployed node would get it. */
function expand(RED: NodeAPI, node: Node | undefined, value: string): string {
  const [, variable] = /^\$\{([^}]+)\}$/.exec(value.trim()) ?? [];
  if (variable === undefined) return value.trim();
  const found: unknown = node === undefined ? process.env[variable] : RED.util.getSetting(node, variable);
  return text(found) || value;
}

function deployedUrls(RED: NodeAPI): string[] {
  const urls: string[] = [];
  RED.nodes.eachNode((config) => {
    if (config.type !== 'hyperstudy-connection') return;
    const node = connectionNode(RED, config.id);
    if (node !== undefined) urls.push(node.deployed.baseUrl);
  });
  return urls;
}

function listRequest(body: Body): ListRequest {
  const kinds = ['experiments', 'deployments', 'rooms', 'participants'] as const;
  return {
    what: kinds.find((kind) => kind === body.what) ?? 'experiments',
    experiment: text(body.experiment),
    room: text(body.room),
    search: text(body.search) || undefined,
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

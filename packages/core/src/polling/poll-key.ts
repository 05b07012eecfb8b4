import { type Scope, scopeParts } from '../data-types/scope.ts';
import type { Transport } from '../transport/transport.ts';

/**
 * What makes two polls the same: type, scope, filters, server and organization, in words. Not the API key: it may be
 * renewed.
 */
export function pollKey(
  { transport, name, scope }: { transport: Transport; name: string; scope: Scope },
  filters: Readonly<Record<string, unknown>>,
): string {
  const { baseUrl, organizationId } = transport.connection;
  const { kind, id, room } = scopeParts(scope);
  const parts: [string, unknown][] = [[kind, id]];
  if (room !== undefined) parts.push(['room', room]);
  parts.push(...Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1)));
  if (organizationId !== undefined) parts.push(['organization', organizationId]);
  const words = parts.map(([part, value]) => `${part}=${encodeURIComponent(String(value))}`);
  return [name, ...words, 'at', `${baseUrl.host}${baseUrl.pathname}`].join(' ');
}

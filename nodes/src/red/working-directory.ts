import type { NodeAPI } from 'node-red';

/** Where relative paths stand, as for the core file nodes. */
export function workingDirectory(RED: NodeAPI): string | undefined {
  const folder: unknown = new Map<string, unknown>(Object.entries(RED.settings)).get('fileWorkingDirectory');
  return typeof folder === 'string' && folder !== '' ? folder : undefined;
}

/** Where Node-RED keeps its own files, and the poll node its state. */
export function userDirectory(RED: NodeAPI): string {
  return RED.settings.userDir ?? process.cwd();
}

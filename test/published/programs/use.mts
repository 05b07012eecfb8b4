import { exitCodes } from '@hyperstudy-workflows/cli';
import { dataTypeNames, type EventRecord, HyperStudy, UsageError } from '@hyperstudy-workflows/core';
import { exportStudy, type Manifest } from '@hyperstudy-workflows/export';
import { type Sandbox, startSandbox } from '@hyperstudy-workflows/sandbox';

export async function use(): Promise<void> {
  const sandbox: Sandbox = await startSandbox({ rooms: 1 });
  const client = new HyperStudy({ baseUrl: sandbox.url, apiKey: sandbox.apiKey });
  const scope = { experiment: sandbox.experimentId };
  const events: EventRecord[] = await client.events(scope);
  const onset: number | null | undefined = events[0]?.onset;
  const { manifest }: { manifest: Manifest } = await exportStudy(client, { scope, out: 'study' });
  const complete: 0 = exitCodes.complete;
  const names: readonly string[] = dataTypeNames;
  // @ts-expect-error A participant without a room is no scope.
  void client.events({ participant: 'u_ada91' });
  // @ts-expect-error What is not typed any would not notice.
  const wrong: string = client.requests;
  for await (const { eventType } of client.events(scope)) if (eventType === '') throw new UsageError(wrong);
  process.stdout.write(`${manifest.run.id} ${complete} ${names} ${onset}`);
}

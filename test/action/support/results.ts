import { afterAll, beforeAll } from 'vitest';
import { BlobStore } from './blob-store.ts';
import { ResultsService } from './results-service.ts';

/** Makes empty services for artifacts and caches, one per workflow run; they share an Azurite per test file. */
export function useResults(): () => Promise<ResultsService> {
  let blobs: BlobStore | undefined;
  const services: ResultsService[] = [];
  beforeAll(async () => {
    blobs = await BlobStore.start();
  });
  afterAll(async () => {
    for (const service of services.splice(0)) service[Symbol.dispose]();
    await blobs?.[Symbol.asyncDispose]();
  });
  return async () => {
    if (blobs === undefined) throw new Error('Azurite has not started.');
    blobs.faults.length = 0;
    const service = await ResultsService.start(blobs);
    services.push(service);
    return service;
  };
}

import { Api, basePath } from './api/api.ts';
import { type KeyName, keysOf } from './keys.ts';
import { listen } from './listen.ts';
import { resolveOptions, type SandboxOptions } from './options.ts';
import { newStats, type Stats } from './stats.ts';
import { Storage } from './storage/storage.ts';
import { mainExperiment, organizationId } from './study/entities.ts';
import { Study } from './study/study.ts';

/** What a client needs to know; `hyperstudy sandbox` prints it as one line of JSON. */
export interface ReadyInfo {
  /** Base URL for a client; ends in /api/v3. */
  readonly url: string;
  readonly storageUrl: string;
  readonly apiKey: string;
  readonly organizationId: string;
  readonly experimentId: string;
  readonly deploymentId: string;
  /** A room that ran to its end. */
  readonly roomId: string;
  /** A participant of that room. */
  readonly participantId: string;
}

/** A local HyperStudy that runs. */
export interface Sandbox extends ReadyInfo, AsyncDisposable {
  /** Ids of the first rooms of the main experiment, at most 100. */
  readonly roomIds: readonly string[];
  /** Ids of the participants of the first room. */
  readonly participantIds: readonly string[];
  /** Ids of all experiments: the main one, one shared, one that can't be exported, one without rooms. */
  readonly experimentIds: readonly string[];
  /** Keys by what they may do. */
  readonly keys: Readonly<Record<KeyName, string>>;
  /** What was asked so far. */
  readonly stats: Readonly<Stats>;
  readonly study: Study;
  ready(): ReadyInfo;
  close(): Promise<void>;
}

/**
 * Starts a local HyperStudy: an API and a storage side, each on its own port.
 * @throws {UsageError} for a wrong option or a port that is taken.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { seed, clock, ...settings } = resolveOptions(options);
  const stats = newStats();
  const closing = new AbortController();
  const storage = new Storage({
    seed,
    clock,
    stats,
    recordingBytes: settings.recordingBytes,
    urlExpiry: settings.urlExpiry,
  });
  const study = new Study({
    seed,
    rooms: settings.rooms,
    live: null,
    totals: {
      events: settings.events,
      ratings_continuous: settings.ratings,
      eyetracking: settings.gaze,
      recordings: settings.recordings,
    },
    files: {
      recordingSize: (media) => storage.sizeOf(media),
      publicUrl: (...file) => storage.publicUrl(...file),
      legacyUrl: (...file) => storage.legacyUrl(...file),
    },
  });
  const keys = keysOf(seed);
  const api = new Api({
    ...settings,
    study,
    storage,
    clock,
    stats,
    keys: Object.values(keys),
    signal: closing.signal,
  });
  const storageSide = await listen(settings.host, 0, (request, response) => {
    storage.handle(request, response).catch(() => response.destroy());
  });
  storage.origin = storageSide.origin;
  const apiSide = await listen(settings.host, settings.port, (request, response) => {
    api.handle(request, response).catch(() => response.destroy());
  }).catch(async (error: unknown) => {
    await storageSide.close();
    throw error;
  });

  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.all([apiSide.close(), storageSide.close()]);
  };
  const info = {
    url: apiSide.origin + basePath,
    storageUrl: storageSide.origin,
    apiKey: keys.full.key,
    ...idsOf(study),
  };
  return {
    ...info,
    ...listsOf(study, clock.now()),
    keys: {
      full: keys.full.key,
      noRatings: keys.noRatings.key,
      restricted: keys.restricted.key,
      viewOnly: keys.viewOnly.key,
      expired: keys.expired.key,
    },
    stats,
    study,
    ready: () => info,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function idsOf(study: Study) {
  const main = study.experiment(mainExperiment);
  const room = main?.room(0);
  return {
    organizationId,
    experimentId: mainExperiment,
    deploymentId: main?.deployments[0]?.id ?? '',
    roomId: room?.id ?? '',
    participantId: room?.people[0].id ?? '',
  };
}

function listsOf(study: Study, now: number) {
  const [main] = study.experiments;
  const count = main === undefined ? 0 : Math.min(100, study.roomCount(main, now));
  return {
    roomIds: Array.from({ length: count }, (_, index) => main?.room(index).id ?? ''),
    participantIds: main?.room(0).people.map(({ id }) => id) ?? [],
    experimentIds: study.experiments.map(({ id }) => id),
  };
}

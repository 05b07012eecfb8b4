import type { IncomingMessage, ServerResponse } from 'node:http';
import { Api } from './api/api.ts';
import { basePath } from './api/route.ts';
import { FaultPlan } from './faults/fault-plan.ts';
import { type ApiKey, type KeyName, keysOf } from './keys.ts';
import { type Listening, listen } from './listen.ts';
import { type ResolvedOptions, resolveOptions, type SandboxOptions } from './options.ts';
import { newStats, type Stats } from './stats.ts';
import { Storage } from './storage/storage.ts';
import { Changes } from './study/changes.ts';
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
  /** In live mode: the room that starts with the sandbox. */
  readonly liveRoomId?: string;
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
  /** What `hyperstudy sandbox` prints. */
  ready(): ReadyInfo;
  /** Ends it; the ports are free again. */
  close(): Promise<void>;
}

/**
 * Starts a local HyperStudy: an API and a storage side, each on its own port.
 * @throws {UsageError} for a wrong option or a port that is taken.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const settings = resolveOptions(options);
  const { seed, clock, host } = settings;
  const stats = newStats();
  const closing = new AbortController();
  const { signal } = closing;
  const faults = settings.faults === null ? null : new FaultPlan(settings.faults, seed, stats);
  const changes = settings.changes === null ? null : new Changes(settings.changes, seed);
  const storage = new Storage({ ...settings, stats, faults, signal });
  const study = studyOf(settings, storage);
  const keys = keysOf(seed);
  const api = new Api({
    ...settings,
    study,
    storage,
    stats,
    faults,
    changes,
    keys: Object.values(keys),
    signal,
  });

  const sides: Listening[] = [];
  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.all(sides.map((side) => side.close()));
  };
  const open = async (port: number, handle: Handle): Promise<string> => {
    const side = await listen(host, port, (request, response) => {
      handle(request, response).catch(() => response.destroy());
    });
    sides.push(side);
    return side.origin;
  };
  try {
    const origin = await open(settings.port, (...call) => api.handle(...call));
    storage.origin = await open(0, (...call) => storage.handle(...call));
    if (faults?.has('file-redirect'))
      storage.mirror = await open(0, (...call) => storage.handle(...call, true));
    const info = {
      url: origin + basePath,
      storageUrl: storage.origin,
      apiKey: keys.full.key,
      ...idsOf(study),
    };
    return {
      ...info,
      ...listsOf(study, clock.now()),
      keys: namesToKeys(keys),
      stats,
      ready: () => info,
      close,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const studyOf = (
  { seed, rooms, live, events, ratings, gaze, recordings }: ResolvedOptions,
  storage: Storage,
): Study =>
  new Study({
    seed,
    rooms,
    live,
    totals: { events, ratings_continuous: ratings, eyetracking: gaze, recordings },
    files: {
      recordingSize: (media) => storage.sizeOf(media),
      publicUrl: (...file) => storage.publicUrl(...file),
      legacyUrl: (...file) => storage.legacyUrl(...file),
    },
  });

const namesToKeys = (keys: Readonly<Record<KeyName, ApiKey>>): Record<KeyName, string> => ({
  full: keys.full.key,
  noRatings: keys.noRatings.key,
  restricted: keys.restricted.key,
  viewOnly: keys.viewOnly.key,
  expired: keys.expired.key,
});

function idsOf(study: Study) {
  const main = study.experiment(mainExperiment);
  const room = main?.room(0);
  return {
    organizationId,
    experimentId: mainExperiment,
    deploymentId: main?.deployments[0]?.id ?? '',
    roomId: room?.id ?? '',
    participantId: room?.people[0].id ?? '',
    ...(main === undefined || study.live === null ? {} : { liveRoomId: main.room(main.rooms).id }),
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

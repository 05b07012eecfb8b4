import type { RecordingRecord } from '../data-types/schemas/index.ts';
import { recordingFileName, safeFileName, shortHash, withSuffix } from './file-name.ts';
import type { NameRecording } from './types.ts';

/**
 * Names for recordings that share a folder, in their order. No two of them are equal on any file system: where
 * names differ only in case or in how accents are composed, all of them get a hash of what their recordings are.
 * So the names don't depend on the order. A recording that is listed twice has one name.
 */
export function recordingFileNames(
  recordings: readonly RecordingRecord[],
  name: NameRecording = recordingFileName,
): string[] {
  const files = recordings.map((recording) => {
    const plain = safeFileName(name(recording));
    return { plain, name: plain, identity: identityOf(recording) };
  });
  // A hashed name could meet another name that was made to look so: then a longer hash.
  for (const digits of [8, 16, 64]) {
    for (const file of colliding(files)) {
      file.name = withSuffix(file.plain, `-${shortHash(file.identity, digits)}`);
    }
  }
  return files.map((file) => file.name);
}

interface Named {
  readonly plain: string;
  readonly identity: string;
  name: string;
}

function colliding(files: readonly Named[]): Named[] {
  const identities = new Map<string, Set<string>>();
  for (const file of files) {
    const key = foldName(file.name);
    const known = identities.get(key);
    if (known === undefined) identities.set(key, new Set([file.identity]));
    else known.add(file.identity);
  }
  return files.filter((file) => (identities.get(foldName(file.name))?.size ?? 0) > 1);
}

/** Equal for names that some file system takes for the same. */
export function foldName(name: string): string {
  return name.normalize('NFD').toUpperCase().toLowerCase().normalize('NFD');
}

/** What makes a recording this one; nothing that changes from one listing to the next, as signed URLs do. */
function identityOf(recording: RecordingRecord): string {
  const { recordingId, egressId, roomId, participantId, startTime, downloadPath, fileName } = recording;
  const type = recording.metadata?.type;
  return JSON.stringify([
    recordingId,
    egressId,
    roomId,
    participantId,
    startTime,
    type,
    downloadPath,
    fileName,
  ]);
}

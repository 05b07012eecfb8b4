import { contentOf } from '../files/gzip.ts';

/** Whether what a file holds from a position on is just these bytes. */
export async function endsWithBytes(
  path: string,
  gzip: boolean | undefined,
  position: number,
  bytes: Buffer,
): Promise<boolean> {
  let same = 0;
  for await (const chunk of contentOf(path, gzip, position)) {
    if (!bytes.subarray(same, same + chunk.length).equals(chunk)) return false;
    same += chunk.length;
  }
  return same === bytes.length;
}

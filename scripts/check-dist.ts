// Whether action/dist, which is committed, is what the sources and the lockfile give, byte for byte: workflows run the
// bundle, people read the sources. `npm run check:dist [-- FOLDER]`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');
const dist = resolve(process.argv[2] ?? join(root, 'action/dist'));
const built = mkdtempSync(join(tmpdir(), 'hyperstudy-dist-'));
try {
  const { status } = spawnSync(process.execPath, [join(root, 'action/build/build.mts'), built], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('The bundle could not be built; what is above says why.');
  const paths = [...new Set([...filesIn(dist), ...filesIn(built)])].sort();
  const changed = paths.filter((path) => !isSame(join(dist, path), join(built, path)));
  if (changed.length === 0) console.log(`${paths.length} files of action/dist are what the sources give.`);
  else {
    console.error(`Not what the sources give:\n${changed.map((path) => `  action/dist/${path}\n`).join('')}`);
    console.error('Run npm run build:action and commit action/dist.');
    process.exitCode = 1;
  }
} finally {
  rmSync(built, { recursive: true, force: true });
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

function isSame(a: string, b: string): boolean {
  return existsSync(a) && existsSync(b) && readFileSync(a).equals(readFileSync(b));
}

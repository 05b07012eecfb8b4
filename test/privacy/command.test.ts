import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestSchema } from '@hyperstudy-workflows/export';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { filesIn, useFolders } from '../support/folder.ts';
import { connectionTo, hyperstudy } from '../support/hyperstudy.ts';
import { useSandbox } from '../support/sandbox.ts';
import { sendJson, useServers } from '../support/server.ts';
import { leaksIn } from './independent-scan.ts';
import { key, people, plantedStudy, useStudies, warningsOf } from './planted-study.ts';

const sandbox = useSandbox({ rooms: 6, recordingBytes: 2_000 });
const newFolder = useFolders();
const newStudy = useStudies();
const newServer = useServers();

async function run(flags: readonly string[], env: Record<string, string> = {}, cwd?: string) {
  const folder = cwd ?? (await newFolder());
  const args = ['export', '--experiment', sandbox.current.experimentId, '--out', 'study', ...flags];
  const outcome = await hyperstudy(args, { cwd: folder, env: { ...connectionTo(sandbox.current), ...env } });
  return { ...outcome, cwd: folder, out: join(folder, 'study') };
}

const withKey = { HYPERSTUDY_PSEUDONYM_KEY: key };
const manifestIn = async (out: string) =>
  manifestSchema.parse(JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')));

describe('hyperstudy export --pseudonymize', () => {
  it('names nobody of a whole study, and keeps its rows, roles and counts', async () => {
    const plain = await run(['--recordings', 'download']);
    const clean = await run(['--recordings', 'download', '--pseudonymize'], withKey);
    expect(clean).toMatchObject({ code: 0 });
    const persons: { id: string; email: string; role: string }[] = parse(
      await readFile(join(plain.out, 'participants.csv'), 'utf8'),
      { columns: true },
    );
    const names = ['Zuschauer ß', '../Viewer É', 'Viewer "Ö", 2'];
    const known = persons.map(({ id, email }, i) => ({
      id,
      email: email || id,
      name: names[i % names.length] ?? id,
    }));
    expect(await leaksIn(plain.out, known)).not.toEqual([]);
    expect(await leaksIn(clean.out, known)).toEqual([]);
    for (const { id } of persons) expect(clean.stdout + clean.stderr).not.toContain(id);
    const [before, after] = [await manifestIn(plain.out), await manifestIn(clean.out)];
    expect(after.files.map(({ rows }) => rows)).toEqual(before.files.map(({ rows }) => rows));
    const again: { role: string }[] = parse(await readFile(join(clean.out, 'participants.csv'), 'utf8'), {
      columns: true,
    });
    expect(again.map(({ role }) => role)).toEqual(persons.map(({ role }) => role));
    expect(after.privacy).toMatchObject({
      pseudonymized: true,
      keyCheck: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    expect(Number(after.privacy.replaced?.id)).toBeGreaterThan(1_000);
    expect(clean.stderr).toContain('faces and voices identify people');
    expect(JSON.stringify(after)).not.toContain(key);
  });

  it('keeps only participants who consented, on demand', async () => {
    const { code, out } = await run(['--only-consented', '--types', 'events,participants,consent']);
    expect(code).toBe(0);
    const { privacy, files } = await manifestIn(out);
    expect(privacy).toMatchObject({ pseudonymized: false, onlyConsented: true });
    expect(privacy.leftOut?.refused?.people).toBeGreaterThan(0);
    for (const { rows, server } of files) expect(rows + server.filtered).toBe(server.read);
    expect(await readFile(join(out, 'consent.csv'), 'utf8')).not.toContain('consent.refused');
  });

  it.each<[string, string[], Record<string, string>, string]>([
    ['without a key', ['--pseudonymize'], {}, 'HYPERSTUDY_PSEUDONYM_KEY is not set'],
    ['with a weak one', ['--shift-dates', 'study'], { HYPERSTUDY_PSEUDONYM_KEY: 'hunter2' }, 'too short'],
    ['with an unknown column', ['--drop-columns', 'emial'], {}, 'did you mean email?'],
    ['with an unknown way to move dates', ['--shift-dates', 'room'], {}, 'participant, study'],
  ])('is refused %s', async (_, flags, env, why) => {
    const { code, stderr, out, stdout } = await run(flags, env);
    expect(code).toBe(2);
    expect(stderr).toContain(why);
    expect(stdout).toBe('');
    for (const secret of Object.values(env)) expect(stderr).not.toContain(secret);
    await expect(filesIn(out)).rejects.toThrow('ENOENT');
  });

  it('ends with 5 where a known identifier is in the folder, and never says which', async () => {
    const { cwd, out } = await run(['--types', 'rooms', '--pseudonymize'], withKey);
    await writeFile(join(out, 'my-notes.txt'), 'call u_ada91');
    const { code, stderr, stdout } = await run(['--types', 'rooms', '--pseudonymize'], withKey, cwd);
    expect(code).toBe(5);
    expect(stderr).toContain('an id in my-notes.txt, at byte 5');
    expect(stderr + stdout).not.toContain('ada91');
    expect(await filesIn(out)).toEqual([
      'codebook.json',
      'codebook.md',
      'my-notes.txt',
      'report.html',
      'rooms.csv',
    ]);
  });
});

describe('logs and errors', () => {
  it('of a server that fails name nobody', async () => {
    const url = await newServer((_, response) =>
      sendJson(response, { status: 'error', error: { message: `${people.zoe.id} is not here` } }, 404),
    );
    const { stdout, stderr, code } = await hyperstudy(
      ['export', '--participant', people.zoe.id, '--room', 'room_1', '--pseudonymize'],
      {
        cwd: await newFolder(),
        env: { ...withKey, HYPERSTUDY_BASE_URL: url, HYPERSTUDY_API_KEY: 'hst_test_0' },
      },
    );
    expect(code).not.toBe(0);
    expect(stderr).toContain('error:');
    expect(stdout + stderr).not.toContain(people.zoe.id);
  });

  it('name nobody, whatever the server says', async () => {
    const everybody = Object.values(people);
    const { url } = await newStudy(plantedStudy(), warningsOf(everybody));
    const cwd = await newFolder();
    for (const flags of [['--json'], [], ['--types', 'events,sync']]) {
      const { stdout, stderr, code } = await hyperstudy(
        [
          'export',
          '--participant',
          people.zoe.id,
          '--room',
          'room_1',
          '--pseudonymize',
          '--out',
          `s${flags.length}`,
        ].concat(flags),
        { cwd, env: { ...withKey, HYPERSTUDY_BASE_URL: url, HYPERSTUDY_API_KEY: 'hst_test_0' } },
      );
      expect(code).toBe(0);
      expect(stderr).toContain('the server warns');
      for (const { id, name, email } of everybody)
        for (const text of [id, name, email]) expect(stdout + stderr).not.toContain(text);
    }
  });
});

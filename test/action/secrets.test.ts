import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { useSandbox } from '../support/sandbox.ts';
import { useResults } from './support/results.ts';
import type { ResultsService } from './support/results-service.ts';
import { type ActionRun, jobToken, type Runner, useRunners } from './support/runner.ts';
import { filesOf, inputsFor } from './support/study.ts';

// Failing now and then, so that errors are written too; one recording is gone for good.
const sandbox = useSandbox({
  rooms: 3,
  ratings: 200,
  gaze: 50,
  faults: 'seed=3,rate=0.1,kinds=500+502html+file-404+file-expired',
});
const newResults = useResults();
const newRunner = useRunners();

const sshKey = `-----BEGIN OPENSSH PRIVATE KEY-----\nplanted0line0one\nplanted0line0two\n-----END OPENSSH PRIVATE KEY-----\n`;

describe('secrets', () => {
  let results: ResultsService;
  let runner: Runner;
  let run: ActionRun;
  beforeAll(async () => {
    [results, runner] = await Promise.all([newResults(), newRunner()]);
    const study = inputsFor(sandbox.current);
    const inputs = { ...study, recordings: 'download', 'ssh-key': sshKey };
    const env = {
      HYPERSTUDY_PSEUDONYM_KEY: 'planted-pseudonym-key',
      RUNNER_DEBUG: '1',
      PATH: `${await tattletales(runner)}:${process.env.PATH}`,
    };
    run = await runner.run({ inputs, results, env });
  });

  /**
   * Programs that the cache client starts, in front of which a script writes down the environment that it got. The
   * runner's own token and the key of pseudonyms have to stay: GitHub's client and the export read them there.
   */
  async function tattletales({ workspace }: Runner): Promise<string> {
    const folder = join(workspace, '..', 'bin');
    await mkdir(folder);
    for (const name of ['tar', 'zstd', 'zstdmt']) {
      const script = `#!/bin/sh\nenv | grep -vE '^(ACTIONS_|HYPERSTUDY_PSEUDONYM_KEY)' >> "${folder}/environment-of-${name}"\nPATH="\${PATH#*:}" exec ${name} "$@"\n`;
      await writeFile(join(folder, name), script);
      await chmod(join(folder, name), 0o755);
    }
    return folder;
  }

  /** All files below a folder, hidden ones too. */
  async function everyFile(folder: string): Promise<string[]> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  }

  /** What must not be found, in the forms in which it may travel. */
  function secrets(): string[] {
    const { apiKey } = sandbox.current;
    const plain = [
      apiKey,
      jobToken,
      'planted0line0one',
      'planted0line0two',
      'planted-pseudonym-key',
      'planted-runtime',
    ];
    const signatures = results.signedUrls.flatMap((url) => new URL(url).searchParams.get('sig') ?? []);
    return [...plain, ...signatures].flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
      Buffer.from(`x-access-token:${secret}`).toString('base64').replace(/=+$/, ''),
    ]);
  }

  /** Names, not contents: a failing test must not print what it guards. */
  function expectNone(where: string, text: string | Buffer): void {
    const buffer = Buffer.from(text);
    expect(
      secrets().flatMap((secret, i) => (buffer.includes(secret) ? [`secret ${i} in ${where}`] : [])),
    ).toEqual([]);
    expect(
      /(X-Goog-Signature|X-Amz-Signature|[?&]sig)=(?!\*\*\*)\w{6}/i.test(buffer.toString('latin1')),
      where,
    ).toBe(false);
  }

  it('there are some to be found, and the run ended well', () => {
    expect(results.signedUrls.length).toBeGreaterThanOrEqual(3);
    expect(run.exitCode).toBe(0);
    expect(run.raw).toContain('::debug::Body');
  });

  it('are masked before anything else is printed', () => {
    for (const secret of [sandbox.current.apiKey, jobToken, 'planted0line0one', 'planted-pseudonym-key'])
      expect(run.masks).toContain(secret);
  });

  it('are in no log, not even with debugging on', () => {
    expectNone('log', run.logWithDebug);
    expectNone('what we print ourselves', run.raw.replaceAll(/^::debug::.*$/gm, ''));
  });

  it('are in no output, summary or annotation', () => {
    expectNone('outputs', JSON.stringify(run.outputs));
    expectNone('summary', run.summary);
    expectNone('annotations', JSON.stringify(run.annotations));
  });

  it('are in no artifact', async () => {
    for (const [path, bytes] of await filesOf(results)) expectNone(path, bytes);
  });

  it('are in no cache', async () => {
    expect(results.caches).toHaveLength(1);
    for (const { blob } of results.caches) {
      expectNone('cache', zstdDecompressSync(await results.blobs.read(blob)));
    }
  });

  it('are in no file, during the job and after it, and in no environment of another program', async () => {
    const files = await everyFile(join(runner.workspace, '../../..'));
    for (const path of files) expectNone(path, await readFile(path));
    for (const found of ['environment-of-tar', 'state.json', 'events.csv'])
      expect(
        files.some((path) => path.endsWith(found)),
        found,
      ).toBe(true);
    await run.post();
    expect(await everyFile(runner.temp)).toEqual([]);
  });

  it('are in no error about inputs', async () => {
    const inputs = {
      'api-key': 'hst_live_planted key with spaces',
      experiment: 'exp_1',
      'base-url': 'https://user:planted-password@example.org/api/v3',
    };
    const wrong = await runner.run({ inputs, results });
    expect(wrong.exitCode).toBe(1);
    for (const text of [wrong.raw, wrong.summary]) {
      expect(text.includes('planted key')).toBe(false);
      expect(text.includes('planted-password')).toBe(false);
    }
  });
});

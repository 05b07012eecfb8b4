import { existsSync, readFileSync } from 'node:fs';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesetsIn } from '../../scripts/release/changelog.ts';
import { packagesIn } from '../../scripts/release/packages.ts';
import { GitServer } from '../github/git-server.ts';
import { repository } from '../support/copy.ts';
import { copyOfRepository, type RepositoryCopy } from '../support/repository-copy.ts';
import { type Ran, run } from '../support/run.ts';
import { type JsonServer, startJsonServer } from './json-server.ts';
import { startRegistry } from './registry.ts';

/** A release from its changesets to its tags: in a copy, with a git server, an API and a registry of our own. */
const token = 'ghs_release';
const remote = 'hyperstudy-workflows/hyperstudy-workflows';
const now = packagesIn(repository);
/** One more than there may be: after a release there is none. */
const added = { file: '.changeset/made-by-a-test.md', bumps: { x: 'minor' }, text: '- `core`: a change.' };
const changesets = [...changesetsIn(repository), added].sort((a, b) => (a.file < b.file ? -1 : 1));
const next = nextVersion(now[0]?.version ?? '');

let folder: string;
let copy: RepositoryCopy;
let server: GitServer;
let bare: Awaited<ReturnType<GitServer['create']>>['bare'];
let proposed: Ran;
let api: JsonServer;

const read = (path: string) => readFileSync(join(copy.folder, path), 'utf8');
const manifest = (path: string) => JSON.parse(read(`${path}/package.json`));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hyperstudy-release-'));
  copy = await copyOfRepository(join(folder, 'copy'));
  const change = `---\n"@hyperstudy-workflows/core": minor\n---\n\n${added.text}\n`;
  await writeFile(join(copy.folder, added.file), change);
  await copy.git('add', '--all');
  await copy.git('commit', '--quiet', '--message', 'A change');
  server = await GitServer.start();
  bare = (await server.create(remote, { [token]: 'write' })).bare;
  await copy.git('remote', 'add', 'origin', `${server.url}/${remote}.git`);
  await copy.git('push', '--quiet', bare.folder, 'main');
  api = await startJsonServer(({ method }) => [
    200,
    method === 'GET' ? [] : { html_url: 'https://github.test/pull/1' },
  ]);
  proposed = await copy.node(['scripts/release/propose.ts'], {
    GITHUB_API_URL: api.url,
    GITHUB_REPOSITORY: remote,
    GITHUB_REF_NAME: 'main',
    GITHUB_TOKEN: token,
    GITHUB_OUTPUT: join(folder, 'output'),
  });
  // Bundles the action, which a busy machine takes its time over.
}, 180_000);

afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('the pull request of a release', () => {
  it('is opened with what is new', async () => {
    expect(proposed).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(folder, 'output'), 'utf8')).toBe('waits=true\n');
    expect(api.asked.map(({ method }) => method)).toEqual(['GET', 'POST']);
    const { path, body } = api.asked[1] ?? {};
    expect(path).toBe(`/repos/${remote}/pulls`);
    const { title, head, base, body: words } = JSON.parse(body ?? '');
    expect({ title, head, base }).toEqual({ title: `Version ${next}`, head: 'next-release', base: 'main' });
    for (const changeset of changesets) expect(words).toContain(changeset.text);
  });

  it('is one commit on the main branch, pushed with the token, which nothing shows', async () => {
    expect(await bare.text('log', '--format=%s', 'main..next-release')).toBe(`Version ${next}`);
    const changed = await bare.text('diff', '--name-only', 'main', 'next-release');
    const expected =
      /^(\.changeset\/[\w-]+\.md|(nodes\/)?CHANGELOG\.md|((packages\/\w+|nodes|action)\/package\.json)|action\/dist\/.*)$/;
    for (const path of changed.split('\n')) expect(path).toMatch(expected);
    expect(proposed.stdout + proposed.stderr + read('.git/config')).not.toContain(token);
  });

  it('gives all packages the same version, and leaves their ranges to pnpm', () => {
    for (const { folder: path, name } of now) {
      expect(manifest(path).version, name).toBe(next);
      const { dependencies = {}, devDependencies = {} } = manifest(path);
      for (const [other, range] of Object.entries({ ...dependencies, ...devDependencies }))
        if (other.startsWith('@hyperstudy-workflows/')) expect(range).toBe('workspace:*');
    }
  });

  it('has the changes in the changelog, above older ones, and in the package of the nodes', () => {
    const changelog = read('CHANGELOG.md');
    expect(changelog).toContain(`\n## ${next}\n\n${changesets.map((each) => each.text).join('\n')}\n`);
    expect(changelog.indexOf(`## ${next}`)).toBe(changelog.indexOf('## '));
    expect(read('nodes/CHANGELOG.md')).toBe(changelog);
    for (const { file } of changesets) expect(existsSync(join(copy.folder, file))).toBe(false);
    expect(existsSync(join(copy.folder, '.changeset/README.md'))).toBe(true);
  });

  it('has the action rebuilt, which writes the version into manifests', async () => {
    const bundle = await bare.text('grep', '-l', '--fixed-strings', `"version": "${next}"`, 'next-release');
    expect(bundle).toMatch(/action\/dist\/steps\//);
    expect(await bare.text('rev-parse', 'next-release:action/dist')).not.toBe('');
  });

  it('has a bundle that the check takes for what the sources give, and nothing else', async () => {
    const dist = join(copy.folder, 'action/dist');
    await appendFile(join(dist, 'post/index.js'), '\n// By hand\n');
    await rm(join(dist, 'plan.js'));
    await writeFile(join(dist, 'steps/more.js'), '');
    const checked = await copy.node(['scripts/check-dist.ts']);
    expect(checked.code).toBe(1);
    const changed = ['plan.js', 'post/index.js', 'steps/more.js'];
    // What isn't named is the same: the version alone was not.
    expect(checked.stderr.match(/action\/dist\/\S+/g)).toEqual([
      ...changed.map((path) => `action/dist/${path}`),
    ]);
    expect(checked.stderr).toContain('Run npm run build:action and commit action/dist.');
    await copy.git('clean', '--quiet', '--force', 'action/dist');
    await copy.git('checkout', '--quiet', 'action/dist');
  });

  it('is not made where nothing waits', async () => {
    const again = await copy.node(['scripts/release/version.ts']);
    expect(again).toMatchObject({ code: 0, stdout: 'Nothing to release: .changeset holds no change.\n' });
    expect(await copy.git('status', '--porcelain')).toBe('');
  });

  it('is of the major version by which workflows use the action', () => {
    const pages = ['README.md', 'action/README.md', 'examples/workflows/nightly-artifact.yml'];
    for (const page of pages)
      for (const [, major] of read(page).matchAll(/hyperstudy-workflows\/hyperstudy-workflows[\w/]*@v(\d+)/g))
        expect(major, page).toBe(next.split('.')[0]);
  });
});

describe('publishing', () => {
  it('puts every package on npm, what others need first; a second time only what is missing', async () => {
    await using registry = await startRegistry('npm_release');
    const published = now.filter((each) => !each.private);
    const tarballs = join(folder, 'tarballs');
    const nodes = await copy.node(['nodes/build/build.mts']);
    expect(nodes.code, nodes.stderr).toBe(0);
    const packed = await copy.node(['scripts/pack.ts', tarballs]);
    expect(packed).toMatchObject({ code: 0 });

    const rc = join(folder, 'npmrc');
    const env = { NPM_CONFIG_USERCONFIG: rc, NPM_CONFIG_CACHE: join(folder, 'cache') };
    // Provenance is what a workflow run can give.
    const publish = (as: string) =>
      copy.node(['scripts/release/publish.ts', tarballs, '--provenance=false'], {
        ...env,
        NODE_AUTH_TOKEN: as,
      });
    await writeFile(rc, `registry=${registry.url}\n`);
    const refused = await publish('somebody');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/npm could not publish @hyperstudy-workflows\/\w+ \d/);
    expect(registry.log).toEqual([]);

    const first = await publish('npm_release');
    expect(first.code, first.stderr).toBe(0);
    expect(first.stdout + first.stderr).not.toContain('npm_release');
    expect([...registry.log].sort()).toEqual(published.map(({ name }) => name).sort());
    for (const [name, { versions, 'dist-tags': tags }] of registry.packages) {
      expect(tags).toEqual({ latest: next });
      for (const [other, range] of Object.entries(versions[next]?.dependencies ?? {})) {
        if (!other.startsWith('@hyperstudy-workflows/')) continue;
        expect(range, `${other} in ${name}`).toBe(next);
        expect(registry.log.indexOf(other), other).toBeLessThan(registry.log.indexOf(name));
      }
    }

    const [missing = ''] = registry.log.splice(0);
    registry.packages.delete(missing);
    const second = await publish('npm_release');
    expect(second.code, second.stderr).toBe(0);
    expect(registry.log).toEqual([missing]);
    expect(second.stdout.match(/is published already/g)).toHaveLength(published.length - 1);
  });
});

describe('tagging', () => {
  const tag = () => copy.node(['scripts/release/tag.ts'], { GITHUB_TOKEN: token });
  const commitOf = (name: string) => bare.text('rev-parse', '--verify', '--quiet', `${name}^{commit}`);
  const major = `v${next.split('.')[0]}`;

  it('tags the release, and moves the tag of its major version', async () => {
    const ran = await tag();
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout + ran.stderr).not.toContain(token);
    const commit = await copy.git('rev-parse', 'HEAD');
    expect([await commitOf(`v${next}`), await commitOf(major)]).toEqual([commit, commit]);
  });

  it('leaves both where they are when more is merged', async () => {
    const released = await copy.git('rev-parse', 'HEAD');
    await copy.git('commit', '--quiet', '--allow-empty', '--message', 'Later');
    expect((await tag()).stdout).toBe(`v${next} is tagged already.\n`);
    expect([await commitOf(`v${next}`), await commitOf(major)]).toEqual([released, released]);
  });

  it('puts a tag back that is missing, and one that was moved', async () => {
    const released = await commitOf(`v${next}`);
    await bare.text('update-ref', `refs/tags/${major}`, await commitOf('main'));
    expect((await tag()).stdout).toBe(`Pushed ${released}:refs/tags/${major}.\n`);
    await bare.text('update-ref', '-d', `refs/tags/${major}`);
    expect((await tag()).code).toBe(0);
    expect(await commitOf(major)).toBe(released);
  });

  it('does not move the tag of the major version back from a later release', async () => {
    const later = await commitOf('main');
    await bare.text('update-ref', `refs/tags/${major}.10.0`, later);
    await bare.text('update-ref', `refs/tags/${major}`, later);
    expect((await tag()).stdout).toBe(`v${next} is tagged already.\n`);
    expect(await commitOf(major)).toBe(later);
  });

  it('does not call a release what still waits for one', async () => {
    await writeFile(join(copy.folder, '.changeset/new.md'), '---\n---\n');
    const ran = await tag();
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('This is no release: .changeset/new.md');
    await rm(join(copy.folder, '.changeset/new.md'));
  });

  it('says what the server says when it may not', async () => {
    const ran = await copy.node(['scripts/release/tag.ts'], { GITHUB_TOKEN: 'nobody' });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/git ls-remote failed: .*not found/is);
    expect(ran.stderr).not.toContain('nobody');
  });
});

it('packages with different versions are no release', async () => {
  const path = join(copy.folder, 'nodes/package.json');
  await writeFile(path, read('nodes/package.json').replace(`"version": "${next}"`, '"version": "0.0.1"'));
  const ran = await copy.node(['scripts/release/tag.ts'], { GITHUB_TOKEN: token });
  expect(ran.stderr).toMatch(/different versions: .*node-red-hyperstudy 0\.0\.1/);
  expect(await run('git', ['checkout', '--quiet', 'nodes/package.json'], { cwd: copy.folder })).toMatchObject(
    {
      code: 0,
    },
  );
});

function nextVersion(version: string): string {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isMajor = changesets.some(({ bumps }) => Object.values(bumps).includes('major'));
  return isMajor ? `${major + 1}.0.0` : `${major}.${minor + 1}.0`;
}

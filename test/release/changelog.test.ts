import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changesetsIn, withRelease } from '../../scripts/release/changelog.ts';
import { openPullRequest, placeOf } from '../../scripts/release/pull-request.ts';
import { repository } from '../support/copy.ts';
import { useFolders } from '../support/folder.ts';
import { startJsonServer } from './json-server.ts';

const newFolder = useFolders();

describe('changesets', () => {
  it('are read in order of their names', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, '.changeset'));
    await writeFile(join(folder, '.changeset/b.md'), '---\r\n"x": patch\r\n---\r\n\r\n- `x`: b.\r\n');
    await writeFile(
      join(folder, '.changeset/a.md'),
      '---\n"x": minor\n"y": major\n---\n\n- `x`: a.\n- `y`: a.\n',
    );
    await writeFile(join(folder, '.changeset/README.md'), '# None');
    expect(changesetsIn(folder)).toEqual([
      { file: '.changeset/a.md', bumps: { x: 'minor', y: 'major' }, text: '- `x`: a.\n- `y`: a.' },
      { file: '.changeset/b.md', bumps: { x: 'patch' }, text: '- `x`: b.' },
    ]);
  });

  it('that are none are named, all of them, with what one looks like', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, '.changeset'));
    await writeFile(join(folder, '.changeset/a.md'), 'No head');
    await writeFile(join(folder, '.changeset/b.md'), '---\n"x": huge\n---\n\n- b\n');
    await writeFile(join(folder, '.changeset/c.md'), '---\n"x": minor\n---\n\nNo list\n');
    expect(() => changesetsIn(folder)).toThrow(
      /a\.md, \.changeset\/b\.md, \.changeset\/c\.md: not a changeset[\s\S]*"@hyperstudy-workflows\/core": minor/,
    );
  });

  it('of this repository are right', () => {
    expect(() => changesetsIn(repository)).not.toThrow();
  });
});

it('a release comes above those before it', () => {
  const change = (words: string) => ({ file: '', bumps: {}, text: `- ${words}.` });
  const first = withRelease('# Changelog\n\nIntro.\n', '1.0.0', [change('One'), change('Two')]);
  expect(first).toBe('# Changelog\n\nIntro.\n\n## 1.0.0\n\n- One.\n- Two.\n');
  expect(withRelease(first, '1.1.0', [change('Three')])).toBe(
    '# Changelog\n\nIntro.\n\n## 1.1.0\n\n- Three.\n\n## 1.0.0\n\n- One.\n- Two.\n',
  );
});

describe('the pull request', () => {
  const place = { repository: 'lab/tool', base: 'main', token: 'ghs_t' };

  it('that is open gets a new text', async () => {
    const page = 'https://github.test/pull/7';
    await using server = await startJsonServer(({ method }) => [
      200,
      method === 'GET' ? [{ number: 7, html_url: page }] : {},
    ]);
    const text = { branch: 'next', title: 'New', body: 'Words' };
    expect(await openPullRequest({ ...place, apiUrl: server.url }, text)).toBe(page);
    expect(server.asked.map(({ method, path, body }) => `${method} ${path} ${body}`)).toEqual([
      'GET /repos/lab/tool/pulls?state=open&head=lab%3Anext&base=main ',
      'PATCH /repos/lab/tool/pulls/7 {"title":"New","body":"Words"}',
    ]);
    for (const { authorization } of server.asked) expect(authorization).toBe('Bearer ghs_t');
  });

  it('that may not be opened says which setting allows it, and nothing of the token', async () => {
    await using server = await startJsonServer(() => [403, {}]);
    const text = { branch: 'next', title: '', body: '' };
    const failed = await openPullRequest({ ...place, apiUrl: server.url }, text).catch(String);
    expect(failed).toMatch(/403 to GET .*Settings → Actions → General/);
    expect(failed).not.toContain('ghs_t');
  });

  it('needs the variables of a workflow', () => {
    expect(() => placeOf({ GITHUB_TOKEN: 't', GITHUB_REPOSITORY: '' })).toThrow(
      'GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_REF_NAME not set',
    );
  });
});

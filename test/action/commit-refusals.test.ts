import { describe, expect, it } from 'vitest';
import { folder, newDataRepository, sandbox, step } from './support/committing.ts';

describe('what stops a commit is told before any data is asked for', () => {
  const dataRequests = () => sandbox.stats.requests;

  it('a public repository, with the two ways out', async () => {
    const repository = await newDataRepository();
    repository.visibility = 'public';
    const before = dataRequests();
    const run = await step(repository.name);
    expect(run.exitCode).toBe(1);
    expect(dataRequests()).toBe(before);
    expect(run.outputs).toMatchObject({ complete: 'false' });
    const [error] = run.annotations.filter(({ level }) => level === 'error');
    expect(error?.text).toMatch(/is public: .*private repository.*allow-public-identifiers: true/);
    expect(run.summary).toContain('allow-public-identifiers');
  });

  it('a public repository that is allowed', async () => {
    const repository = await newDataRepository();
    repository.visibility = 'public';
    const run = await step(repository.name, { 'allow-public-identifiers': 'true', types: 'events' });
    expect(run.outputs).toMatchObject({ committed: 'true' });
  });

  it('a public repository takes pseudonyms', async () => {
    const repository = await newDataRepository();
    repository.visibility = 'public';
    const secret = 'correct horse battery staple, 7 yellow canoes';
    const run = await step(
      repository.name,
      { pseudonymize: 'true', types: 'events,chat,participants' },
      { env: { HYPERSTUDY_PSEUDONYM_KEY: secret } },
    );
    expect(run.exitCode, run.raw).toBe(0);
    expect(run.outputs).toMatchObject({ committed: 'true' });
    expect(run.masks).toContain(secret);
    const paths = await repository.bare.paths();
    expect(paths).toContain(`${folder()}/report.html`);
    const texts = await Promise.all(paths.map((path) => repository.bare.text('show', `main:${path}`)));
    expect(texts.join('\n').length).toBeGreaterThan(10_000);
    for (const text of texts) for (const id of ['u_ada91', 'u_bo27', secret]) expect(text).not.toContain(id);
  });

  it('a public repository, with pseudonyms but without their key', async () => {
    const repository = await newDataRepository();
    repository.visibility = 'public';
    const run = await step(repository.name, { pseudonymize: 'true' });
    expect(run.exitCode).toBe(1);
    expect(run.annotations.map(({ text }) => text).join()).toContain('HYPERSTUDY_PSEUDONYM_KEY');
    expect(await repository.bare.head()).toBeUndefined();
  });

  it('a token that may only read, a wrong author and recordings, all at once', async () => {
    const repository = await newDataRepository();
    const run = await step(repository.name, {
      ...{ token: 'ghs_reader', 'commit-author': 'Nobody', recordings: 'download' },
    });
    expect(run.exitCode).toBe(1);
    const texts = run.annotations.map(({ text }) => text).join('\n');
    expect(texts).toMatch(/may not write to .*contents: write/);
    expect(texts).toMatch(/commit-author must be Name <address>/);
    expect(texts).toMatch(/recordings do not go into git.*mode: both/);
    expect(await repository.bare.head()).toBeUndefined();
  });
});

import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ExportOptions, exportStudy as ExportStudy } from '@hyperstudy-workflows/export';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyFileIn, useFolders } from '../support/folder.ts';
import { independentForms } from './independent-scan.ts';
import { at, key, late, people, plantedStudy, type Study, useStudies, warningsOf } from './planted-study.ts';

const newFolder = useFolders();
const newStudy = useStudies();
const everybody = Object.values(people);

/** A rule that is switched off: a text of the built package and what stands in its place. */
interface Broken {
  readonly file: string;
  readonly rule: string;
  readonly without: string;
}

const textRule = (condition: string): Broken => ({
  file: 'privacy/text-scrubber.js',
  rule: 'const replaced = [];',
  without: `if (${condition}) return { text }; const replaced = [];`,
});

const broken: Record<string, Broken> = {
  'ids in fields': {
    file: 'privacy/row-scrubber.js',
    rule: "if (role === 'id')\n            return this.#id(value);",
    without: "if (role === 'id')\n            return value;",
  },
  'names in fields': {
    file: 'privacy/row-scrubber.js',
    rule: "if (role === 'name')\n            return this.#name(value, field, around);",
    without: "if (role === 'name')\n            return value;",
  },
  'nested e-mail fields': {
    file: 'privacy/row-scrubber.js',
    rule: 'this.#dropAddress(fields[field], nearestPerson(fields, field, outer));\n                continue;',
    without: 'clean[field] = fields[field]; continue;',
  },
  'names of fields': {
    file: 'privacy/row-scrubber.js',
    rule: 'known === undefined ? this.#keyOf(field) : field',
    without: 'field',
  },
  'names of nested fields': {
    file: 'privacy/row-scrubber.js',
    rule: 'put(clean, this.#keyOf(field)',
    without: 'put(clean, field',
  },
  lists: {
    file: 'privacy/row-scrubber.js',
    rule: 'return value.map((item) => this.#value(item, field, role, around));',
    without: 'return value;',
  },
  'nested objects': {
    file: 'privacy/row-scrubber.js',
    rule: 'return this.#object(value, role);',
    without: 'return value;',
  },
  'free text': {
    file: 'privacy/row-scrubber.js',
    rule: "return people.text.scrub(moved, this.#tally, role === 'file');",
    without: 'return moved;',
  },
  'text in capitals': textRule('text === text.toUpperCase() && text.length > 12'),
  'percent-encoded text': textRule("text.includes('%')"),
  'escaped text': textRule("text.includes('\\\\u')"),
  'HTML references': textRule("text.includes('&#')"),
  'decomposed text': textRule("text.normalize('NFC') !== text"),
  'invisible characters': textRule("text.includes('\\u200b')"),
  'text without accents': textRule("text.startsWith('Zoe')"),
  'composed ids': textRule('/^(evt|EG)_/.test(text)'),
  base64: {
    file: 'privacy/text-scrubber.js',
    rule: 'clean = this.#encoded(clean, replaced);',
    without: ';',
  },
  'the first hit only': {
    file: 'privacy/text-scrubber.js',
    rule: 'const hits = this.#finder.find(text, loose);',
    without: 'const hits = this.#finder.find(text, loose).slice(0, 1);',
  },
  'records of recordings': {
    file: 'run/recordings-run.js',
    rule: 'protect === undefined ? plain : protect.apply(plain)',
    without: 'plain',
  },
  'names of recordings': {
    file: 'run/recordings-run.js',
    rule: 'name: privacy?.recordingName,',
    without: '',
  },
  'warnings, problems and drift': {
    file: 'run/export-study.js',
    rule: 'report: privacy.cleanValue(table.report),',
    without: '',
  },
  'the scope in the manifest': {
    file: 'manifest/build.js',
    rule: '{ [kind]: clean(id), room: clean(room) }',
    without: '{ [kind]: id, room }',
  },
  'the seal of the state': {
    file: 'state/state.js',
    rule: 'seal === undefined ? text :',
    without: 'true ? text :',
  },
  'the seal of what is known': {
    file: 'privacy/basis.js',
    rule: '{ sealed: key.seal(text) }',
    without: '{ open: contents.parse(basis) }',
  },
  'a second round for people who come up late': {
    file: 'privacy/privacy.js',
    rule: 'const again = await this.#isOutdated(before);',
    without: 'const again = false;',
  },
};

const source = fileURLToPath(new URL('../../packages/export/', import.meta.url));
let copies: string;
beforeAll(async () => {
  copies = await mkdtemp(join(tmpdir(), 'hyperstudy-broken-'));
  await symlink(join(source, 'node_modules'), join(copies, 'node_modules'), 'dir');
  await cp(join(source, 'package.json'), join(copies, 'package.json'));
});
afterAll(() => rm(copies, { recursive: true, force: true }));

/** The built package without a rule. */
async function without({ file, rule, without: other }: Broken, name: string): Promise<typeof ExportStudy> {
  const folder = join(copies, name.replace(/\W/g, '-'));
  await mkdir(folder);
  await cp(join(source, 'package.json'), join(folder, 'package.json'));
  await cp(join(source, 'dist'), join(folder, 'dist'), { recursive: true });
  const path = join(folder, 'dist', file);
  const text = await readFile(path, 'utf8');
  expect(text, `${file} has the rule`).toContain(rule);
  await writeFile(
    path,
    text.replaceAll(rule, () => other),
  );
  const module: { exportStudy: typeof ExportStudy } = await import(
    pathToFileURL(join(folder, 'dist/index.js')).href
  );
  return module.exportStudy;
}

/** Everything planted, and somebody whom only later records name. */
function studyOf(): Study {
  const study = plantedStudy();
  study.chat?.unshift({
    messageId: 'm_0',
    timestamp: at(0),
    content: `Where is ${late.name}?`,
    roomId: 'room_1',
  });
  study.events?.push({
    ...{ id: 'e_late', timestamp: at(9_000), roomId: 'room_1', participantId: late.id },
    data: { participantName: late.name, participantId: late.id },
  });
  return study;
}

const optionsFor = (out: string, scope: ExportOptions['scope']): ExportOptions => ({
  ...{ scope, out, pseudonymize: true, pseudonymKey: key, recordings: 'download' },
});

describe('the verifier', () => {
  it('lets an export pass that keeps all rules', async () => {
    const { client } = await newStudy(studyOf(), warningsOf(everybody));
    const exportStudy = await without({ file: 'index.js', rule: '', without: '' }, 'whole');
    const out = join(await newFolder(), 'study');
    const { manifest } = await exportStudy(client, optionsFor(out, { experiment: 'exp_1' }));
    expect(manifest.privacy.pseudonymized).toBe(true);
  });

  it.each(Object.entries(broken))('finds what is left without the rule for %s', async (name, rule) => {
    const { client } = await newStudy(studyOf(), warningsOf(everybody));
    const exportStudy = await without(rule, name);
    const out = join(await newFolder(), 'study');
    const scope: ExportOptions['scope'] =
      name === 'the scope in the manifest'
        ? { participant: people.zoe.id, room: 'room_1' }
        : { experiment: 'exp_1' };
    const error: unknown = await exportStudy(client, optionsFor(out, scope)).catch(
      (caught: unknown) => caught,
    );
    expect(error).toMatchObject({ name: 'IntegrityError', remedy: 'report' });
    const said = String((error as Error).message);
    expect(said).toMatch(/(an id|a name|an e-mail address) in .*, at byte \d+/);
    for (const { id, name: called, email } of [...everybody, late])
      for (const text of [id, called, email])
        for (const form of independentForms(text)) expect(said.toLowerCase()).not.toContain(form);
    const files = await everyFileIn(out);
    expect(files).not.toContain('manifest.json');
    for (const [, file = ''] of said.matchAll(/ in ([\w./-]+), at byte/g)) expect(files).not.toContain(file);
  });
});

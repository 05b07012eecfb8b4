import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Identifiers, type Known } from '../../src/privacy/identifiers.ts';
import { PseudonymKey } from '../../src/privacy/key.ts';
import { findInFile } from '../../src/privacy/scan-file.ts';
import { Tally, TextScrubber } from '../../src/privacy/text-scrubber.ts';
import { searchesFor } from '../../src/privacy/verify.ts';
import { useFolders } from '../support.ts';

const newFolder = useFolders();
const key = new PseudonymKey(createHash('sha256').update('x').digest('hex'));

function identifiersOf(...known: Known[]): Identifiers {
  const identifiers = new Identifiers(key);
  for (const one of known) identifiers.add(one);
  return identifiers;
}

const scrub = (text: string, ...known: Known[]) =>
  new TextScrubber(identifiersOf(...known)).scrub(text, undefined);
const name = (text: string, person?: string): Known => ({ kind: 'name', text, person });
const pseudonym = (person: string) => key.pseudonym('person', person);

describe('a name in a text', () => {
  it('becomes the pseudonym of its person, and only itself where several have it', () => {
    expect(scrub('hi Quentin!', name('Quentin', 'u_1'))).toBe(`hi ${pseudonym('u_1')}!`);
    const shared = scrub('hi Quentin!', name('Quentin', 'u_1'), name('quentin', 'u_2'));
    expect(shared).not.toContain(pseudonym('u_1'));
    expect(shared).toBe(scrub('hi Quentin!', name('Quentin')));
  });

  it('of two or three letters counts only as it is written; one letter only by itself', () => {
    expect(scrub('Al and al, AL, Also', name('Al', 'u_1'))).toBe(`${pseudonym('u_1')} and al, AL, Also`);
    expect(scrub('I think I', name('I', 'u_1'))).toBe('I think I');
    expect(scrub('I', name('I', 'u_1'))).toBe(pseudonym('u_1'));
  });

  it('that is an ordinary word of a study counts only as it is written', () => {
    expect(scrub('component of Component', name('Component', 'u_1'))).toBe(
      `component of ${pseudonym('u_1')}`,
    );
  });

  it('a short number is an id in its field only, a longer one in text too', () => {
    const id = (text: string): Known => ({ kind: 'id', text });
    expect(scrub('29', id('29'))).toBe('29');
    expect(scrub('subject 40312 said', id('40312'))).toBe(`subject ${pseudonym('40312')} said`);
  });

  it('addresses of others are taken out too', () => {
    expect(scrub('ask me@x.example or Bob@y.example.', name('Bob'))).toBe('ask [e-mail] or [e-mail].');
  });

  it('is counted by kind', () => {
    const tally = new Tally();
    const text = new TextScrubber(identifiersOf(name('Quentin', 'u_1'), { kind: 'id', text: 'u_abcd1' }));
    text.scrub('Quentin, QUENTIN and u_abcd1, x@y.example', tally);
    text.scrub('Quentin, QUENTIN and u_abcd1, x@y.example', tally);
    expect(tally.counts).toEqual({ id: 2, name: 4, unknownEmail: 2 });
  });

  it('leaves nothing, whatever the text', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'abcdeABDE01éß佐 _-%\\&"'),
      minLength: 4,
      maxLength: 10,
    });
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 6 }), fc.array(letters), (names, parts) => {
        const identifiers = identifiersOf(...names.map((text, i) => name(text, `u_${i}`)));
        const clean = new TextScrubber(identifiers).scrub([...parts, ...names].join(' '), undefined);
        const { folded } = searchesFor(identifiers.identifiers());
        expect(folded.find(clean)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a file', () => {
  const searches = searchesFor(
    identifiersOf({ kind: 'id', text: 'u_Zq91KxTr' }, name('Zoë Ångström'), name('Al')).identifiers(),
  );
  const place = async (file: string, bytes: string | Buffer) => {
    const path = join(await newFolder(), file);
    await writeFile(path, bytes);
    return findInFile(path, searches);
  };

  it('tells the byte, also where chunks meet', async () => {
    for (const position of [0, 3, 65_520, 65_529, 65_532, 65_535, 65_538, 131_070, 262_140, 300_000]) {
      const before = 'é,'.repeat(position / 3);
      const text = `${before} Zo\\u00eb Ångström ${' '.repeat(200_000)}`;
      expect((await place('a.csv', text))?.offset).toBe(position + 1);
    }
  });

  it('finds short names as whole cells of tables only', async () => {
    expect((await place('a.csv', 'id,name\n1,Al\n'))?.offset).toBe(10);
    expect((await place('a.ndjson', '{"name":"Al"}\n'))?.offset).toBe(9);
    expect(await place('a.csv', 'id,name\n1,Al so\n')).toBeUndefined();
    expect(await place('a.html', '<p>"Al"</p>')).toBeUndefined();
  });

  it('looks into gzip, and for long ids into any bytes', async () => {
    const noise = Buffer.from([0, 255, 3, 9, 200]);
    expect((await place('a.csv.gz', gzipSync('x\nZOE ANGSTROM\n')))?.decompressed).toBe(true);
    expect(
      (await place('a.mp4', Buffer.concat([noise, Buffer.from('title u_zq91kxtr'), noise])))?.offset,
    ).toBe(11);
    expect(await place('a.mp4', Buffer.concat([noise, Buffer.from('Zoe'), noise]))).toBeUndefined();
    expect(await place('a.csv', 'nobody')).toBeUndefined();
  });
});

describe('a key', () => {
  it.each([
    ['none', undefined, 'is not set'],
    ['a short one', 'secret', 'too short'],
    ['a regular one', 'a'.repeat(64), 'too regular'],
    ['a repeated one', 'passwordpasswordpasswordpassword', 'too regular'],
  ])('is refused: %s', (_, text, why) => {
    let said = '';
    try {
      new PseudonymKey(text);
    } catch (error) {
      said = String(error);
    }
    expect(said).toContain(why);
    if (text !== undefined) expect(said).not.toContain(text);
  });

  it('seals what only it can read, the same text the same way', () => {
    const other = new PseudonymKey(createHash('sha256').update('y').digest('hex'));
    expect(key.unseal(key.seal('Zoë'))).toBe('Zoë');
    expect(key.seal('Zoë')).toBe(key.seal('Zoë'));
    expect(other.unseal(key.seal('Zoë'))).toBeUndefined();
    expect(key.unseal('00')).toBeUndefined();
    expect(other.check).not.toBe(key.check);
    expect(other.pseudonym('person', 'u_1')).not.toBe(key.pseudonym('person', 'u_1'));
  });
});

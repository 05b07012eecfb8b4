import { describe, expect, it } from 'vitest';
import { csv } from '../src/api/formats.ts';
import { all, get, useSandbox } from './support.ts';

const sandbox = useSandbox();

describe('ndjson', () => {
  it('has the rows of the JSON page, one per line', async () => {
    const path = '/data/chat/experiment/exp_film26';
    const { text, headers } = await get(sandbox.current, `${path}?format=ndjson`);
    expect(headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    expect(text.endsWith('\n')).toBe(true);
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows).toEqual(await all(sandbox.current, path));
  });
});

describe('csv', () => {
  it('is flat, with BOM, and pages as JSON does', async () => {
    const { text, headers } = await get(
      sandbox.current,
      '/data/ratings/sparse/room/room_film26_0007?format=csv&limit=3',
    );
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    // fetch's text() drops the BOM.
    const [header, ...lines] = text.trimEnd().split('\r\n');
    expect(header).toContain('sparseRatingData_pauseIndex');
    expect(header).toContain('metadata_question');
    expect(lines).toHaveLength(3);
  });

  it('quotes what needs it, and nothing else', () => {
    expect(csv([{ a: 'x,y', b: 'say "hi"\n', c: null, d: { e: [1, 2] }, f: true }])).toBe(
      '\ufeffa,b,c,d_e,f\r\n"x,y","say ""hi""\n",,"[1,2]",true\r\n',
    );
  });
});

import { expect, it } from 'vitest';
import { withoutUrlQueries } from '../../src/tables/url-queries.ts';

it.each<[string, unknown, unknown]>([
  ['a signed URL', 'https://s.example/a.mp4?X-Goog-Signature=abc&x=1', 'https://s.example/a.mp4'],
  ['a fragment', 'https://s.example/a.mp4#t=1', 'https://s.example/a.mp4'],
  ['a URL in a sentence', 'see http://s.example/a?k=1 there', 'see http://s.example/a there'],
  ['two URLs', 'http://a.example/x?1,2 https://b.example/y?2', 'http://a.example/x https://b.example/y'],
  ['upper case', 'HTTPS://S.example/A?K=1', 'HTTPS://S.example/A'],
  ['deep inside', { list: [{ url: 'https://s.example/a?k=1' }] }, { list: [{ url: 'https://s.example/a' }] }],
  ['a question', 'Did it work? Yes.', 'Did it work? Yes.'],
  ['a URL without a query', 'https://s.example/a.mp4', 'https://s.example/a.mp4'],
  ['numbers and nothing', [1, true, null], [1, true, null]],
])('%s', (_, value, expected) => {
  expect(withoutUrlQueries({ value })).toEqual({ value: expected });
});

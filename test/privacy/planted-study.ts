import { HyperStudy } from '@hyperstudy-workflows/core';
import { afterAll } from 'vitest';
import { sendJson, useServers } from '../support/server.ts';

export type Row = Record<string, unknown>;

/** A study by path below /data/, without the scope: events, ratings/sparse, ... */
export type Study = Record<string, Row[]>;

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Names with accents, apostrophes, scripts without spaces; ids of several makes. */
export const people = {
  zoe: { id: 'u_Zq91KxTr', name: 'Zoë Ångström-Lindqvist', email: 'zoe.angstrom@uni-test.example' },
  bart: { id: 'prolific-5f3a9c77e1', name: "Bartholomew O'Grady", email: 'b.ogrady@mail.example' },
  hanako: { id: '7QmXv2LrTaBcDeFg', name: '佐藤花子', email: 'hanako@mail.example' },
} as const satisfies Record<string, Person>;

/** Somebody whom only later records name. */
export const late: Person = {
  id: 'late_Quill77xx',
  name: 'Quillfeather Mossgrove',
  email: 'quill@late.example',
};

/** Any key that is long and irregular enough. */
export const key = 'b6f0a1c2d3e4958677a8b9c0d1e2f30415263748';

const start = Date.parse('2026-03-11T15:04:20.000Z');
export const at = (seconds: number): string => new Date(start + seconds * 1000).toISOString();
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const escaped = (text: string): string =>
  [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

/** Kinds of places that an identifier of somebody hides in, each as a record of a type. */
export function places({ id, name, email }: Person): Record<string, [type: string, fields: Row]> {
  const [first = ''] = name.split(' ');
  return {
    'text of an event': ['events', { content: `met ${name} today` }],
    'text in capitals': ['events', { content: `MET ${name.toUpperCase()}!` }],
    'decomposed accents': ['events', { content: name.normalize('NFD') }],
    'without accents': ['events', { content: name.normalize('NFD').replace(/\p{M}/gu, '') }],
    'nested JSON': ['events', { value: { a: { b: [{ c: `by ${name}` }] } } }],
    'nested id': ['events', { data: { partnerId: id, partnerName: name } }],
    'object of a person': ['events', { data: { sender: { id, name } } }],
    'key that is an id': ['events', { metadata: { [id]: 3, [`${id}_score`]: 4 } }],
    'key deep down': ['events', { value: { votes: { list: { [id]: 1 } } } }],
    'key of the record': ['events', { [id]: 'yes' }],
    'list of names': ['events', { context: { winnerNames: [name] } }],
    'nested e-mail': ['events', { context: { contactEmail: email, cc: [email] } }],
    'JSON in a text': ['events', { content: JSON.stringify({ who: name, id }) }],
    'JSON escapes in a text': ['events', { content: `{"who":"${escaped(name)}"}` }],
    'line feed before it': ['events', { content: JSON.stringify(`x\n${name}`) }],
    'percent-encoded': ['events', { content: `https://x.example/?u=${encodeURIComponent(name)}&i=${id}` }],
    'percent-encoded twice': ['events', { content: encodeURIComponent(encodeURIComponent(name)) }],
    'HTML references': [
      'events',
      { content: `<b>${[...name].map((c) => `&#${c.codePointAt(0)};`).join('')}</b>` },
    ],
    'a token in base64': ['events', { content: `token ${base64(JSON.stringify({ sub: id, name, email }))}` }],
    'an invisible character in it': ['events', { content: `${name.slice(0, 2)}\u200b${name.slice(2)}` }],
    'id of an event': ['events', { id: `evt_${id}_7` }],
    'chat text': ['chat', { content: `hi ${name}, mail me at ${email}` }],
    'chat names': ['chat', { senderId: id, senderName: name, recipientIds: [id] }],
    'a variable': ['variables', { variable: 'partner', value: name }],
    'name of a variable': ['variables', { variable: `score_${id}`, value: 1 }],
    'variables when shown': [
      'components',
      { componentId: 'c', variableSnapshot: { partner: name, [id]: 2 } },
    ],
    configuration: ['components', { componentId: 'd', config: { prompt: `Rate ${name}`, target: id } }],
    'raw ratings by person': ['ratings/sparse', { sparseRatingData: { previousRatings: { [id]: 22 } } }],
    'a question': ['ratings/sparse', { metadata: { question: `How was ${first} (${email})? ${name}` } }],
    'video chat data': ['videochat', { data: { identity: id, label: `${name}'s camera` } }],
    'agent prompt': ['agent-decisions', { prompt: `You talk to ${name}`, value: `hello ${name}` }],
    'id of a decision': ['agent-decisions', { id: `${id}_4`, participantId: id, seq: 4 }],
    'name of a deployment': ['rooms', { deploymentName: `Pilot of ${name}` }],
  };
}

/** A study that plants each of them in every place that there is. */
export function plantedStudy(those: readonly Person[] = Object.values(people)): Study {
  const study: Study = {};
  let n = 0;
  const put = (type: string, fields: Row) => {
    n += 1;
    const key = { chat: 'messageId', 'ratings/sparse': 'ratingId' }[type] ?? 'id';
    const own = type === 'variables' || type === 'components' ? {} : { [key]: `r_${n}` };
    const whose = type === 'variables' || type === 'rooms' ? {} : { participantId: those[0]?.id };
    study[type] ??= [];
    study[type].push({ ...own, ...whose, roomId: 'room_1', timestamp: at(n), onset: n * 1000, ...fields });
  };
  for (const [i, person] of those.entries()) {
    put('participants', {
      ...person,
      role: i % 2 === 0 ? 'viewer_a' : 'viewer_b',
      joinedAt: at(i),
      completionCode: 'SUCCESS',
    });
    put('events', {
      participantId: person.id,
      category: 'pre_experiment',
      eventType: 'consent.accepted',
      content: 'agreed',
    });
    for (const [type, fields] of Object.values(places(person))) put(type, fields);
    put('recordings', {
      recordingId: `EG_${i}_${person.id}`,
      participantId: person.id,
      participantName: person.name,
      startTime: at(n),
      status: 'complete',
      format: 'mp4',
      fileName: `${person.name.replace(/[^\p{L}]/gu, '_')}.mp4`,
      downloadPath: `/data/recordings/download/room_1/EG_${i}_${person.id}`,
      url: `https://storage.example/${encodeURIComponent(person.name)}.mp4?sig=1`,
      metadata: { type: 'video', roomName: `room_of_${person.id}` },
    });
  }
  put('rooms', { id: 'room_1', createdAt: at(0), status: 'completed' });
  return study;
}

/** What the server warns of, with names in it. */
export const warningsOf = (those: readonly Person[]): string[] =>
  those.map(({ name, id }) => `MISSING_INDEX: sorted by ${name} (${id})`);

/** Servers of studies that are gone after the tests of the file, and clients of them. */
export function useStudies() {
  const newServer = useServers();
  const clients: HyperStudy[] = [];
  afterAll(() => Promise.all(clients.map((client) => client.close())));
  return async (study: Study, warnings: readonly string[] = [], pageSize = 1000) => {
    let requests = 0;
    const url: string = await newServer((request, response) => {
      requests += 1;
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const path = pathname.replace('/api/v3/', '');
      if (path.startsWith('data/check-access/')) {
        return sendJson(response, { status: 'success', data: { canView: true, canExport: true } });
      }
      if (path.startsWith('data/recordings/download/')) {
        return sendJson(response, { status: 'success', data: { url: `${url}/media` } });
      }
      if (path === 'media') {
        response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': 4 });
        return response.end('film');
      }
      const [, type = '', scope, id] = /^data\/(.+)\/(experiment|room|participant)\/(.+)$/.exec(path) ?? [];
      const rows = rowsOf(study[type] ?? [], searchParams, scope, decodeURIComponent(id ?? ''));
      const offset = Number(searchParams.get('offset') ?? 0);
      const data = rows.slice(offset, offset + Math.min(pageSize, Number(searchParams.get('limit') ?? 1000)));
      const more = offset + data.length < rows.length;
      const pagination = {
        total: rows.length,
        returned: data.length,
        hasMore: more,
        ...(more ? { nextOffset: offset + data.length } : {}),
      };
      return sendJson(response, { status: 'success', data, metadata: { pagination, _warnings: warnings } });
    });
    const client = new HyperStudy({ baseUrl: url, apiKey: 'hst_test_0', budget: 'off' });
    clients.push(client);
    return { client, url, requests: () => requests };
  };
}

function rowsOf(rows: readonly Row[], query: URLSearchParams, scope = '', id = ''): Row[] {
  const category = query.get('category');
  const [from, to] = [query.get('startTime'), query.get('endTime')];
  const sort = query.get('sort');
  const found = rows.filter(
    (row) =>
      (category === null || row.category === category) &&
      (scope !== 'room' || row.roomId === id || row.roomId === undefined) &&
      (from === null || String(row.timestamp) >= from) &&
      (to === null || String(row.timestamp) < to),
  );
  return sort === null ? found : found.toSorted((a, b) => (String(a[sort]) < String(b[sort]) ? -1 : 1));
}

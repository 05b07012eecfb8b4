import { type DataTypeName, dataType, dataTypeNames } from '@hyperstudy-workflows/core';
import { type Handler, sendJson } from '../../support/server.ts';

/** Texts that would run a script, break out of where they stand, or turn a page around. */
export const hostileTexts: readonly string[] = [
  '<script>alert(1)</script>',
  '</script><script>alert(2)</script>',
  '</SCRIPT ><img src=x onerror=alert(3)>',
  '<!--<script>',
  '--><svg onload=alert(4)>',
  '<img src=x onerror=alert(5)>',
  '<img src="https://example.org/pixel.png">',
  '<svg/onload=alert(6)>',
  '<iframe src="javascript:alert(7)"></iframe>',
  '<a href="javascript:alert(8)" autofocus onfocus=alert(8)>x</a>',
  '<body onload=alert(9)>',
  '<style>*{display:none}</style>',
  '<link rel=stylesheet href="https://example.org/x.css">',
  '<meta http-equiv=refresh content="0;url=https://example.org">',
  '<base href="https://example.org/">',
  '<form action="https://example.org"><input name=q autofocus></form>',
  '<details open ontoggle=alert(10)>',
  '<video><source onerror=alert(11)>',
  '<math><mtext></mtext><mglyph><style><img src=x onerror=alert(12)>',
  '<template><script>alert(13)</script></template>',
  '<object data="https://example.org/x"></object>',
  '<input onfocus=alert(14) autofocus>',
  '"><script>alert(15)</script>',
  "'><script>alert(16)</script>",
  '" onmouseover="alert(17)" x="',
  "' onmouseover='alert(18)' x='",
  '`$' + '{alert(19)}`',
  '{{constructor.constructor("alert(20)")()}}',
  '\\u003cscript\\u003ealert(21)\\u003c/script\\u003e',
  '&lt;script&gt;alert(22)&lt;/script&gt;',
  '&#60;script&#62;alert(23)&#60;/script&#62;',
  'javascript:alert(24)',
  ']]><script>alert(25)</script>',
  '\u0000<script\u0000>alert(26)</script>',
  '\u2028\u2029<script>alert(27)</script>',
  '\u202e<script>alert(28)</script>\u202d',
  '__proto__',
  'constructor',
  '\ud800<script>alert(29)</script>',
  `${'<b>'.repeat(2000)}deep`,
  `${'x'.repeat(20_000)}`,
  '*/alert(30)/*',
  '</style><script>alert(31)</script>',
  '</title><script>alert(32)</script>',
  '\u001b]8;;https://example.org\u0007x',
  '=HYPERLINK("https://example.org")',
];

const start = Date.UTC(2026, 0, 1);

/** Records of a type in which every text is hostile: a room for each of the texts. */
function recordsOf(type: DataTypeName): Record<string, unknown>[] {
  return hostileTexts.flatMap((text, room) =>
    [0, 1].map((n) => {
      const onset = 1000 * (n + 1);
      const timestamp = new Date(start + room * 3_600_000 + onset).toISOString();
      const id = `${type}_${room}_${n}`;
      return {
        ...{ id: type === 'rooms' ? text : type === 'participants' ? `${text}${n}` : id },
        ...{ recordingId: id, messageId: id, ratingId: id, metricId: id },
        ...{ roomId: text, participantId: `${text}${n}`, senderId: `${text}${n}`, experimentId: text },
        ...{ timestamp, onset, startTime: timestamp, startedAt: timestamp, createdAt: timestamp },
        ...{ participantName: text, senderName: text, content: text, role: text, status: text },
        ...{ completionCode: text, deploymentId: text, deploymentName: text, participantCount: 3 },
        ...{ category: n === 0 ? 'state' : text, eventType: text, stateId: text, stateName: text },
        ...{ componentId: text, componentType: text, value: 3 + n, rawValue: 3 + n, timeDrift: 20 * n },
        ...{
          scale: { min: 0, max: 10 },
          metadata: { type: text, dimension: text, question: text, roomName: text },
        },
        ...{ duration: 5000, videoOffset: onset, fileName: text, format: text, [text]: text },
      };
    }),
  );
}

/** A HyperStudy that sends all of that, and warns in the same words. */
export const hostileStudy: Handler = (request, response) => {
  const url = new URL(request.url ?? '/', 'http://study');
  const [, path = '', scope] = /\/data\/(.+?)\/(experiment|room)\//.exec(url.pathname) ?? [];
  const type = dataTypeNames.find(
    (name) => dataType(name).path === path && dataType(name).view === undefined,
  );
  if (type === undefined || scope !== 'experiment') {
    sendJson(response, { status: 'success', data: path === '' ? { canView: true, canExport: true } : [] });
    return;
  }
  const records = type === 'rooms' ? recordsOf(type).filter((_, i) => i % 2 === 0) : recordsOf(type);
  const offset = Number(url.searchParams.get('offset') ?? 0);
  const data = records.slice(offset, offset + Number(url.searchParams.get('limit') ?? 1000));
  sendJson(response, {
    status: 'success',
    data,
    metadata: {
      _warnings: hostileTexts,
      pagination: {
        total: records.length,
        returned: data.length,
        hasMore: offset + data.length < records.length,
      },
    },
  });
};

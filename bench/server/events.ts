/** Rows to a block: what the server keeps as one piece. */
const blockRows = 1000;
const firstTime = Date.UTC(2026, 2, 11, 15, 4, 20);

/** An event like those of the API's reference, about 550 bytes of JSON; every tenth has the time of the one before. */
function event(index: number): object {
  const time = firstTime + (index - (index % 10 === 9 ? 1 : 0)) * 40;
  const answered = index % 3 === 0;
  const room = `room_${String(index % 100).padStart(4, '0')}`;
  return {
    id: `evt_${String(index).padStart(8, '0')}`,
    experimentId: 'exp_bench',
    deploymentId: 'dep_spring26',
    roomId: room,
    participantId: `${room}_p${index % 2}`,
    participantRole: index % 2 === 0 ? 'viewer_a' : 'viewer_b',
    eventType: answered ? 'component.response' : 'component.view',
    category: 'component',
    componentType: answered ? 'TextInput' : 'ShowVideo',
    componentId: `cmp_${index % 17}`,
    content: answered ? `Text response: it took "${index}" frames, roughly` : 'Component was shown',
    stateId: `st_${index % 23}`,
    stateName: `State ${index % 23}`,
    onset: index * 40 + 0.5,
    timestamp: new Date(time).toISOString(),
    duration: 31_200,
    ...(answered ? { response: { value: 'looking forward to it', responseTime: 30_950 } } : {}),
  };
}

/** Rows as JSON, made once: what a page costs the server is copying bytes. */
export class Events {
  readonly total: number;
  readonly #blocks: { readonly bytes: Buffer; readonly starts: Uint32Array }[] = [];

  constructor(total: number) {
    this.total = total;
    for (let from = 0; from < total; from += blockRows)
      this.#blocks.push(block(from, Math.min(total, from + blockRows)));
  }

  /** The rows as JSON with commas between them. */
  slice(offset: number, limit: number): Buffer[] {
    const parts: Buffer[] = [];
    const end = Math.min(this.total, offset + limit);
    for (let row = offset; row < end; ) {
      const { bytes, starts } = this.#blocks[Math.floor(row / blockRows)] ?? {
        bytes: Buffer.alloc(0),
        starts: [],
      };
      const first = row % blockRows;
      const count = Math.min(end - row, blockRows - first);
      row += count;
      // The comma after the last row goes.
      parts.push(bytes.subarray(starts[first], (starts[first + count] ?? 0) - (row === end ? 1 : 0)));
    }
    return parts;
  }
}

function block(from: number, to: number): { bytes: Buffer; starts: Uint32Array } {
  const starts = new Uint32Array(to - from + 1);
  const rows: Buffer[] = [];
  for (let index = from; index < to; index += 1) {
    const row = Buffer.from(`${JSON.stringify(event(index))},`);
    rows.push(row);
    starts[index - from + 1] = (starts[index - from] ?? 0) + row.length;
  }
  return { bytes: Buffer.concat(rows), starts };
}

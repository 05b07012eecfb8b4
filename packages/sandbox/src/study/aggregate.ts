import { iso } from './rooms.ts';
import { listed, type Row, type Sequence } from './sequence.ts';

interface Window {
  readonly time: number;
  readonly rows: Row[];
}

/** Means over windows of `width` ms of each participant in each room; the shape is that of the rows. */
export function aggregated(sequence: Sequence, width: number): Sequence {
  const windows = new Map<string, Window>();
  for (let index = 0; index < sequence.length; index++) {
    const row = sequence.row(index);
    const start = Math.floor(Number(row.onset) / width) * width;
    const key = `${String(row.roomId ?? row.sessionId)} ${String(row.participantId)} ${start}`;
    const time = sequence.time(index) - Number(row.onset) + start;
    const window = windows.get(key) ?? { time, rows: [] };
    window.rows.push(row);
    windows.set(key, window);
  }
  const means = [...windows.values()].sort((a, b) => a.time - b.time);
  return listed(means.map(({ time, rows }) => ({ time, row: mean(rows, time, width) })));
}

function mean(rows: readonly Row[], time: number, width: number): Row {
  const row: Record<string, unknown> = { ...rows[0] };
  for (const [field, value] of Object.entries(row)) {
    if (typeof value !== 'number') continue;
    const sum = rows.reduce((total, other) => total + Number(other[field]), 0);
    row[field] = Math.round((sum / rows.length) * 1000) / 1000;
  }
  row.timestamp = iso(time);
  row.onset = Math.floor(Number(rows[0]?.onset) / width) * width;
  return { ...row, aggregationWindow: width };
}

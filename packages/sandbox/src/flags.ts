import type { SandboxOptions } from './options.ts';

/** A flag of `hyperstudy sandbox`: the command line and its docs are derived from these. */
export interface SandboxFlag {
  readonly flag: `--${string}`;
  /** The option it sets. */
  readonly option: keyof SandboxOptions;
  /** flag: takes no value. */
  readonly type: 'number' | 'text' | 'flag';
  /** Placeholder of the value in help; empty for a flag. */
  readonly value: string;
  readonly description: string;
  /** As help says it. */
  readonly default: string;
}

const number = (
  flag: SandboxFlag['flag'],
  option: SandboxFlag['option'],
  value: string,
  description: string,
  fallback: string,
) => ({ flag, option, type: 'number', value, description, default: fallback }) as const satisfies SandboxFlag;

const text = (flag: SandboxFlag['flag'], option: SandboxFlag['option'], description: string) =>
  ({
    flag,
    option,
    type: 'text',
    value: 'SPEC',
    description,
    default: 'none',
  }) as const satisfies SandboxFlag;

const onOff = (flag: SandboxFlag['flag'], option: SandboxFlag['option'], description: string) =>
  ({ flag, option, type: 'flag', value: '', description, default: 'off' }) as const satisfies SandboxFlag;

/** All flags of `hyperstudy sandbox`. */
export const sandboxFlags: readonly SandboxFlag[] = [
  number('--port', 'port', 'N', 'Port of the API; the storage side takes any free one', 'any free port'),
  number('--seed', 'seed', 'N', 'The study is a function of it', '1'),
  number('--rooms', 'rooms', 'N', 'Rooms of the main experiment', '6'),
  number('--events', 'events', 'N', 'Event rows of the main experiment in all', 'what the story has'),
  number(
    '--ratings',
    'ratings',
    'N',
    'Continuous ratings of the main experiment in all',
    'one per 250 ms and participant',
  ),
  number(
    '--gaze',
    'gaze',
    'N',
    'Gaze samples of the main experiment in all',
    'one per second and participant',
  ),
  number(
    '--recordings',
    'recordings',
    'N',
    'Recordings of the main experiment in all',
    'video and audio of each participant',
  ),
  number('--recording-bytes', 'recordingBytes', 'N', 'Bytes of each recording', 'a few thousand'),
  number('--page-limit', 'pageLimit', 'N', 'Most rows on a page; a greater limit is cut to it', '1000'),
  number('--latency', 'latency', 'MS', 'Milliseconds before each answer', '0'),
  number('--url-expiry', 'urlExpiry', 'MS', 'Milliseconds until a minted URL stops working', '900000'),
  onOff('--rate-limit', 'rateLimit', 'Limit the rate: 100 per minute and endpoint, 1000 per hour'),
  text('--faults', 'faults', 'What goes wrong, e.g. seed=7,rate=0.1,kinds=500+reset+file-cut'),
  text('--envelope', 'envelope', 'How envelopes differ, e.g. flat or kinds=no-total+warnings,rate=0.5'),
  text('--changes', 'changes', 'Rows that come while a list is read, e.g. inserted=3,late=2,duplicated=1'),
  onOff('--live', 'live', 'Rooms open and grow with the clock'),
];

import { type BudgetLimits, isoTime, parseLimits, UsageError } from '@hyperstudy-workflows/core';
import { parseShard, type Shard } from '@hyperstudy-workflows/export';
import { choice, count, duration, flag, type Input, read, text, type Values, words } from './define.ts';

/**
 * The inputs that are the action's own, in the order of action.yml. Those of the export itself (types, format,
 * recordings, …) come from the settings of the export package and stand after the scope.
 */
export const connectionInputs = {
  'api-key': text('API key of HyperStudy, from a secret. Default: the variable `HYPERSTUDY_API_KEY`.', {
    secret: true,
  }),
  'base-url': text('Base URL of the API, ending in `/api/v3`. Default: production.'),
  'organization-id': text('Organization, for data that is shared across organizations.'),
  budget: {
    description:
      'Requests allowed: `off`, or limits such as `100/min,1000/h` (the documented ones and default; a shard has its part of them).',
    schema: read<BudgetLimits>(parseLimits),
  },
} as const satisfies Record<string, Input>;

export const scopeInputs = {
  experiment: words(
    'Experiment to export, or several with commas. Each gets a folder of its own where there are several.',
  ),
  room: text('Room (session) to export instead of an experiment.'),
  participant: text('Participant to export; needs `room` too.'),
} as const satisfies Record<string, Input>;

export const runInputs = {
  mode: choice(
    'Where the export goes: an artifact of the run, a commit, both, or only the folder `out-dir`.',
    ['artifact', 'commit', 'both', 'none'],
    'artifact',
  ),
  out: text('Folder to export into, from the workspace. Default: one that is gone when the job ends.'),
  'artifact-name': {
    description:
      'Start of the names of artifacts. Shard and run attempt are added. Default: `hyperstudy-` and the experiment.',
    schema: read(artifactName),
  },
  'retention-days': count(
    'Days after which GitHub deletes the artifacts. Default: what the repository says.',
    1,
    400,
  ),
  'compression-level': count(
    'Compression of the tables in the artifact; recordings are never compressed.',
    0,
    9,
    {
      default: '6',
    },
  ),
  repository: text('Repository to commit to, as `owner/name`. Default: that of the workflow.'),
  token: text('Token to commit with. Default: the token of the job.', {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression that the runner fills in
    default: '${{ github.token }}',
    secret: true,
  }),
  'ssh-key': text('Private deploy key to commit with instead of a token.', { secret: true }),
  'ssh-known-hosts': text(
    'Lines for known_hosts, for `ssh-key` on another server than github.com, whose keys are built in.',
  ),
  branch: text('Branch to commit to; made if absent. Default: the default branch.'),
  path: text(
    'Folder in the repository. Default: `data/` and the experiment, or `data` with a folder for each experiment.',
  ),
  'commit-message': text('Message of the commit.', { default: 'Export from HyperStudy' }),
  'commit-author': text(
    'Author of the commit, as `Name <address>`. Default: github-actions[bot]. GitHub gives signed commits the owner of the token.',
  ),
  'signed-commits': flag(
    'Commit through the GitHub API, so that GitHub signs. What it can not sign (over 30 MB, an empty repository) is committed without, with a warning.',
    false,
  ),
  'allow-public-identifiers': flag(
    'Allow data with identifiers of participants where everybody can read them: commits to and artifacts of public repositories.',
    false,
  ),
  cache: flag(
    'Keep the export in the cache between runs, so that the next one fetches only what is new.',
    true,
  ),
  deadline: duration(
    'Stop the export cleanly after this long, e.g. `5h30m`, and deliver what is there. The next run goes on from there. A job may take 6 h.',
    { default: '5h30m' },
  ),
  shard: {
    description:
      'Export only a part, such as `2/8`, for `action/merge` to put together: `matrix.shard` of `action/plan`. Needs `until`.',
    schema: read<Shard>((given) => parseShard(given, '')),
  },
  until: {
    description: 'Where the window of all shards ends: `matrix.until` of `action/plan`.',
    schema: read((given) => isoTime(given, 'it')),
  },
  summary: flag('Write a summary of the export to the page of the run.', true),
  'fail-on': choice(
    'What else fails the step, besides wrong inputs, permissions and data that do not add up: failed recordings, or any warning (an unfinished export too).',
    ['none', 'recordings', 'warnings'],
    'none',
  ),
} as const satisfies Record<string, Input>;

/** The inputs that only the plan has. */
export const planInputs = {
  shards: count(
    'How many shards. Default: as many as there are 4 GB of recordings to download, at least one.',
    1,
    256,
  ),
} as const satisfies Record<string, Input>;

/** @throws {UsageError} for characters that GitHub refuses. */
function artifactName(given: string): string {
  if (!/["<>|*?:\\/\p{Cc}]/u.test(given) && given.length <= 100) return given;
  throw new UsageError('no name for an artifact.', {
    hint: 'It may have 100 characters, but none of " : < > | * ? \\ / and no line breaks.',
  });
}

export const ownInputs = { ...connectionInputs, ...scopeInputs, ...runInputs } as const;

/** The values of the action's own inputs. */
export type OwnInputs = Values<typeof ownInputs>;

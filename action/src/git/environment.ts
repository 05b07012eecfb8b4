/** Settings that git commands run with, by name; a name may come twice. */
export type GitSettings = readonly (readonly [string, string])[];

/** What git and ssh need of the machine. Nothing else is passed on: inputs hold secrets, GIT_* would redirect git. */
const passedOn = [
  ...['PATH', 'Path', 'LD_LIBRARY_PATH', 'TMPDIR', 'TEMP', 'TMP'],
  ...['SystemRoot', 'SYSTEMROOT', 'ComSpec', 'PATHEXT', 'PROGRAMDATA'],
  ...['http_proxy', 'https_proxy', 'HTTPS_PROXY', 'no_proxy', 'NO_PROXY', 'all_proxy', 'ALL_PROXY'],
  // By this the runner finds what a cancelled job left running.
  'RUNNER_TRACKING_ID',
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'GIT_SSL_CAINFO', 'GIT_SSL_CAPATH', 'CURL_CA_BUNDLE'],
];

/** Whatever the machine's own settings say: bytes stay as they are, and nothing of others runs. */
const alwaysSet: GitSettings = [
  ['core.symlinks', 'false'],
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['core.protectNTFS', 'true'],
  ['core.protectHFS', 'true'],
  ['credential.helper', ''],
  ['fetch.recurseSubmodules', 'false'],
  ['push.recurseSubmodules', 'no'],
  ['push.gpgSign', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  // A connection without 1 kB in a minute is dead.
  ['http.lowSpeedLimit', '1000'],
  ['http.lowSpeedTime', '60'],
];

/**
 * The environment of every git command. Settings go by GIT_CONFIG_COUNT: in no argument list, no file, no URL. The
 * user's own git settings are not read, so that they can't rewrite our addresses or add headers.
 */
export function gitEnvironment(
  machine: NodeJS.ProcessEnv,
  settings: GitSettings,
  more: Readonly<Record<string, string>> = {},
): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const name of passedOn) if (machine[name] !== undefined) env[name] = machine[name];
  const all = [...alwaysSet, ...settings];
  for (const [i, [key, value]] of all.entries()) {
    env[`GIT_CONFIG_KEY_${i}`] = key;
    env[`GIT_CONFIG_VALUE_${i}`] = value;
  }
  return {
    ...env,
    GIT_CONFIG_COUNT: String(all.length),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'http:https:ssh',
    // What git says is read by us.
    LC_ALL: 'C',
    ...more,
  };
}

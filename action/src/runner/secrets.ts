import { inputText, ownInputs } from '../inputs/index.ts';
import { mask } from './commands.ts';
import type { Host } from './host.ts';

/** Variables that hold secrets of the toolkit. */
const variables = ['HYPERSTUDY_API_KEY', 'HYPERSTUDY_PSEUDONYM_KEY'];

/** Shorter ones are no secrets, and masking them would riddle the log. */
const shortest = 6;

/** The secrets that the step was given, plain. */
export function secretsOf(env: Host['env']): string[] {
  const given = Object.entries(ownInputs)
    .filter(([, input]) => 'secret' in input)
    .map(([name]) => inputText(env, name));
  return [...given, ...variables.map((name) => env[name]?.trim())].flatMap((secret) => secret || []);
}

/**
 * Masks every secret, each line of it, and the forms in which it travels: in a URL, and as basic authentication with
 * the user names that git services take.
 */
export function maskSecrets(host: Host): void {
  const forms = secretsOf(host.env).flatMap((secret) => [
    ...secret.split(/\s*\n\s*/).filter((line) => !/^-----.*-----$/.test(line)),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    base64(secret),
    ...['x-access-token', 'git', ''].map((user) => base64(`${user}:${secret}`)),
  ]);
  for (const form of new Set(forms)) if (form.length >= shortest) mask(host, form);
}

/** Takes the secrets out of the environment, so that no process that is started later gets them. */
export function forgetSecrets(env: Host['env']): void {
  for (const [name, input] of Object.entries(ownInputs))
    if ('secret' in input) delete env[`INPUT_${name.toUpperCase()}`];
  for (const name of variables) delete env[name];
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

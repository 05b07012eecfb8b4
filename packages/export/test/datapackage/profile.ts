import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';

const profile: object = JSON.parse(
  readFileSync(new URL('./profiles/datapackage-2.0.json', import.meta.url), 'utf8'),
);
// Its own words (propertyOrder, context) aren't JSON Schema's; its formats are hints for forms.
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(profile);

/** Where a descriptor breaks the profile of Data Package 2.0. */
export function problemsWithProfile(descriptor: unknown): string[] {
  validate(descriptor);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

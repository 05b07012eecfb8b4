import type { Inputs } from './read.ts';

/** Whether tables may be where everybody can read them: with pseudonyms, or where the user says so. */
export const mayBePublic = ({ settings, 'allow-public-identifiers': allowed }: Inputs): boolean =>
  allowed || settings.pseudonymize === true;

import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { UsageError } from '@hyperstudy-workflows/core';

/** Where the key comes from; it is never a flag, for flags show in process lists. */
export const keyVariable = 'HYPERSTUDY_PSEUDONYM_KEY';

/** Fewer characters can be guessed. */
const shortest = 32;
/** Shannon's measure over the characters of the key; 32 random hex digits have about 120. */
const leastBits = 90;

/** Letters of pseudonyms: none that look alike, one case, so that they survive file systems and spreadsheets. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz';

const howToMake = `Make one with: openssl rand -hex 32. Keep it: the same key gives the same pseudonyms.`;

/**
 * The secret behind pseudonyms and shifted dates. All that comes out of it is a keyed hash (HMAC-SHA-256) or is
 * sealed with it; the key itself is in no file, log or error.
 */
export class PseudonymKey {
  /** Tells keys apart without giving them away. */
  readonly check: string;
  readonly #secret: Buffer;

  /** @throws {UsageError} for a key that is missing, too short or too regular. */
  constructor(text: string | undefined) {
    const given = text?.trim() ?? '';
    if (given === '') throw new UsageError(`${keyVariable} is not set.`, { hint: howToMake });
    if (given.length < shortest) {
      throw new UsageError(
        `The pseudonym key (${keyVariable}) is too short: it needs ${shortest} characters or more.`,
        {
          hint: howToMake,
        },
      );
    }
    if (bitsOf(given) < leastBits) {
      throw new UsageError(`The pseudonym key (${keyVariable}) is too regular: it could be guessed.`, {
        hint: howToMake,
      });
    }
    this.#secret = createHmac('sha256', Buffer.from(given, 'utf8')).update('hyperstudy-privacy/1').digest();
    this.check = this.#digest('check', '').toString('hex', 0, 8);
  }

  /** p and 12 letters or digits (60 bits): equal for equal texts, and nothing can be told from it without the key. */
  pseudonym(what: 'person' | 'name' | 'address', text: string): string {
    const digest = this.#digest(what, text.normalize('NFC'));
    let name = 'p';
    for (let i = 0; i < 12; i += 1) name += letters[(digest[i] ?? 0) % letters.length];
    return name;
  }

  /** A short keyed hash, to recognise a text without storing it. */
  fingerprint(text: string): string {
    return this.#digest('fingerprint', text).toString('hex', 0, 8);
  }

  /** By how many days to move the times of somebody, or of the study: 1 to 364, always back. */
  daysBack(subject: string): number {
    return (this.#digest('shift', subject.normalize('NFC')).readUInt32BE(0) % 364) + 1;
  }

  /** A text that only the holder of the key can read. The same text gives the same seal, as files have to. */
  seal(text: string): string {
    const nonce = this.#digest('nonce', text).subarray(0, 12);
    const cipher = createCipheriv('aes-256-gcm', this.#digest('seal', ''), nonce);
    const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final()]);
    // Hex, not base64: chance could write a short name in base64.
    return Buffer.concat([sealed, cipher.getAuthTag()]).toString('hex');
  }

  /** What was sealed with this key; undefined where it wasn't, or is damaged. */
  unseal(sealed: string): string | undefined {
    const bytes = Buffer.from(sealed.trim(), 'hex');
    if (bytes.length < 28) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', this.#digest('seal', ''), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(-16));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }

  #digest(label: string, text: string): Buffer {
    return createHmac('sha256', this.#secret).update(`${label}\0${text}`).digest();
  }
}

function bitsOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / text.length);
  return bits;
}

export const id = 166;
export const ids = [166];
export const modules = {

/***/ 97166:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Privacy: () => (/* binding */ Privacy)
});

// EXTERNAL MODULE: ../packages/core/dist/data-types/types.js + 15 modules
var types = __webpack_require__(66621);
// EXTERNAL MODULE: ../packages/core/dist/recordings/file-name.js
var file_name = __webpack_require__(15148);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ../packages/core/dist/errors/usage-error.js
var usage_error = __webpack_require__(90841);
// EXTERNAL MODULE: ../node_modules/.pnpm/zod@4.6.7/node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(56086);
// EXTERNAL MODULE: ../packages/export/dist/files/atomic-file.js
var atomic_file = __webpack_require__(17548);
// EXTERNAL MODULE: ../packages/export/dist/state/state.js
var state = __webpack_require__(24489);
;// CONCATENATED MODULE: ../packages/export/dist/privacy/key.js


/** Where the key comes from; it is never a flag, for flags show in process lists. */
const keyVariable = 'HYPERSTUDY_PSEUDONYM_KEY';
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
class PseudonymKey {
    /** Tells keys apart without giving them away. */
    check;
    #secret;
    /** @throws {UsageError} for a key that is missing, too short or too regular. */
    constructor(text) {
        const given = text?.trim() ?? '';
        if (given === '')
            throw new usage_error/* UsageError */.e(`${keyVariable} is not set.`, { hint: howToMake });
        if (given.length < shortest) {
            throw new usage_error/* UsageError */.e(`The pseudonym key (${keyVariable}) is too short: it needs ${shortest} characters or more.`, {
                hint: howToMake,
            });
        }
        if (bitsOf(given) < leastBits) {
            throw new usage_error/* UsageError */.e(`The pseudonym key (${keyVariable}) is too regular: it could be guessed.`, {
                hint: howToMake,
            });
        }
        this.#secret = (0,external_node_crypto_.createHmac)('sha256', Buffer.from(given, 'utf8')).update('hyperstudy-privacy/1').digest();
        this.check = this.#digest('check', '').toString('hex', 0, 8);
    }
    /** p and 12 letters or digits (60 bits): equal for equal texts, and nothing can be told from it without the key. */
    pseudonym(what, text) {
        const digest = this.#digest(what, text.normalize('NFC'));
        let name = 'p';
        for (let i = 0; i < 12; i += 1)
            name += letters[(digest[i] ?? 0) % letters.length];
        return name;
    }
    /** A short keyed hash, to recognise a text without storing it. */
    fingerprint(text) {
        return this.#digest('fingerprint', text).toString('hex', 0, 8);
    }
    /** By how many days to move the times of somebody, or of the study: 1 to 364, always back. */
    daysBack(subject) {
        return (this.#digest('shift', subject.normalize('NFC')).readUInt32BE(0) % 364) + 1;
    }
    /** A text that only the holder of the key can read. The same text gives the same seal, as files have to. */
    seal(text) {
        const nonce = this.#digest('nonce', text).subarray(0, 12);
        const cipher = (0,external_node_crypto_.createCipheriv)('aes-256-gcm', this.#digest('seal', ''), nonce);
        const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final()]);
        // Hex, not base64: chance could write a short name in base64.
        return Buffer.concat([sealed, cipher.getAuthTag()]).toString('hex');
    }
    /** What was sealed with this key; undefined where it wasn't, or is damaged. */
    unseal(sealed) {
        const bytes = Buffer.from(sealed.trim(), 'hex');
        if (bytes.length < 28)
            return undefined;
        const decipher = (0,external_node_crypto_.createDecipheriv)('aes-256-gcm', this.#digest('seal', ''), bytes.subarray(0, 12));
        decipher.setAuthTag(bytes.subarray(-16));
        try {
            return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
        }
        catch {
            return undefined;
        }
    }
    #digest(label, text) {
        return (0,external_node_crypto_.createHmac)('sha256', this.#secret).update(`${label}\0${text}`).digest();
    }
}
function bitsOf(text) {
    const counts = new Map();
    for (const character of text)
        counts.set(character, (counts.get(character) ?? 0) + 1);
    let bits = 0;
    for (const count of counts.values())
        bits -= count * Math.log2(count / text.length);
    return bits;
}
//# sourceMappingURL=key.js.map
;// CONCATENATED MODULE: ../packages/export/dist/privacy/basis.js








const known = schemas/* object */.Ikc({
    kind: schemas/* enum */.k5n(['id', 'name', 'email']),
    text: schemas/* string */.YjP(),
    person: schemas/* string */.YjP().optional(),
});
const contents = schemas/* object */.Ikc({
    /** Everybody who was known, also those whom only records named. */
    known: schemas/* array */.YOg(known),
    roles: schemas/* array */.YOg(schemas/* string */.YjP()),
    /** What was decided about consent, by hash of person or room. */
    decisions: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()),
});
const file = schemas/* object */.Ikc({
    format: schemas/* literal */.euz('hyperstudy-privacy/1'),
    /** Check value of the key; null where there is none. */
    key: schemas/* string */.YjP().nullable(),
    /** Contents: sealed with the key, or as they are. */
    sealed: schemas/* string */.YjP().optional(),
    open: contents.optional(),
});
const pathIn = (out) => (0,external_node_path_.join)(out, state/* stateFolder */.yp, 'privacy.json');
/**
 * What the files in a folder were made with; undefined where nothing says so.
 * @param full all files will be made anew: only the key has to be the same
 * @throws {UsageError} when it was another key, or the file is damaged.
 */
async function readBasis(out, key, full = false) {
    const text = await (0,promises_.readFile)(pathIn(out), 'utf8').catch(() => undefined);
    if (text === undefined)
        return undefined;
    const stored = parse(text);
    if (stored !== undefined && stored.key !== (key?.check ?? null)) {
        throw new usage_error/* UsageError */.e(`${out} was made with another pseudonym key, or without one.`, {
            hint: `Set ${keyVariable} to the key it was made with, or export into another folder.`,
        });
    }
    const inside = stored?.sealed === undefined ? stored?.open : parseContents(key?.unseal(stored.sealed));
    if (inside === undefined && !full) {
        throw new usage_error/* UsageError */.e(`${pathIn(out)} is damaged, or a later version wrote it.`, {
            hint: 'Export into another folder, or start over here with --full.',
        });
    }
    return inside;
}
async function writeBasis(out, basis, key) {
    const text = JSON.stringify(basis);
    const stored = {
        format: 'hyperstudy-privacy/1',
        key: key?.check ?? null,
        ...(key === undefined ? { open: contents.parse(basis) } : { sealed: key.seal(text) }),
    };
    await (0,atomic_file/* writeAtomically */.vK)(pathIn(out), `${JSON.stringify(stored)}\n`);
}
/** Decisions by hash, so that an export without a key doesn't name those it leaves out. */
function hashed(decisions, key) {
    const hash = (text) => key === undefined ? (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, 16) : key.fingerprint(text);
    return Object.fromEntries([...decisions]
        .map(([who, decision]) => [hash(who), decision])
        .sort(([a], [b]) => (a < b ? -1 : 1)));
}
function parse(text) {
    try {
        return file.safeParse(JSON.parse(text)).data;
    }
    catch {
        return undefined;
    }
}
function parseContents(text) {
    try {
        return text === undefined ? undefined : contents.safeParse(JSON.parse(text)).data;
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=basis.js.map
;// CONCATENATED MODULE: ../packages/export/dist/privacy/characters.js
/**
 * Reads a text character by character the way a reader would see it: percent-encoding, \u escapes and character
 * references are undone, however often they were applied; letters lose case, accents and width. So one pattern finds
 * Zoë, ZOE, Zoe\u0301, Zo%C3%AB, Zo\u00eb and Zo&#235;.
 */
/** What a character is to the search. */
const kinds = { mark: 0, letter: 1, joiner: 2, other: 3 };
/** Kind and folded code of ASCII characters, for speed. */
const asciiKind = new Uint8Array(128).fill(kinds.other);
const asciiFold = new Uint16Array(128);
for (const character of '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    asciiKind[character.charCodeAt(0)] = kinds.letter;
    asciiFold[character.charCodeAt(0)] = character.toLowerCase().charCodeAt(0);
}
// What stands between the parts of a name, an address or an id, also once it was made safe for a file name.
for (const character of " _-.+@/'")
    asciiKind[character.charCodeAt(0)] = kinds.joiner;
const cache = new Map();
const letter = /[\p{L}\p{N}]/u;
const mark = /[\p{M}\p{Default_Ignorable_Code_Point}]/u;
const joiner = /[\p{Zs}\p{Pd}\p{Pc}\u2018\u2019\u02bc]/u;
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
function factsOf(code) {
    let facts = cache.get(code);
    if (facts === undefined) {
        const plain = String.fromCodePoint(code);
        const folded = foldLetters(plain);
        const kind = mark.test(plain)
            ? kinds.mark
            : letter.test(plain) && folded !== ''
                ? kinds.letter
                : joiner.test(plain) || (code < 128 && asciiKind[code] === kinds.joiner)
                    ? kinds.joiner
                    : kinds.other;
        facts = {
            kind,
            plain,
            folded: kind === kinds.letter ? folded : '',
            unspaced: unspaced.test(plain),
        };
        cache.set(code, facts);
    }
    return facts;
}
const lettersOf = (text) => text.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '');
/** Accents go first: in capitals some of them become letters. */
const foldLetters = (text) => lettersOf(lettersOf(text).toUpperCase().toLowerCase());
const percentByte = /%(?:25)*([0-9a-f]{2})/iy;
const unicodeEscape = /\\+u(?:\{([0-9a-f]{1,6})\}|([0-9a-f]{4}))/iy;
const hexEscape = /\\+x([0-9a-f]{2})/iy;
const numberReference = /&(?:amp;)*#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));?/iy;
const letterReference = /&(?:amp;)*([a-z])(?:acute|grave|circ|uml|tilde|cedil|ring|caron|slash);/iy;
const namedReference = /&(?:amp;)*(amp|lt|gt|quot|apos|nbsp|szlig|aelig|oelig|thorn|eth);/iy;
const named = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    szlig: 'ß',
    aelig: 'æ',
    oelig: 'œ',
    thorn: 'þ',
    eth: 'ð',
};
/** Longest that a character can be in a text: encoded a few times over. */
const longestCharacter = 48;
/** Whether a character may begin an escape: the others stand for themselves. */
const isSpecial = (code) => code > 127 || code === 0x25 || code === 0x5c || code === 0x26;
/** The character at a position. */
function characterAt(text, at) {
    const code = text.codePointAt(at) ?? 0xfffd;
    const decoded = code === 0x25
        ? percentAt(text, at)
        : code === 0x5c
            ? escapeAt(text, at)
            : code === 0x26
                ? referenceAt(text, at)
                : undefined;
    if (decoded !== undefined)
        return { ...factsOf(decoded.code), length: decoded.length };
    return { ...factsOf(code), length: code > 0xffff ? 2 : 1 };
}
function match(pattern, text, at) {
    pattern.lastIndex = at;
    return pattern.exec(text);
}
/** Bytes of UTF-8, each written as %XX. */
function percentAt(text, at) {
    const first = match(percentByte, text, at);
    if (first === null)
        return undefined;
    const lead = Number.parseInt(first[1] ?? '', 16);
    if (lead < 0x80)
        return { code: lead, length: first[0].length };
    const more = lead >= 0xf0 && lead < 0xf8 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc2 ? 1 : 0;
    // A percent sign that was encoded, before what happens to look like a byte.
    const sign = text.startsWith('%25', at) ? { code: 0x25, length: 3 } : undefined;
    if (more === 0 || lead >= 0xf8)
        return sign;
    let code = lead & (0x3f >> more);
    let end = at + first[0].length;
    for (let i = 0; i < more; i += 1) {
        const next = match(percentByte, text, end);
        const byte = next === null ? 0 : Number.parseInt(next[1] ?? '', 16);
        if (next === null || (byte & 0xc0) !== 0x80)
            return sign;
        code = (code << 6) | (byte & 0x3f);
        end += next[0].length;
    }
    return code > 0x10ffff ? sign : { code, length: end - at };
}
function escapeAt(text, at) {
    const found = match(unicodeEscape, text, at) ?? match(hexEscape, text, at);
    if (found === null)
        return undefined;
    const code = Number.parseInt(found[1] ?? found[2] ?? '', 16);
    if (code > 0x10ffff)
        return undefined;
    if (code < 0xd800 || code > 0xdbff)
        return { code, length: found[0].length };
    const low = match(unicodeEscape, text, at + found[0].length);
    const second = Number.parseInt(low?.[2] ?? '', 16);
    if (low === null || !(second >= 0xdc00 && second <= 0xdfff))
        return { code, length: found[0].length };
    const whole = 0x10000 + ((code - 0xd800) << 10) + (second - 0xdc00);
    return { code: whole, length: found[0].length + low[0].length };
}
function referenceAt(text, at) {
    const numeric = match(numberReference, text, at);
    if (numeric !== null) {
        const code = numeric[1] === undefined ? Number(numeric[2]) : Number.parseInt(numeric[1], 16);
        return code > 0x10ffff ? undefined : { code, length: numeric[0].length };
    }
    const accented = match(letterReference, text, at);
    // Accents are folded away all the same.
    if (accented !== null)
        return { code: accented[1]?.codePointAt(0) ?? 0, length: accented[0].length };
    const word = match(namedReference, text, at);
    const meant = named[word?.[1]?.toLowerCase() ?? ''];
    return word === null || meant === undefined
        ? undefined
        : { code: meant.codePointAt(0) ?? 0, length: word[0].length };
}
//# sourceMappingURL=characters.js.map
;// CONCATENATED MODULE: ../packages/export/dist/privacy/finder.js

/** Between words of a pattern, and of a folded text: joiners only (space, dash, ...), or anything but letters. */
const joint = 1;
const anyJoint = 2;
/** Longest run of characters between two words. */
const longestJoint = 24;
/** Many patterns at once, as a tree of folded letters that is walked from every beginning of a word. */
class Finder {
    /** Longest pattern, in folded letters. */
    longest = 0;
    #edges = new Map();
    #ends = new Map();
    #starts = new Uint8Array(128 * 128);
    #wideStarts = false;
    #nodes = 1;
    /** @returns false where there is no letter to look for */
    add(pattern) {
        const codes = codesOf(pattern.text);
        if (codes.length === 0)
            return false;
        let node = 0;
        for (const code of codes) {
            const edge = node * 0x10000 + code;
            let next = this.#edges.get(edge);
            if (next === undefined) {
                next = this.#nodes;
                this.#nodes += 1;
                this.#edges.set(edge, next);
            }
            node = next;
        }
        const there = this.#ends.get(node);
        if (there === undefined)
            this.#ends.set(node, [pattern]);
        else
            there.push(pattern);
        this.#noteStart(codes[0] ?? 0, codes[1] ?? anyJoint);
        this.longest = Math.max(this.longest, codes.length);
        return true;
    }
    /**
     * Hits from left to right, the longest first where several begin at one place; they don't overlap.
     * @param loose takes letters of any case for exact patterns too
     */
    find(text, loose = false) {
        const hits = [];
        let inWord = false;
        for (let at = 0; at < text.length;) {
            const code = text.charCodeAt(at);
            if (!isSpecial(code)) {
                const isLetter = asciiKind[code] === kinds.letter;
                if (isLetter && !inWord && this.#mayStart(code, text.charCodeAt(at + 1))) {
                    const hit = this.#at(text, at, loose);
                    if (hit !== undefined) {
                        hits.push(hit);
                        at = hit.end;
                        inWord = false;
                        continue;
                    }
                }
                // \nAda is a line feed and Ada, or a backslash and nAda: both are looked for.
                inWord = isLetter && !(isControlLetter(code) && text.charCodeAt(at - 1) === 0x5c);
                at += 1;
                continue;
            }
            const character = characterAt(text, at);
            if (character.kind === kinds.letter && (!inWord || character.unspaced)) {
                const hit = this.#at(text, at, loose);
                if (hit !== undefined) {
                    hits.push(hit);
                    at = hit.end;
                    inWord = false;
                    continue;
                }
            }
            if (character.kind !== kinds.mark)
                inWord = character.kind === kinds.letter && !character.unspaced;
            at += character.length;
        }
        return hits;
    }
    #noteStart(first, second) {
        if (first > 127)
            this.#wideStarts = true;
        else if (second > 127 || second <= anyJoint)
            this.#starts.fill(1, first * 128, first * 128 + 128);
        else
            this.#starts[first * 128 + second] = 1;
    }
    /** Whether a pattern may begin with this ASCII letter and what comes after it. */
    #mayStart(code, next) {
        const row = (asciiFold[code] ?? 0) * 128;
        // What isn't a plain letter may be a part of one: an accent, an escape.
        if (Number.isNaN(next) || next > 127 || asciiKind[next] !== kinds.letter)
            return true;
        return this.#wideStarts || this.#starts[row + (asciiFold[next] ?? 0)] === 1;
    }
    #at(text, start, loose) {
        const walk = { text, start, loose, best: undefined };
        this.#walk(walk, 0, start);
        return walk.best;
    }
    #walk(walk, from, position) {
        let node = from;
        for (let at = position; at < walk.text.length;) {
            const character = characterAt(walk.text, at);
            if (character.kind === kinds.mark) {
                at += character.length;
                continue;
            }
            if (character.kind !== kinds.letter) {
                const run = runAt(walk.text, at);
                const strict = run.joinersOnly ? this.#edges.get(node * 0x10000 + joint) : undefined;
                const free = this.#edges.get(node * 0x10000 + anyJoint);
                if (strict !== undefined && free !== undefined)
                    this.#walk(walk, free, run.end);
                const next = strict ?? free;
                if (next === undefined)
                    return;
                node = next;
                at = run.end;
                continue;
            }
            for (let i = 0; i < character.folded.length; i += 1) {
                const next = this.#edges.get(node * 0x10000 + character.folded.charCodeAt(i));
                if (next === undefined)
                    return;
                node = next;
            }
            at += character.length;
            const patterns = this.#ends.get(node);
            if (patterns !== undefined)
                this.#take(walk, patterns, at, character.unspaced);
        }
    }
    #take(walk, patterns, letterEnd, unspaced) {
        const end = marksEnd(walk.text, letterEnd);
        if (!unspaced && end < walk.text.length) {
            const next = characterAt(walk.text, end);
            if (next.kind === kinds.letter && !next.unspaced)
                return;
        }
        const pattern = patterns.find(({ match, text }) => match === 'folded' || walk.loose || plainText(walk.text.slice(walk.start, end)) === core(text));
        if (pattern !== undefined && (walk.best === undefined || end > walk.best.end)) {
            walk.best = { start: walk.start, end, pattern };
        }
    }
}
/** n, r, t, b and f after a backslash stand for control characters in JSON. */
const isControlLetter = (code) => code === 0x6e || code === 0x72 || code === 0x74 || code === 0x62 || code === 0x66;
/** What stands between two words. */
function runAt(text, start) {
    let joinersOnly = true;
    let at = start;
    for (let count = 0; at < text.length && count < longestJoint; count += 1) {
        const character = characterAt(text, at);
        if (character.kind === kinds.letter)
            break;
        if (character.kind === kinds.other)
            joinersOnly = false;
        at += character.length;
    }
    return { end: at, joinersOnly };
}
/** Accents belong to the letter before them. */
function marksEnd(text, start) {
    let at = start;
    while (at < text.length) {
        const character = characterAt(text, at);
        if (character.kind !== kinds.mark)
            break;
        at += character.length;
    }
    return at;
}
/** A pattern as the codes of its letters, and joints between its words. */
function codesOf(text) {
    const codes = [];
    let between = 0;
    for (const character of charactersOf(text)) {
        if (character.kind === kinds.mark)
            continue;
        if (character.kind !== kinds.letter) {
            if (codes.length > 0)
                between = Math.max(between, character.kind === kinds.joiner ? joint : anyJoint);
            continue;
        }
        if (between > 0)
            codes.push(between);
        between = 0;
        for (let i = 0; i < character.folded.length; i += 1)
            codes.push(character.folded.charCodeAt(i));
    }
    return codes;
}
function* charactersOf(text) {
    for (let at = 0; at < text.length;) {
        const character = characterAt(text, at);
        yield character;
        at += character.length;
    }
}
/** A text with its escapes undone, composed. */
const plainText = (text) => [...charactersOf(text)]
    .map(({ plain }) => plain)
    .join('')
    .normalize('NFC');
/** A pattern without what stands around its words. */
const core = (text) => plainText(text).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu, '');
/** A text as the search sees it: equal for texts that one pattern finds. */
const foldText = (text) => String.fromCharCode(...codesOf(text.slice(0, 2000)));
/** How many letters and digits a text has, as the search counts them. */
const lettersIn = (text) => codesOf(text.slice(0, 2000)).filter((code) => code > anyJoint).length;
//# sourceMappingURL=finder.js.map
// EXTERNAL MODULE: ../packages/core/dist/data-types/columns.js
var columns = __webpack_require__(89793);
;// CONCATENATED MODULE: ../packages/export/dist/privacy/vocabulary.js


/** Words that this tool writes itself, in names of files and columns and in documents. */
const ownWords = `
  manifest schema format files rows bytes columns server drift unknown retyped missing absent complete problems
  warnings privacy query scope window run tool source types partition downloaded skipped pending failed recordings
  report codebook data package resource resources profile license licenses name names title description path
  encoding dialect delimiter header missing values value string number integer boolean datetime object array null
  true false any json csv ndjson parquet gzip html page study experiment dataset bids version authors
  sub ses task beh scans trial type units levels long term index label sourcedata participant group session
  room dyad pair agent human host role viewer listener talker speaker player user guest test demo anonymous nobody
  person personal time date day month year start end first last total count mean sum min max small large new old
  yes none other self left right video audio chat text image sync state media event response question answer
  sec ms iso utc id ids of the a an and or in to for from with without by at on is are be was it its not as per
  project hyperstudy local status reason checksum state partial part temporary error hint warning note
`;
let words;
/**
 * Whether a folded name can't be told from the tool's own text, because each of its words stands there. Otherwise
 * whoever calls themselves "download status" could make every export of the study fail.
 */
const isOrdinary = (fold) => fold
    .split('\u0001')
    .flatMap((part) => part.split('\u0002'))
    .every((word) => vocabulary().has(word));
function vocabulary() {
    words ??= new Set([ownWords, ...registryTexts()]
        .flatMap((text) => [text, text.replace(/([a-z])([A-Z])/g, '$1 $2')])
        .flatMap((text) => text.split(/[^\p{L}\p{N}]+/u))
        .map(foldText));
    return words;
}
function registryTexts() {
    const textsOf = (field) => [
        field.name,
        field.description,
        field.unit ?? '',
        ...field.fields.flatMap(textsOf),
    ];
    return types/* dataTypeNames */.x.flatMap((name) => {
        const definition = (0,types/* dataType */.B)(name);
        const { path, title, description } = definition;
        return [name, path, title, description, ...(0,columns/* fieldsOf */.P)(definition).flatMap(textsOf)];
    });
}
//# sourceMappingURL=vocabulary.js.map
;// CONCATENATED MODULE: ../packages/export/dist/privacy/identifiers.js


/** Most letters of a name that is matched: a server could send a novel. */
const longestText = 400;
/** Shorter names and ids are words like others: only exactly equal ones count. */
const fewLetters = 4;
/** Numbers of fewer digits could be anything. */
const fewDigits = 10;
const fewestDigitsInText = 5;
const unspacedText = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\s]+$/u;
const rank = { id: 2, email: 1, name: 0 };
/** The people of a study as far as they are known, and the pseudonyms of all they are called. */
class Identifiers {
    #key;
    #entries = new Map();
    #known = new Map();
    #ids = new Set();
    #roles = new Set();
    #people = new Map();
    constructor(key) {
        this.#key = key;
    }
    /** Whether it is known; quick, for it is asked of every record. */
    has({ kind, text, person }) {
        return kind === 'id' ? this.#ids.has(text) : this.#known.has(`${kind}\0${text}\0${person ?? ''}`);
    }
    /** @returns whether it wasn't known before */
    add(known) {
        const text = known.text.normalize('NFC').trim().slice(0, longestText);
        if (known.kind === 'id')
            this.#ids.add(known.text);
        const identity = `${known.kind}\0${text}\0${known.person ?? ''}`;
        if (text === '' || this.#known.has(identity))
            return false;
        this.#known.set(identity, { ...known, text });
        const fold = foldText(text) || text;
        const entry = this.#entries.get(fold) ?? { kind: known.kind, texts: new Set(), people: new Set() };
        if (rank[known.kind] > rank[entry.kind])
            entry.kind = known.kind;
        entry.texts.add(text);
        const person = known.kind === 'id' ? text : known.person?.normalize('NFC').trim();
        if (person !== undefined && person !== '')
            entry.people.add(person);
        this.#entries.set(fold, entry);
        return true;
    }
    /** A role of the study: what people are called by it is an ordinary word. */
    addRole(role) {
        this.#roles.add(foldText(role));
    }
    /** The pseudonym of a person. */
    person(id) {
        let pseudonym = this.#people.get(id);
        if (pseudonym === undefined) {
            pseudonym = this.#key.pseudonym('person', id.trim());
            if (this.#people.size < 100_000)
                this.#people.set(id, pseudonym);
        }
        return pseudonym;
    }
    /** What stands in for a name or address whose person isn't said. */
    called(kind, text) {
        const fold = foldText(text) || text.normalize('NFC').trim();
        const entry = this.#entries.get(fold);
        return this.#replacement(fold, entry ?? { kind, texts: new Set(), people: new Set() });
    }
    /** All that is known, in a fixed order. */
    all() {
        return [...this.#known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, known]) => known);
    }
    /** Every identifier with what stands in for it, by what the search takes for one. */
    identifiers() {
        const found = new Map();
        for (const [fold, entry] of this.#entries) {
            const replacement = this.#replacement(fold, entry);
            found.set(fold, [...entry.texts]
                .sort()
                .map((text) => ({ kind: entry.kind, text, replacement, ...this.#matching(text, fold) })));
        }
        return found;
    }
    /** A search for all that is looked for in free text. */
    finder() {
        const finder = new Finder();
        for (const identifiers of this.identifiers().values())
            for (const identifier of identifiers)
                if (identifier.inText)
                    finder.add(identifier);
        return finder;
    }
    /** One person's name is that person; a name that several share is only itself. */
    #replacement(fold, { kind, people }) {
        const [person] = people;
        if (people.size === 1 && person !== undefined)
            return this.person(person);
        return this.#key.pseudonym(kind === 'email' ? 'address' : 'name', fold);
    }
    #matching(text, fold) {
        const letters = lettersIn(text);
        const numeric = /^[\d\s.+-]+$/.test(text) && letters < fewDigits;
        const ordinary = isOrdinary(fold) || this.#roles.has(fold);
        const few = unspacedText.test(text) ? 2 : fewLetters;
        return {
            match: numeric || ordinary || letters < few ? 'exact' : 'folded',
            inText: numeric ? letters >= fewestDigitsInText : letters > 1,
            numeric,
        };
    }
}
//# sourceMappingURL=identifiers.js.map
;// CONCATENATED MODULE: ../packages/export/dist/privacy/changes.js

/** Compares the basis of earlier files with what is known now. */
function changesSince(before, decisions, identifiers, key) {
    const decidedOtherwise = Object.entries(before.decisions).some(([who, decision]) => decisions[who] !== undefined && decisions[who] !== decision);
    if (identifiers === undefined || key === undefined)
        return { all: decidedOtherwise, fresh: new Map() };
    const earlier = identifiersOf(before, key);
    const were = earlier.identifiers();
    const are = identifiers.identifiers();
    const fresh = new Map([...are].filter(([fold]) => !were.has(fold)));
    const replacedOtherwise = [...were].some(([fold, same]) => !isSame(same, are.get(fold) ?? []));
    return { all: decidedOtherwise || replacedOtherwise || overlap(earlier.finder(), fresh), fresh };
}
function identifiersOf({ known, roles }, key) {
    const identifiers = new Identifiers(key);
    for (const role of roles)
        identifiers.addRole(role);
    for (const one of known)
        identifiers.add(one);
    return identifiers;
}
function isSame(before, now) {
    const ruleOf = ({ text, replacement, match, inText, kind }) => JSON.stringify([text, replacement, match, inText, kind]);
    const rules = new Set(now.map(ruleOf));
    return before.every((identifier) => rules.has(ruleOf(identifier)));
}
/** Ada Byron, of whom only Ada was known: in the files she is half replaced, and no longer found. */
function overlap(earlier, fresh) {
    return [...fresh.values()].flat().some(({ text }) => earlier.find(text).length > 0);
}
//# sourceMappingURL=changes.js.map
// EXTERNAL MODULE: ../packages/export/dist/privacy/put.js
var put = __webpack_require__(54348);
;// CONCATENATED MODULE: ../packages/export/dist/privacy/clean-values.js

/** A JSON value with every text in it, names of fields included, passed through. */
function mapTexts(value, clean) {
    if (typeof value === 'string')
        return clean(value);
    if (Array.isArray(value))
        return value.map((item) => mapTexts(item, clean));
    if (typeof value !== 'object' || value === null)
        return value;
    const mapped = {};
    for (const [name, inner] of Object.entries(value))
        (0,put/* put */.y)(mapped, clean(name), mapTexts(inner, clean));
    return mapped;
}
/** Properties of an error that hold texts of the server or the caller. */
const texts = ['message', 'hint', 'details', 'code', 'requestId'];
/** The same error, of the same class, without what its texts give away. What caused it may say more: it is gone. */
function cleanError(error, clean) {
    if (!(error instanceof Error))
        return error;
    const copy = Object.create(Object.getPrototypeOf(error), Object.getOwnPropertyDescriptors(error));
    for (const name of texts) {
        const value = Reflect.get(error, name);
        if (value !== undefined)
            clean_values_define(copy, name, mapTexts(value, clean));
    }
    clean_values_define(copy, 'stack', clean(error.stack ?? ''));
    clean_values_define(copy, 'cause', undefined);
    // A DOMException's own is a getter that a copy can't answer.
    clean_values_define(copy, 'name', error.name);
    return copy;
}
function clean_values_define(target, name, value) {
    Object.defineProperty(target, name, {
        value,
        writable: true,
        configurable: true,
        enumerable: name !== 'stack',
    });
}
//# sourceMappingURL=clean-values.js.map
// EXTERNAL MODULE: ../packages/core/dist/data-types/scope.js
var data_types_scope = __webpack_require__(87282);
// EXTERNAL MODULE: ../packages/core/dist/errors/permission-error.js
var permission_error = __webpack_require__(61137);
// EXTERNAL MODULE: ../packages/core/dist/errors/not-found-error.js
var not_found_error = __webpack_require__(13226);
// EXTERNAL MODULE: ../packages/core/dist/errors/hyperstudy-error.js
var hyperstudy_error = __webpack_require__(88589);
;// CONCATENATED MODULE: ../packages/export/dist/privacy/fields.js

const person = '(?:participant|user|sender|author|recipient|receiver|partner|peer|host|owner|member|subject|winner|worker|prolific)';
const idField = new RegExp(`^(?:[a-z]+[_-]?)?${person}[_-]?(?:ids?|uids?|pid)$|^(?:uid|pid|prolific_?pid)$`, 'i');
const nameField = new RegExp(`^(?:[a-z]+[_-]?)?${person}[_-]?names?$|^(?:display|first|last|full|nick|given|family|sur|user|screen|real|middle)[_-]?names?$`, 'i');
const personField = new RegExp(`^${person}s?$`, 'i');
const emailField = /e[_-]?mail/i;
const fileField = /file|path|url|uri|href|link/i;
const roles = new Map();
const mostRoles = 10_000;
/** What a field of this name holds. */
function roleOf(field) {
    if (roles.has(field))
        return roles.get(field);
    const role = emailField.test(field)
        ? 'email'
        : idField.test(field)
            ? 'id'
            : nameField.test(field)
                ? 'name'
                : personField.test(field)
                    ? 'person'
                    : fileField.test(field)
                        ? 'file'
                        : undefined;
    if (roles.size < mostRoles)
        roles.set(field, role);
    return role;
}
/** Fields that hold somebody in one data type only. */
function ownRoleOf(type, field) {
    if (type === 'participants' && field === 'id')
        return 'id';
    if (type === 'participants' && field === 'name')
        return 'name';
    return roleOf(field);
}
/** Known fields of a data type that hold e-mail addresses. */
const addressFields = (type) => (0,columns/* fieldsOf */.P)((0,types/* dataType */.B)(type))
    .map(({ name }) => name)
    .filter((name) => roleOf(name) === 'email');
/** Whose record it is; undefined for a record of the room. */
function personOf(type, row) {
    const given = type === 'participants' ? row.id : (row.participantId ?? row.senderId ?? row.userId);
    if (typeof given === 'string' && given.trim() !== '')
        return given;
    return typeof given === 'number' ? String(given) : undefined;
}
/** Inside an object that is somebody: { sender: { id, name } }. */
function innerRoleOf(field, outer) {
    if (outer !== 'id' && outer !== 'person')
        return roleOf(field) ?? outer;
    if (/^u?id$/i.test(field))
        return 'id';
    return /^name$/i.test(field) ? 'name' : roleOf(field);
}
/** Names that don't say whose they are. */
const anybody = /^(?:display|first|last|full|nick|given|family|sur|screen|real|middle|user|participant|)$/;
/**
 * The person that a name in the same object belongs to.
 * @param person whose record it is, where it is the record of a person
 */
function nearestPerson(fields, name, outer, person) {
    const stem = name.replace(/[_-]?names?$/i, '').toLowerCase();
    const ids = Object.keys(fields).filter((field) => innerRoleOf(field, outer) === 'id');
    const texts = ids.flatMap((field) => {
        const value = fields[field];
        return typeof value === 'string' && value !== '' ? [{ field, value }] : [];
    });
    const own = texts.find(({ field }) => stem !== '' && field.toLowerCase().startsWith(stem));
    if (own !== undefined)
        return own.value;
    return anybody.test(stem) ? (person ?? (texts.length === 1 ? texts[0]?.value : undefined)) : undefined;
}
//# sourceMappingURL=fields.js.map
;// CONCATENATED MODULE: ../packages/export/dist/privacy/shift-dates.js
const dayMs = 86_400_000;
/** A date with a time, also without dashes, wherever it stands in a text. */
const dateTime = /(?<![\d-])(\d{4})(-?)(\d{2})\2(\d{2})(?=[T ]\d{2}:?\d{2})/g;
/** A date that is a text of its own. */
const dateOnly = /^(\d{4})(-)(\d{2})-(\d{2})$/;
/** Fields that hold times as numbers. */
const timeField = /time|date|stamp|(?:At|_at|On|_on|seconds)$/;
/** Between 2001 and 2100, in ms and in s: other numbers under such names are lengths. */
const msRange = [978_307_200_000, 4_102_444_800_000];
const secondsRange = [978_307_200, 4_102_444_800];
const looksDated = /\d{4}-?\d{2}-?\d{2}/;
/** The same text with its dates so many days earlier; the time of day stays as it is written. */
function shiftText(text, daysBack) {
    if (text.length < 10 || !looksDated.test(text))
        return text;
    if (text.length === 10)
        return text.replace(dateOnly, (...parts) => shifted(parts, daysBack));
    return text.replace(dateTime, (...parts) => shifted(parts, daysBack));
}
function shifted([all, year, dash, month, day], daysBack) {
    const date = new Date(`${String(year)}-${String(month)}-${String(day)}T00:00:00Z`);
    // 2026-13-45 is no date.
    if (Number.isNaN(date.getTime()))
        return String(all);
    const [moved = ''] = new Date(date.getTime() - daysBack * dayMs).toISOString().split('T');
    return moved.replaceAll('-', String(dash));
}
/** The same number, moved, if the field is one of times since 1970. */
function shiftNumber(field, value, daysBack) {
    if (!timeField.test(field))
        return value;
    if (value >= msRange[0] && value <= msRange[1])
        return value - daysBack * dayMs;
    if (value >= secondsRange[0] && value <= secondsRange[1])
        return value - (daysBack * dayMs) / 1000;
    return value;
}
//# sourceMappingURL=shift-dates.js.map
;// CONCATENATED MODULE: ../packages/export/dist/privacy/row-scrubber.js




/** Names of fields that are the same for everybody: they aren't searched. */
const knownFields = new Map();
function fieldsByName(type) {
    let fields = knownFields.get(type);
    if (fields === undefined) {
        fields = new Map((0,columns/* fieldsOf */.P)((0,types/* dataType */.B)(type)).map((field) => [field.name, field]));
        knownFields.set(type, fields);
    }
    return fields;
}
/** Takes people out of the records of one data type. */
class RowScrubber {
    #type;
    #fields;
    #rules;
    #tally;
    #days = 0;
    constructor(type, rules, tally) {
        this.#type = type;
        this.#fields = fieldsByName(type);
        this.#rules = rules;
        this.#tally = tally;
    }
    scrub(row) {
        const person = personOf(this.#type, row);
        const { daysBack } = this.#rules;
        this.#days = daysBack === undefined ? 0 : daysBack(person ?? textOf(row.roomId ?? row.id));
        const clean = {};
        const around = { fields: row, person: this.#type === 'participants' ? person : undefined };
        for (const field of Object.keys(row)) {
            const role = ownRoleOf(this.#type, field);
            if (this.#rules.people !== undefined && role === 'email') {
                this.#dropAddress(row[field], person);
                continue;
            }
            const known = this.#fields.get(field);
            const name = known === undefined ? this.#keyOf(field) : field;
            (0,put/* put */.y)(clean, name, this.#value(row[field], field, role, around, known?.unit));
        }
        return clean;
    }
    #value(value, field, role, around, unit) {
        if (typeof value === 'string')
            return this.#text(value, field, role, around, unit);
        if (typeof value === 'number') {
            if (role === 'id' && this.#rules.people !== undefined)
                return this.#id(String(value));
            return this.#days === 0 ? value : shiftNumber(field, value, this.#days);
        }
        if (Array.isArray(value))
            return value.map((item) => this.#value(item, field, role, around));
        if (typeof value === 'object' && value !== null)
            return this.#object(value, role);
        return value;
    }
    #object(fields, outer) {
        const clean = {};
        const around = { fields, outer };
        for (const field of Object.keys(fields)) {
            const role = innerRoleOf(field, outer);
            if (this.#rules.people !== undefined && role === 'email') {
                this.#dropAddress(fields[field], nearestPerson(fields, field, outer));
                continue;
            }
            (0,put/* put */.y)(clean, this.#keyOf(field), this.#value(fields[field], field, role, around));
        }
        return clean;
    }
    #text(value, field, role, around, unit) {
        const { people } = this.#rules;
        // Times hold no names: they are most of the texts of a study.
        const isTime = unit === 'ISO 8601' && /^[\d:.TZ+-]*$/.test(value);
        const moved = this.#days === 0 ? value : shiftText(value, this.#days);
        if (people === undefined || value === '' || isTime)
            return moved;
        if (role === 'id')
            return this.#id(value);
        if (role === 'name')
            return this.#name(value, field, around);
        return people.text.scrub(moved, this.#tally, role === 'file');
    }
    #id(value) {
        const { people, meet } = this.#rules;
        if (people === undefined)
            return value;
        meet({ kind: 'id', text: value });
        this.#tally.add('id');
        return people.identifiers.person(value);
    }
    #name(value, field, { fields, outer, person }) {
        const { people, meet } = this.#rules;
        if (people === undefined)
            return value;
        const owner = nearestPerson(fields, field, outer, person);
        meet({ kind: 'name', text: value, person: owner });
        this.#tally.add('name');
        return owner === undefined ? people.identifiers.called('name', value) : people.identifiers.person(owner);
    }
    #dropAddress(value, person) {
        for (const address of [value].flat(8)) {
            if (typeof address !== 'string' || address === '')
                continue;
            this.#rules.meet({ kind: 'email', text: address, person });
            this.#tally.add('emailField');
        }
    }
    /** The name of a field that the data brings along may be somebody's id. */
    #keyOf(field) {
        const { people } = this.#rules;
        const moved = this.#days === 0 ? field : shiftText(field, this.#days);
        return people === undefined ? moved : people.text.scrub(moved, this.#tally);
    }
}
const textOf = (value) => (typeof value === 'string' ? value : undefined);
//# sourceMappingURL=row-scrubber.js.map
;// CONCATENATED MODULE: ../packages/export/dist/privacy/base64.js
/** Shortest run of characters that is taken for base64. */
const base64_shortest = 12;
const none = 0;
const upper = 1;
const lower = 2;
const other = 4;
/** What a character is to base64, the URL-safe one too; none where it isn't of it. */
const kindOf = new Uint8Array(128);
for (const [kind, characters] of [
    [upper, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
    [lower, 'abcdefghijklmnopqrstuvwxyz'],
    [other, '0123456789+/-_'],
]) {
    for (const character of characters)
        kindOf[character.charCodeAt(0)] = kind;
}
/** Tokens and nested payloads in base64 that stand for text; words and hex are not taken for such. */
function encodedIn(text) {
    const found = [];
    for (let at = 0; at < text.length; at += 1) {
        const start = at;
        let seen = none;
        for (let kind = kindAt(text, at); kind !== none; kind = kindAt(text, at)) {
            seen |= kind;
            at += 1;
        }
        if (at - start < base64_shortest || (seen & upper) === 0 || (seen & lower) === 0)
            continue;
        const end = text[at] === '=' ? at + (text[at + 1] === '=' ? 2 : 1) : at;
        const inner = Buffer.from(text.slice(start, at), 'base64').toString('utf8');
        if (isText(inner))
            found.push({ start, end, text: inner });
    }
    return found;
}
/** By code: a character beyond ASCII is none. */
const kindAt = (text, at) => {
    const code = text.charCodeAt(at);
    return code < 128 ? (kindOf[code] ?? none) : none;
};
const isText = (text) => /[\p{L}\p{N}]/u.test(text) && !text.includes('\ufffd') && !/(?![\t\r\n])\p{Cc}/u.test(text);
//# sourceMappingURL=base64.js.map
;// CONCATENATED MODULE: ../packages/export/dist/privacy/text-scrubber.js

/** How often something was replaced or left out, by what it was. */
class Tally {
    #counts = new Map();
    constructor(counts = {}) {
        for (const [name, count] of Object.entries(counts))
            this.#counts.set(name, count);
    }
    add(name, count = 1) {
        this.#counts.set(name, (this.#counts.get(name) ?? 0) + count);
    }
    /** In a fixed order. */
    get counts() {
        return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
    }
}
/** Addresses of people who aren't known: of experimenters, of friends. */
const anyAddress = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** Texts come again and again: ids, categories, labels. */
const mostCached = 50_000;
const longestCached = 120;
/** Replaces known identifiers in free text, in whatever case and encoding. */
class TextScrubber {
    #finder;
    #whole;
    #cache = new Map();
    #looseCache = new Map();
    constructor(identifiers) {
        this.#finder = identifiers.finder();
        this.#whole = new Map([...identifiers.identifiers().values()]
            .flat()
            .filter(({ inText, numeric }) => !inText && !numeric)
            .map((identifier) => [identifier.text, identifier]));
    }
    /** @param loose takes short and ordinary names in any case and spelling: for names of files */
    scrub(text, tally, loose = false) {
        const cache = loose ? this.#looseCache : this.#cache;
        let scrubbed = cache.get(text);
        if (scrubbed === undefined) {
            scrubbed = this.#scrub(text, loose);
            if (text.length <= longestCached) {
                if (cache.size >= mostCached)
                    cache.clear();
                cache.set(text, scrubbed);
            }
        }
        if (tally !== undefined)
            for (const kind of scrubbed.replaced ?? [])
                tally.add(kind);
        return scrubbed.text;
    }
    #scrub(text, loose) {
        const whole = this.#whole.get(text);
        if (whole !== undefined)
            return { text: whole.replacement, replaced: [whole.kind] };
        const replaced = [];
        let clean = this.#known(text, loose, replaced);
        if (clean.includes('@')) {
            clean = clean.replace(anyAddress, () => {
                replaced.push('unknownEmail');
                return '[e-mail]';
            });
        }
        clean = this.#encoded(clean, replaced);
        return replaced.length === 0 ? { text } : { text: clean, replaced };
    }
    #known(text, loose, replaced) {
        const hits = this.#finder.find(text, loose);
        if (hits.length === 0)
            return text;
        let clean = '';
        let end = 0;
        for (const { start, end: next, pattern } of hits) {
            clean += text.slice(end, start) + pattern.replacement;
            end = next;
            replaced.push(pattern.kind);
        }
        return clean + text.slice(end);
    }
    /** A token whose content names somebody is taken out whole. */
    #encoded(text, replaced) {
        let clean = '';
        let from = 0;
        for (const { start, end, text: inner } of encodedIn(text)) {
            if (this.#finder.find(inner).length === 0)
                continue;
            clean += `${text.slice(from, start)}[encoded]`;
            from = end;
            replaced.push('encoded');
        }
        return clean + text.slice(from);
    }
}
//# sourceMappingURL=text-scrubber.js.map
;// CONCATENATED MODULE: ../packages/export/dist/privacy/collect.js




/** Lists that say who people are and what they are called. The first two must be there. */
const lists = [
    'participants',
    'consent',
    'recordings',
    'chat',
    'agent_runs',
    'agent_decisions',
];
const needed = new Set(['participants', 'consent']);
/**
 * Reads who took part before anything is written: the whole lists, whatever the filters of the export.
 * @returns data types that could not be read, for the manifest
 * @throws the error of the list of participants or of the consents: without them nobody would be protected.
 */
async function collectPeople(client, scope, people, signal) {
    const { kind, id } = (0,data_types_scope/* scopeParts */.R)(scope);
    if (kind === 'participant')
        people.identifiers?.add({ kind: 'id', text: id });
    const failed = [];
    for (const type of lists) {
        if (!(0,types/* dataType */.B)(type).scopes.includes(kind))
            continue;
        if (type === 'agent_decisions' && kind === 'experiment')
            continue;
        try {
            await collect(client, scope, type, people, signal);
        }
        catch (error) {
            const isMissing = error instanceof permission_error/* PermissionError */.i || error instanceof not_found_error/* NotFoundError */.m;
            if (needed.has(type) || !(0,hyperstudy_error/* isHyperStudyError */.Q)(error) || !isMissing)
                throw error;
            failed.push(type);
        }
    }
    return failed;
}
async function collect(client, scope, type, people, signal) {
    const meet = (known) => people.identifiers?.add(known);
    const reader = people.identifiers === undefined
        ? undefined
        : new RowScrubber(type, { people: { identifiers: people.identifiers, text: noText }, daysBack: undefined, meet }, new Tally());
    for await (const { records } of client.records(type, scope, { signal }).pages()) {
        for (const row of records) {
            reader?.scrub(row);
            addCertain(type, row, people.identifiers);
            note(type, row, people);
        }
    }
}
/**
 * Fields that are known to hold people. They are taken by themselves, and not only by the rules that replace them: a
 * rule that fails must not also make the verifier blind.
 */
const certain = {
    participants: { id: 'id', email: 'email' },
    consent: { participantId: 'id' },
    recordings: { participantId: 'id', participantName: 'name' },
    chat: { senderId: 'id', senderName: 'name', recipientIds: 'id' },
    agent_runs: { participantId: 'id' },
    agent_decisions: { participantId: 'id' },
};
function addCertain(type, row, identifiers) {
    const person = personOf(type, row);
    for (const [field, kind] of Object.entries(certain[type] ?? {})) {
        for (const text of [row[field]].flat())
            if (typeof text === 'string')
                identifiers?.add({ kind, text, person: kind === 'id' ? undefined : person });
    }
}
/** The scrubber is only there for whom it meets on the way. */
const noText = { scrub: (text) => text };
function note(type, row, { consents, roles }) {
    for (const field of ['role', 'participantRole'])
        if (typeof row[field] === 'string' && ownRoleOf(type, field) === undefined)
            roles.add(row[field]);
    const person = personOf(type, row);
    if (person === undefined || consents === undefined)
        return;
    consents.addPresence(person, row.roomId);
    if (type === 'participants')
        consents.addParticipant(person, row);
    if (type === 'consent')
        consents.addEvent(person, row);
    if (type === 'agent_runs' || type === 'agent_decisions')
        consents.addAgent(person);
}
//# sourceMappingURL=collect.js.map
;// CONCATENATED MODULE: ../packages/export/dist/privacy/consent.js
const refusal = /refus|declin|reject|withdr|revok|den(?:y|ied)|disagree|not[_-]?(?:accept|agree|given|consent)|no[_-]?consent/i;
const acceptance = /accept|agree|given|grant|sign|confirm|consented|approved/i;
/** Who consented, by the consent events and by how participation ended. */
class Consents {
    #accepted = new Set();
    #refused = new Set();
    #agents = new Set();
    /** Rooms with somebody in them, and who. */
    #rooms = new Map();
    /** An event of the consent form. One that only says that it was shown is no consent. */
    addEvent(person, { eventType, content, value, response }) {
        const type = String(eventType ?? '');
        const said = [content, answerOf(value), answerOf(response)];
        const isRefusal = refusal.test(type) || said.some(isNo);
        if (isRefusal)
            this.#refused.add(person);
        else if (acceptance.test(type))
            this.#accepted.add(person);
    }
    /** A participant who left because of the consent form has refused, with or without an event. */
    addParticipant(person, { completionCode, completionOutcome }) {
        const codes = [completionCode, completionOutcome].map((code) => consent_textOf(code).replace(/[_-]/g, ''));
        if (codes.some((code) => /^noconsent$/i.test(code)))
            this.#refused.add(person);
    }
    /** An AI participant: nobody who could consent. */
    addAgent(person) {
        this.#agents.add(person);
    }
    addPresence(person, room) {
        if (typeof room !== 'string')
            return;
        const people = this.#rooms.get(room);
        if (people === undefined)
            this.#rooms.set(room, new Set([person]));
        else
            people.add(person);
    }
    /** Nobody consented. */
    get isEmpty() {
        return this.#accepted.size === 0;
    }
    /** Why a person's records are left out; undefined where they aren't. A refusal counts wherever it was given. */
    reasonFor(person) {
        if (this.#refused.has(person))
            return 'refused';
        if (this.#accepted.has(person) || this.#agents.has(person))
            return undefined;
        return 'noConsentRecord';
    }
    /** Whether somebody whose records are left out was in a room. */
    isShared(room) {
        if (typeof room !== 'string')
            return false;
        for (const person of this.#rooms.get(room) ?? [])
            if (this.reasonFor(person) !== undefined)
                return true;
        return false;
    }
    /** What was decided of everybody and every room, to be compared with a later run. */
    decisions() {
        const people = new Set([...this.#accepted, ...this.#refused, ...this.#agents]);
        for (const inRoom of this.#rooms.values())
            for (const person of inRoom)
                people.add(person);
        const decided = new Map();
        for (const person of people)
            decided.set(`person\0${person}`, this.reasonFor(person) ?? 'in');
        for (const room of this.#rooms.keys())
            decided.set(`room\0${room}`, this.isShared(room) ? 'shared' : 'in');
        return decided;
    }
}
/** A long text is the form, which may speak of refusing. */
const longestAnswer = 24;
const isNo = (answer) => answer === false ||
    (typeof answer === 'string' &&
        answer.length <= longestAnswer &&
        (refusal.test(answer) || /^\s*no\b/i.test(answer)));
const consent_textOf = (value) => (typeof value === 'string' ? value : '');
/** The answer in a payload: itself, or what it says under one of the usual names. */
function answerOf(value) {
    if (typeof value !== 'object' || value === null)
        return value;
    const { accepted, agreed, consented, consent, answer, value: inner } = value;
    return [accepted, agreed, consented, consent, answer, inner].find((found) => typeof found === 'boolean' || typeof found === 'string');
}
//# sourceMappingURL=consent.js.map
// EXTERNAL MODULE: ../packages/export/dist/privacy/drop-columns.js
var drop_columns = __webpack_require__(71398);
;// CONCATENATED MODULE: ../packages/export/dist/privacy/rows.js



/** Name of the count of records that were left out. */
const leftOut = (reason) => `leftOut:${reason}`;
/** The records of one data type. @param counts of the records before these */
function rowsOf(type, settings, counts) {
    const tally = new Tally(counts);
    const scrubber = new RowScrubber(type, settings, tally);
    const { consents } = settings;
    return {
        get counts() {
            return tally.counts;
        },
        apply(row) {
            const person = personOf(type, row);
            if (person !== undefined)
                settings.meetPerson(person, row.roomId);
            if (consents === undefined)
                return scrubber.scrub(row);
            const reason = reasonFor(type, row, person, consents);
            if (reason === undefined)
                return scrubber.scrub(withoutOthers(row, consents));
            tally.add(leftOut(reason));
            return undefined;
        },
    };
}
function reasonFor(type, row, person, consents) {
    if (person !== undefined)
        return consents.reasonFor(person);
    // Nobody can tell whose it is: a variable, a recording of the whole room, an answer.
    const isOfRoom = ofRooms.has(type) && (row.response === undefined || row.response === null);
    return !isOfRoom && consents.isShared(row.roomId) ? 'sharedRoom' : undefined;
}
/** Types whose records may be about a room and nobody in it. */
const ofRooms = new Set(['rooms', 'events', 'videochat', 'instructions']);
/** What a record says of those who are left out, where the service says so in fields. */
function withoutOthers(row, consents) {
    const isIn = (person) => typeof person !== 'string' || consents.reasonFor(person) === undefined;
    const { recipientIds, variableSnapshot, roomId } = row;
    let kept = row;
    if (Array.isArray(recipientIds) && !recipientIds.every(isIn))
        kept = { ...kept, recipientIds: recipientIds.filter(isIn) };
    if (variableSnapshot !== undefined && variableSnapshot !== null && consents.isShared(roomId))
        kept = { ...kept, variableSnapshot: null };
    return kept;
}
//# sourceMappingURL=rows.js.map
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ../packages/export/dist/tables/parquet/block-reader.js
var block_reader = __webpack_require__(12762);
;// CONCATENATED MODULE: ../packages/export/dist/tables/parquet/gathered-lines.js

/** The values of a file that is gathered, a line each, record after record: what stands side by side in a table does here. */
async function* gatheredLines(path) {
    for await (const block of (0,block_reader/* blocksOf */.SH)(path, 'unfinished')) {
        const columns = Array.from({ length: block.width }, () => linesOf(block.texts()));
        const lines = [];
        for (let row = 0; row < block.rows; row += 1) {
            for (const next of columns) {
                const text = next(row);
                if (text !== undefined)
                    lines.push(text);
            }
        }
        yield Buffer.from(`${lines.join('\n')}\n`);
    }
}
/** Gives the text of each record in turn. */
function linesOf({ present, count, bytes, starts, indexes, }) {
    const different = Array.from({ length: starts.length - 1 }, (_, i) => bytes.toString('utf8', (starts[i] ?? 0) + 4, starts[i + 1]));
    let value = 0;
    return (row) => {
        if (count === 0 || present?.[row] === 0)
            return undefined;
        const text = different[different.length === 1 ? 0 : (indexes?.[value] ?? value)];
        value += 1;
        return text;
    };
}
//# sourceMappingURL=gathered-lines.js.map
// EXTERNAL MODULE: ../packages/export/dist/tables/parquet/read.js
var read = __webpack_require__(31261);
;// CONCATENATED MODULE: ../packages/export/dist/privacy/scan-file.js









const tables = /\.(?:csv|tsv|ndjson|jsonl|parquet)$/i;
const scan_file_texts = /\.(?:csv|tsv|ndjson|jsonl|json|html?|md|txt|xml|svg|ya?ml|part|wide|bidsignore)$/i;
/** What the tool keeps for itself is text. */
const ofState = /[\\/]\.hyperstudy[\\/]/;
/** Prose of this tool, in which a name may be an ordinary word. */
const pages = /\.(?:html?|md|txt)$/i;
/** Shortest run of readable characters in other bytes that is looked at. */
const shortestRun = 8;
/** The first known identifier in a file; undefined where there is none. */
async function findInFile(path, searches) {
    if (/\.gz$/i.test(path)) {
        const unpacked = (0,external_node_fs_.createReadStream)(path).pipe((0,external_node_zlib_.createGunzip)());
        const inside = await findInText(unpacked, path.replace(/\.gz$/i, ''), searches);
        return inside === undefined ? findInBytes(path, searches) : { ...inside, decompressed: true };
    }
    if (/\.parquet$/i.test(path)) {
        const lines = ofState.test(path) ? gatheredLines(path) : parquetTexts(path);
        const inside = await findInText(external_node_stream_.Readable.from(lines), path, searches);
        return inside === undefined ? findInBytes(path, searches) : { ...inside, decompressed: true };
    }
    if (scan_file_texts.test(path) || ofState.test(path) || (0,external_node_path_.extname)(path) === '')
        return findInText((0,external_node_fs_.createReadStream)(path), path, searches);
    return findInBytes(path, searches);
}
/** The same for a text that is no file yet. */
function findInString(text, searches) {
    return inWindow({ text, offset: 0, first: true, last: true }, 'manifest.json', searches);
}
/** All texts in a table: its values, a line each, after what its end says of its columns. */
async function* parquetTexts(path) {
    const handle = await (0,promises_.open)(path, 'r');
    try {
        const { size } = await handle.stat();
        const tail = Buffer.alloc(8);
        await handle.read(tail, 0, 8, Math.max(0, size - 8));
        const footer = Buffer.alloc(Math.min(tail.readUInt32LE(0), Math.max(0, size - 8)));
        await handle.read(footer, 0, footer.length, Math.max(0, size - 8 - footer.length));
        yield Buffer.concat([footer, Buffer.from('\n')]);
    }
    finally {
        await handle.close();
    }
    let lines = [];
    for await (const cells of (0,read/* parquetCells */._O)(path)) {
        for (const cell of cells)
            if (typeof cell === 'string')
                lines.push(cell);
        if (lines.length < 10_000)
            continue;
        yield Buffer.from(`${lines.join('\n')}\n`);
        lines = [];
    }
    yield Buffer.from(lines.join('\n'));
}
async function findInText(stream, path, searches) {
    // Kept: without its three bytes every place would be wrong.
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const overlap = (Math.max(searches.folded.longest, searches.cells.longest) + 4) * longestCharacter;
    let text = '';
    let offset = 0;
    let first = true;
    try {
        for await (const chunk of stream) {
            text += decoder.decode(chunk, { stream: true });
            if (text.length <= overlap * 2)
                continue;
            const found = inWindow({ text, offset, first, last: false }, path, searches);
            if (found !== undefined)
                return found;
            const kept = text.slice(-overlap);
            offset += Buffer.byteLength(text) - Buffer.byteLength(kept);
            text = kept;
            first = false;
        }
        text += decoder.decode();
        return inWindow({ text, offset, first, last: true }, path, searches);
    }
    finally {
        stream.destroy();
    }
}
function inWindow(window, path, searches) {
    const { text, offset, first } = window;
    const place = (start, identifier) => ({
        offset: offset + Buffer.byteLength(text.slice(0, start)),
        decompressed: false,
        identifier,
    });
    // What begins with the window is the end of something that the window before held whole.
    const isWhole = ({ start }) => first || start > 0;
    const isPage = pages.test(path);
    const hit = searches.folded
        .find(text)
        .filter(isWhole)
        .find(({ start, end, pattern }) => !isPage || !isWord(pattern) || text.slice(start, end) === pattern.text);
    if (hit !== undefined)
        return place(hit.start, hit.pattern);
    if (tables.test(path)) {
        const cell = searches.cells.find(text).find((found) => isWhole(found) && isCell(window, found));
        if (cell !== undefined)
            return place(cell.start, cell.pattern);
    }
    for (const { start, text: inner } of encodedIn(text)) {
        const [within] = searches.folded.find(inner);
        if (within !== undefined)
            return place(start, within.pattern);
    }
    return undefined;
}
/** A name of one word: in prose it may be an ordinary one in another case. */
const isWord = ({ kind, text }) => kind === 'name' && /^[\p{L}\p{M}]+$/u.test(text);
const beforeCell = /[",\t\n]/;
const afterCell = /[",\t\r\n]/;
function isCell({ text, first, last }, { start, end }) {
    const before = start === 0 ? first : beforeCell.test(text[start - 1] ?? '');
    return before && (end === text.length ? last : afterCell.test(text[end] ?? ''));
}
/** Readable runs in a file of other bytes. */
async function findInBytes(path, { long }) {
    let offset = 0;
    let run = '';
    let runStart = 0;
    const inRun = () => {
        const [hit] = run.length < shortestRun ? [] : long.find(run);
        return hit === undefined
            ? undefined
            : { offset: runStart + hit.start, decompressed: false, identifier: hit.pattern };
    };
    for await (const chunk of (0,external_node_fs_.createReadStream)(path, { highWaterMark: 1024 * 1024 })) {
        const bytes = chunk;
        for (let start = 0; start < bytes.length;) {
            let end = start;
            while (end < bytes.length && isReadable(bytes[end] ?? 0))
                end += 1;
            if (end > start) {
                if (run === '')
                    runStart = offset + start;
                // A very long run is looked at in pieces that overlap.
                if (end - start >= shortestRun || end === bytes.length || start === 0)
                    run += bytes.toString('latin1', start, end);
            }
            if (end < bytes.length) {
                const found = inRun();
                if (found !== undefined)
                    return found;
                run = '';
                end += 1;
            }
            start = end;
        }
        if (run.length > 4 * 1024 * 1024) {
            const found = inRun();
            if (found !== undefined)
                return found;
            runStart += run.length - 1000;
            run = run.slice(-1000);
        }
        offset += bytes.length;
    }
    return inRun();
}
const isReadable = (byte) => byte >= 0x20 && byte < 0x7f;
//# sourceMappingURL=scan-file.js.map
;// CONCATENATED MODULE: ../packages/export/dist/privacy/verify.js





/** Shorter ids and addresses may be written by chance where bytes are compressed. */
const longEnough = 8;
function searchesFor(identifiers) {
    const searches = {
        folded: new Finder(),
        cells: new Finder(),
        long: new Finder(),
    };
    for (const [fold, same] of identifiers) {
        for (const identifier of same) {
            if (identifier.match === 'folded')
                searches.folded.add(identifier);
            else if (!identifier.numeric && !isOrdinary(fold))
                searches.cells.add(identifier);
            if (identifier.match === 'folded' &&
                identifier.kind !== 'name' &&
                lettersIn(identifier.text) >= longEnough)
                searches.long.add(identifier);
        }
    }
    return searches;
}
/** How many of the known identifiers the verifier looks for everywhere, as cells only, and not at all. */
function coverageOf(identifiers) {
    const coverage = { everywhere: 0, asCells: 0, not: 0 };
    for (const [fold, same] of identifiers.identifiers()) {
        const [first] = same;
        if (first?.match === 'folded')
            coverage.everywhere += 1;
        else if (first?.numeric === false && !isOrdinary(fold))
            coverage.asCells += 1;
        else
            coverage.not += 1;
    }
    return coverage;
}
/** All files below a folder, in order, but for those of a version control system. */
async function filesBelow(out) {
    const entries = await (0,promises_.readdir)(out, { recursive: true, withFileTypes: true });
    return entries
        .filter((entry) => entry.isFile())
        .map((entry) => (0,external_node_path_.join)(entry.parentPath, entry.name).slice((0,external_node_path_.join)(out, external_node_path_.sep).length))
        .filter((file) => !/(?:^|[\\/])\.git[\\/]/.test(file))
        .sort();
}
/** Known identifiers in the files of a folder and their names: the first of each file. */
async function findIn(out, searches, files) {
    const findings = [];
    for (const file of files) {
        const [inName] = searches.folded.find(file);
        if (inName !== undefined) {
            const offset = Buffer.byteLength(file.slice(0, inName.start));
            findings.push({ file, inName: true, offset, decompressed: false, identifier: inName.pattern });
            continue;
        }
        const place = await findInFile((0,external_node_path_.join)(out, file), searches);
        if (place !== undefined)
            findings.push({ file, inName: false, ...place });
    }
    return findings;
}
/** The same for the manifest, before it is written. */
function findInManifest(text, searches) {
    const place = findInString(text, searches);
    return place === undefined ? [] : [{ file: 'manifest.json', inName: false, ...place }];
}
//# sourceMappingURL=verify.js.map
;// CONCATENATED MODULE: ../packages/export/dist/privacy/report.js



const mediaWarning = 'Recordings were downloaded as they are: faces and voices identify people, whatever their files are called.';
const noConsentWarning = 'There is no consent record at all, so every record of a person was left out: is the consent form in use?';
function reportOf({ options, key, tallies, identifiers, consents, unread, }) {
    const { pseudonymize = false, shiftDates, onlyConsented, dropColumns = [], recordings } = options;
    const totals = new Tally();
    for (const counts of tallies)
        for (const [name, count] of Object.entries(counts))
            totals.add(name, count);
    const replaced = Object.entries(totals.counts).filter(([name]) => !name.startsWith('leftOut:'));
    return {
        pseudonymized: pseudonymize,
        ...(key === undefined ? {} : { keyCheck: key.check }),
        ...(dropColumns.length === 0 ? {} : { droppedColumns: [...dropColumns].sort() }),
        ...(shiftDates === undefined ? {} : { shiftedDates: shiftDates }),
        ...(pseudonymize ? { replaced: Object.fromEntries(replaced) } : {}),
        ...(onlyConsented ? { onlyConsented, leftOut: leftOutBy(totals.counts, consents) } : {}),
        ...(identifiers === undefined ? {} : { verified: coverageOf(identifiers) }),
        warnings: [
            ...(pseudonymize && recordings === 'download' ? [mediaWarning] : []),
            ...(consents?.isEmpty ? [noConsentWarning] : []),
            ...unread.map((type) => `${type} could not be read: people whom only they name are not known.`),
        ],
    };
}
const reasons = ['noConsentRecord', 'refused', 'sharedRoom'];
function leftOutBy(counts, consents) {
    const decisions = [...(consents?.decisions().values() ?? [])];
    return Object.fromEntries(reasons.map((reason) => [
        reason,
        {
            records: counts[leftOut(reason)] ?? 0,
            people: decisions.filter((decision) => decision === reason).length,
        },
    ]));
}
//# sourceMappingURL=report.js.map
// EXTERNAL MODULE: ../packages/core/dist/errors/integrity-error.js
var integrity_error = __webpack_require__(32973);
;// CONCATENATED MODULE: ../packages/export/dist/privacy/withhold.js





/** What a file that holds an identifier ends in, so that nobody takes it for a part of the export. */
const withheld = '.withheld';
const withhold_words = { id: 'an id', name: 'a name', email: 'an e-mail address' };
/** Files and folders that an export makes; others are somebody's own, and stay where they are. */
const ours = new RegExp(`^(?:(?:${types/* dataTypeNames */.x.join('|')})\\.[a-z.]+|(?:recordings|rooms|bids|\\${state/* stateFolder */.yp})[\\\\/].*|report\\.html|datapackage\\.json|codebook\\..*)$`);
/**
 * Takes the files that hold an identifier out of the export.
 * @param nameOf the name of a file as it may be shown
 * @throws {IntegrityError} that says where identifiers of which kind were found
 */
async function withhold(out, findings, nameOf) {
    for (const [i, { file, inName }] of findings.entries()) {
        if (!ours.test(file))
            continue;
        const to = inName ? `file-${i + 1}${withheld}` : `${file}${withheld}`;
        await (0,promises_.rename)((0,external_node_path_.join)(out, file), (0,external_node_path_.join)(out, to)).catch(() => undefined);
    }
    await (0,promises_.rm)((0,external_node_path_.join)(out, 'manifest.json'), { force: true });
    // The next run reads all records again.
    await (0,state/* removeState */.aF)(out);
    const lines = findings.map((finding) => describe(finding, nameOf));
    throw new integrity_error/* IntegrityError */.c(`Known identifiers of participants were found in the export:\n${lines.join('\n')}`, {
        hint: `The folder is not complete and must not be shared: files of the export that hold one end in ${withheld}, and there is no manifest. A file of your own has to leave the folder. Please report a file of the export.`,
    });
}
function describe({ file, inName, offset, decompressed, identifier }, nameOf) {
    const what = withhold_words[identifier.kind];
    if (inName)
        return `${what} in the name of ${nameOf(file)}, at byte ${offset} of it`;
    return `${what} in ${nameOf(file)}, at byte ${offset}${decompressed ? ' of what is compressed in it' : ''}`;
}
/** Removes what an earlier run withheld: it is made anew. */
async function removeWithheld(out) {
    for (const file of await filesBelow(out))
        if (file.endsWith(withheld))
            await (0,promises_.rm)((0,external_node_path_.join)(out, file), { force: true });
}
//# sourceMappingURL=withhold.js.map
;// CONCATENATED MODULE: ../packages/export/dist/privacy/privacy.js
















/** Everything an export does to protect people. */
class Privacy {
    #options;
    #key;
    #drops;
    #roles = new Set();
    #identifiers;
    #consents;
    #tallies = new Map();
    #people = new Map();
    #late = new Map();
    #unread = [];
    #before;
    #text;
    /** @throws {UsageError} for a setting that can't work. */
    constructor(options) {
        const { pseudonymize, shiftDates, onlyConsented, dropColumns = [] } = options;
        this.#options = options;
        this.#drops = new drop_columns/* DropColumns */.TK(dropColumns);
        const needsKey = pseudonymize === true || shiftDates !== undefined;
        this.#key = needsKey ? new PseudonymKey(options.pseudonymKey ?? process.env[keyVariable]) : undefined;
        if (pseudonymize && this.#key !== undefined)
            this.#identifiers = new Identifiers(this.#key);
        if (onlyConsented)
            this.#consents = new Consents();
    }
    /** What makes exports different ones. */
    get identity() {
        const { pseudonymize = false, shiftDates, onlyConsented = false, dropColumns = [] } = this.#options;
        return [pseudonymize, shiftDates, onlyConsented, [...dropColumns].sort(), this.#key?.check];
    }
    /** Tells the key from others; undefined where there is none. */
    get keyCheck() {
        return this.#key?.check;
    }
    /** Keeps what the tool remembers from those who only see the folder. */
    get seal() {
        return this.#key;
    }
    /**
     * Finds out who took part, and whether the files that are there hold with it.
     * @returns whether all records have to be read again
     */
    async begin(client, scope) {
        const { out, signal, full } = this.#options;
        if (this.#identifiers === undefined && this.#consents === undefined)
            return false;
        await removeWithheld(out);
        const stored = await readBasis(out, this.#key, full);
        const before = full ? undefined : stored;
        const people = { identifiers: this.#identifiers, consents: this.#consents, roles: this.#roles };
        try {
            this.#unread.push(...(await collectPeople(client, scope, people, signal)));
        }
        finally {
            // An error may name whoever is known by then.
            this.#freeze();
        }
        for (const role of before?.roles ?? [])
            this.#roles.add(role);
        for (const role of this.#roles)
            this.#identifiers?.addRole(role);
        for (const known of before?.known ?? [])
            this.#identifiers?.add(known);
        this.#freeze();
        this.#before = before;
        // Files of which nobody knows what they were made with are made anew.
        return before === undefined || (await this.#isOutdated(before));
    }
    /** Keeps what the files are made with, before the first of them is written. */
    async remember() {
        if (this.#identifiers === undefined && this.#consents === undefined)
            return;
        await writeBasis(this.#options.out, this.#basis(), this.#key);
    }
    /**
     * After all records were written: whether people turned up on the way whom earlier records name. Then all have to
     * be read again, with them known.
     */
    async needsAnotherRound() {
        if (this.#identifiers === undefined && this.#consents === undefined)
            return false;
        const before = this.#basis();
        for (const known of this.#late.values())
            this.#identifiers?.add(known);
        for (const [person, rooms] of this.#people)
            for (const room of rooms)
                this.#consents?.addPresence(person, room);
        this.#late.clear();
        this.#freeze();
        const again = await this.#isOutdated(before);
        await this.remember();
        return again;
    }
    /** What becomes of the records of a reading. @param counts of the records before these */
    rows(type, counts) {
        return rowsOf(type, this.#rowSettings(), counts);
    }
    /** Columns that the table of a type is without. */
    dropped(type) {
        const dropped = this.#drops.of(type);
        return this.#identifiers === undefined ? dropped : new Set([...dropped, ...addressFields(type)]);
    }
    /** Whether the times in the table of a type are the server's. */
    keepsTimes(type) {
        const { time } = (0,types/* dataType */.B)(type);
        return this.#options.shiftDates === undefined && (time === null || !this.dropped(type).has(time));
    }
    /** A record without the columns that its table is without. */
    trim(type) {
        const dropped = this.dropped(type);
        return dropped.size === 0 ? (row) => row : (row) => (0,drop_columns/* dropFrom */.WQ)(row, dropped);
    }
    /** Name of the file of a recording. */
    recordingName = (recording) => {
        if (this.#identifiers === undefined)
            return (0,file_name/* recordingFileName */.F2)(recording);
        return (0,file_name/* recordingFileName */.F2)({ ...recording, ...this.rows('recordings').apply(recording) });
    };
    /** What was done to the records of a group, in this run or an earlier one. */
    note(group, counts) {
        this.#tallies.set(group, counts);
    }
    /** A text of the server or of a person, for the manifest, an error or a log. */
    clean = (text) => {
        const scrubbed = this.#text?.scrub(text, undefined) ?? text;
        return this.#options.shiftDates === undefined ? scrubbed : this.#shift(scrubbed);
    };
    cleanValue(value) {
        return mapTexts(value, this.clean);
    }
    cleanError(error) {
        return cleanError(error, this.clean);
    }
    /** A time of the query or of all records; null where it would give away what was moved. */
    moved(time) {
        const { shiftDates } = this.#options;
        if (time === null || shiftDates === undefined)
            return time;
        return shiftDates === 'study' ? this.#shift(time) : null;
    }
    /** What the manifest says of privacy. */
    report() {
        return reportOf({
            options: this.#options,
            key: this.#key,
            tallies: [...this.#tallies.values()],
            identifiers: this.#identifiers,
            consents: this.#consents,
            unread: this.#unread,
        });
    }
    /**
     * Looks for every known identifier in every byte of the folder and of the manifest to come.
     * @throws {IntegrityError} where one is found; the files that hold one are taken out of the export.
     */
    async verify(manifest) {
        if (this.#identifiers === undefined)
            return;
        const { out } = this.#options;
        const searches = searchesFor(this.#identifiers.identifiers());
        // The manifest of an earlier run is replaced.
        const files = (await filesBelow(out)).filter((file) => file !== 'manifest.json');
        const findings = [...(await findIn(out, searches, files)), ...findInManifest(manifest, searches)];
        if (findings.length === 0)
            return;
        await withhold(out, findings, (file) => this.#text?.scrub(file, undefined, true) ?? file);
    }
    #freeze() {
        if (this.#identifiers !== undefined)
            this.#text = new TextScrubber(this.#identifiers);
    }
    #rowSettings() {
        const identifiers = this.#identifiers;
        const text = this.#text;
        const { shiftDates } = this.#options;
        return {
            people: identifiers === undefined || text === undefined ? undefined : { identifiers, text },
            consents: this.#consents,
            daysBack: shiftDates === undefined
                ? undefined
                : (subject) => this.#daysBack(shiftDates === 'study' ? undefined : subject),
            meet: (known) => {
                if (identifiers?.has(known) === false)
                    this.#late.set(JSON.stringify(known), known);
            },
            meetPerson: (person, room) => {
                const rooms = this.#people.get(person);
                if (rooms === undefined)
                    this.#people.set(person, new Set([room]));
                else
                    rooms.add(room);
            },
        };
    }
    #days = new Map();
    #daysBack(subject = 'study') {
        let days = this.#days.get(subject);
        if (days === undefined) {
            days = this.#key?.daysBack(subject) ?? 0;
            this.#days.set(subject, days);
        }
        return days;
    }
    #shift(text) {
        return this.#options.shiftDates === 'study'
            ? shiftText(text, this.#daysBack())
            : text.replace(anyDate, '[date]');
    }
    #basis() {
        const decisions = hashed(this.#consents?.decisions() ?? new Map(), this.#key);
        return {
            known: this.#identifiers?.all() ?? [],
            roles: [...this.#roles].sort(),
            decisions: { ...this.#before?.decisions, ...decisions },
        };
    }
    async #isOutdated(before) {
        const { out } = this.#options;
        const changes = changesSince(before, this.#basis().decisions, this.#identifiers, this.#key);
        if (changes.all)
            return true;
        if (changes.fresh.size === 0)
            return false;
        const files = (await filesBelow(out)).filter((file) => !/^(?:recordings|\.hyperstudy)[\\/][^\\/]*$|^manifest\.json$/.test(file));
        return (await findIn(out, searchesFor(changes.fresh), files)).length > 0;
    }
}
const anyDate = /\d{4}-?\d{2}-?\d{2}[T ]\d{2}:?\d{2}(?::?\d{2}(?:\.\d+)?)?Z?/g;
//# sourceMappingURL=privacy.js.map

/***/ }),

/***/ 12762:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IZ: () => (/* binding */ noNumbers),
/* harmony export */   SH: () => (/* binding */ blocksOf),
/* harmony export */   uv: () => (/* binding */ noTexts)
/* harmony export */ });
/* unused harmony export Block */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _block_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(21974);
/* harmony import */ var _bytes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41442);
/* harmony import */ var _times_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(55919);




/** Read at a time. */
const chunkSize = 256 * 1024;
/** Records that stand together. */
class Block {
    rows;
    /** Of the columns that were known by then. */
    width;
    #bytes;
    #view;
    #at = _block_format_js__WEBPACK_IMPORTED_MODULE_1__/* .headerBytes */ .RH;
    constructor(bytes) {
        this.#bytes = bytes;
        this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        this.rows = bytes.readUInt32LE(4);
        this.width = bytes.readUInt32LE(8);
    }
    /** The next column as texts, whatever it holds. */
    texts() {
        const { form, mark, present, count } = this.#begin();
        if (form === _block_format_js__WEBPACK_IMPORTED_MODULE_1__/* .forms */ .uO.none)
            return noTexts;
        if (form === _block_format_js__WEBPACK_IMPORTED_MODULE_1__/* .forms */ .uO.text)
            return this.#texts(present, count, (mark & _block_format_js__WEBPACK_IMPORTED_MODULE_1__/* .marks */ .Z8.indexed) !== 0);
        return textsOf(this.#numbers(form, mark, present, count), form);
    }
    /** The next column as numbers: 1 and 0 for truth values. It must not hold texts. */
    numbers() {
        const { form, mark, present, count } = this.#begin();
        if (form === _block_format_js__WEBPACK_IMPORTED_MODULE_1__/* .forms */ .uO.text)
            throw new TypeError('A column of numbers holds texts.');
        return form === _block_format_js__WEBPACK_IMPORTED_MODULE_1__/* .forms */ .uO.none ? noNumbers : this.#numbers(form, mark, present, count);
    }
    #begin() {
        const [form = _block_format_js__WEBPACK_IMPORTED_MODULE_1__/* .forms */ .uO.none, mark = 0] = this.#bytes.subarray(this.#at, this.#at + 2);
        this.#at += 2;
        if ((mark & _block_format_js__WEBPACK_IMPORTED_MODULE_1__/* .marks */ .Z8.missing) === 0)
            return { form, mark, present: undefined, count: this.rows };
        const present = this.#bytes.subarray(this.#at, this.#at + this.rows);
        this.#at += this.rows;
        let count = 0;
        for (const bit of present)
            count += bit;
        return { form, mark, present, count };
    }
    #numbers(form, mark, present, count) {
        const numbers = form === _block_format_js__WEBPACK_IMPORTED_MODULE_1__/* .forms */ .uO.boolean ? this.#booleans(count) : this.#doubles(count);
        const micro = (mark & _block_format_js__WEBPACK_IMPORTED_MODULE_1__/* .marks */ .Z8.micro) === 0 ? undefined : this.#shorts(count);
        return { present, count, size: 0, numbers, micro };
    }
    #texts(present, count, indexed) {
        const view = this.#view;
        const [different, length] = [view.getUint32(this.#at, true), view.getUint32(this.#at + 4, true)];
        const size = view.getUint32(this.#at + 8, true);
        this.#at += 12;
        const starts = startsIn(view, this.#at, different);
        this.#at += length;
        const indexes = indexed ? this.#shorts(count) : undefined;
        return { present, count, size, bytes: this.#bytes, starts, indexes };
    }
    #doubles(count) {
        const numbers = new Float64Array(count);
        for (let i = 0; i < count; i += 1)
            numbers[i] = this.#view.getFloat64(this.#at + i * 8, true);
        this.#at += count * 8;
        return numbers;
    }
    #booleans(count) {
        const numbers = Float64Array.from(this.#bytes.subarray(this.#at, this.#at + count));
        this.#at += count;
        return numbers;
    }
    #shorts(count) {
        const shorts = new Uint16Array(count);
        for (let i = 0; i < count; i += 1)
            shorts[i] = this.#view.getUint16(this.#at + i * 2, true);
        this.#at += count * 2;
        return shorts;
    }
}
const noTexts = {
    present: undefined,
    count: 0,
    size: 0,
    bytes: Buffer.alloc(0),
    starts: new Uint32Array(1),
    indexes: undefined,
};
const noNumbers = {
    present: undefined,
    count: 0,
    size: 0,
    numbers: new Float64Array(0),
    micro: undefined,
};
function startsIn(view, from, different) {
    const starts = new Uint32Array(different + 1);
    let at = from;
    for (let i = 0; i < different; i += 1) {
        starts[i] = at;
        at += 4 + view.getUint32(at, true);
    }
    starts[different] = at;
    return starts;
}
/** Values of a column that other blocks made one of text. */
function textsOf({ present, count, numbers, micro }, form) {
    const texts = new _bytes_js__WEBPACK_IMPORTED_MODULE_2__/* .Bytes */ .I();
    let size = 0;
    for (let i = 0; i < count; i += 1)
        size += texts.appendText(textOf(numbers[i] ?? 0, micro?.[i] ?? 0, form));
    const bytes = texts.filled;
    return { present, count, size, bytes, starts: startsIn(texts.view, 0, count), indexes: undefined };
}
function textOf(number, micro, form) {
    if (form === _block_format_js__WEBPACK_IMPORTED_MODULE_1__/* .forms */ .uO.boolean)
        return String(number === 1);
    return form === _block_format_js__WEBPACK_IMPORTED_MODULE_1__/* .forms */ .uO.time ? (0,_times_js__WEBPACK_IMPORTED_MODULE_3__/* .timeText */ .Tc)(BigInt(number) * 1000n + BigInt(micro), 'us') : String(number);
}
/**
 * The blocks of a file; each is valid until the next is taken.
 * @param state of one that is unfinished, the last block may be torn: it is left out
 */
async function* blocksOf(path, state = 'whole') {
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path, 'r');
    try {
        const bytes = new _bytes_js__WEBPACK_IMPORTED_MODULE_2__/* .Bytes */ .I();
        let start = 0;
        for (;;) {
            const rest = bytes.length - start;
            const length = rest < 4 ? _block_format_js__WEBPACK_IMPORTED_MODULE_1__/* .headerBytes */ .RH : bytes.view.getUint32(start, true) + 4;
            if (rest >= length) {
                yield new Block(bytes.buffer.subarray(start, start + length));
                start += length;
                continue;
            }
            bytes.buffer.copyWithin(0, start, bytes.length);
            bytes.length = rest;
            start = 0;
            bytes.reserve(Math.max(chunkSize, length - rest));
            const { bytesRead } = await handle.read(bytes.buffer, rest, bytes.buffer.length - rest);
            if (bytesRead === 0 && (rest === 0 || state === 'unfinished'))
                return;
            if (bytesRead === 0)
                throw new Error(`${path} ends within a block of records. Export again with --full.`);
            bytes.length += bytesRead;
        }
    }
    finally {
        await handle.close();
    }
}
//# sourceMappingURL=block-reader.js.map

/***/ })

};

export const id = 528;
export const ids = [528];
export const modules = {

/***/ 21528:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  writeReport: () => (/* binding */ writeReport)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ../packages/export/dist/files/atomic-file.js
var atomic_file = __webpack_require__(17548);
// EXTERNAL MODULE: ../packages/export/dist/manifest/manifest.js
var manifest_manifest = __webpack_require__(55101);
// EXTERNAL MODULE: ../packages/core/dist/data-types/types.js + 15 modules
var types = __webpack_require__(66621);
// EXTERNAL MODULE: ../packages/export/dist/files/gzip.js
var gzip = __webpack_require__(78376);
// EXTERNAL MODULE: ../packages/export/dist/tables/read-table.js + 2 modules
var read_table = __webpack_require__(80750);
;// CONCATENATED MODULE: ../packages/export/dist/report/read/cells.js
/** A time as ms since 1970; null for none. */
function momentOf(text) {
    if (text === null)
        return null;
    const value = Date.parse(text);
    return Number.isNaN(value) ? null : value;
}
//# sourceMappingURL=cells.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/read/parse-number.js
/** Powers of ten that are exact as numbers. */
const powers = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);
/** A number in ASCII bytes, as JSON writes it; null for anything else. */
function parseNumber(bytes, start, end) {
    if (start < 0 || start >= end)
        return null;
    let position = start;
    const negative = bytes[position] === 0x2d;
    if (negative)
        position += 1;
    let digits = 0;
    let whole = 0;
    let decimals = 0;
    let point = false;
    for (; position < end; position += 1) {
        const byte = bytes[position] ?? 0;
        if (byte >= 0x30 && byte <= 0x39) {
            whole = whole * 10 + (byte - 0x30);
            digits += 1;
            if (point)
                decimals += 1;
        }
        else if (byte === 0x2e && !point)
            point = true;
        else
            break;
    }
    // Up to 15 digits and a small power of ten, one division gives the nearest number.
    if (position === end && digits > 0 && digits <= 15 && decimals < powers.length) {
        const value = whole / (powers[decimals] ?? 1);
        return negative ? -value : value;
    }
    const text = bytes.toString('latin1', start, end).trim();
    const value = text === '' ? Number.NaN : Number(text);
    return Number.isFinite(value) ? value : null;
}
//# sourceMappingURL=parse-number.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/read/text-pool.js
/** Ids come again row after row: their bytes are compared instead of decoded. */
const slots = 4096;
const longest = 64;
class TextPool {
    #texts = new Array(slots);
    #bytes = new Array(slots);
    /** The UTF-8 text between two positions. */
    text(bytes, start, end) {
        if (end - start > longest)
            return bytes.toString('utf8', start, end);
        let hash = 0;
        for (let i = start; i < end; i += 1)
            hash = (Math.imul(hash, 31) + (bytes[i] ?? 0)) | 0;
        const slot = (hash ^ (hash >>> 12)) & (slots - 1);
        const known = this.#texts[slot];
        if (known !== undefined && same(this.#bytes[slot], bytes, start, end))
            return known;
        const text = bytes.toString('utf8', start, end);
        this.#texts[slot] = text;
        this.#bytes[slot] = Buffer.from(bytes.subarray(start, end));
        return text;
    }
}
function same(known, bytes, start, end) {
    if (known === undefined || known.length !== end - start)
        return false;
    for (let i = 0; i < known.length; i += 1)
        if (known[i] !== bytes[start + i])
            return false;
    return true;
}
//# sourceMappingURL=text-pool.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/read/csv-cells.js



const comma = 0x2c;
const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
/**
 * Reads some columns of CSV as this package writes it: comma, RFC 4180 quotes, either line end. Bytes become values
 * only where they are asked for, so that a million rows take about a second.
 * @param chunks each is copied before the next is taken
 */
async function readCsvCells(chunks, columns, each) {
    const cells = new CsvCells();
    // One buffer for all: new ones by the chunk would wait for the garbage collector.
    let buffer = Buffer.alloc(0);
    let filled = 0;
    const add = (chunk) => {
        if (filled + chunk.length > buffer.length) {
            const larger = Buffer.alloc(Math.max(filled + chunk.length, buffer.length * 2));
            buffer.copy(larger, 0, 0, filled);
            buffer = larger;
        }
        buffer.set(chunk, filled);
        filled += chunk.length;
        const end = cells.lines(buffer.subarray(0, filled), columns, each);
        buffer.copyWithin(0, end, filled);
        filled -= end;
    };
    for await (const chunk of chunks)
        add(chunk);
    if (filled > 0)
        add(Buffer.from('\n'));
}
class CsvCells {
    #pool = new TextPool();
    #bytes = Buffer.alloc(0);
    /** Cells of a row that are wanted, by their place in the file; undefined until the header is read. */
    #wanted;
    /** The last of them: what comes after isn't looked at. */
    #last = -1;
    #starts = new Int32Array(0);
    #ends = new Int32Array(0);
    /** Takes the whole lines; returns where the first unfinished one begins. */
    lines(bytes, columns, each) {
        this.#bytes = bytes;
        let start = 0;
        let nextQuote = bytes.indexOf(quote);
        for (;;) {
            let end = bytes.indexOf(lineFeed, start);
            if (end === -1)
                return start;
            if (nextQuote !== -1 && nextQuote < start)
                nextQuote = bytes.indexOf(quote, start);
            if (nextQuote !== -1 && nextQuote < end) {
                end = endOfQuotedLine(bytes, nextQuote);
                if (end === -1)
                    return start;
            }
            const last = end > start && bytes[end - 1] === carriageReturn ? end - 1 : end;
            if (this.#wanted === undefined)
                this.#readHeader(bytes.subarray(start, last), columns);
            else if (last > start) {
                this.#split(start, last);
                each(this);
            }
            start = end + 1;
        }
    }
    text(column) {
        const start = this.#starts[column] ?? -1;
        const end = this.#ends[column] ?? -1;
        if (start >= end)
            return null;
        if (this.#bytes[start] !== quote)
            return this.#pool.text(this.#bytes, start, end);
        return this.#bytes.toString('utf8', start + 1, end - 1).replaceAll('""', '"');
    }
    number(column) {
        return parseNumber(this.#bytes, this.#starts[column] ?? 0, this.#ends[column] ?? 0);
    }
    moment(column) {
        return momentOf(this.text(column));
    }
    #readHeader(line, columns) {
        const names = cellsOf(line.toString('utf8').replace(/^\ufeff/, ''));
        const places = columns.map((name) => names.indexOf(name));
        this.#last = Math.max(-1, ...places);
        this.#wanted = new Int32Array(this.#last + 1).fill(-1);
        for (const [i, place] of places.entries())
            if (place !== -1)
                this.#wanted[place] = i;
        this.#starts = new Int32Array(columns.length).fill(-1);
        this.#ends = new Int32Array(columns.length).fill(-1);
    }
    #split(start, end) {
        const bytes = this.#bytes;
        const wanted = this.#wanted ?? new Int32Array(0);
        const last = this.#last;
        let from = start;
        for (let cell = 0; cell <= last; cell += 1) {
            let to = from;
            if (bytes[to] === quote) {
                to = endOfQuotes(bytes, to);
                if (to === -1 || to > end)
                    to = end;
            }
            else
                while (to < end && bytes[to] !== comma)
                    to += 1;
            const column = wanted[cell] ?? -1;
            if (column !== -1) {
                this.#starts[column] = from;
                this.#ends[column] = Math.min(to, end);
            }
            // A short row ends before its last cells: they have no value.
            from = Math.min(to + 1, end);
        }
    }
}
/** The line feed that ends a line with quotes; -1 where it isn't there yet. */
function endOfQuotedLine(bytes, firstQuote) {
    let position = firstQuote;
    let inside = false;
    for (; position < bytes.length; position += 1) {
        const byte = bytes[position];
        if (byte === quote)
            inside = !inside;
        else if (byte === lineFeed && !inside)
            return position;
    }
    return -1;
}
/** Where a cell that begins with a quote ends; doubled quotes belong to it. */
function endOfQuotes(bytes, start) {
    let position = start + 1;
    for (;;) {
        position = bytes.indexOf(quote, position);
        if (position === -1)
            return -1;
        if (bytes[position + 1] !== quote)
            return position + 1;
        position += 2;
    }
}
/** The names in a header. */
function cellsOf(line) {
    return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}
//# sourceMappingURL=csv-cells.js.map
// EXTERNAL MODULE: ../packages/export/dist/tables/parquet/read.js
var read = __webpack_require__(31261);
// EXTERNAL MODULE: ../packages/export/dist/tables/parquet/times.js
var times = __webpack_require__(55919);
;// CONCATENATED MODULE: ../packages/export/dist/report/read/parquet-cells.js



/** Reads some columns of Parquet as this package writes it; no others are taken from the file. Holds a row group of them. */
async function readParquetCells(path, columns, each) {
    const cells = new ParquetCells();
    for await (const { rows, values } of (0,read/* parquetColumnGroups */.Zy)(path, columns)) {
        cells.columns = values;
        for (cells.row = 0; cells.row < rows; cells.row += 1)
            each(cells);
    }
}
class ParquetCells {
    columns = [];
    row = 0;
    text(column) {
        const value = this.columns[column]?.[this.row];
        if (typeof value === 'string')
            return value;
        if (value === undefined || value === null)
            return null;
        return typeof value === 'bigint' ? (0,times/* timeText */.Tc)(value, 'us') : String(value);
    }
    number(column) {
        const value = this.columns[column]?.[this.row];
        // A column of numbers is text where some value is none.
        const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
        return typeof number === 'number' && Number.isFinite(number) ? number : null;
    }
    moment(column) {
        const value = this.columns[column]?.[this.row];
        return typeof value === 'bigint' ? Number(value / 1000n) : momentOf(this.text(column));
    }
}
//# sourceMappingURL=parquet-cells.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/read/source.js







/** The table of each data type in the format that is the quickest to read: all formats hold the same rows. */
function tablesToRead({ files }) {
    const tables = new Map();
    const speed = ({ format }) => ['csv', 'ndjson', 'parquet'].indexOf(format);
    for (const table of files) {
        const known = tables.get(table.type);
        if (known === undefined || speed(table) < speed(known))
            tables.set(table.type, table);
    }
    return tables;
}
/** Gives the fields of every row of a table; only what is asked for becomes a value. */
async function readFields(out, table, fields, each) {
    if (table.format === 'parquet' || (table.format === 'csv' && !table.formulaGuard)) {
        const names = new Map((0,read_table/* columnsOf */.P)(table).map(({ name, path }) => [path.join('.'), name]));
        // onset_sec comes from onset too, and after it.
        if (names.has('onset'))
            names.set('onset', 'onset');
        const columns = fields.map((field) => names.get(field) ?? '');
        for (const { path } of (0,manifest_manifest/* filesOf */.R8)(table)) {
            const file = (0,external_node_path_.join)(out, path);
            if (table.format === 'parquet')
                await readParquetCells(file, columns, each);
            else
                await readCsvCells((0,gzip/* contentOf */.$)(file, table.compression === 'gzip'), columns, each);
        }
        return;
    }
    const cells = new RowCells(fields);
    for await (const row of (0,read_table/* readTable */.x)(out, table)) {
        cells.row = row;
        each(cells);
    }
}
class RowCells {
    row = {};
    #paths;
    constructor(fields) {
        this.#paths = fields.map((field) => field.split('.'));
    }
    text(column) {
        const value = this.#value(column);
        if (typeof value === 'string')
            return value;
        return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
    }
    number(column) {
        const value = this.#value(column);
        // A CSV doesn't say which of its numbers were text.
        const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
        return typeof number === 'number' && Number.isFinite(number) ? number : null;
    }
    moment(column) {
        return momentOf(this.text(column));
    }
    #value(column) {
        let value = this.row;
        for (const name of this.#paths[column] ?? []) {
            if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
                return undefined;
            value = value[name];
        }
        return value instanceof Date ? value.toISOString() : value;
    }
}
//# sourceMappingURL=source.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/model/limits.js
/**
 * Bounds of a report: its size and the memory it takes to make don't grow with the number of records. What goes
 * beyond them is counted and said on the page.
 */
const limits = {
    /** Rooms that are shown. The service lists 5,000 at most. */
    rooms: 5_000,
    /** Participants of a room that are told apart. */
    participants: 24,
    /** Buckets of all curves together, shared out among the rooms. */
    buckets: 240_000,
    bucketsPerCurve: { least: 24, most: 600 },
    curvesPerRoom: 24,
    curves: 12_000,
    /** Bins of a lane of events. */
    bins: { all: 400_000, least: 40, most: 400 },
    categories: 16,
    states: 60,
    recordingsPerRoom: 64,
    recordings: 20_000,
    chatPerRoom: 300,
    /** Characters of all chat together. */
    chatText: 1_500_000,
    messageText: 400,
    answersPerRoom: 400,
    answers: 60_000,
    /** Longer texts are cut. */
    text: 160,
    /** Lines of the list of problems. */
    problems: 200,
    problemText: 500,
    /** Times further from the start of a room than this are not drawn, ms. */
    reach: 48 * 3_600_000,
};
/** A text that fits; cut ones end with an ellipsis. Half a character of two units is none. */
function cut(text, most = limits.text) {
    const short = text.length > most ? `${text.slice(0, most - 1)}…` : text;
    return short.replace(/\p{Cs}/gu, '\ufffd');
}
/** How many of something each room gets. */
function share(all, among, { least, most }) {
    return Math.max(least, Math.min(most, Math.floor(all / Math.max(1, among))));
}
//# sourceMappingURL=limits.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/model/buckets.js

/**
 * Where samples of unknown extent go: a fixed number of buckets, whose length doubles when a sample lies beyond
 * them. What comes out depends on the samples alone, not on what is known beforehand.
 */
class BucketFrame {
    most;
    /** ms of a bucket. */
    step;
    /** Number of the first bucket: it begins at first × step. */
    first = 0;
    /** Buckets in use. */
    length = 0;
    constructor(most, step) {
        this.most = most;
        this.step = step;
    }
    /**
     * Place of the bucket for a time, -1 for a time out of reach. Where the buckets have to change, `change` is told
     * first what becomes of them: shift moves all to the right, halve joins neighbours (odd: the first stays alone).
     */
    place(time, change) {
        if (!(Math.abs(time) <= limits.reach))
            return -1;
        for (;;) {
            const bucket = Math.floor(time / this.step);
            if (this.length === 0) {
                this.first = bucket;
                this.length = 1;
                return 0;
            }
            const first = Math.min(this.first, bucket);
            const length = Math.max(this.first + this.length, bucket + 1) - first;
            if (length <= this.most) {
                if (first < this.first)
                    change.shift(this.first - first);
                this.first = first;
                this.length = length;
                return bucket - first;
            }
            const odd = this.first % 2 !== 0;
            change.halve(odd);
            const end = Math.floor((this.first + this.length - 1) / 2);
            this.first = Math.floor(this.first / 2);
            this.length = end - this.first + 1;
            this.step *= 2;
        }
    }
}
/** Least, greatest and mean value over time. */
class CurveBuckets {
    frame;
    samples = 0;
    #sum;
    #count;
    #least;
    #greatest;
    constructor(most, step) {
        this.frame = new BucketFrame(most, step);
        this.#sum = new Float64Array(most);
        this.#count = new Uint32Array(most);
        this.#least = new Float64Array(most);
        this.#greatest = new Float64Array(most);
    }
    /** False where the time is out of reach. */
    add(time, value) {
        const place = this.frame.place(time, this);
        if (place === -1)
            return false;
        this.samples += 1;
        this.#put(place, value, 1, value, value);
        return true;
    }
    shift(by) {
        const { length } = this.frame;
        for (const values of [this.#sum, this.#count, this.#least, this.#greatest]) {
            values.copyWithin(by, 0, length);
            values.fill(0, 0, by);
        }
    }
    halve(odd) {
        const { length } = this.frame;
        for (let from = 0; from < length; from += 1) {
            const to = (from + (odd ? 1 : 0)) >> 1;
            const [sum = 0, count = 0] = [this.#sum[from], this.#count[from]];
            const [least = 0, greatest = 0] = [this.#least[from], this.#greatest[from]];
            this.#sum[from] = 0;
            this.#count[from] = 0;
            if (count > 0)
                this.#put(to, sum, count, least, greatest);
        }
    }
    #put(place, sum, count, least, greatest) {
        const before = this.#count[place] ?? 0;
        this.#least[place] = before === 0 ? least : Math.min(this.#least[place] ?? 0, least);
        this.#greatest[place] = before === 0 ? greatest : Math.max(this.#greatest[place] ?? 0, greatest);
        this.#sum[place] = (before === 0 ? 0 : (this.#sum[place] ?? 0)) + sum;
        this.#count[place] = before + count;
    }
    /** The buckets in use as integers, see Curve. */
    rounded(factor) {
        const mean = [];
        const below = [];
        const above = [];
        for (let i = 0; i < this.frame.length; i += 1) {
            const count = this.#count[i] ?? 0;
            const middle = count === 0 ? null : Math.round(((this.#sum[i] ?? 0) / count) * factor);
            mean.push(middle);
            below.push(middle === null ? 0 : Math.max(0, middle - Math.round((this.#least[i] ?? 0) * factor)));
            above.push(middle === null ? 0 : Math.max(0, Math.round((this.#greatest[i] ?? 0) * factor) - middle));
        }
        return { mean, below, above };
    }
    /** Greatest distance of a sample from zero. */
    get extent() {
        let extent = 0;
        for (let i = 0; i < this.frame.length; i += 1) {
            if (this.#count[i] === 0)
                continue;
            extent = Math.max(extent, Math.abs(this.#least[i] ?? 0), Math.abs(this.#greatest[i] ?? 0));
        }
        return extent;
    }
}
/** How often something happened over time. */
class CountBuckets {
    frame;
    total = 0;
    #count;
    constructor(most, step) {
        this.frame = new BucketFrame(most, step);
        this.#count = new Uint32Array(most);
    }
    add(time) {
        const place = this.frame.place(time, this);
        if (place === -1)
            return false;
        this.#count[place] = (this.#count[place] ?? 0) + 1;
        this.total += 1;
        return true;
    }
    shift(by) {
        this.#count.copyWithin(by, 0, this.frame.length);
        this.#count.fill(0, 0, by);
    }
    halve(odd) {
        for (let from = 0; from < this.frame.length; from += 1) {
            const to = (from + (odd ? 1 : 0)) >> 1;
            const count = this.#count[from] ?? 0;
            this.#count[from] = 0;
            this.#count[to] = (this.#count[to] ?? 0) + count;
        }
    }
    /** Pairs of bin and count, without the empty ones. */
    get pairs() {
        const pairs = [];
        for (let bin = 0; bin < this.frame.length; bin += 1) {
            const count = this.#count[bin] ?? 0;
            if (count > 0)
                pairs.push([bin, count]);
        }
        return pairs;
    }
}
//# sourceMappingURL=buckets.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/model/room-draft.js


/** What is known of a room while tables are read; bounded by limits.ts. */
class RoomDraft {
    id;
    status = null;
    deployment = null;
    expected = null;
    created = null;
    started = null;
    ended = null;
    /** The table of rooms has it. */
    listed = false;
    /** Moment of onset 0. */
    anchor = null;
    /** Earliest and latest moment of any record. */
    first = Number.POSITIVE_INFINITY;
    last = Number.NEGATIVE_INFINITY;
    /** When a state was first entered. */
    states = new Map();
    /** The same by what other events say of their state. */
    hints = new Map();
    /** When the content ended. */
    contentEnd = null;
    lanes = new Map();
    rows = new Map();
    participants = [];
    recordings = [];
    recordingProblems = { failed: 0, pending: 0 };
    chat = [];
    chatLeftOut = 0;
    answers = [];
    answersLeftOut = 0;
    ratings = new Map();
    drift = new Map();
    sync = null;
    #places = new Map();
    constructor(id) {
        this.id = id;
    }
    /** Index of a participant, who is added where new; -1 for none and for those beyond the limit. */
    participant(id) {
        if (id === null)
            return -1;
        const known = this.#places.get(id);
        if (known !== undefined)
            return known;
        if (this.participants.length >= limits.participants)
            return -1;
        this.#places.set(id, this.participants.length);
        this.participants.push({
            ...{ id, name: null, role: null, status: null, outcome: null, joined: null, completed: null },
            rows: new Map(),
        });
        return this.participants.length - 1;
    }
    count(type, participant) {
        this.rows.set(type, (this.rows.get(type) ?? 0) + 1);
        const rows = this.participants[participant]?.rows;
        if (rows !== undefined)
            rows.set(type, (rows.get(type) ?? 0) + 1);
    }
    /** Keeps the earliest time at which a state was entered. */
    enter(states, id, name, time) {
        const known = states.get(id);
        if (known === undefined) {
            if (states.size < limits.states)
                states.set(id, { name: cut(name ?? id, 60), from: time });
        }
        else if (time < known.from)
            known.from = time;
    }
    seen(moment) {
        if (moment < this.first)
            this.first = moment;
        if (moment > this.last)
            this.last = moment;
    }
}
/** The curve of a participant and name; undefined where there are too many. */
function curveIn(all, curves, key, make) {
    const known = curves.get(key);
    if (known !== undefined)
        return known;
    if (curves.size >= limits.curvesPerRoom || all.curves >= limits.curves)
        return undefined;
    all.curves += 1;
    const { step, ...facts } = make();
    const curve = { ...facts, buckets: new CurveBuckets(all.buckets, step) };
    curves.set(key, curve);
    return curve;
}
//# sourceMappingURL=room-draft.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/model/draft.js


/** The report while tables are read. */
class Draft {
    rooms = new Map();
    outcomes = new Map();
    people = new Set();
    deployments = new Set();
    overflow = new Map();
    /** Buckets of a curve. */
    buckets;
    /** Bins of a lane of events. */
    bins;
    curves = 0;
    chatText = 0;
    answers = 0;
    recordings = 0;
    constructor(manifest) {
        const rooms = roomsOf(manifest);
        // A pair that rates, and whose players are compared: about four curves.
        this.buckets = share(limits.buckets, rooms * 4, limits.bucketsPerCurve);
        this.bins = share(limits.bins.all, rooms * 8, limits.bins);
    }
    /** The room of a record, made where new; undefined for records of no room, and beyond the limit. */
    room(id) {
        if (id === null)
            return undefined;
        const known = this.rooms.get(id);
        if (known !== undefined)
            return known;
        if (this.rooms.size >= limits.rooms) {
            this.leftOut('rooms');
            return undefined;
        }
        const room = new RoomDraft(id);
        this.rooms.set(id, room);
        return room;
    }
    leftOut(what) {
        this.overflow.set(what, (this.overflow.get(what) ?? 0) + 1);
    }
    /** Keeps people apart as long as there is room for them. */
    person(id) {
        if (this.people.size < limits.rooms * 8)
            this.people.add(id);
        else if (!this.people.has(id))
            this.leftOut('people');
    }
}
/** How many rooms there will be; where no table says so, a number that keeps the page small. */
function roomsOf({ files, query }) {
    if (query.scope.room !== undefined)
        return 1;
    const rows = (type) => files.filter((file) => file.type === type).reduce((sum, file) => sum + file.rows, 0);
    return rows('rooms') || Math.ceil(rows('participants') / 2) || 200;
}
//# sourceMappingURL=draft.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/model/finish-room.js

/** The room as the page shows it. */
function finishRoom(room, roomTypes) {
    return { overview: overviewOf(room, roomTypes), detail: detailOf(room) };
}
/** Moment that its content began, as near as is known. */
const startOf = (room) => room.started ?? room.anchor ?? (Number.isFinite(room.first) ? room.first : room.created);
function overviewOf(room, roomTypes) {
    const { status, deployment, expected, ended, last } = room;
    const active = status !== null && /active|waiting|running|progress/i.test(status);
    return {
        ...{ id: cut(room.id), status, deployment, expected },
        start: startOf(room),
        end: ended ?? (Number.isFinite(last) && !active ? last : null),
        participants: room.participants.map(({ id }) => cut(id)),
        counts: roomTypes.map((type) => room.rows.get(type) ?? 0),
        gaps: gapsOf(room),
    };
}
/** Types that each participant of a room should have if one has; sync and video chat often have one side only. */
const expectedOfAll = {
    recordings: 'no recording',
    ratings_continuous: 'no continuous ratings',
    events: 'no events',
};
function gapsOf(room) {
    const gaps = [];
    const { expected, participants, recordingProblems } = room;
    if (expected !== null && participants.length < expected)
        gaps.push(`${participants.length} of ${expected} participants`);
    for (const [type, words] of Object.entries(expectedOfAll)) {
        const without = participants.filter(({ rows }) => !rows.has(type));
        if (without.length === 0 || without.length === participants.length)
            continue;
        gaps.push(`${words} of ${without.map(nameOf).join(', ')}`);
    }
    if (recordingProblems.failed > 0)
        gaps.push(`${count(recordingProblems.failed, 'recording')} failed`);
    if (recordingProblems.pending > 0)
        gaps.push(`${count(recordingProblems.pending, 'recording')} pending`);
    return gaps;
}
const nameOf = ({ name, id }) => name ?? cut(id, 60);
const count = (n, noun) => `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;
function detailOf(room) {
    const lanes = [...room.lanes].map(([category, lane]) => {
        const { step, first } = lane.frame;
        return { category, total: lane.total, step, origin: first * step, bins: lane.pairs };
    });
    const ratings = [...room.ratings.values()].map(curveOf);
    const drift = [...room.drift.values()].map(curveOf);
    const ends = [
        ...lanes.flatMap(({ origin, step, bins }) => [origin, origin + ((bins.at(-1)?.[0] ?? 0) + 1) * step]),
        ...[...ratings, ...drift].flatMap(({ origin, step, mean }) => [origin, origin + mean.length * step]),
        ...room.recordings.flatMap(({ from, to }) => [from, to]),
        ...room.chat.map(({ time }) => time),
        ...room.answers.map(({ time }) => time),
    ].filter((time) => time !== null);
    const from = ends.reduce((least, time) => Math.min(least, time), 0);
    const to = ends.reduce((most, time) => Math.max(most, time), 0);
    return {
        participants: room.participants.map(({ rows: _, ...participant }) => ({
            ...participant,
            id: cut(participant.id),
        })),
        ...{ from, to, lanes, ratings, drift },
        states: statesOf(room, to),
        recordings: room.recordings,
        chat: room.chat,
        chatLeftOut: room.chatLeftOut,
        answers: room.answers,
        answersLeftOut: room.answersLeftOut,
        sync: room.sync,
    };
}
/** A state lasts until the next is entered. */
function statesOf(room, to) {
    const states = room.states.size > 0 ? room.states : room.hints;
    const entered = [...states.values()].sort((a, b) => a.from - b.from);
    const end = room.contentEnd ?? to;
    return entered.map(({ name, from }, i) => ({
        name,
        from,
        to: Math.max(from, entered[i + 1]?.from ?? Math.max(end, from)),
    }));
}
function curveOf({ participant, name, unit, buckets }) {
    const { step, first } = buckets.frame;
    const factor = unit === 'scale' ? 1000 : factorFor(buckets.extent);
    return {
        ...{ participant, name, unit, factor, step },
        samples: buckets.samples,
        origin: first * step,
        ...buckets.rounded(factor),
    };
}
/** Four digits are more than a pixel can show. */
function factorFor(extent) {
    if (extent === 0)
        return 1;
    return 10 ** Math.max(-300, Math.min(300, 3 - Math.floor(Math.log10(extent))));
}
//# sourceMappingURL=finish-room.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/model/notes.js

const grouped = (n) => n.toLocaleString('en-US');
const overflowWords = {
    rooms: (count) => `Only the first ${grouped(limits.rooms)} rooms are shown; ${grouped(count)} records of others are not.`,
    curves: (count) => `A room shows at most ${limits.curvesPerRoom} curves; ${grouped(count)} samples of others are not drawn.`,
    reach: (count) => `${grouped(count)} records lie more than 48 hours from the start of their room and are not drawn.`,
    scale: (count) => `${grouped(count)} ratings without a scale, in curves with one, are not drawn.`,
    people: () => 'There are too many participants to count them as persons.',
    recordings: (count) => `${grouped(count)} recordings are not drawn.`,
    chat: (count) => `${grouped(count)} chat messages are not shown: at most ${limits.chatPerRoom} per room are.`,
    answers: (count) => `${grouped(count)} answers to rating prompts are not drawn: at most ${limits.answersPerRoom} per room are.`,
};
/** What the page sums up or leaves out, in sentences. */
function notesOf(draft, rooms) {
    const curves = rooms.flatMap(({ detail }) => [...detail.ratings, ...detail.drift]);
    const notes = [];
    if (curves.length > 0) {
        const least = curves.reduce((so, { step }) => Math.min(so, step), Number.POSITIVE_INFINITY) / 1000;
        const most = curves.reduce((so, { step }) => Math.max(so, step), 0) / 1000;
        const width = least === most ? `${least} s` : `${least} to ${most} s`;
        notes.push(`Curves have at most ${draft.buckets} points: each is the mean of ${width}, and the band around it reaches from the least to the greatest sample.`);
    }
    if (rooms.some(({ detail }) => detail.lanes.length > 0))
        notes.push('Events are counted in steps of 1 s or more: a darker mark stands for several.');
    notes.push(...[...draft.overflow].map(([what, count]) => overflowWords[what](count)).sort());
    return notes;
}
//# sourceMappingURL=notes.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/model/pass.js
/** Read of every table. */
const common = ['roomId', 'sessionId', 'participantId', 'timestamp', 'onset'];
/** Number of the first field of a pass. */
const own = common.length;
const roomOf = (draft, cells) => draft.room(cells.text(0) ?? cells.text(1));
/** Time of a record in its room: its onset, else by its time stamp. */
function timeIn(room, cells) {
    const onset = cells.number(4);
    if (onset !== null) {
        if (room.anchor === null) {
            const at = cells.moment(3);
            if (at !== null)
                room.anchor = at - onset;
        }
        return onset;
    }
    const zero = room.anchor ?? room.started;
    const at = zero === null ? null : cells.moment(3);
    return at === null || zero === null ? null : at - zero;
}
/** For tables of which only is shown which rooms have it. */
const presence = (type) => ({
    fields: [],
    take(draft, cells) {
        const room = roomOf(draft, cells);
        if (room === undefined)
            return;
        const participant = cells.text(2);
        room.count(type, participant === null ? -1 : room.participant(participant));
    },
});
//# sourceMappingURL=pass.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/model/media-passes.js


const chat = {
    fields: ['senderId', 'senderName', 'content'],
    take(draft, cells) {
        const room = roomOf(draft, cells);
        if (room === undefined)
            return;
        const sender = cells.text(own) ?? cells.text(2);
        const participant = room.participant(sender);
        room.count('chat', participant);
        media_passes_nameOf(room, participant, cells.text(own + 1));
        const time = timeIn(room, cells);
        const at = cells.moment(3);
        if (at !== null)
            room.seen(at);
        const text = cut(cells.text(own + 2) ?? '', limits.messageText);
        if (room.chat.length >= limits.chatPerRoom || draft.chatText + text.length > limits.chatText) {
            room.chatLeftOut += 1;
            draft.leftOut('chat');
            return;
        }
        draft.chatText += text.length + 40;
        const name = participant === -1 ? cut(cells.text(own + 1) ?? sender ?? '', 60) : undefined;
        room.chat.push({ time, participant, sender: name, text });
    },
};
const recordings = {
    fields: [
        ...['participantName', 'startTime', 'endTime', 'duration', 'videoOffset', 'status', 'metadata.type'],
        ...['metadata.roomName', 'local_path', 'download_status', 'download_reason'],
    ],
    take(draft, cells) {
        const text = (field) => cells.text(own + field);
        const room = roomOf(draft, cells) ?? draft.room(text(7));
        if (room === undefined)
            return;
        const participant = room.participant(cells.text(2));
        room.count('recordings', participant);
        media_passes_nameOf(room, participant, text(0));
        const status = cut(text(9) ?? text(5) ?? 'listed', 40);
        if (status === 'failed')
            room.recordingProblems.failed += 1;
        if (status === 'pending')
            room.recordingProblems.pending += 1;
        if (room.recordings.length >= limits.recordingsPerRoom || draft.recordings >= limits.recordings) {
            draft.leftOut('recordings');
            return;
        }
        draft.recordings += 1;
        const zero = room.anchor ?? room.started;
        const start = cells.moment(own + 1);
        const end = cells.moment(own + 2);
        if (start !== null)
            room.seen(start);
        const from = reachable(cells.number(own + 4) ?? (start === null || zero === null ? null : start - zero));
        const length = start !== null && end !== null ? end - start : cells.number(own + 3);
        room.recordings.push({
            participant,
            kind: cut(text(6) ?? 'recording', 24),
            from,
            to: from === null || length === null ? null : reachable(from + Math.max(0, length)),
            status,
            file: text(8) === null ? null : cut(text(8) ?? '', 240),
            reason: text(10) === null ? null : cut(text(10) ?? ''),
        });
    },
};
/** What people are called stands with what they did, not in the table of participants. */
function media_passes_nameOf(room, participant, name) {
    const person = room.participants[participant];
    if (person !== undefined && name !== null)
        person.name ??= cut(name, 60);
}
const reachable = (time) => time !== null && Math.abs(time) <= limits.reach ? time : null;
//# sourceMappingURL=media-passes.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/model/rating-passes.js



const scaled = ['normalizedValue', 'rawValue', 'value', 'scale.min', 'scale.max', 'scaleMin', 'scaleMax'];
/** Buckets begin with this length, ms: about as often samples come. */
const steps = { ratings: 250, drift: 1000 };
/**
 * Where on its scale a rating lies, 0 to 1; as it was sent where the scale isn't known. What `value` means differs
 * between releases of the service, so it comes last.
 */
function ratingOf(cells) {
    const normalized = cells.number(own);
    if (normalized !== null)
        return { value: normalized, unit: 'scale' };
    const raw = cells.number(own + 1);
    const least = cells.number(own + 3) ?? cells.number(own + 5);
    const most = cells.number(own + 4) ?? cells.number(own + 6);
    if (raw !== null && least !== null && most !== null && most > least)
        return { value: (raw - least) / (most - least), unit: 'scale' };
    const value = cells.number(own + 2) ?? raw;
    return value === null ? null : { value, unit: 'value' };
}
const continuous = {
    fields: [...scaled, 'componentId'],
    take(draft, cells) {
        const room = roomOf(draft, cells);
        if (room === undefined)
            return;
        const participant = room.participant(cells.text(2));
        room.count('ratings_continuous', participant);
        const time = timeIn(room, cells);
        const rating = ratingOf(cells);
        if (time === null || rating === null)
            return;
        const name = cells.text(own + scaled.length) ?? 'rating';
        const { value, unit } = rating;
        const key = `${participant} ${name}`;
        const make = () => ({ participant, name: cut(name, 60), unit, step: steps.ratings });
        const curve = curveIn(draft, room.ratings, key, make);
        if (curve === undefined)
            draft.leftOut('curves');
        else if (curve.unit !== unit)
            draft.leftOut('scale');
        else if (!curve.buckets.add(time, value))
            draft.leftOut('reach');
    },
};
const sparse = {
    fields: [...scaled, 'metadata.dimension', 'metadata.question', 'componentId'],
    take(draft, cells) {
        const room = roomOf(draft, cells);
        if (room === undefined)
            return;
        const participant = room.participant(cells.text(2));
        room.count('ratings_sparse', participant);
        const time = timeIn(room, cells);
        if (time === null || Math.abs(time) > limits.reach)
            return draft.leftOut('reach');
        if (room.answers.length >= limits.answersPerRoom || draft.answers >= limits.answers) {
            room.answersLeftOut += 1;
            return draft.leftOut('answers');
        }
        draft.answers += 1;
        const first = own + scaled.length;
        const question = cells.text(first) ?? cells.text(first + 1) ?? cells.text(first + 2) ?? 'rating';
        const rating = ratingOf(cells);
        room.answers.push({
            participant,
            question: cut(question, 60),
            time,
            value: rating === null ? null : Math.round(rating.value * 1000) / 1000,
            unit: rating?.unit ?? 'scale',
        });
    },
};
const drift = {
    fields: ['timeDrift'],
    take(draft, cells) {
        const room = roomOf(draft, cells);
        if (room === undefined)
            return;
        const participant = room.participant(cells.text(2));
        room.count('sync', participant);
        const time = timeIn(room, cells);
        const value = cells.number(own);
        if (value === null)
            return;
        room.sync = withDrift(room.sync, value);
        if (time === null)
            return;
        addDrift(draft, room, participant, time, value);
    },
};
function addDrift(draft, room, participant, time, value) {
    const make = () => ({ participant, name: 'drift', unit: 'ms', step: steps.drift });
    const curve = curveIn(draft, room.drift, String(participant), make);
    if (curve === undefined)
        draft.leftOut('curves');
    else if (!curve.buckets.add(time, value))
        draft.leftOut('reach');
}
/** Bands as the service documents them. */
function withDrift(bands, drift) {
    const distance = Math.abs(drift);
    const { good, acceptable, poor, most } = bands ?? { good: 0, acceptable: 0, poor: 0, most: 0 };
    return {
        good: good + (distance < 100 ? 1 : 0),
        acceptable: acceptable + (distance >= 100 && distance <= 500 ? 1 : 0),
        poor: poor + (distance > 500 ? 1 : 0),
        most: Math.max(most, distance),
    };
}
//# sourceMappingURL=rating-passes.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/model/passes.js





const rooms = {
    fields: [
        'id',
        'status',
        'deploymentId',
        'deploymentName',
        'participantCount',
        'createdAt',
        'startedAt',
        'endedAt',
    ],
    take(draft, cells) {
        const text = (field) => cells.text(own + field);
        const room = draft.room(text(0) ?? cells.text(0));
        if (room === undefined)
            return;
        room.listed = true;
        room.status = textOf(text(1));
        room.deployment = textOf(text(3) ?? text(2));
        if (room.deployment !== null && draft.deployments.size < 50)
            draft.deployments.add(room.deployment);
        room.expected = cells.number(own + 4);
        room.created = cells.moment(own + 5);
        room.started = cells.moment(own + 6);
        room.ended = cells.moment(own + 7);
    },
};
const participants = {
    fields: ['id', 'role', 'status', 'completionCode', 'joinedAt', 'completedAt'],
    take(draft, cells) {
        const text = (field) => cells.text(own + field);
        const id = text(0) ?? cells.text(2);
        const outcome = textOf(text(3) ?? text(2)) ?? 'unknown';
        if (draft.outcomes.size < 40 || draft.outcomes.has(outcome))
            draft.outcomes.set(outcome, (draft.outcomes.get(outcome) ?? 0) + 1);
        if (id !== null)
            draft.person(id);
        const room = roomOf(draft, cells);
        const place = room?.participant(id);
        const person = place === undefined ? undefined : room?.participants[place];
        if (room !== undefined && place !== undefined)
            room.count('participants', place);
        if (person === undefined)
            return;
        person.role = textOf(text(1));
        person.status = textOf(text(2));
        person.outcome = textOf(text(3));
        person.joined = cells.moment(own + 4);
        person.completed = cells.moment(own + 5);
    },
};
const events = {
    fields: ['category', 'eventType', 'stateId', 'stateName'],
    take(draft, cells) {
        const room = roomOf(draft, cells);
        if (room === undefined)
            return;
        const participant = cells.text(2);
        room.count('events', participant === null ? -1 : room.participant(participant));
        const at = cells.moment(3);
        if (at !== null)
            room.seen(at);
        const time = timeIn(room, cells);
        if (time === null)
            return;
        const category = cells.text(own) ?? 'other';
        const type = cells.text(own + 1) ?? '';
        if (!laneOf(draft, room, category).add(time))
            draft.leftOut('reach');
        takeState(room, cells, category, time);
        if (type === 'experiment.end')
            room.contentEnd = Math.max(room.contentEnd ?? time, time);
    },
};
/** States are entered by events of their own; other events say which one they fell into. */
function takeState(room, cells, category, time) {
    const state = cells.text(own + 2);
    if (state === null)
        return;
    const name = cells.text(own + 3);
    room.enter(category === 'state' ? room.states : room.hints, state, name, time);
}
/** The last lane takes all categories that have none. */
function laneOf(draft, room, category) {
    const last = room.lanes.size >= limits.categories - 1;
    const name = room.lanes.has(category) || !last ? category : 'other';
    const known = room.lanes.get(name);
    if (known !== undefined)
        return known;
    const lane = new CountBuckets(draft.bins, 1000);
    room.lanes.set(name, lane);
    return lane;
}
const textOf = (text) => (text === null ? null : cut(text, 60));
const passes = {
    rooms,
    participants,
    events,
    recordings: recordings,
    chat: chat,
    ratings_continuous: continuous,
    ratings_sparse: sparse,
    sync: drift,
};
/** Tables that others are understood by come first. */
const order = ['rooms', 'participants', 'events'];
const passOf = (type) => passes[type] ?? presence(type);
const inReadingOrder = (types) => {
    const all = [...types];
    return [...order.filter((type) => all.includes(type)), ...all.filter((type) => !order.includes(type))];
};
const fieldsOfPass = ({ fields }) => [...common, ...fields];
//# sourceMappingURL=passes.js.map
// EXTERNAL MODULE: ../packages/core/dist/data-types/drift-report.js
var drift_report = __webpack_require__(2300);
;// CONCATENATED MODULE: ../packages/export/dist/report/model/problems.js



/** What a reader should know first, the worst first. */
function problemsOf(manifest, rooms) {
    const { run, warnings, files } = manifest;
    const types = new Set(manifest.query.types);
    const drifted = files
        .filter(({ drift }) => (0,drift_report/* hasDrift */.uL)(drift))
        .map(({ type, drift }) => ({
        level: 'note',
        where: type,
        text: `Records differ from what is known of them; all are here: ${(0,drift_report/* driftInWords */.Mn)(drift)}`,
    }));
    const problems = [
        ...run.problems.map((text) => ({ level: 'error', ...placed(text, types) })),
        ...warnings.map(({ type, warning }) => ({
            level: 'warning',
            where: type,
            text: `The server warns: ${warning}`,
        })),
        ...new Map(drifted.map((problem) => [`${problem.where} ${problem.text}`, problem])).values(),
        ...problems_gapsOf(rooms),
    ];
    const shown = problems
        .slice(0, limits.problems)
        .map((problem) => ({ ...problem, text: cut(problem.text, limits.problemText) }));
    const left = problems.length - shown.length;
    if (left === 0)
        return shown;
    return [...shown, { level: 'warning', where: 'export', text: `and ${left} more: see manifest.json` }];
}
/** A problem of the manifest begins with the table it is about. */
function placed(text, types) {
    const [, where = '', rest = ''] = /^(\w+): ([\s\S]*)$/.exec(text) ?? [];
    return types.has(where) ? { where, text: rest } : { where: 'export', text };
}
function problems_gapsOf(rooms) {
    const recordings = (status) => rooms.reduce((sum, { detail }) => sum + detail.recordings.filter((one) => one.status === status).length, 0);
    const pending = recordings('pending');
    const gaps = rooms.filter(({ overview }) => overview.gaps.length > 0).length;
    return [
        ...(pending === 0
            ? []
            : [
                {
                    level: 'note',
                    where: 'recordings',
                    text: `${count(pending, 'recording')} not there yet: still running or being stored. Export again to fetch ${pending === 1 ? 'it' : 'them'}.`,
                },
            ]),
        ...(gaps === 0
            ? []
            : [
                {
                    level: 'note',
                    where: 'rooms',
                    text: `Something is missing in ${count(gaps, 'room')}: see Completeness.`,
                },
            ]),
    ];
}
//# sourceMappingURL=problems.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/model/build-model.js








/**
 * Reads the tables of an export, each once, into what its report shows. Memory doesn't grow with the records.
 * @param out folder of the export
 * @param manifest what it holds
 */
async function buildModel(out, manifest, signal) {
    const tables = tablesToRead(manifest);
    const draft = new Draft(manifest);
    for (const type of inReadingOrder(tables.keys())) {
        const table = tables.get(type);
        const pass = passOf(type);
        signal?.throwIfAborted();
        if (table !== undefined)
            await readFields(out, table, fieldsOfPass(pass), (cells) => pass.take(draft, cells));
    }
    const roomTypes = [...tables.keys()]
        .filter((type) => type !== 'rooms')
        .map((type) => ({ type, title: titleOf(type) }));
    const types = roomTypes.map(({ type }) => type);
    const rooms = [...draft.rooms.values()]
        .sort((a, b) => (startOf(a) ?? Number.POSITIVE_INFINITY) - (startOf(b) ?? Number.POSITIVE_INFINITY) ||
        (a.id < b.id ? -1 : 1))
        .map((room) => finishRoom(room, types));
    return {
        study: studyOf(manifest, [...draft.deployments].sort()),
        problems: problemsOf(manifest, rooms),
        tables: [...tables.values()].map(tableOf),
        outcomes: [...draft.outcomes]
            .map(([code, count]) => ({ code, count }))
            .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)),
        sync: tables.has('sync') ? syncOf(rooms) : null,
        roomTypes,
        rooms,
        people: tables.has('participants') && !draft.overflow.has('people') ? draft.people.size : null,
        notes: notesOf(draft, rooms),
    };
}
function studyOf({ query, window, run, privacy }, deploymentNames) {
    return {
        scope: Object.entries(query.scope).map(([kind, id]) => [kind, cut(id)]),
        source: query.source,
        start: window.start,
        end: window.end,
        newest: window.newest,
        deployment: query.deployment ?? null,
        deploymentNames,
        recordings: query.recordings,
        tool: run.tool,
        complete: run.complete,
        pseudonymized: privacy.pseudonymized,
    };
}
const isKnown = (type) => types/* dataTypeNames */.x.includes(type);
const titleOf = (type) => (isKnown(type) ? (0,types/* dataType */.B)(type).title : type);
function tableOf({ type, rows, path, parts, bytes, complete, server }) {
    return {
        ...{ type, rows, bytes, complete },
        title: titleOf(type),
        serverTotal: server.totalAfter ?? server.totalBefore,
        duplicates: server.duplicates,
        filtered: server.filtered,
        file: path,
        files: parts?.length ?? 1,
    };
}
function syncOf(rooms) {
    const none = { good: 0, acceptable: 0, poor: 0, most: 0 };
    return rooms.reduce((sum, { detail: { sync } }) => {
        const { good, acceptable, poor, most } = sync ?? none;
        return {
            good: sum.good + good,
            acceptable: sum.acceptable + acceptable,
            poor: sum.poor + poor,
            most: Math.max(sum.most, most),
        };
    }, none);
}
//# sourceMappingURL=build-model.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/page/assets.generated.js
// Written by build/report-assets.mts: change that, or what it bundles.
const clientScript = "(function(){let e=e=>document.getElementById(e)?.textContent??``,t=JSON.parse(e(`data`)),n=t.rooms.map((e,t)=>({...e,index:t})),r;function i(t){return r??=e(`rooms`).split(`\n`).slice(1),JSON.parse(r[t]??``)}function a(e,t={},...n){return s(document.createElement(e),t,n)}function o(e,t={},...n){return s(document.createElementNS(`http://www.w3.org/2000/svg`,e),t,n)}function s(e,t,n){for(let[n,r]of Object.entries(t))r!==void 0&&r!==!1&&e.setAttribute(n,r===!0?``:String(r));for(let t of n)t!=null&&t!==!1&&e.append(t);return e}let c=e=>a(`bdi`,{},e);function l(e,t,n,r=[]){let i=e=>r.includes(e)?`n`:void 0;return a(`div`,{class:`scroll`,tabindex:0,role:`region`,\"aria-label\":`${e}, table`},a(`table`,{class:`grid`},a(`caption`,{},e),a(`thead`,{},a(`tr`,{},...t.map((e,t)=>a(`th`,{scope:`col`,class:i(t)},e)))),a(`tbody`,{},...n.map(e=>a(`tr`,{},...e.map((e,t)=>t===0?a(`th`,{scope:`row`,class:i(t)},e):a(`td`,{class:i(t)},e)))))))}function u(e,t){let n=a(`details`,{class:`more`},a(`summary`,{},e));return n.addEventListener(`toggle`,()=>{n.open&&n.childElementCount===1&&n.append(t())}),n}let d=e=>e.toLocaleString(`en-US`),f=(e,t)=>`${d(e)} ${t}${e===1?``:`s`}`,p=e=>String(e).padStart(2,`0`);function m(e){let t=Math.round(Math.abs(e)/1e3),[n,r]=[Math.floor(t/3600),Math.floor(t/60)%60],i=n>0?`${n}:${p(r)}:${p(t%60)}`:`${r}:${p(t%60)}`;return e<0&&t>0?`−${i}`:i}function h(e){let t=Math.round(e/6e4);return t<1?`${Math.round(e/1e3)} s`:t<60?`${t} min`:`${Math.floor(t/60)} h ${t%60} min`}let g=`Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec`.split(` `),_=e=>{let t=new Date(e);return`${t.getUTCDate()} ${g[t.getUTCMonth()]} ${t.getUTCFullYear()}`},v=e=>{let t=new Date(e);return`${p(t.getUTCHours())}:${p(t.getUTCMinutes())}`},y=e=>`${_(e)}, ${v(e)}`;function b(e,t){return e==null?`–`:t===`ms`?`${Math.round(e)} ms`:t===`scale`?e.toFixed(2):String(Number(e.toPrecision(4)))}function x(e,t,n,r){let i=n.find(n=>(t-e)/n<=r)??(t-e||1),a=Math.ceil(e/i),o=[];for(let e=a;e*i<=t&&o.length<100;e+=1)o.push(e*i);return o}let S=[1,2,5,10,15,30,60,120,300,600,900,1800,3600,7200,14400,28800,43200,86400].map(e=>e*1e3),C=[`completed`,`active`,`other`];function w(e){return e===null?`other`:/^complete/i.test(e)?`completed`:/active|waiting|running|progress/i.test(e)?`active`:`other`}let T={completed:`completed`,active:`still active`,other:`abandoned, failed or unknown`};function E(){let e=n.flatMap(({start:e})=>e??[]);if(e.length<2)return null;let t=e.reduce((e,t)=>Math.min(e,t),1/0),r=e.reduce((e,t)=>Math.max(e,t),-1/0),i=ee(r-t),o=j(t,r,i),s=a(`div`,{class:`calendar`,role:`img`,\"aria-label\":`Sessions over time: ${f(e.length,`session`)} between ${y(t)} and ${y(r)} UTC.`});new ResizeObserver(()=>s.replaceChildren(ne(o,i,s.clientWidth||700))).observe(s);let c=C.filter(e=>o.some(({counts:t})=>t[e]>0));return a(`figure`,{},a(`figcaption`,{},`Sessions by when they began, per ${A(i)}: ${D(t,r)} (UTC)`),s,a(`ul`,{class:`legend`},...c.map(e=>a(`li`,{},a(`span`,{class:`swatch ${e}`,\"aria-hidden\":`true`}),T[e]))),u(`As a table`,()=>ae(o,i)))}let D=(e,t)=>_(e)===_(t)?_(e):`${_(e)} to ${_(t)}`,O=864e5,k=[[9e5,`15 minutes`],[36e5,`hour`],[216e5,`6 hours`],[O,`day`],[7*O,`week`],[28*O,`4 weeks`],[364*O,`year`]],ee=e=>k.find(([t])=>e/t<=40)?.[0]??Math.ceil(e/40/O)*O,A=e=>k.find(([t])=>t===e)?.[1]??f(e/O,`day`);function j(e,t,r){let i=Math.floor(e/r),a=Array.from({length:Math.floor(t/r)-i+1},(e,t)=>({from:(i+t)*r,counts:{completed:0,active:0,other:0}}));for(let{start:e,status:t}of n){let n=e===null?void 0:a[Math.floor(e/r)-i];n!==void 0&&(n.counts[w(t)]+=1)}return a}let te=({counts:e})=>C.reduce((t,n)=>t+e[n],0);function ne(e,t,n){let r=Math.max(1,...e.map(te)),i=48+Math.min(72,r*12),a=n-30-6,s=Math.min(a/e.length,48),c=e=>8+(i-8)*(1-e/r),l=e.flatMap((e,t)=>re(e,30+t*s,Math.max(1,s-2),c));return o(`svg`,{viewBox:`0 0 ${n} ${i+24}`,width:n,height:i+24},...x(0,r,[1,2,5,10,20,50,100,200,500,1e3],4).flatMap(e=>[o(`path`,{class:`rule`,d:`M30 ${c(e).toFixed(1)}H${n-6}`}),o(`text`,{class:`tick`,x:24,y:c(e)+4,\"text-anchor\":`end`},String(e))]),...l,...ie(e,t,s,{width:n,height:i}))}function re(e,t,n,r){let i=0;return C.flatMap(a=>{let s=e.counts[a];if(s===0)return[];let[c,l]=[r(i),r(i+s)];i+=s;let u=o(`rect`,{class:`kind ${a}`,x:t.toFixed(1),y:l.toFixed(1),width:n.toFixed(1),height:(c-l).toFixed(1)});return u.append(o(`title`,{},`${y(e.from)}: ${f(s,`session`)}, ${T[a]}`)),[u]})}function ie(e,t,n,{width:r,height:i}){let a=Math.max(1,Math.ceil(64/n));return e.flatMap(({from:e},s)=>{let c=30+s*n;if(s%a!==0||c>r-44)return[];let l=t>=O||e%O==0?_(e).slice(0,-5):v(e);return[o(`text`,{class:`tick`,x:c.toFixed(1),y:i+16},l)]})}function ae(e,t){let n=e.filter(e=>te(e)>0);return l(`Sessions per ${A(t)}`,[`From (UTC)`,...C.map(e=>T[e])],n.map(({from:e,counts:n})=>[c(t<O?y(e):_(e)),...C.map(e=>String(n[e]))]),[1,2,3])}let oe=`u-off`,se=`u-label`,ce=`width`,le=`height`,ue=`bottom`,M=`left`,de=`right`,N=`#000`,fe=`#0000`,pe=`mousemove`,me=`mousedown`,he=`mouseup`,ge=`mouseenter`,_e=`mouseleave`,ve=`dblclick`,P=`change`,ye=`dppxchange`,be=typeof window<`u`,xe=be?document:null,Se=be?window:null,Ce=be?navigator:null,F,I;function we(){let e=devicePixelRatio;F!=e&&(F=e,I&&Re(P,I,we),I=matchMedia(`(min-resolution: ${F-.001}dppx) and (max-resolution: ${F+.001}dppx)`),Le(P,I,we),Se.dispatchEvent(new CustomEvent(ye)))}function Te(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function Ee(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function L(e,t,n){e.style[t]=n+`px`}function De(e,t,n,r){let i=xe.createElement(e);return t!=null&&Te(i,t),n?.insertBefore(i,r),i}function Oe(e,t){return De(`div`,e,t)}let ke=/* @__PURE__ */ new WeakMap;function Ae(e,t,n,r,i){let a=`translate(`+t+`px,`+n+`px)`;a!=ke.get(e)&&(e.style.transform=a,ke.set(e,a),t<0||n<0||t>r||n>i?Te(e,oe):Ee(e,oe))}let je=/* @__PURE__ */ new WeakMap;function Me(e,t,n){let r=t+n;r!=je.get(e)&&(je.set(e,r),e.style.background=t,e.style.borderColor=n)}let Ne=/* @__PURE__ */ new WeakMap;function Pe(e,t,n,r){let i=t+``+n;i!=Ne.get(e)&&(Ne.set(e,i),e.style.height=n+`px`,e.style.width=t+`px`,e.style.marginLeft=r?-t/2+`px`:0,e.style.marginTop=r?-n/2+`px`:0)}let Fe={passive:!0},Ie={...Fe,capture:!0};function Le(e,t,n,r){t.addEventListener(e,n,r?Ie:Fe)}function Re(e,t,n,r){t.removeEventListener(e,n,Fe)}be&&we();function ze(e,t,n,r){let i;n||=0,r||=t.length-1;let a=r<=2147483647;for(;r-n>1;)i=a?n+r>>1:z((n+r)/2),t[i]<e?n=i:r=i;return e-t[n]<=t[r]-e?n:r}function Be(e){return(t,n,r)=>{let i=-1,a=-1;for(let a=n;a<=r;a++)if(e(t[a])){i=a;break}for(let i=r;i>=n;i--)if(e(t[i])){a=i;break}return[i,a]}}let Ve=e=>e!=null,He=e=>e!=null&&e>0,Ue=Be(Ve),We=Be(He);function Ge(e,t,n,r=0,i=!1){let a=i?We:Ue,o=i?He:Ve;[t,n]=a(e,t,n);let s=e[t],c=e[t];if(t>-1){if(r==1)s=e[t],c=e[n];else if(r==-1)s=e[n],c=e[t];else for(let r=t;r<=n;r++){let t=e[r];o(t)&&(t<s?s=t:t>c&&(c=t))}}return[s??V,c??-V]}function Ke(e,t,n,r){let i=B(e),a=B(t);e==t&&(i==-1?(e*=n,t/=n):(e/=n,t*=n));let o=n==10?dt:ft,s=i==1?z:st,c=a==1?st:z,l=s(o(at(e))),u=c(o(at(t))),d=ut(n,l),f=ut(n,u);return n==10&&(l<0&&(d=U(d,-l)),u<0&&(f=U(f,-u))),r||n==2?(e=d*i,t=f*a):(e=Ot(e,d),t=Dt(t,f)),[e,t]}function qe(e,t,n,r){let i=Ke(e,t,n,r);return e==0&&(i[0]=0),t==0&&(i[1]=0),i}let Je=.1,Ye={mode:3,pad:Je},Xe={pad:0,soft:null,mode:0},Ze={min:Xe,max:Xe};function Qe(e,t,n,r){return zt(n)?et(e,t,n):(Xe.pad=n,Xe.soft=r?0:null,Xe.mode=r?3:0,et(e,t,Ze))}function R(e,t){return e??t}function $e(e,t,n){for(t=R(t,0),n=R(n,e.length-1);t<=n;){if(e[t]!=null)return!0;t++}return!1}function et(e,t,n){let r=n.min,i=n.max,a=R(r.pad,0),o=R(i.pad,0),s=R(r.hard,-V),c=R(i.hard,V),l=R(r.soft,V),u=R(i.soft,-V),d=R(r.mode,0),f=R(i.mode,0),p=t-e,m=dt(p),h=lt(at(e),at(t)),g=dt(h),_=at(g-m);(p<1e-24||_>10)&&(p=0,(e==0||t==0)&&(p=1e-24,d==2&&l!=V&&(a=0),f==2&&u!=-V&&(o=0)));let v=p||h||1e3,y=dt(v),b=ut(10,z(y)),x=U(Ot(e-v*(p==0?e==0?.1:1:a),b/10),24),S=e>=l&&(d==1||d==3&&x<=l||d==2&&x>=l)?l:V,C=lt(s,x<S&&e>=S?S:ct(S,x)),w=U(Dt(t+v*(p==0?t==0?.1:1:o),b/10),24),T=t<=u&&(f==1||f==3&&w>=u||f==2&&w<=u)?u:-V,E=ct(c,w>T&&t<=T?T:lt(T,w));return C==E&&C==0&&(E=100),[C,E]}let tt=new Intl.NumberFormat(be?Ce.language:`en-US`),nt=e=>tt.format(e),rt=Math,it=rt.PI,at=rt.abs,z=rt.floor,ot=rt.round,st=rt.ceil,ct=rt.min,lt=rt.max,ut=rt.pow,B=rt.sign,dt=rt.log10,ft=rt.log2,pt=(e,t=1)=>rt.sinh(e)*t,mt=(e,t=1)=>rt.asinh(e/t),V=1/0;function ht(e){return(dt((e^e>>31)-(e>>31))|0)+1}function gt(e,t,n){return ct(lt(e,t),n)}function _t(e){return typeof e==`function`}function H(e){return _t(e)?e:()=>e}let vt=()=>{},yt=e=>e,bt=(e,t)=>t,xt=e=>null,St=e=>!0,Ct=(e,t)=>e==t,wt=/\\.\\d*?(?=9{6,}|0{6,})/gm,Tt=e=>{if(It(e)||kt.has(e))return e;let t=`${e}`,n=t.match(wt);if(n==null)return e;let r=n[0].length-1;if(t.indexOf(`e-`)!=-1){let[e,n]=t.split(`e`);return+`${Tt(e)}e${n}`}return U(e,r)};function Et(e,t){return Tt(U(Tt(e/t))*t)}function Dt(e,t){return Tt(st(Tt(e/t))*t)}function Ot(e,t){return Tt(z(Tt(e/t))*t)}function U(e,t=0){if(It(e))return e;let n=10**t,r=e*n*(1+2**-52);return ot(r)/n}let kt=/* @__PURE__ */ new Map;function At(e){return((``+e).split(`.`)[1]||``).length}function jt(e,t,n,r){let i=[],a=r.map(At);for(let o=t;o<n;o++){let t=at(o),n=U(ut(e,o),t);for(let s=0;s<r.length;s++){let c=e==10?+`${r[s]}e${o}`:r[s]*n,l=(o>=0?0:t)+(o>=a[s]?0:a[s]),u=e==10?c:U(c,l);i.push(u),kt.set(u,l)}}return i}let Mt={},Nt=[],Pt=[null,null],Ft=Array.isArray,It=Number.isInteger,Lt=e=>e===void 0;function Rt(e){return typeof e==`string`}function zt(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function Bt(e){return typeof e==`object`&&!!e}let Vt=Object.getPrototypeOf(Uint8Array),Ht=`__proto__`;function Ut(e,t=zt){let n;if(Ft(e)){let r=e.find(e=>e!=null);if(Ft(r)||t(r)){n=Array(e.length);for(let r=0;r<e.length;r++)n[r]=Ut(e[r],t)}else n=e.slice()}else if(e instanceof Vt)n=e.slice();else if(t(e)){n={};for(let r in e)r!=Ht&&(n[r]=Ut(e[r],t))}else n=e;return n}function W(e){let t=arguments;for(let n=1;n<t.length;n++){let r=t[n];for(let t in r)t!=Ht&&(zt(e[t])?W(e[t],Ut(r[t])):e[t]=Ut(r[t]))}return e}function Wt(e,t,n){for(let r=0,i,a=-1;r<t.length;r++){let o=t[r];if(o>a){for(i=o-1;i>=0&&e[i]==null;)e[i--]=null;for(i=o+1;i<n&&e[i]==null;)e[a=i++]=null}}}function Gt(e,t){if(Jt(e)){let t=e[0].slice();for(let n=1;n<e.length;n++)t.push(...e[n].slice(1));return Yt(t[0])||(t=qt(t)),t}let n=/* @__PURE__ */ new Set;for(let t=0;t<e.length;t++){let r=e[t][0],i=r.length;for(let e=0;e<i;e++)n.add(r[e])}let r=[Array.from(n).sort((e,t)=>e-t)],i=r[0].length,a=/* @__PURE__ */ new Map;for(let e=0;e<i;e++)a.set(r[0][e],e);for(let n=0;n<e.length;n++){let o=e[n],s=o[0];for(let e=1;e<o.length;e++){let c=o[e],l=Array(i).fill(void 0),u=t?t[n][e]:1,d=[];for(let e=0;e<c.length;e++){let t=c[e],n=a.get(s[e]);t===null?u!=0&&(l[n]=t,u==2&&d.push(n)):l[n]=t}Wt(l,d,i),r.push(l)}}return r}let Kt=typeof queueMicrotask>`u`?e=>Promise.resolve().then(e):queueMicrotask;function qt(e){let t=e[0],n=t.length,r=Array(n);for(let e=0;e<r.length;e++)r[e]=e;r.sort((e,n)=>t[e]-t[n]);let i=[];for(let t=0;t<e.length;t++){let a=e[t],o=Array(n);for(let e=0;e<n;e++)o[e]=a[r[e]];i.push(o)}return i}function Jt(e){let t=e[0][0],n=t.length;for(let r=1;r<e.length;r++){let i=e[r][0];if(i.length!=n)return!1;if(i!=t){for(let e=0;e<n;e++)if(i[e]!=t[e])return!1}}return!0}function Yt(e,t=100){let n=e.length;if(n<=1)return!0;let r=0,i=n-1;for(;r<=i&&e[r]==null;)r++;for(;i>=r&&e[i]==null;)i--;if(i<=r)return!0;let a=lt(1,z((i-r+1)/t));for(let t=e[r],n=r+a;n<=i;n+=a){let r=e[n];if(r!=null){if(r<=t)return!1;t=r}}return!0}let Xt=[`January`,`February`,`March`,`April`,`May`,`June`,`July`,`August`,`September`,`October`,`November`,`December`],Zt=[`Sunday`,`Monday`,`Tuesday`,`Wednesday`,`Thursday`,`Friday`,`Saturday`];function Qt(e){return e.slice(0,3)}let $t=Zt.map(Qt),en={MMMM:Xt,MMM:Xt.map(Qt),WWWW:Zt,WWW:$t};function tn(e){return(e<10?`0`:``)+e}function nn(e){return(e<10?`00`:e<100?`0`:``)+e}let rn={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+``).slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>tn(e.getMonth()+1),M:e=>e.getMonth()+1,DD:e=>tn(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>tn(e.getHours()),H:e=>e.getHours(),h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?`PM`:`AM`,aa:e=>e.getHours()>=12?`pm`:`am`,a:e=>e.getHours()>=12?`p`:`a`,mm:e=>tn(e.getMinutes()),m:e=>e.getMinutes(),ss:e=>tn(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>nn(e.getMilliseconds())};function an(e,t){t||=en;let n=[],r=/\\{([a-z]+)\\}|[^{]+/gi,i;for(;i=r.exec(e);)n.push(i[0][0]==`{`?rn[i[1]]:i[0]);return e=>{let r=``;for(let i=0;i<n.length;i++)r+=typeof n[i]==`string`?n[i]:n[i](e,t);return r}}let on=new Intl.DateTimeFormat().resolvedOptions().timeZone;function sn(e,t){let n;return t==`UTC`||t==`Etc/UTC`?n=/* @__PURE__ */ new Date(+e+e.getTimezoneOffset()*6e4):t==on?n=e:(n=new Date(e.toLocaleString(`en-US`,{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}let cn=e=>e%1==0,ln=[1,2,2.5,5],un=jt(10,-32,0,ln),dn=jt(10,0,32,ln),fn=dn.filter(cn),pn=un.concat(dn),mn=`{YYYY}`,hn=`\n`+mn,gn=`{M}/{D}`,_n=`\n`+gn,vn=_n+`/{YY}`,yn=`{aa}`,bn=`{h}:{mm}`+yn,xn=`\n`+bn,G=`:{ss}`;function K(e){let t=e*1e3,n=t*60,r=n*60,i=r*24,a=i*30,o=i*365,s=(e==1?jt(10,0,3,ln).filter(cn):jt(10,-3,0,ln)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,r,r*2,r*3,r*4,r*6,r*8,r*12,i,i*2,i*3,i*4,i*5,i*6,i*7,i*8,i*9,i*10,i*15,a,a*2,a*3,a*4,a*6,o,o*2,o*5,o*10,o*25,o*50,o*100]),c=[[o,mn,null,null,null,null,null,null,1],[i*28,`{MMM}`,hn,null,null,null,null,null,1],[i,gn,hn,null,null,null,null,null,1],[r,`{h}`+yn,vn,null,_n,null,null,null,1],[n,bn,vn,null,_n,null,null,null,1],[t,G,vn+` `+bn,null,_n+` `+bn,null,xn,null,1],[e,G+`.{fff}`,vn+` `+bn,null,_n+` `+bn,null,xn,null,1]];function l(t){return(s,c,l,u,d,f)=>{let p=[],m=d>=o,h=d>=a&&d<o,g=t(l),_=U(g*e,3),v=q(g.getFullYear(),m?0:g.getMonth(),h||m?1:g.getDate()),y=U(v*e,3);if(h||m){let n=h?d/a:0,r=m?d/o:0,i=_==y?_:U(q(v.getFullYear()+r,v.getMonth()+n,1)*e,3),s=new Date(ot(i/e)),c=s.getFullYear(),l=s.getMonth();for(let a=0;i<=u;a++){let o=q(c+r*a,l+n*a,1),s=o-t(U(o*e,3));i=U((+o+s)*e,3),i<=u&&p.push(i)}}else{let a=d>=i?i:d,o=y+(z(l)-z(_))+Dt(_-y,a);p.push(o);let m=t(o),h=m.getHours()+m.getMinutes()/n+m.getSeconds()/r,g=d/r,v=f/s.axes[c]._space;for(;o=U(o+d,e==1?0:3),!(o>u);)if(g>1){let e=z(U(h+g,6))%24,n=t(o).getHours()-e;n>1&&(n=-1),o-=n*r,h=(h+g)%24;let i=p[p.length-1];U((o-i)/d,3)*v>=.7&&p.push(o)}else p.push(o)}return p}}return[s,c,l]}let[Sn,Cn,wn]=K(1),[Tn,En,Dn]=K(.001);jt(2,-53,53,[1]);function On(e,t){return e.map(e=>e.map((n,r)=>r==0||r==8||n==null?n:t(r==1||e[8]==0?n:e[1]+n)))}function kn(e,t){return(n,r,i,a,o)=>{let s=t.find(e=>o>=e[0])||t[t.length-1],c,l,u,d,f,p;return r.map(t=>{let n=e(t),r=n.getFullYear(),i=n.getMonth(),a=n.getDate(),o=n.getHours(),m=n.getMinutes(),h=n.getSeconds(),g=r!=c&&s[2]||i!=l&&s[3]||a!=u&&s[4]||o!=d&&s[5]||m!=f&&s[6]||h!=p&&s[7]||s[1];return c=r,l=i,u=a,d=o,f=m,p=h,g(n)})}}function An(e,t){let n=an(t);return(t,r,i,a,o)=>r.map(t=>n(e(t)))}function q(e,t,n){return new Date(e,t,n)}function jn(e,t){return t(e)}function Mn(e,t){return(n,r,i,a)=>a==null?`--`:t(e(r))}function Nn(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function Pn(e,t){return e.series[t].fill(e,t)}let Fn={show:!0,live:!0,isolate:!1,mount:vt,markers:{show:!0,width:2,stroke:Nn,fill:Pn,dash:`solid`},idx:null,idxs:null,values:[]};function In(e,t){let n=e.cursor.points,r=Oe(),i=n.size(e,t);L(r,ce,i),L(r,le,i);let a=i/-2;L(r,`marginLeft`,a),L(r,`marginTop`,a);let o=n.width(e,t,i);return o&&L(r,`borderWidth`,o),r}function Ln(e,t){let n=e.series[t].points;return n._fill||n._stroke}function Rn(e,t){let n=e.series[t].points;return n._stroke||n._fill}function zn(e,t){return e.series[t].points.size}let Bn=[0,0];function Vn(e,t,n){return Bn[0]=t,Bn[1]=n,Bn}function Hn(e,t,n,r=!0){return e=>{e.button!=0||r&&e.target!=t||n(e)}}function Un(e,t,n,r=!0){return e=>{r&&e.target!=t||n(e)}}let Wn={show:!0,x:!0,y:!0,lock:!1,move:Vn,points:{one:!1,show:In,size:zn,width:0,stroke:Rn,fill:Ln},bind:{mousedown:Hn,mouseup:Hn,click:Hn,dblclick:Hn,mousemove:Un,mouseleave:Un,mouseenter:Un},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},_x:!1,_y:!1},focus:{dist:(e,t,n,r,i)=>r-i,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},Gn={show:!0,stroke:`rgba(0,0,0,0.07)`,width:2},Kn=W({},Gn,{filter:bt}),qn=W({},Kn,{size:10}),Jn=W({},Gn,{show:!1}),Yn=`12px system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", Arial, \"Noto Sans\", sans-serif, \"Apple Color Emoji\", \"Segoe UI Emoji\", \"Segoe UI Symbol\", \"Noto Color Emoji\"`,Xn=`bold `+Yn,Zn=1.5,Qn={show:!0,scale:`x`,stroke:N,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Xn,side:2,grid:Kn,ticks:qn,border:Jn,font:Yn,lineGap:Zn,rotate:0},$n={show:!0,scale:`x`,auto:!1,sorted:1,min:V,max:-1/0,idxs:[]};function er(e,t,n,r,i){return t.map(e=>e==null?``:nt(e))}function tr(e,t,n,r,i,a,o){let s=[],c=kt.get(i)||0;n=o?n:U(Dt(n,i),c);for(let e=n;e<=r;e=U(e+i,c))s.push(Object.is(e,-0)?0:e);return s}function nr(e,t,n,r,i,a,o){let s=[],c=e.scales[e.axes[t].scale].log,l=z((c==10?dt:ft)(n));i=ut(c,l),c==10&&(i=pn[ze(i,pn)]);let u=n,d=i*c;c==10&&(d=pn[ze(d,pn)]);do s.push(u),u+=i,c==10&&!kt.has(u)&&(u=U(u,kt.get(i))),u>=d&&(i=u,d=i*c,c==10&&(d=pn[ze(d,pn)]));while(u<=r);return s}function rr(e,t,n,r,i,a,o){let s=e.scales[e.axes[t].scale].asinh,c=r>s?nr(e,t,lt(s,n),r,i):[s],l=r>=0&&n<=0?[0]:[];return(n<-s?nr(e,t,lt(s,-r),-n,i):[s]).reverse().map(e=>-e).concat(l,c)}let ir=/./,ar=/[12357]/,or=/[125]/,sr=/1/,cr=(e,t,n,r)=>e.map((e,i)=>t==4&&e==0||i%r==0&&n.test(e.toExponential()[+(e<0)])?e:null);function lr(e,t,n,r,i){let a=e.axes[n],o=a.scale,s=e.scales[o],c=e.valToPos,l=a._space,u=c(10,o),d=c(9,o)-u>=l?ir:c(7,o)-u>=l?ar:c(5,o)-u>=l?or:sr;if(d==sr){let e=at(c(1,o)-u);if(e<l)return cr(t.slice().reverse(),s.distr,d,st(l/e)).reverse()}return cr(t,s.distr,d,1)}function ur(e,t,n,r,i){let a=e.axes[n],o=a.scale,s=a._space,c=e.valToPos,l=at(c(1,o)-c(2,o));return l<s?cr(t.slice().reverse(),3,ir,st(s/l)).reverse():t}function dr(e,t,n,r){return r==null?`--`:t==null?``:nt(t)}let fr={show:!0,scale:`y`,stroke:N,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Xn,side:3,grid:Kn,ticks:qn,border:Jn,font:Yn,lineGap:Zn,rotate:0};function pr(e,t){return U((3+(e||1)*2)*t,3)}function mr(e,t){let{scale:n,idxs:r}=e.series[0],i=e._data[0],a=e.valToPos(i[r[0]],n,!0),o=e.valToPos(i[r[1]],n,!0),s=at(o-a)/(e.series[t].points.space*F);return r[1]-r[0]<=s}let hr={scale:null,auto:!0,sorted:0,min:V,max:-1/0},gr=(e,t,n,r,i)=>i,_r={show:!0,auto:!0,sorted:0,gaps:gr,alpha:1,facets:[W({},hr,{scale:`x`}),W({},hr,{scale:`y`})]},vr={scale:`y`,auto:!0,sorted:0,show:!0,spanGaps:!1,gaps:gr,alpha:1,points:{show:mr,filter:null},values:null,min:V,max:-1/0,idxs:[],path:null,clip:null};function yr(e,t,n,r,i){return n/10}let br={time:!0,auto:!0,distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},xr=W({},br,{time:!1,ori:1}),Sr={};function Cr(e,t){let n=Sr[e];return n||(n={key:e,plots:[],sub(e){n.plots.push(e)},unsub(e){n.plots=n.plots.filter(t=>t!=e)},pub(e,t,r,i,a,o,s){for(let c=0;c<n.plots.length;c++)n.plots[c]!=t&&n.plots[c].pub(e,t,r,i,a,o,s)}},e!=null&&(Sr[e]=n)),n}function wr(e,t,n){let r=e.mode,i=e.series[t],a=r==2?e._data[t]:e._data,o=e.scales,s=e.bbox,c=a[0],l=r==2?a[1]:a[t],u=r==2?o[i.facets[0].scale]:o[e.series[0].scale],d=r==2?o[i.facets[1].scale]:o[i.scale],f=s.left,p=s.top,m=s.width,h=s.height,g=e.valToPosH,_=e.valToPosV;return u.ori==0?n(i,c,l,u,d,g,_,f,p,m,h,Nr,Fr,Lr,zr,Vr):n(i,c,l,u,d,_,g,p,f,h,m,Pr,Ir,Rr,Br,Hr)}function Tr(e,t){let n=0,r=0,i=R(e.bands,Nt);for(let e=0;e<i.length;e++){let a=i[e];a.series[0]==t?n=a.dir:a.series[1]==t&&(a.dir==1?r|=1:r|=2)}return[n,r==1?-1:r==2?1:r==3?2:0]}function Er(e,t,n,r,i){let a=e.mode,o=e.series[t],s=a==2?o.facets[1].scale:o.scale,c=e.scales[s];return i==-1?c.min:i==1?c.max:c.distr==3?c.dir==1?c.min:c.max:0}function Dr(e,t,n,r,i,a){return wr(e,t,(e,t,o,s,c,l,u,d,f,p,m)=>{let h=e.pxRound,g=s.dir*(s.ori==0?1:-1),_=s.ori==0?Fr:Ir,v,y;g==1?(v=n,y=r):(v=r,y=n);let b=h(l(t[v],s,p,d)),x=h(u(o[v],c,m,f)),S=h(l(t[y],s,p,d)),C=h(u(a==1?c.max:c.min,c,m,f)),w=new Path2D(i);return _(w,S,C),_(w,b,C),_(w,b,x),w})}function Or(e,t,n,r,i,a){let o=null;if(e.length>0){o=new Path2D;let s=t==0?Lr:Rr,c=n;for(let t=0;t<e.length;t++){let n=e[t];if(n[1]>n[0]){let e=n[0]-c;e>0&&s(o,c,r,e,r+a),c=n[1]}}let l=n+i-c;l>0&&s(o,c,r-5,l,r+a+10)}return o}function kr(e,t,n){let r=e[e.length-1];r&&r[0]==t?r[1]=n:e.push([t,n])}function Ar(e,t,n,r,i,a,o){let s=[],c=e.length;for(let l=i==1?n:r;l>=n&&l<=r;l+=i)if(t[l]===null){let u=l,d=l;if(i==1)for(;++l<=r&&t[l]===null;)d=l;else for(;--l>=n&&t[l]===null;)d=l;let f=a(e[u]),p=d==u?f:a(e[d]),m=u-i;f=o<=0&&m>=0&&m<c?a(e[m]):f;let h=d+i;p=o>=0&&h>=0&&h<c?a(e[h]):p,p>=f&&s.push([f,p])}return s}function jr(e){return e==0?yt:e==1?ot:t=>Et(t,e)}function Mr(e){let t=e==0?Nr:Pr,n=e==0?(e,t,n,r,i,a)=>{e.arcTo(t,n,r,i,a)}:(e,t,n,r,i,a)=>{e.arcTo(n,t,i,r,a)},r=e==0?(e,t,n,r,i)=>{e.rect(t,n,r,i)}:(e,t,n,r,i)=>{e.rect(n,t,i,r)};return(e,i,a,o,s,c=0,l=0)=>{c==0&&l==0?r(e,i,a,o,s):(c=ct(c,o/2,s/2),l=ct(l,o/2,s/2),t(e,i+c,a),n(e,i+o,a,i+o,a+s,c),n(e,i+o,a+s,i,a+s,l),n(e,i,a+s,i,a,l),n(e,i,a,i+o,a,c),e.closePath())}}let Nr=(e,t,n)=>{e.moveTo(t,n)},Pr=(e,t,n)=>{e.moveTo(n,t)},Fr=(e,t,n)=>{e.lineTo(t,n)},Ir=(e,t,n)=>{e.lineTo(n,t)},Lr=Mr(0),Rr=Mr(1),zr=(e,t,n,r,i,a)=>{e.arc(t,n,r,i,a)},Br=(e,t,n,r,i,a)=>{e.arc(n,t,r,i,a)},Vr=(e,t,n,r,i,a,o)=>{e.bezierCurveTo(t,n,r,i,a,o)},Hr=(e,t,n,r,i,a,o)=>{e.bezierCurveTo(n,t,i,r,o,a)};function Ur(e){return(e,t,n,r,i)=>wr(e,t,(t,a,o,s,c,l,u,d,f,p,m)=>{let{pxRound:h,points:g}=t,_,v;s.ori==0?(_=Nr,v=zr):(_=Pr,v=Br);let y=U(g.width*F,3),b=(g.size-g.width)/2*F,x=U(b*2,3),S=new Path2D,C=new Path2D,{left:w,top:T,width:E,height:D}=e.bbox;Lr(C,w-x,T-x,E+x*2,D+x*2);let O=e=>{if(o[e]!=null){let t=h(l(a[e],s,p,d)),n=h(u(o[e],c,m,f));_(S,t+b,n),v(S,t,n,b,0,it*2)}};if(i)i.forEach(O);else for(let e=n;e<=r;e++)O(e);return{stroke:y>0?S:null,fill:S,clip:C,flags:3}})}function Wr(e){return(t,n,r,i,a,o)=>{r!=i&&(a!=r&&o!=r&&e(t,n,r),a!=i&&o!=i&&e(t,n,i),e(t,n,o))}}let Gr=Wr(Fr),Kr=Wr(Ir);function qr(e){let t=R(e?.alignGaps,0);return(e,n,r,i)=>wr(e,n,(a,o,s,c,l,u,d,f,p,m,h)=>{[r,i]=Ue(s,r,i);let g=a.pxRound,_=e=>g(u(e,c,m,f)),v=e=>g(d(e,l,h,p)),y,b;c.ori==0?(y=Fr,b=Gr):(y=Ir,b=Kr);let x=c.dir*(c.ori==0?1:-1),S={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:1},C=S.stroke,w=!1;if(i-r>=m*4){let t=t=>e.posToVal(t,c.key,!0),n=null,a=null,l,u,d,f=_(o[x==1?r:i]),p=_(o[r]),m=_(o[i]),h=t(x==1?p+1:m-1);for(let e=x==1?r:i;e>=r&&e<=i;e+=x){let r=o[e],i=(x==1?r<h:r>h)?f:_(r),c=s[e];i==f?c==null?c===null&&(w=!0):(u=c,n==null?(y(C,i,v(u)),l=n=a=u):u<n?n=u:u>a&&(a=u)):(n!=null&&b(C,f,v(n),v(a),v(l),v(u)),c==null?(n=a=null,c===null&&(w=!0)):(u=c,y(C,i,v(u)),n=a=l=u),f=i,h=t(f+x))}n!=null&&n!=a&&d!=f&&b(C,f,v(n),v(a),v(l),v(u))}else for(let e=x==1?r:i;e>=r&&e<=i;e+=x){let t=s[e];t===null?w=!0:t!=null&&y(C,_(o[e]),v(t))}let[T,E]=Tr(e,n);if(a.fill!=null||T!=0){let t=S.fill=new Path2D(C),s=v(a.fillTo(e,n,a.min,a.max,T)),c=_(o[r]),l=_(o[i]);x==-1&&([l,c]=[c,l]),y(t,l,s),y(t,c,s)}if(!a.spanGaps){let l=[];w&&l.push(...Ar(o,s,r,i,x,_,t)),S.gaps=l=a.gaps(e,n,r,i,l),S.clip=Or(l,c.ori,f,p,m,h)}return E!=0&&(S.band=E==2?[Dr(e,n,r,i,C,-1),Dr(e,n,r,i,C,1)]:Dr(e,n,r,i,C,E)),S})}function Jr(e){let t=R(e.align,1),n=R(e.ascDesc,!1),r=R(e.alignGaps,0),i=R(e.extend,!1);return(e,a,o,s)=>wr(e,a,(c,l,u,d,f,p,m,h,g,_,v)=>{[o,s]=Ue(u,o,s);let y=c.pxRound,{left:b,width:x}=e.bbox,S=e=>y(p(e,d,_,h)),C=e=>y(m(e,f,v,g)),w=d.ori==0?Fr:Ir,T={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:1},E=T.stroke,D=d.dir*(d.ori==0?1:-1),O=C(u[D==1?o:s]),k=S(l[D==1?o:s]),ee=k,A=k;i&&t==-1&&(A=b,w(E,A,O)),w(E,k,O);for(let e=D==1?o:s;e>=o&&e<=s;e+=D){let n=u[e];if(n==null)continue;let r=S(l[e]),i=C(n);t==1?w(E,r,O):w(E,ee,i),w(E,r,i),O=i,ee=r}let j=ee;i&&t==1&&(j=b+x,w(E,j,O));let[te,ne]=Tr(e,a);if(c.fill!=null||te!=0){let t=T.fill=new Path2D(E),n=C(c.fillTo(e,a,c.min,c.max,te));w(t,j,n),w(t,A,n)}if(!c.spanGaps){let i=[];i.push(...Ar(l,u,o,s,D,S,r));let f=c.width*F/2,p=n||t==1?f:-f,m=n||t==-1?-f:f;i.forEach(e=>{e[0]+=p,e[1]+=m}),T.gaps=i=c.gaps(e,a,o,s,i),T.clip=Or(i,d.ori,h,g,_,v)}return ne!=0&&(T.band=ne==2?[Dr(e,a,o,s,E,-1),Dr(e,a,o,s,E,1)]:Dr(e,a,o,s,E,ne)),T})}function Yr(e,t,n,r,i,a,o=V){if(e.length>1){let s=null;for(let c=0,l=1/0;c<e.length;c++)if(t[c]!==void 0){if(s!=null){let t=at(e[c]-e[s]);t<l&&(l=t,o=at(n(e[c],r,i,a)-n(e[s],r,i,a)))}s=c}}return o}function Xr(e){e||=Mt;let t=R(e.size,[.6,V,1]),n=e.align||0,r=e.gap||0,i=e.radius;i=i==null?[0,0]:typeof i==`number`?[i,0]:i;let a=H(i),o=1-t[0],s=R(t[1],V),c=R(t[2],1),l=R(e.disp,Mt),u=R(e.each,e=>{}),{fill:d,stroke:f}=l;return(e,t,i,p)=>wr(e,t,(m,h,g,_,v,y,b,x,S,C,w)=>{let T=m.pxRound,E=n,D=r*F,O=s*F,k=c*F,ee,A;_.ori==0?[ee,A]=a(e,t):[A,ee]=a(e,t);let j=_.dir*(_.ori==0?1:-1),te=_.ori==0?Lr:Rr,ne=_.ori==0?u:(e,t,n,r,i,a,o)=>{u(e,t,n,i,r,o,a)},re=R(e.bands,Nt).find(e=>e.series[0]==t),ie=re==null?0:re.dir,ae=m.fillTo(e,t,m.min,m.max,ie),oe=T(b(ae,v,w,S)),se,ce,le,ue=C,M=T(m.width*F),de=!1,N=null,fe=null,pe=null,me=null;d!=null&&(M==0||f!=null)&&(de=!0,N=d.values(e,t,i,p),fe=/* @__PURE__ */ new Map,new Set(N).forEach(e=>{e!=null&&fe.set(e,new Path2D)}),M>0&&(pe=f.values(e,t,i,p),me=/* @__PURE__ */ new Map,new Set(pe).forEach(e=>{e!=null&&me.set(e,new Path2D)})));let{x0:he,size:ge}=l;if(he!=null&&ge!=null){E=1,h=he.values(e,t,i,p),he.unit==2&&(h=h.map(t=>e.posToVal(x+t*C,_.key,!0)));let n=ge.values(e,t,i,p);ce=ge.unit==2?n[0]*C:y(n[0],_,C,x)-y(0,_,C,x),ue=Yr(h,g,y,_,C,x,ue),le=ue-ce+D}else ue=Yr(h,g,y,_,C,x,ue),le=ue*o+D,ce=ue-le;le<1&&(le=0),M>=ce/2&&(M=0),le<5&&(T=yt);let _e=le>0,ve=ue-le-(_e?M:0);ce=T(gt(ve,k,O)),se=(E==0?ce/2:E==j?0:ce)-E*j*((E==0?D/2:0)+(_e?M/2:0));let P={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},ye=de?null:new Path2D,be=null;if(re!=null)be=e.data[re.series[1]];else{let{y0:n,y1:r}=l;n!=null&&r!=null&&(g=r.values(e,t,i,p),be=n.values(e,t,i,p))}let xe=ee*ce,Se=A*ce;for(let n=j==1?i:p;n>=i&&n<=p;n+=j){let r=g[n];if(r==null)continue;if(be!=null){let e=be[n]??0;if(r-e==0)continue;oe=b(e,v,w,S)}let i=y(_.distr!=2||l!=null?h[n]:n,_,C,x),a=b(R(r,ae),v,w,S),o=T(i-se),s=T(lt(a,oe)),c=T(ct(a,oe)),u=s-c;if(r!=null){let i=r<0?Se:xe,a=r<0?xe:Se;de?(M>0&&pe[n]!=null&&te(me.get(pe[n]),o,c+z(M/2),ce,lt(0,u-M),i,a),N[n]!=null&&te(fe.get(N[n]),o,c+z(M/2),ce,lt(0,u-M),i,a)):te(ye,o,c+z(M/2),ce,lt(0,u-M),i,a),ne(e,t,n,o-M/2,c,ce+M,u)}}return M>0?P.stroke=de?me:ye:de||(P._fill=m.width==0?m._fill:m._stroke??m._fill,P.width=0),P.fill=de?fe:ye,P})}function Zr(e,t){let n=R(t?.alignGaps,0);return(t,r,i,a)=>wr(t,r,(o,s,c,l,u,d,f,p,m,h,g)=>{[i,a]=Ue(c,i,a);let _=o.pxRound,v=e=>_(d(e,l,h,p)),y=e=>_(f(e,u,g,m)),b,x,S;l.ori==0?(b=Nr,S=Fr,x=Vr):(b=Pr,S=Ir,x=Hr);let C=l.dir*(l.ori==0?1:-1),w=v(s[C==1?i:a]),T=w,E=[],D=[];for(let e=C==1?i:a;e>=i&&e<=a;e+=C)if(c[e]!=null){let t=s[e],n=v(t);E.push(T=n),D.push(y(c[e]))}let O={stroke:e(E,D,b,S,x,_),fill:null,clip:null,band:null,gaps:null,flags:1},k=O.stroke,[ee,A]=Tr(t,r);if(o.fill!=null||ee!=0){let e=O.fill=new Path2D(k),n=y(o.fillTo(t,r,o.min,o.max,ee));S(e,T,n),S(e,w,n)}if(!o.spanGaps){let e=[];e.push(...Ar(s,c,i,a,C,v,n)),O.gaps=e=o.gaps(t,r,i,a,e),O.clip=Or(e,l.ori,p,m,h,g)}return A!=0&&(O.band=A==2?[Dr(t,r,i,a,k,-1),Dr(t,r,i,a,k,1)]:Dr(t,r,i,a,k,A)),O})}function J(e){return Zr(Y,e)}function Y(e,t,n,r,i,a){let o=e.length;if(o<2)return null;let s=new Path2D;if(n(s,e[0],t[0]),o==2)r(s,e[1],t[1]);else{let n=Array(o),r=Array(o-1),a=Array(o-1),c=Array(o-1);for(let n=0;n<o-1;n++)a[n]=t[n+1]-t[n],c[n]=e[n+1]-e[n],r[n]=a[n]/c[n];n[0]=r[0];for(let e=1;e<o-1;e++)r[e]===0||r[e-1]===0||r[e-1]>0!=r[e]>0?n[e]=0:(n[e]=3*(c[e-1]+c[e])/((2*c[e]+c[e-1])/r[e-1]+(c[e]+2*c[e-1])/r[e]),isFinite(n[e])||(n[e]=0));n[o-1]=r[o-2];for(let r=0;r<o-1;r++)i(s,e[r]+c[r]/3,t[r]+n[r]*c[r]/3,e[r+1]-c[r]/3,t[r+1]-n[r+1]*c[r]/3,e[r+1],t[r+1])}return s}let Qr=/* @__PURE__ */ new Set;function $r(){for(let e of Qr)e.syncRect(!0)}be&&(Le(`resize`,Se,$r),Le(`scroll`,Se,$r,!0),Le(ye,Se,()=>{X.pxRatio=F}));let ei=qr(),ti=Ur();function ni(e,t,n,r){return(r?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((e,r)=>ii(e,r,t,n))}function ri(e,t){return e.map((e,n)=>n==0?{}:W({},t,e))}function ii(e,t,n,r){return W({},t==0?n:r,e)}function ai(e,t,n){return t==null?Pt:[t,n]}let oi=ai;function si(e,t,n){return t==null?Pt:Qe(t,n,Je,!0)}function ci(e,t,n,r){return t==null?Pt:Ke(t,n,e.scales[r].log,!1)}let li=ci;function ui(e,t,n,r){return t==null?Pt:qe(t,n,e.scales[r].log,!1)}let di=ui;function fi(e,t,n,r,i){let a=lt(ht(e),ht(t)),o=t-e,s=ze(i/r*o,n);do{let e=n[s],t=r*e/o;if(t>=i&&a+(e<5?kt.get(e):0)<=17)return[e,t]}while(++s<n.length);return[0,0]}function pi(e){let t,n;return e=e.replace(/(\\d+)px/,(e,r)=>(t=ot((n=+r)*F))+`px`),[e,t,n]}function mi(e){e.show&&[e.font,e.labelFont].forEach(e=>{let t=U(e[2]*F,1);e[0]=e[0].replace(/[0-9.]+px/,t+`px`),e[1]=t})}function X(e,t,n){let r={mode:R(e.mode,1)},i=r.mode;function a(e,t,n,r){let i=t.valToPct(e);return r+n*(t.dir==-1?1-i:i)}function o(e,t,n,r){let i=t.valToPct(e);return r+n*(t.dir==-1?i:1-i)}function s(e,t,n,r){return t.ori==0?a(e,t,n,r):o(e,t,n,r)}r.valToPosH=a,r.valToPosV=o;let c=!1;r.status=0;let l=r.root=Oe(`uplot`);if(e.id!=null&&(l.id=e.id),Te(l,e.class),e.title){let t=Oe(`u-title`,l);t.textContent=e.title}let u=De(`canvas`),d=r.ctx=u.getContext(`2d`),f=Oe(`u-wrap`,l);Le(`click`,f,e=>{e.target===m&&(J!=Jr||Y!=Yr)&&X.click(r,e)},!0);let p=r.under=Oe(`u-under`,f);f.appendChild(u);let m=r.over=Oe(`u-over`,f);e=Ut(e);let h=+R(e.pxAlign,1),g=jr(h);(e.plugins||[]).forEach(t=>{t.opts&&(e=t.opts(r,e)||e)});let _=e.ms||.001,v=r.series=i==1?ni(e.series||[],$n,vr,!1):ri(e.series||[null],_r),y=r.axes=ni(e.axes||[],Qn,fr,!0),b=r.scales={},x=r.bands=e.bands||[];x.forEach(e=>{e.fill=H(e.fill||null),e.dir=R(e.dir,-1)});let S=i==2?v[1].facets[0].scale:v[0].scale,C={axes:Mr,series:cr},w=(e.drawOrder||[`axes`,`series`]).map(e=>C[e]);function T(e){let t=e.distr==3?t=>dt(t>0?t:e.clamp(r,t,e.min,e.max,e.key)):e.distr==4?t=>mt(t,e.asinh):e.distr==100?t=>e.fwd(t):e=>e;return n=>{let r=t(n),{_min:i,_max:a}=e,o=a-i;return(r-i)/o}}function E(t){let n=b[t];if(n==null){let r=(e.scales||Mt)[t]||Mt;if(r.from!=null){E(r.from);let e=W({},b[r.from],r,{key:t});e.valToPct=T(e),b[t]=e}else{n=b[t]=W({},t==S?br:xr,r),n.key=t;let e=n.time,a=n.range,o=Ft(a);if((t!=S||i==2&&!e)&&(o&&(a[0]==null||a[1]==null)&&(a={min:a[0]==null?Ye:{mode:1,hard:a[0],soft:a[0]},max:a[1]==null?Ye:{mode:1,hard:a[1],soft:a[1]}},o=!1),!o&&zt(a))){let e=a;a=(t,n,r)=>n==null?Pt:Qe(n,r,e)}n.range=H(a||(e?oi:t==S?n.distr==3?li:n.distr==4?di:ai:n.distr==3?ci:n.distr==4?ui:si)),n.auto=H(!o&&n.auto),n.clamp=H(n.clamp||yr),n._min=n._max=null,n.valToPct=T(n)}}}E(`x`),E(`y`),i==1&&v.forEach(e=>{E(e.scale)}),y.forEach(e=>{E(e.scale)});for(let t in e.scales)E(t);let D=b[S],O=D.distr,k,ee;D.ori==0?(Te(l,`u-hz`),k=a,ee=o):(Te(l,`u-vt`),k=o,ee=a);let A={};for(let e in b){let t=b[e];(t.min!=null||t.max!=null)&&(A[e]={min:t.min,max:t.max},t.min=t.max=null)}let j=e.tzDate||(e=>new Date(ot(e/_))),te=e.fmtDate||an,ne=_==1?wn(j):Dn(j),re=kn(j,On(_==1?Cn:En,te)),ie=Mn(j,jn(`{YYYY}-{MM}-{DD} {h}:{mm}{aa}`,te)),ae=[],N=r.legend=W({},Fn,e.legend),P=r.cursor=W({},Wn,{drag:{y:i==2}},e.cursor),be=N.show,Ce=P.show,I=N.markers;N.idxs=ae,I.width=H(I.width),I.dash=H(I.dash),I.stroke=H(I.stroke),I.fill=H(I.fill);let we,ke,je,Ne=[],Fe=[],Ie,Be=!1,Ve={};if(N.live){let e=v[1]?v[1].values:null;Be=e!=null,Ie=Be?e(r,1,0):{_:0};for(let e in Ie)Ve[e]=`--`}if(be){if(we=De(`table`,`u-legend`,l),je=De(`tbody`,null,we),N.mount(r,we),Be){ke=De(`thead`,null,we,je);let e=De(`tr`,null,ke);for(var He in De(`th`,null,e),Ie)De(`th`,se,e).textContent=He}else Te(we,`u-inline`),N.live&&Te(we,`u-live`)}let Ue={show:!0},We={show:!1};function Xe(e,t){if(t==0&&(Be||!N.live||i==2))return Pt;let n=[],a=De(`tr`,`u-series`,je,je.childNodes[t]);Te(a,e.class),e.show||Te(a,oe);let o=De(`th`,null,a);if(I.show){let e=Oe(`u-marker`,o);if(t>0){let n=I.width(r,t);n&&(e.style.border=n+`px `+I.dash(r,t)+` `+I.stroke(r,t)),e.style.background=I.fill(r,t)}}let s=Oe(se,o);for(var c in e.label instanceof HTMLElement?s.appendChild(e.label):s.textContent=e.label,t>0&&(I.show||(s.style.color=e.width>0?I.stroke(r,t):I.fill(r,t)),et(`click`,o,t=>{if(P._lock)return;tn(t);let n=v.indexOf(e);if((t.ctrlKey||t.metaKey)!=N.isolate){let e=v.some((e,t)=>t>0&&t!=n&&e.show);v.forEach((t,r)=>{r>0&&bi(r,e?r==n?Ue:We:Ue,!0,$.setSeries)})}else bi(n,{show:!e.show},!0,$.setSeries)},!1),on&&et(ge,o,t=>{P._lock||(tn(t),bi(v.indexOf(e),Oi,!0,$.setSeries))},!1)),Ie){let e=De(`td`,`u-value`,a);e.textContent=`--`,n.push(e)}return[a,n]}let Ze=/* @__PURE__ */ new Map;function et(e,t,n,i=!0){let a=Ze.get(t)||{},o=P.bind[e](r,t,n,i);o&&(Le(e,t,a[e]=o),Ze.set(t,a))}function tt(e,t,n){let r=Ze.get(t)||{};for(let n in r)(e==null||n==e)&&(Re(n,t,r[n]),delete r[n]);e??Ze.delete(t)}let nt=0,rt=0,z=0,B=0,ft=0,ht=0,vt=ft,yt=ht,wt=z,Tt=B,Dt=0,Ot=0,jt=0,It=0;r.bbox={};let Vt=!1,Ht=!1,Wt=!1,Gt=!1,qt=!1,Jt=!1;function Yt(e,t,n){(n||e!=r.width||t!=r.height)&&Xt(e,t),Nr(!1),Wt=!0,Ht=!0,Rr()}function Xt(e,t){r.width=nt=z=e,r.height=rt=B=t,ft=ht=0,$t(),en();let n=r.bbox;Dt=n.left=Et(ft*F,.5),Ot=n.top=Et(ht*F,.5),jt=n.width=Et(z*F,.5),It=n.height=Et(B*F,.5)}function Zt(){let e=!1,t=0;for(;!e;){t++;let n=kr(t),i=Ar(t);e=t==3||n&&i,e||(Xt(r.width,r.height),Ht=!0)}}function Qt({width:e,height:t}){Yt(e,t)}r.setSize=Qt;function $t(){let e=!1,t=!1,n=!1,r=!1;y.forEach((i,a)=>{if(i.show&&i._show){let{side:a,_size:o}=i,s=a%2,c=o+(i.label==null?0:i.labelSize);c>0&&(s?(z-=c,a==3?(ft+=c,r=!0):n=!0):(B-=c,a==0?(ht+=c,e=!0):t=!0))}}),_n[0]=e,_n[1]=n,_n[2]=t,_n[3]=r,z-=xn[1]+xn[3],ft+=xn[3],B-=xn[2]+xn[0],ht+=xn[0]}function en(){let e=ft+z,t=ht+B,n=ft,r=ht;function i(i,a){switch(i){case 1:return e+=a,e-a;case 2:return t+=a,t-a;case 3:return n-=a,n+a;case 0:return r-=a,r+a}}y.forEach((e,t)=>{if(e.show&&e._show){let t=e.side;e._pos=i(t,e._size),e.label!=null&&(e._lpos=i(t,e.labelSize))}})}if(P.dataIdx==null){let e=P.hover,n=e.skip=new Set(e.skip??[]);n.add(void 0);let r=e.prox=H(e.prox),i=e.bias??=0;P.dataIdx=(e,a,o,s)=>{if(a==0)return o;let c=o,l=r(e,a,o,s)??V,u=l>=0&&l<V,d=D.ori==0?z:B,f=P.left,p=t[0],m=t[a];if(n.has(m[o])){c=null;let e=null,t=null,r;if(i==0||i==-1)for(r=o;e==null&&r-->0;)n.has(m[r])||(e=r);if(i==0||i==1)for(r=o;t==null&&r++<m.length;)n.has(m[r])||(t=r);if(e!=null||t!=null){if(u){let n=e==null?-1/0:k(p[e],D,d,0),r=t==null?1/0:k(p[t],D,d,0),i=f-n,a=r-f;i<=a?i<=l&&(c=e):a<=l&&(c=t)}else c=t==null?e:e==null?t:o-e<=t-o?e:t}}else u&&at(f-k(p[o],D,d,0))>l&&(c=null);return c}}let tn=e=>{P.event=e};P.idxs=ae,P._lock=!1;let nn=P.points;nn.show=H(nn.show),nn.size=H(nn.size),nn.stroke=H(nn.stroke),nn.width=H(nn.width),nn.fill=H(nn.fill);let rn=r.focus=W({},e.focus||{alpha:.3},P.focus),on=rn.prox>=0,sn=on&&nn.one,cn=[],ln=[],un=[];function dn(e,t){let n=nn.show(r,t);if(n instanceof HTMLElement)return Te(n,`u-cursor-pt`),Te(n,e.class),Ae(n,-10,-10,z,B),m.insertBefore(n,cn[t]),n}function mn(e,t){if(i==1||t>0){let t=i==1&&b[e.scale].time,n=e.value;e.value=t?Rt(n)?Mn(j,jn(n,te)):n||ie:n||dr,e.label=e.label||(t?`Time`:`Value`)}if(sn||t>0){e.width=e.width==null?1:e.width,e.paths=e.paths||ei||xt,e.fillTo=H(e.fillTo||Er),e.pxAlign=+R(e.pxAlign,h),e.pxRound=jr(e.pxAlign),e.stroke=H(e.stroke||null),e.fill=H(e.fill||null),e._stroke=e._fill=e._paths=e._focus=null;let t=pr(lt(1,e.width),1),n=e.points=W({},{size:t,width:lt(1,t*.2),stroke:e.stroke,space:t*2,paths:ti,_stroke:null,_fill:null},e.points);n.show=H(n.show),n.filter=H(n.filter),n.fill=H(n.fill),n.stroke=H(n.stroke),n.paths=H(n.paths),n.pxAlign=e.pxAlign}if(be){let n=Xe(e,t);Ne.splice(t,0,n[0]),Fe.splice(t,0,n[1]),N.values.push(null)}if(Ce){ae.splice(t,0,null);let n=null;sn?t==0&&(n=dn(e,t)):t>0&&(n=dn(e,t)),cn.splice(t,0,n),ln.splice(t,0,0),un.splice(t,0,0)}ra(`addSeries`,t)}function hn(e,t){t??=v.length,e=i==1?ii(e,t,$n,vr):ii(e,t,{},_r),v.splice(t,0,e),mn(v[t],t)}r.addSeries=hn;function gn(e){if(v.splice(e,1),be){N.values.splice(e,1),Fe.splice(e,1);let t=Ne.splice(e,1)[0];tt(null,t.firstChild),t.remove()}Ce&&(ae.splice(e,1),cn.splice(e,1)[0].remove(),ln.splice(e,1),un.splice(e,1)),ra(`delSeries`,e)}r.delSeries=gn;let _n=[!1,!1,!1,!1];function vn(e,t){if(e._show=e.show,e.show){let n=e.side%2,i=b[e.scale];i??=(e.scale=n?v[1].scale:S,b[e.scale]);let a=i.time;e.size=H(e.size),e.space=H(e.space),e.rotate=H(e.rotate),Ft(e.incrs)&&e.incrs.forEach(e=>{!kt.has(e)&&kt.set(e,At(e))}),e.incrs=H(e.incrs||(i.distr==2?fn:a?_==1?Sn:Tn:pn)),e.splits=H(e.splits||(a&&i.distr==1?ne:i.distr==3?nr:i.distr==4?rr:tr)),e.stroke=H(e.stroke),e.grid.stroke=H(e.grid.stroke),e.ticks.stroke=H(e.ticks.stroke),e.border.stroke=H(e.border.stroke);let o=e.values;e.values=Ft(o)&&!Ft(o[0])?H(o):a?Ft(o)?kn(j,On(o,te)):Rt(o)?An(j,o):o||re:o||er,e.filter=H(e.filter||(i.distr>=3&&i.log==10?lr:i.distr==3&&i.log==2?ur:bt)),e.font=pi(e.font),e.labelFont=pi(e.labelFont),e._size=e.size(r,null,t,0),e._space=e._rotate=e._incrs=e._found=e._splits=e._values=null,e._size>0&&(_n[t]=!0,e._el=Oe(`u-axis`,f))}}function yn(e,t,n,r){let[i,a,o,s]=n,c=t%2,l=0;return c==0&&(s||a)&&(l=t==0&&!i||t==2&&!o?ot(Qn.size/3):0),c==1&&(i||o)&&(l=t==1&&!a||t==3&&!s?ot(fr.size/2):0),l}let bn=r.padding=(e.padding||[yn,yn,yn,yn]).map(e=>H(R(e,yn))),xn=r._padding=bn.map((e,t)=>e(r,t,_n,0)),G,K=null,q=null,Nn=i==1?v[0].idxs:null,Pn=null,In=!1;function Ln(e,n){if(t=e??[],r.data=r._data=t,i==2){G=0;for(let e=1;e<v.length;e++)G+=t[e][0].length}else{t.length==0&&(r.data=r._data=t=[[]]),Pn=t[0],G=Pn.length;let e=t;if(O==2){e=t.slice();let n=e[0]=Array(G);for(let e=0;e<G;e++)n[e]=e}r._data=t=e}if(Nr(!0),ra(`setData`),O==2&&(Wt=!0),n!==!1){let e=D;e.auto(r,In)?Rn():yi(S,e.min,e.max),Gt||=P.left>=0,Jt=!0,Rr()}}r.setData=Ln;function Rn(){In=!0;let e,n;i==1&&(G>0?(K=Nn[0]=0,q=Nn[1]=G-1,e=t[0][K],n=t[0][q],O==2?(e=K,n=q):e==n&&(O==3?[e,n]=Ke(e,e,D.log,!1):O==4?[e,n]=qe(e,e,D.log,!1):D.time?n=e+ot(86400/_):[e,n]=Qe(e,n,Je,!0))):(K=Nn[0]=e=null,q=Nn[1]=n=null)),yi(S,e,n)}let zn,Bn,Vn,Hn,Un,Gn,Kn,qn,Jn,Yn;function Xn(e,t,n,r,i,a){e??=fe,n??=Nt,r??=`butt`,i??=fe,a??=`round`,e!=zn&&(d.strokeStyle=zn=e),i!=Bn&&(d.fillStyle=Bn=i),t!=Vn&&(d.lineWidth=Vn=t),a!=Un&&(d.lineJoin=Un=a),r!=Gn&&(d.lineCap=Gn=r),n!=Hn&&d.setLineDash(Hn=n)}function Zn(e,t,n,r){t!=Bn&&(d.fillStyle=Bn=t),e!=Kn&&(d.font=Kn=e),n!=qn&&(d.textAlign=qn=n),r!=Jn&&(d.textBaseline=Jn=r)}function ir(e,t,n,i,a=0){if(i.length>0&&e.auto(r,In)&&(t==null||t.min==null)){let t=R(K,0),r=R(q,i.length-1),o=n.min==null?Ge(i,t,r,a,e.distr==3):[n.min,n.max];e.min=ct(e.min,n.min=o[0]),e.max=lt(e.max,n.max=o[1])}}let ar={min:null,max:null};function or(){for(let e in b){let t=b[e];A[e]==null&&(t.min==null||A[S]!=null&&t.auto(r,In))&&(A[e]=ar)}for(let e in b){let t=b[e];A[e]==null&&t.from!=null&&A[t.from]!=null&&(A[e]=ar)}A[S]!=null&&Nr(!0);let e={};for(let t in A){let n=A[t];if(n!=null){let a=e[t]=Ut(b[t],Bt);if(n.min!=null)W(a,n);else if(t!=S||i==2){if(G==0&&a.from==null){let e=a.range(r,null,null,t);a.min=e[0],a.max=e[1]}else a.min=V,a.max=-1/0}}}if(G>0){v.forEach((n,a)=>{if(i==1){let i=n.scale,o=A[i];if(o==null)return;let s=e[i];if(a==0){let e=s.range(r,s.min,s.max,i);s.min=e[0],s.max=e[1],K=ze(s.min,t[0]),q=ze(s.max,t[0]),q-K>1&&(t[0][K]<s.min&&K++,t[0][q]>s.max&&q--),n.min=Pn[K],n.max=Pn[q]}else n.show&&n.auto&&ir(s,o,n,t[a],n.sorted);n.idxs[0]=K,n.idxs[1]=q}else if(a>0&&n.show&&n.auto){let[r,i]=n.facets,o=r.scale,s=i.scale,[c,l]=t[a],u=e[o],d=e[s];u!=null&&ir(u,A[o],r,c,r.sorted),d!=null&&ir(d,A[s],i,l,i.sorted),n.min=i.min,n.max=i.max}});for(let t in e){let n=e[t],i=A[t];if(n.from==null&&(i==null||i.min==null)){let e=n.range(r,n.min==V?null:n.min,n.max==-1/0?null:n.max,t);n.min=e[0],n.max=e[1]}}}for(let t in e){let n=e[t];if(n.from!=null){let i=e[n.from];if(i.min==null)n.min=n.max=null;else{let e=n.range(r,i.min,i.max,t);n.min=e[0],n.max=e[1]}}}let n={},a=!1;for(let t in e){let r=e[t],i=b[t];if(i.min!=r.min||i.max!=r.max){i.min=r.min,i.max=r.max;let e=i.distr;i._min=e==3?dt(i.min):e==4?mt(i.min,i.asinh):e==100?i.fwd(i.min):i.min,i._max=e==3?dt(i.max):e==4?mt(i.max,i.asinh):e==100?i.fwd(i.max):i.max,n[t]=a=!0}}if(a){v.forEach((e,t)=>{i==2?t>0&&n.y&&(e._paths=null):n[e.scale]&&(e._paths=null)});for(let e in n)Wt=!0,ra(`setScale`,e);Ce&&P.left>=0&&(Gt=Jt=!0)}for(let e in A)A[e]=null}function sr(e){let t=gt(K-1,0,G-1),n=gt(q+1,0,G-1);for(;e[t]==null&&t>0;)t--;for(;e[n]==null&&n<G-1;)n++;return[t,n]}function cr(){if(G>0){let e=v.some(e=>e._focus)&&Yn!=rn.alpha;e&&(d.globalAlpha=Yn=rn.alpha),v.forEach((e,n)=>{if(n>0&&e.show&&(mr(n,!1),mr(n,!0),e._paths==null)){let a=Yn;Yn!=e.alpha&&(d.globalAlpha=Yn=e.alpha);let o=i==2?[0,t[n][0].length-1]:sr(t[n]);e._paths=e.paths(r,n,o[0],o[1]),Yn!=a&&(d.globalAlpha=Yn=a)}}),v.forEach((e,t)=>{if(t>0&&e.show){let n=Yn;Yn!=e.alpha&&(d.globalAlpha=Yn=e.alpha),e._paths!=null&&hr(t,!1);{let n=e._paths==null?null:e._paths.gaps,i=e.points.show(r,t,K,q,n),a=e.points.filter(r,t,i,n);(i||a)&&(e.points._paths=e.points.paths(r,t,K,q,a),hr(t,!0))}Yn!=n&&(d.globalAlpha=Yn=n),ra(`drawSeries`,t)}}),e&&(d.globalAlpha=Yn=1)}}function mr(e,t){let n=t?v[e].points:v[e];n._stroke=n.stroke(r,e),n._fill=n.fill(r,e)}function hr(e,t){let n=t?v[e].points:v[e],{stroke:r,fill:i,clip:a,flags:o,_stroke:s=n._stroke,_fill:c=n._fill,_width:l=n.width}=n._paths;l=U(l*F,3);let u=null,f=l%2/2;t&&c==null&&(c=l>0?`#fff`:s);let p=n.pxAlign==1&&f>0;if(p&&d.translate(f,f),!t){let e=Dt-l/2,t=Ot-l/2,n=jt+l,r=It+l;u=new Path2D,u.rect(e,t,n,r)}t?Sr(s,l,n.dash,n.cap,c,r,i,o,a):gr(e,s,l,n.dash,n.cap,c,r,i,o,u,a),p&&d.translate(-f,-f)}function gr(e,n,i,a,o,s,c,l,u,d,f){let p=!1;u!=0&&x.forEach((m,h)=>{if(m.series[0]==e){let e=v[m.series[1]],g=t[m.series[1]],_=(e._paths||Mt).band;Ft(_)&&(_=m.dir==1?_[0]:_[1]);let y,b=null;e.show&&_&&$e(g,K,q)?(b=m.fill(r,h)||s,y=e._paths.clip):_=null,Sr(n,i,a,o,b,c,l,u,d,f,y,_),p=!0}}),p||Sr(n,i,a,o,s,c,l,u,d,f)}function Sr(e,t,n,r,i,a,o,s,c,l,u,f){Xn(e,t,n,r,i),(c||l||f)&&(d.save(),c&&d.clip(c),l&&d.clip(l)),f?(s&3)==3?(d.clip(f),u&&d.clip(u),Tr(i,o),wr(e,a,t)):s&2?(Tr(i,o),d.clip(f),wr(e,a,t)):s&1&&(d.save(),d.clip(f),u&&d.clip(u),Tr(i,o),d.restore(),wr(e,a,t)):(Tr(i,o),wr(e,a,t)),(c||l||f)&&d.restore()}function wr(e,t,n){n>0&&(t instanceof Map?t.forEach((e,t)=>{d.strokeStyle=zn=t,d.stroke(e)}):t!=null&&e&&d.stroke(t))}function Tr(e,t){t instanceof Map?t.forEach((e,t)=>{d.fillStyle=Bn=t,d.fill(e)}):t!=null&&e&&d.fill(t)}function Dr(e,t,n,i){let a=y[e],o;if(i<=0)o=[0,0];else{let s=a._space=a.space(r,e,t,n,i);o=fi(t,n,a._incrs=a.incrs(r,e,t,n,i,s),i,s)}return a._found=o}function Or(e,t,n,r,i,a,o,s,c,l){let u=o%2/2;h==1&&d.translate(u,u),Xn(s,o,c,l,s),d.beginPath();let f,p,m,g,_=i+(r==0||r==3?-a:a);n==0?(p=i,g=_):(f=i,m=_);for(let r=0;r<e.length;r++)t[r]!=null&&(n==0?f=m=e[r]:p=g=e[r],d.moveTo(f,p),d.lineTo(m,g));d.stroke(),h==1&&d.translate(-u,-u)}function kr(e){let t=!0;return y.forEach((n,i)=>{if(!n.show)return;let a=b[n.scale];if(a.min==null){n._show&&(t=!1,n._show=!1,Nr(!1));return}n._show||(t=!1,n._show=!0,Nr(!1));let o=n.side,s=o%2,{min:c,max:l}=a,[u,d]=Dr(i,c,l,s==0?z:B);if(d==0)return;let f=a.distr==2,p=n._splits=n.splits(r,i,c,l,u,d,f),m=a.distr==2?p.map(e=>Pn[e]):p,h=a.distr==2?Pn[p[1]]-Pn[p[0]]:u,g=n._values=n.values(r,n.filter(r,m,i,d,h),i,d,h);n._rotate=o==2?n.rotate(r,g,i,d):0;let _=n._size;n._size=st(n.size(r,g,i,e)),_!=null&&n._size!=_&&(t=!1)}),t}function Ar(e){let t=!0;return bn.forEach((n,i)=>{let a=n(r,i,_n,e);a!=xn[i]&&(t=!1),xn[i]=a}),t}function Mr(){for(let e=0;e<y.length;e++){let t=y[e];if(!t.show||!t._show)continue;let n=t.side,i=n%2,a,o,c=t.stroke(r,e),l=n==0||n==3?-1:1,[u,f]=t._found;if(t.label!=null){let s=t.labelGap*l,p=ot((t._lpos+s)*F);Zn(t.labelFont[0],c,`center`,n==2?`top`:ue),d.save(),i==1?(a=o=0,d.translate(p,ot(Ot+It/2)),d.rotate((n==3?-it:it)/2)):(a=ot(Dt+jt/2),o=p);let m=_t(t.label)?t.label(r,e,u,f):t.label;d.fillText(m,a,o),d.restore()}if(f==0)continue;let p=b[t.scale],m=i==0?jt:It,h=i==0?Dt:Ot,_=t._splits,v=p.distr==2?_.map(e=>Pn[e]):_,x=p.distr==2?Pn[_[1]]-Pn[_[0]]:u,S=t.ticks,C=t.border,w=S.show?S.size:0,T=ot(w*F),E=ot((t.alignTo==2?t._size-w-t.gap:t.gap)*F),D=t._rotate*-it/180,O=g(t._pos*F),k=O+(T+E)*l;o=i==0?k:0,a=i==1?k:0;let ee=t.font[0];Zn(ee,c,t.align==1?M:t.align==2?de:D>0?M:D<0?de:i==0?`center`:n==3?de:M,D||i==1?`middle`:n==2?`top`:ue);let A=t.font[1]*t.lineGap,j=_.map(e=>g(s(e,p,m,h))),te=t._values;for(let e=0;e<te.length;e++){let t=te[e];if(t!=null){i==0?a=j[e]:o=j[e],t=``+t;let n=t.indexOf(`\n`)==-1?[t]:t.split(/\\n/gm);for(let e=0;e<n.length;e++){let t=n[e];D?(d.save(),d.translate(a,o+e*A),d.rotate(D),d.fillText(t,0,0),d.restore()):d.fillText(t,a,o+e*A)}}}S.show&&Or(j,S.filter(r,v,e,f,x),i,n,O,T,U(S.width*F,3),S.stroke(r,e),S.dash,S.cap);let ne=t.grid;ne.show&&Or(j,ne.filter(r,v,e,f,x),i,i==0?2:1,i==0?Ot:Dt,i==0?It:jt,U(ne.width*F,3),ne.stroke(r,e),ne.dash,ne.cap),C.show&&Or([O],[1],+(i==0),i==0?1:2,i==1?Ot:Dt,i==1?It:jt,U(C.width*F,3),C.stroke(r,e),C.dash,C.cap)}ra(`drawAxes`)}function Nr(e){v.forEach((t,n)=>{n>0&&(t._paths=null,e&&(i==1?(t.min=null,t.max=null):t.facets.forEach(e=>{e.min=null,e.max=null})))})}let Pr=!1,Fr=!1,Ir=[];function Lr(){Fr=!1;for(let e=0;e<Ir.length;e++)ra(...Ir[e]);Ir.length=0}function Rr(){Pr||=(Kt(Br),!0)}function zr(e,t=!1){Pr=!0,Fr=t,e(r),Br(),t&&Ir.length>0&&queueMicrotask(Lr)}r.batch=zr;function Br(){if(Vt&&=(or(),!1),Wt&&=(Zt(),!1),Ht){if(L(p,M,ft),L(p,`top`,ht),L(p,ce,z),L(p,le,B),L(m,M,ft),L(m,`top`,ht),L(m,ce,z),L(m,le,B),L(f,ce,nt),L(f,le,rt),u.width=ot(nt*F),u.height=ot(rt*F),y.forEach(({_el:e,_show:t,_size:n,_pos:r,side:i})=>{if(e!=null){if(t){let t=i===3||i===0?n:0,a=i%2==1;L(e,a?`left`:`top`,r-t),L(e,a?`width`:`height`,n),L(e,a?`top`:`left`,a?ht:ft),L(e,a?`height`:`width`,a?B:z),Ee(e,oe)}else Te(e,oe)}}),zn=Bn=Vn=Un=Gn=Kn=qn=Jn=Hn=null,Yn=1,Vi(!0),ft!=vt||ht!=yt||z!=wt||B!=Tt){Nr(!1);let e=z/wt,t=B/Tt;if(Ce&&!Gt&&P.left>=0){P.left*=e,P.top*=t,Wr&&Ae(Wr,ot(P.left),0,z,B),Gr&&Ae(Gr,0,ot(P.top),z,B);for(let n=0;n<cn.length;n++){let r=cn[n];r!=null&&(ln[n]*=e,un[n]*=t,Ae(r,st(ln[n]),st(un[n]),z,B))}}if(Q.show&&!qt&&Q.left>=0&&Q.width>0){Q.left*=e,Q.width*=e,Q.top*=t,Q.height*=t;for(let e in Wi)L(gi,e,Q[e])}vt=ft,yt=ht,wt=z,Tt=B}ra(`setSize`),Ht=!1}nt>0&&rt>0&&(d.clearRect(0,0,u.width,u.height),ra(`drawClear`),w.forEach(e=>e()),ra(`draw`)),Q.show&&qt&&(_i(Q),qt=!1),Ce&&Gt&&(zi(null,!0,!1),Gt=!1),N.show&&N.live&&Jt&&(Li(),Jt=!1),c||(c=!0,r.status=1,ra(`ready`)),In=!1,Pr=!1}r.redraw=(e,t)=>{Wt=t||!1,e===!1?Rr():yi(S,D.min,D.max)};function Vr(e,n){let i=b[e];if(i.from==null){if(G==0){let t=i.range(r,n.min,n.max,e);n.min=t[0],n.max=t[1]}if(n.min>n.max){let e=n.min;n.min=n.max,n.max=e}if(G>1&&n.min!=null&&n.max!=null&&n.max-n.min<1e-16)return;e==S&&i.distr==2&&G>0&&(n.min=ze(n.min,t[0]),n.max=ze(n.max,t[0]),n.min==n.max&&n.max++),A[e]=n,Vt=!0,Rr()}}r.setScale=Vr;let Hr,Ur,Wr,Gr,Kr,qr,Jr,Yr,Xr,Zr,J,Y,$r=!1,X=P.drag,Z=X.x,hi=X.y;Ce&&(P.x&&(Hr=Oe(`u-cursor-x`,m)),P.y&&(Ur=Oe(`u-cursor-y`,m)),D.ori==0?(Wr=Hr,Gr=Ur):(Wr=Ur,Gr=Hr),J=P.left,Y=P.top);let Q=r.select=W({show:!0,over:!0,left:0,width:0,top:0,height:0},e.select),gi=Q.show?Oe(`u-select`,Q.over?m:p):null;function _i(e,t){if(Q.show){for(let t in e)Q[t]=e[t],t in Wi&&L(gi,t,e[t]);t!==!1&&ra(`setSelect`)}}r.setSelect=_i;function vi(e){if(v[e].show)be&&Ee(Ne[e],oe);else if(be&&Te(Ne[e],oe),Ce){let t=sn?cn[0]:cn[e];t!=null&&Ae(t,-10,-10,z,B)}}function yi(e,t,n){Vr(e,{min:t,max:n})}function bi(e,t,n,a){t.focus!=null&&ki(e),t.show!=null&&v.forEach((n,r)=>{r>0&&(e==r||e==null)&&(n.show=t.show,vi(r),i==2?(yi(n.facets[0].scale,null,null),yi(n.facets[1].scale,null,null)):yi(n.scale,null,null),Rr())}),n!==!1&&ra(`setSeries`,e,t),a&&sa(`setSeries`,r,e,t)}r.setSeries=bi;function xi(e,t){W(x[e],t)}function Si(e,t){e.fill=H(e.fill||null),e.dir=R(e.dir,-1),t??=x.length,x.splice(t,0,e)}function Ci(e){e==null?x.length=0:x.splice(e,1)}r.addBand=Si,r.setBand=xi,r.delBand=Ci;function wi(e,t){v[e].alpha=t,Ce&&cn[e]!=null&&(cn[e].style.opacity=t),be&&Ne[e]&&(Ne[e].style.opacity=t)}let Ti,Ei,Di,Oi={focus:!0};function ki(e){if(e!=Di){let t=e==null,n=rn.alpha!=1;v.forEach((r,a)=>{if(i==1||a>0){let i=t||a==0||a==e;r._focus=t?null:i,n&&wi(a,i?1:rn.alpha)}}),Di=e,n&&Rr()}}be&&on&&et(_e,we,e=>{P._lock||(tn(e),Di!=null&&bi(null,Oi,!0,$.setSeries))});function Ai(e,t,n){let r=b[t];n&&(e=e/F-(r.ori==1?ht:ft));let i=z;r.ori==1&&(i=B,e=i-e),r.dir==-1&&(e=i-e);let a=r._min,o=r._max,s=e/i,c=a+(o-a)*s,l=r.distr;return l==3?ut(10,c):l==4?pt(c,r.asinh):l==100?r.bwd(c):c}function ji(e,n){return ze(Ai(e,S,n),t[0],K,q)}r.valToIdx=e=>ze(e,t[0]),r.posToIdx=ji,r.posToVal=Ai,r.valToPos=(e,t,n)=>b[t].ori==0?a(e,b[t],n?jt:z,n?Dt:0):o(e,b[t],n?It:B,n?Ot:0),r.setCursor=(e,t,n)=>{J=e.left,Y=e.top,zi(null,t,n)};function Mi(e,t){L(gi,M,Q.left=e),L(gi,ce,Q.width=t)}function Ni(e,t){L(gi,`top`,Q.top=e),L(gi,le,Q.height=t)}let Pi=D.ori==0?Mi:Ni,Fi=D.ori==1?Mi:Ni;function Ii(){if(be&&N.live)for(let e=+(i==2);e<v.length;e++){if(e==0&&Be)continue;let t=N.values[e],n=0;for(let r in t)Fe[e][n++].firstChild.nodeValue=t[r]}}function Li(e,t){if(e!=null&&(e.idxs?e.idxs.forEach((e,t)=>{ae[t]=e}):Lt(e.idx)||ae.fill(e.idx),N.idx=ae[0]),be&&N.live){for(let e=0;e<v.length;e++)(e>0||i==1&&!Be)&&Ri(e,ae[e]);Ii()}Jt=!1,t!==!1&&ra(`setLegend`)}r.setLegend=Li;function Ri(e,n){let i=v[e],a=e==0&&O==2?Pn:t[e],o;Be?o=i.values(r,e,n)??Ve:(o=i.value(r,n==null?null:a[n],e,n),o=o==null?Ve:{_:o}),N.values[e]=o}function zi(e,n,a){Xr=J,Zr=Y,[J,Y]=P.move(r,J,Y),P.left=J,P.top=Y,Ce&&(Wr&&Ae(Wr,ot(J),0,z,B),Gr&&Ae(Gr,0,ot(Y),z,B));let o,s=K>q;Ti=V,Ei=null;let c=D.ori==0?z:B,l=D.ori==1?z:B;if(J<0||G==0||s){o=P.idx=null;for(let e=0;e<v.length;e++){let t=cn[e];t!=null&&Ae(t,-10,-10,z,B)}on&&bi(null,Oi,!0,e==null&&$.setSeries),N.live&&(ae.fill(o),Jt=!0)}else{let e,n,a;i==1&&(e=D.ori==0?J:Y,n=Ai(e,S),o=P.idx=ze(n,t[0],K,q),a=k(t[0][o],D,c,0));let s=-10,u=-10,d=0,f=0,p=!0,m=``,h=``;for(let e=+(i==2);e<v.length;e++){let g=v[e],_=ae[e],y=_==null?null:i==1?t[e][_]:t[e][1][_],x=P.dataIdx(r,e,o,n),S=x==null?null:i==1?t[e][x]:t[e][1][x];if(Jt=Jt||S!=y||x!=_,ae[e]=x,e>0&&g.show){let n=x==null?-10:x==o?a:k(i==1?t[0][x]:t[e][0][x],D,c,0),_=S==null?-10:ee(S,i==1?b[g.scale]:b[g.facets[1].scale],l,0);if(on&&S!=null){let t=D.ori==1?J:Y,n=at(rn.dist(r,e,x,_,t));if(n<Ti){let r=rn.bias;if(r!=0){let i=Ai(t,g.scale),a=S>=0?1:-1,o=i>=0?1:-1;o==a&&(o==1?r==1?S>=i:S<=i:r==1?S<=i:S>=i)&&(Ti=n,Ei=e)}else Ti=n,Ei=e}}if(Jt||sn){let t,i;D.ori==0?(t=n,i=_):(t=_,i=n);let a,o,c,l,g,v,y=!0,b=nn.bbox;if(b!=null){y=!1;let t=b(r,e);c=t.left,l=t.top,a=t.width,o=t.height}else c=t,l=i,a=o=nn.size(r,e);if(v=nn.fill(r,e),g=nn.stroke(r,e),sn)e==Ei&&Ti<=rn.prox&&(s=c,u=l,d=a,f=o,p=y,m=v,h=g);else{let t=cn[e];t!=null&&(ln[e]=c,un[e]=l,Pe(t,a,o,y),Me(t,v,g),Ae(t,st(c),st(l),z,B))}}}}if(sn){let e=rn.prox;if(Jt||(Di==null?Ti<=e:Ti>e||Ei!=Di)){let e=cn[0];e!=null&&(ln[0]=s,un[0]=u,Pe(e,d,f,p),Me(e,m,h),Ae(e,st(s),st(u),z,B))}}}if(Q.show&&$r){if(e!=null){let[t,n]=$.scales,[r,i]=$.match,[a,o]=e.cursor.sync.scales,s=e.cursor.drag;if(Z=s._x,hi=s._y,Z||hi){let{left:s,top:u,width:d,height:f}=e.select,p=e.scales[a].ori,m=e.posToVal,h,g,_,v,y,x=t!=null&&r(t,a),S=n!=null&&i(n,o);x&&Z?(p==0?(h=s,g=d):(h=u,g=f),_=b[t],v=k(m(h,a),_,c,0),y=k(m(h+g,a),_,c,0),Pi(ct(v,y),at(y-v))):Pi(0,c),S&&hi?(p==1?(h=s,g=d):(h=u,g=f),_=b[n],v=ee(m(h,o),_,l,0),y=ee(m(h+g,o),_,l,0),Fi(ct(v,y),at(y-v))):Fi(0,l)}else Gi()}else{let e=at(Xr-Kr),t=at(Zr-qr);if(D.ori==1){let n=e;e=t,t=n}Z=X.x&&e>=X.dist,hi=X.y&&t>=X.dist;let n=X.uni;n==null?X.x&&X.y&&(Z||hi)&&(Z=hi=!0):Z&&hi&&(Z=e>=n,hi=t>=n,!Z&&!hi&&(t>e?hi=!0:Z=!0));let r,i;Z&&(D.ori==0?(r=Jr,i=J):(r=Yr,i=Y),Pi(ct(r,i),at(i-r)),hi||Fi(0,l)),hi&&(D.ori==1?(r=Jr,i=J):(r=Yr,i=Y),Fi(ct(r,i),at(i-r)),Z||Pi(0,c)),!Z&&!hi&&(Pi(0,0),Fi(0,0))}}if(X._x=Z,X._y=hi,e==null){if(a){if(aa!=null){let[e,t]=$.scales;$.values[0]=e==null?null:Ai(D.ori==0?J:Y,e),$.values[1]=t==null?null:Ai(D.ori==1?J:Y,t)}sa(pe,r,J,Y,z,B,o)}if(on){let e=a&&$.setSeries,t=rn.prox;Di==null?Ti<=t&&bi(Ei,Oi,!0,e):Ti>t?bi(null,Oi,!0,e):Ei!=Di&&bi(Ei,Oi,!0,e)}}Jt&&(N.idx=o,Li()),n!==!1&&ra(`setCursor`)}let Bi=null;Object.defineProperty(r,\"rect\",{get(){return Bi??Vi(!1),Bi}});function Vi(e=!1){e?Bi=null:(Bi=m.getBoundingClientRect(),ra(`syncRect`,Bi))}function Hi(e,t,n,r,i,a,o){P._lock||$r&&e!=null&&e.movementX==0&&e.movementY==0||(Ui(e,t,n,r,i,a,o,!1,e!=null),e==null?zi(t,!0,!1):zi(null,!0,!0))}function Ui(e,t,n,i,a,o,c,l,u){if(Bi??Vi(!1),tn(e),e!=null)n=e.clientX-Bi.left,i=e.clientY-Bi.top;else{if(n<0||i<0){J=-10,Y=-10;return}let[e,r]=$.scales,c=t.cursor.sync,[l,u]=c.values,[d,f]=c.scales,[p,m]=$.match,h=t.axes[0].side%2==1,g=D.ori==0?z:B,_=D.ori==1?z:B,v=h?o:a,y=h?a:o,x=h?i:n,S=h?n:i;if(n=d==null?x/v*g:p(e,d)?s(l,b[e],g,0):-10,i=f==null?S/y*_:m(r,f)?s(u,b[r],_,0):-10,D.ori==1){let e=n;n=i,i=e}}u&&(t==null||t.cursor.event.type==pe)&&((n<=1||n>=z-1)&&(n=Et(n,z)),(i<=1||i>=B-1)&&(i=Et(i,B))),l?(Kr=n,qr=i,[Jr,Yr]=P.move(r,n,i)):(J=n,Y=i)}let Wi={width:0,height:0,left:0,top:0};function Gi(){_i(Wi,!1)}let Ki,qi,Ji,Yi;function Xi(e,t,n,i,a,o,s){$r=!0,Z=hi=X._x=X._y=!1,Ui(e,t,n,i,a,o,s,!0,!1),e!=null&&(et(he,xe,Zi,!1),sa(me,r,Jr,Yr,z,B,null));let{left:c,top:l,width:u,height:d}=Q;Ki=c,qi=l,Ji=u,Yi=d}function Zi(e,t,n,i,a,o,s){$r=X._x=X._y=!1,Ui(e,t,n,i,a,o,s,!1,!0);let{left:c,top:l,width:u,height:d}=Q,f=u>0||d>0,p=Ki!=c||qi!=l||Ji!=u||Yi!=d;if(f&&p&&_i(Q),X.setScale&&f&&p){let e=c,t=u,n=l,r=d;if(D.ori==1&&(e=l,t=d,n=c,r=u),Z&&yi(S,Ai(e,S),Ai(e+t,S)),hi)for(let e in b){let t=b[e];e!=S&&t.from==null&&t.min!=V&&yi(e,Ai(n+r,e),Ai(n,e))}Gi()}else P.lock&&(P._lock=!P._lock,zi(t,!0,e!=null));e!=null&&(tt(he,xe),sa(he,r,J,Y,z,B,null))}function Qi(e,t,n,r,i,a,o){if(P._lock)return;tn(e);let s=$r;if($r){let e=!0,t=!0,n,r;D.ori==0?(n=Z,r=hi):(n=hi,r=Z),n&&r&&(e=J<=10||J>=z-10,t=Y<=10||Y>=B-10),n&&e&&(J=J<Jr?0:z),r&&t&&(Y=Y<Yr?0:B),zi(null,!0,!0),$r=!1}J=-10,Y=-10,ae.fill(null),zi(null,!0,!0),s&&($r=s)}function $i(e,t,n,i,a,o,s){P._lock||(tn(e),Rn(),Gi(),e!=null&&sa(ve,r,J,Y,z,B,null))}function ea(){y.forEach(mi),Yt(r.width,r.height,!0)}Le(ye,Se,ea);let ta={};ta.mousedown=Xi,ta.mousemove=Hi,ta.mouseup=Zi,ta.dblclick=$i,ta.setSeries=(e,t,n,i)=>{let a=$.match[2];n=a(r,t,n),n!=-1&&bi(n,i,!0,!1)},Ce&&(et(me,m,Xi),et(pe,m,Hi),et(ge,m,e=>{tn(e),Vi(!1)}),et(_e,m,Qi),et(ve,m,$i),Qr.add(r),r.syncRect=Vi);let na=r.hooks=e.hooks||{};function ra(e,t,n){Fr?Ir.push([e,t,n]):e in na&&na[e].forEach(e=>{e.call(null,r,t,n)})}(e.plugins||[]).forEach(e=>{for(let t in e.hooks)na[t]=(na[t]||[]).concat(e.hooks[t])});let ia=(e,t,n)=>n,$=W({key:null,setSeries:!1,filters:{pub:St,sub:St},scales:[S,v[1]?v[1].scale:null],match:[Ct,Ct,ia],values:[null,null]},P.sync);$.match.length==2&&$.match.push(ia),P.sync=$;let aa=$.key,oa=Cr(aa);function sa(e,t,n,r,i,a,o){$.filters.pub(e,t,n,r,i,a,o)&&oa.pub(e,t,n,r,i,a,o)}oa.sub(r);function ca(e,t,n,r,i,a,o){$.filters.sub(e,t,n,r,i,a,o)&&ta[e](null,t,n,r,i,a,o)}r.pub=ca;function la(){oa.unsub(r),Qr.delete(r),Ze.clear(),Re(ye,Se,ea),l.remove(),we?.remove(),ra(`destroy`)}r.destroy=la;function ua(){ra(`init`,e,t),Ln(t||e.data,!1),A[S]?Vr(S,A[S]):Rn(),qt=Q.show&&(Q.width>0||Q.height>0),Gt=Jt=!0,Yt(e.width,e.height)}return v.forEach(mn),y.forEach(vn),n?n instanceof HTMLElement?(n.appendChild(l),ua()):n(r,ua):ua(),r}X.assign=W,X.fmtNum=nt,X.rangeNum=Qe,X.rangeLog=Ke,X.rangeAsinh=qe,X.orient=wr,X.pxRatio=F,X.join=Gt,X.fmtDate=an,X.tzDate=sn,X.sync=Cr;{X.addGap=kr,X.clipGaps=Or;let e=X.paths={points:Ur};e.linear=qr,e.stepped=Jr,e.bars=Xr,e.spline=J}function Z({participant:e,origin:t,step:n,factor:r,mean:i,below:a,above:o}){let s=i.map((e,r)=>(t+(r+.5)*n)/1e3),c=hi(i,n),l=(e,t)=>{let n=i[e]??null;return n===null?c[e]?null:void 0:(n+t)/r};return{participant:e,times:s,mean:i.map((e,t)=>l(t,0)),least:i.map((e,t)=>l(t,-(a[t]??0))),greatest:i.map((e,t)=>l(t,o[t]??0))}}function hi(e,t){let n=Math.max(2,Math.ceil(2500/t)),r=e.map(()=>!1);for(let t=0;t<e.length;t+=1){if(e[t]!==null)continue;let i=t;for(;i<e.length&&e[i]===null;)i+=1;i-t>n&&r.fill(!0,t,i),t=i}return r}function Q(e){return X.join(e.map(({times:e,mean:t,greatest:n,least:r})=>[e,t,n,r]))}let gi=[`circle`,`square`,`triangle`,`diamond`,`cross`,`ring`],_i=[[],[7,3],[2,3],[10,3,2,3],[4,4],[1,2]];function vi(e){let t=e<0?5:e%gi.length;return{colour:t,dash:_i[t]??[],shape:gi[t]??`ring`}}let yi=e=>getComputedStyle(document.documentElement).getPropertyValue(e).trim();function bi(e,t,n,r){switch(e){case`square`:return`M${t-r} ${n-r}h${2*r}v${2*r}h${-2*r}Z`;case`triangle`:return`M${t} ${n-r*1.2}L${t+r*1.15} ${n+r*.9}H${t-r*1.15}Z`;case`diamond`:return`M${t} ${n-r*1.3}L${t+r*1.3} ${n}L${t} ${n+r*1.3}L${t-r*1.3} ${n}Z`;case`cross`:return`M${t-r} ${n-r*.35}h${r*2}v${r*.7}h${-r*2}ZM${t-r*.35} ${n-r}h${r*.7}v${r*2}h${-r*.7}Z`;default:return`M${t-r} ${n}a${r} ${r} 0 1 0 ${2*r} 0a${r} ${r} 0 1 0 ${-2*r} 0Z`}}function xi(e,t){let n=e[t];if(n===void 0)return t<0?`no participant`:`participant ${t+1}`;let r=e.filter(({name:e})=>e!==null&&e===n.name).length>1;return n.name===null||r?n.id:n.name}function Si(e,t){let{colour:n,dash:r,shape:i}=vi(e),a=t===`shape`?14:30,s=t===`line`&&r.length>0?r.join(` `):void 0;return o(`svg`,{class:`sample p${n}`,viewBox:`0 0 ${a} 14`,width:a,height:14,\"aria-hidden\":`true`},t===`shape`?o(`path`,{class:`shape`,d:bi(i,7,7,4.5)}):o(`path`,{class:`line`,d:`M1 7H29`,\"stroke-dasharray\":s}))}function Ci(e,t,n){return a(`ul`,{class:`legend`},...n.map(({participant:n,value:r})=>a(`li`,{},Si(n,t),c(xi(e,n)),r??null)))}let wi=/* @__PURE__ */ new Map;function Ti(){for(let[e,t]of wi)e.isConnected?t():wi.delete(e)}function Ei(e){let t=[...new Set([...e.curves,...e.answers].map(({participant:e})=>e))],n=new Map(t.map(e=>[e,a(`span`,{class:`value`})])),r=t.map(e=>({participant:e,value:n.get(e)})),i=a(`div`,{class:`plot`,tabindex:0,role:`group`,\"aria-roledescription\":`chart`,\"aria-label\":Vi(e)}),o=a(`p`,{class:`hidden`,role:`status`}),s,c=()=>{s?.destroy(),s=Oi(i,e,n)};new ResizeObserver(()=>{s===void 0?c():s.width!==i.clientWidth&&i.clientWidth>0&&s.setSize({width:i.clientWidth,height:Di})}).observe(i),wi.set(i,c),i.addEventListener(`keydown`,t=>{s!==void 0&&Bi(s,t)&&(o.textContent=zi(e,n,s))});let l=e.curves.length===0?`shape`:e.curves.length===1?`solid`:`line`;return a(`figure`,{class:`chart`},a(`figcaption`,{},e.title),Ci(e.participants,l,r),i,o,a(`div`,{class:`below`},u(`Values as a table`,()=>Hi(e)),l!==`shape`&&a(`span`,{class:`muted keys`},`Drag to zoom, double click to go back; arrow keys move the cursor.`)))}let Di=230;function Oi(e,t,n){let r=t.curves.map(Z),i=r.length>0?Q(r):Li(t.answers);return new X({width:e.clientWidth||700,height:230,legend:{show:!1},cursor:{y:!1,drag:{x:!0,y:!1},points:{size:7}},scales:{x:{time:!1},y:{range:(e,n,r)=>Pi(t,n,r)}},axes:Ni(t),series:[{},...r.length>0?r.flatMap(({participant:e})=>Mi(e,ki(e,t))):[{show:!1}]],bands:r.map(({participant:e},t)=>({series:[t*3+2,t*3+3],fill:ji(e)})),padding:[10,8,0,0],hooks:{drawAxes:[e=>Fi(e,t.marks)],draw:[e=>Ii(e,t.answers)],setCursor:[e=>Ri(e,t,n)]}},i,e)}let ki=(e,{curves:t})=>t.length>1?[...vi(e).dash]:[],Ai=e=>yi(`--p${vi(e).colour}`),ji=e=>`${Ai(e)}2e`;function Mi(e,t){let n={stroke:`transparent`,width:0,points:{show:!1}};return[{stroke:Ai(e),width:1.75,dash:t,points:{show:!1}},n,n]}function Ni({axis:e,unit:t}){let n={stroke:yi(`--muted`),font:`12px system-ui, sans-serif`,labelFont:`12px system-ui, sans-serif`,grid:{stroke:yi(`--rule`),width:1},ticks:{stroke:yi(`--rule`),width:1,size:4}};return[{...n,label:`time since the content began, min:s`,labelSize:22,size:30,space:64,incrs:[1,2,5,10,15,30,60,120,300,600,1200,1800,3600,7200,14400,43200],values:(e,t)=>t.map(e=>m(e*1e3))},{...n,label:e,labelSize:24,size:46,space:34,values:(e,n)=>n.map(e=>t===`ms`?String(Math.round(e)).replace(`-`,`−`):String(Number(e.toPrecision(6))))}]}function Pi({unit:e,curves:t,answers:n,marks:r},i,a){let o=t.length>0?[]:n.flatMap(({value:e})=>e??[]),s=Math.min(...o,i??(e===`scale`?0:1/0)),c=Math.max(...o,a??(e===`scale`?1:-1/0));if(e===`scale`)return[Math.min(0,s)-.03,Math.max(1,c)+.03];let l=r.filter(e=>Math.abs(e)<=100),[u,d]=[Math.min(s,...l),Math.max(c,...l)];if(!Number.isFinite(u)||!Number.isFinite(d))return[0,1];let f=(d-u||Math.abs(d)||1)*.06;return[u-f,d+f]}function Fi({ctx:e,bbox:t,valToPos:n},r){e.save(),e.strokeStyle=yi(`--muted`),e.setLineDash([3*devicePixelRatio,4*devicePixelRatio]),e.lineWidth=devicePixelRatio;for(let i of r){let r=Math.round(n(i,`y`,!0));r<t.top||r>t.top+t.height||(e.beginPath(),e.moveTo(t.left,r),e.lineTo(t.left+t.width,r),e.stroke())}e.restore()}function Ii({ctx:e,bbox:t,valToPos:n},r){e.save(),e.beginPath(),e.rect(t.left,t.top,t.width,t.height),e.clip(),e.lineWidth=1.5*devicePixelRatio,e.strokeStyle=yi(`--card`);for(let{participant:t,time:i,value:a}of r){if(a===null)continue;let r=new Path2D(bi(vi(t).shape,n(i/1e3,`x`,!0),n(a,`y`,!0),5*devicePixelRatio));e.fillStyle=Ai(t),e.fill(r),e.stroke(r)}e.restore()}function Li(e){let t=e.map(({time:e})=>e/1e3),n=t.reduce((e,t)=>Math.min(e,t),1/0),r=t.reduce((e,t)=>Math.max(e,t),-1/0),i=Math.max(5,(r-n)*.04);return[[n-i,r+i],[null,null]]}function Ri(e,{curves:t,unit:n},r){for(let[i,a]of r){let r=t.findIndex(e=>e.participant===i),o=e.cursor.idx,s=r===-1||o==null?null:e.data[r*3+1]?.[o];a.textContent=s==null?``:b(s,n)}}let zi=({participants:e},t,{data:n,cursor:r})=>[m((n[0][r.idx??0]??0)*1e3),...[...t].map(([t,{textContent:n}])=>`${xi(e,t)} ${n||`no value`}`)].join(`, `);function Bi(e,t){let n=e.data[0],r=n.length-1,i=e.cursor.idx??-1,a=t.shiftKey?Math.max(2,Math.round(r/20)):1,o={ArrowRight:i+a,ArrowLeft:i-a,Home:0,End:r}[t.key];if(o===void 0||r<1)return!1;t.preventDefault();let s=n[Math.max(0,Math.min(r,o))]??0;return e.setCursor({left:e.valToPos(s,`x`),top:e.over.clientHeight/2}),!0}function Vi({title:e,curves:t,answers:n,unit:r,participants:i}){let a=t.map(e=>{let t=e.mean.filter(e=>e!==null).map(t=>t/e.factor),[n,a]=[Math.min(...t),Math.max(...t)];return`${xi(i,e.participant)}: ${f(e.samples,`sample`)} from ${b(n,r)} to ${b(a,r)}`}),o=n.length>0?[f(n.length,`answer`)]:[];return`${e}. ${[...a,...o].join(`; `)}. Arrow keys move the cursor.`}function Hi({title:e,curves:t,answers:n,unit:r,participants:i}){if(t.length===0)return l(e,[`Time`,`Participant`,`Answer`],n.map(({time:e,participant:t,value:n})=>[m(e),c(xi(i,t)),n===null?`none in time`:b(n,r)]),[0,2]);let[a,...o]=Q(t.map(Z)),s=Math.max(1,Math.ceil(a.length/60)),u=[...a.keys()].filter(e=>e%s===0);return l(e+(s===1?``:`, every ${s}th point`),[`Time`,...t.map(({participant:e})=>xi(i,e))],u.map(e=>[m((a[e]??0)*1e3),...t.map((t,n)=>b(o[n*3]?.[e],r))]),[0,...t.keys()].map((e,t)=>t))}var Ui=class{#e=n;#t=0;#n=[];#r=n.map(e=>[e.id,e.deployment,e.status,...e.participants].join(`\n`).toLowerCase());get page(){return this.#e.slice(this.#t*25,(this.#t+1)*25)}onChange(e){this.#n.push(e)}goTo(e){return n[e]!==void 0&&(this.#e=n,this.#i(Math.floor(e/25)),!0)}controls(){let e=a(`input`,{type:`search`,id:`search`,autocomplete:`off`,spellcheck:`false`,placeholder:`room, participant or deployment`}),t=[...new Set(n.map(({status:e})=>e??`unknown`))].sort(),r=a(`select`,{id:`status`},a(`option`,{value:``},`any`),...t.map(e=>a(`option`,{value:e},e))),i=a(`input`,{type:`checkbox`,id:`gaps`}),o=()=>{let t=e.value.toLowerCase().split(/\\s+/).filter(Boolean);this.#e=n.filter((e,n)=>t.every(e=>this.#r[n]?.includes(e))&&(r.value===``||(e.status??`unknown`)===r.value)&&(!i.checked||e.gaps.length>0)),this.#i(0)};for(let t of[e,r,i])t.addEventListener(`input`,o);return a(`div`,{class:`filter`,role:`search`,\"aria-label\":`Rooms`},a(`label`,{for:`search`},`Find`,e),a(`label`,{for:`status`},`Status`,r),a(`label`,{for:`gaps`,class:`check`},i,`only with something missing`))}pager(e){let t=this.#e.length,n=this.#t*25,r=t===0?`No room is like that.`:t<=25?f(t,`room`):`Rooms ${d(n+1)} to ${d(Math.min(t,n+25))} of ${d(t)}`,i=(e,r)=>{let i=a(`button`,{type:`button`,disabled:!(n+r*25>=0&&n+r*25<t)},e);return i.addEventListener(`click`,()=>this.#i(this.#t+r)),i};return a(`div`,{class:`pager`,role:`group`,\"aria-label\":`Pages of ${e}`},a(`span`,{role:`status`},r),...t<=25?[]:[i(`Previous`,-1),i(`Next`,1)])}#i(e){this.#t=e;for(let e of this.#n)e()}};function Wi(e){let t=a(`div`,{class:`timeline`,role:`img`,\"aria-label\":na(e)});return new ResizeObserver(()=>t.replaceChildren(Gi(e,t.clientWidth||700))).observe(t),a(`div`,{},t,u(`Time line as tables`,()=>ra(e)))}function Gi(e,t){let n=t<560?0:150,r=Math.max(1,e.to-e.from),i=t-n-8,a={width:t,gutter:n,x:t=>n+(t-e.from)/r*i},s=n===0?15:0,c=[],l=4;for(let t of Yi(e))c.push(Ki(t,a,l,s)),l+=t.height+s+7;let u=l+34;return o(`svg`,{viewBox:`0 0 ${t} ${u}`,width:t,height:u},qi(e,a,l),...c)}function Ki(e,t,n,r){let{gutter:i,width:a}=t,s=i===0?11:e.height/2+4;return o(`g`,{transform:`translate(0 ${n})`},o(`text`,{x:i===0?0:i-10,y:s,class:`lane`,\"text-anchor\":i===0?`start`:`end`},ta(e.name,i===0?40:16),e.note===void 0?null:o(`tspan`,{class:`muted`,dx:5},e.note)),o(`g`,{transform:`translate(0 ${r})`},o(`rect`,{class:`ground`,x:i,y:0,width:a-i-8,height:e.height,rx:2}),...e.draw(t)))}function qi({from:e,to:t},{width:n,gutter:r,x:i},a){return o(`g`,{},...x(e,t,S,Math.max(3,Math.floor((n-r)/80))).flatMap(e=>[o(`path`,{class:e===0?`zero`:`rule`,d:`M${i(e).toFixed(1)} 0V${a}`}),o(`text`,{class:`tick`,x:i(e),y:a+13,\"text-anchor\":Ji(i(e),n)},m(e))]),o(`text`,{class:`tick`,x:r,y:a+29},`time since the content began, min:s`))}let Ji=(e,t)=>e>t-24?`end`:e<16?`start`:`middle`;function Yi(e){let{states:t,lanes:n,chat:r,recordings:i,participants:a}=e,o=r.filter(({time:e})=>e!==null);return[...t.length===0?[]:[Xi(e)],...n.map(e=>({name:e.category.replaceAll(`_`,` `),note:d(e.total),height:13,draw:t=>Zi(e,t)})),...o.length===0?[]:[{name:`chat`,note:d(r.length+e.chatLeftOut),height:16,draw:e=>Qi(o,e)}],...$i(i,a,e.to)]}function Xi({states:e}){return{name:`states`,height:26,draw:({x:t})=>e.map(({name:e,from:n,to:r},i)=>{let a=Math.max(1,t(r)-t(n)),s=Math.floor((a-8)/6.6);return o(`g`,{transform:`translate(${t(n).toFixed(1)} 0)`},o(`title`,{},`${e}: ${m(n)} to ${m(r)}`),o(`rect`,{class:`state s${i%2}`,x:0,y:0,width:a.toFixed(1),height:26}),s<3?null:o(`text`,{class:`inside`,x:5,y:17},ta(e,s)))})}}function Zi({bins:e,step:t,origin:n},{x:r}){let i=[``,``,``];for(let[a,o]of e){let e=r(n+a*t),s=Math.max(1.6,r(n+(a+1)*t)-e-.4),c=o===1?0:o<=4?1:2;i[c]+=`M${e.toFixed(1)} 1h${s.toFixed(1)}v11h${(-s).toFixed(1)}Z`}return i.flatMap((e,t)=>e===``?[]:[o(`path`,{class:`event d${t}`,d:e})])}function Qi(e,{x:t}){return e.map(({time:e,participant:n})=>{let{colour:r,shape:i}=vi(n);return o(`path`,{class:`shape p${r}`,d:bi(i,Math.round(t(e??0)),8,4)})})}function $i(e,t,n){let r=/* @__PURE__ */ new Map;for(let t of e){if(t.from===null)continue;let e=`${t.participant} ${t.kind}`;r.set(e,[...r.get(e)??[],t])}return[...r.values()].map(e=>({name:xi(t,e[0]?.participant??-1),note:e[0]?.kind,height:13,draw:({x:t})=>e.map(e=>ea(e,t(e.from??0),t(e.to??n)))}))}function ea({participant:e,kind:t,status:n,from:r,to:i,reason:a},s,c){let l=n!==`failed`&&n!==`pending`,u=i===null?`still running`:`to ${m(i)}`;return o(`rect`,{class:`recording p${vi(e).colour}${l?``:` open`}`,x:s.toFixed(1),y:2,width:Math.max(2,c-s).toFixed(1),height:9,rx:2},o(`title`,{},[`${t}, ${n}: ${m(r??0)} ${u}`,a].filter(Boolean).join(` – `)))}let ta=(e,t)=>{let n=[...e];return n.length>t?`${n.slice(0,Math.max(1,t-1)).join(``)}…`:e};function na({states:e,lanes:t,chat:n,chatLeftOut:r,recordings:i,from:a,to:o}){let s=t.reduce((e,{total:t})=>e+t,0),c=e.map(({name:e,from:t})=>`${e} from ${m(t)}`).join(`, `);return[`Time line from ${m(a)} to ${m(o)}, minutes and seconds since the content began.`,e.length>0&&`States: ${c}.`,`${f(s,`event`)}, ${f(n.length+r,`chat message`)}, ${f(i.length,`recording`)}.`].filter(Boolean).join(` `)}function ra({states:e,lanes:t,recordings:n,participants:r}){return a(`div`,{},e.length>0&&l(`States`,[`State`,`From`,`To`],e.map(({name:e,from:t,to:n})=>[c(e),m(t),m(n)]),[1,2]),t.length>0&&l(`Events by category`,[`Category`,`Events`,`First`,`Last`],t.map(({category:e,total:t,step:n,origin:r,bins:i})=>[c(e),d(t),m(r+(i[0]?.[0]??0)*n),m(r+(i.at(-1)?.[0]??0)*n)]),[1,2,3]),n.length>0&&l(`Recordings`,[`Participant`,`Kind`,`From`,`To`,`Status`,`File`],n.map(({participant:e,kind:t,from:n,to:i,status:o,file:s,reason:l})=>[c(xi(r,e)),c(t),n===null?`–`:m(n),i===null?`running`:m(i),c(l===null?o:`${o}: ${l}`),s===null?`–`:a(`code`,{},s)]),[2,3]))}function ia(e){let t=i(e.index);return a(`div`,{class:`inside`},aa(e),e.gaps.length>0&&a(`ul`,{class:`gaps`},...e.gaps.map(e=>a(`li`,{},c(e)))),$(`Participants`,t.participants.length>0&&oa(t.participants)),$(`Time line`,t.to>t.from&&Wi(t)),...la(t).map(Ei),...ua(t).map(Ei),...da(t).map(Ei),$(`Chat`,t.chat.length+t.chatLeftOut>0&&fa(t)))}let $=(e,t)=>t&&a(`section`,{},a(`h3`,{},e),t);function aa({status:e,deployment:t,start:n,end:r,counts:i}){return a(`dl`,{class:`facts`},...[[`Status`,e??`unknown`],...t===null?[]:[[`Deployment`,t]],[`Began`,n===null?`unknown`:`${y(n)} (UTC)`],[`Ended`,r===null?`not yet`:`${y(r)} (UTC)`],[`Rows`,d(i.reduce((e,t)=>e+t,0))]].map(([e,t])=>a(`div`,{},a(`dt`,{},e),a(`dd`,{},c(t)))))}function oa(e){let t=e=>a(`span`,{class:`nowrap`},e===null?`–`:y(e));return l(`Who took part`,[`Participant`,`Id`,`Role`,`Outcome`,`Joined (UTC)`,`Completed (UTC)`],e.map(({id:n,role:r,status:i,outcome:o,joined:s,completed:l},u)=>[a(`span`,{class:`person nowrap`},Si(u,`shape`),c(xi(e,u))),c(n),c(r??`–`),c([o,i].filter(e=>e!==null).join(`, `)||`–`),t(s),t(l)]))}function sa(e,t){let n=/* @__PURE__ */ new Map;for(let r of e)n.set(t(r),[...n.get(t(r))??[],r]);return[...n]}let ca={scale:`rating, 0 to 1 of the scale`,value:`rating, as it was sent`,ms:`ms`};function la({ratings:e,participants:t}){return sa(e,({name:e,unit:t})=>`${t} ${e}`).map(([,e])=>{let{name:n=``,unit:r=`scale`}=e[0]??{};return{curves:e,participants:t,unit:r,title:`Continuous rating: ${n}`,axis:ca[r],answers:[],marks:[]}})}function ua({answers:e,participants:t}){return sa(e,({question:e,unit:t})=>`${t} ${e}`).map(([,e])=>{let{question:n=``,unit:r=`scale`}=e[0]??{};return{participants:t,unit:r,title:`Answers to prompts: ${n}`,axis:ca[r],curves:[],answers:e,marks:[]}})}function da({drift:e,participants:t}){return e.length===0?[]:[{participants:t,curves:e,answers:[],unit:`ms`,title:`Sync: distance of a player from the host’s (dashed: 100 and 500 ms)`,axis:`ms, below 0 is behind`,marks:[-500,-100,100,500]}]}function fa({chat:e,chatLeftOut:t,participants:n}){return a(`div`,{},a(`ol`,{class:`chat`,tabindex:0,\"aria-label\":`Chat messages`},...e.map(({time:e,participant:t,sender:r,text:i})=>a(`li`,{},a(`span`,{class:`time`},e===null?`–`:m(e)),a(`span`,{class:`who`},Si(t,`shape`),c(r??xi(n,t))),a(`span`,{class:`text`},c(i))))),t>0&&a(`p`,{class:`small`},`${f(t,`more message`)}: see the chat table.`))}function pa(e){let t=a(`div`),n=()=>{let n=e.page,r=n.reduce((e,{index:t})=>Math.max(e,i(t).to),1);t.replaceChildren(e.pager(`sessions`),...n.map(e=>ma(e,r)))};return e.onChange(n),n(),t}function ma(e,t){let{id:n,status:r,start:i,end:o,participants:s,expected:l,gaps:u}=e,d=i!==null&&o!==null&&o>i?h(o-i):void 0,p=l===null||l===s.length?f(s.length,`participant`):`${s.length} of ${f(l,`participant`)}`,m=a(`details`,{class:`room`,id:`room-${e.index}`},a(`summary`,{},a(`span`,{class:`id`},c(n)),a(`span`,{class:`chip ${w(r)}`},c(r??`status unknown`)),a(`span`,{class:`when`},[i===null?`start unknown`:y(i),d].filter(Boolean).join(` · `)),a(`span`,{class:`who`},p),ha(e.index,t),u.length>0&&a(`span`,{class:`chip gap`},`! ${f(u.length,`gap`)}`)));return m.addEventListener(`toggle`,()=>{m.open&&m.childElementCount===1&&m.append(ia(e))}),m}function ha(e,t){let{states:n}=i(e),r=e=>(Math.max(0,e)/t*160).toFixed(1);return o(`svg`,{class:`mini`,viewBox:`0 0 160 10`,preserveAspectRatio:`none`,\"aria-hidden\":`true`},...n.map(({from:e,to:t},n)=>o(`rect`,{class:`state s${n%2}`,x:r(e),y:0,height:10,width:(Number(r(t))-Number(r(e))).toFixed(1)})))}function ga(e){let t=document.getElementById(`room-${e}`);t instanceof HTMLDetailsElement&&(t.open=!0,t.scrollIntoView({block:`start`}),t.querySelector(`summary`)?.focus({preventScroll:!0}))}function _a(e){let t=a(`div`),n=()=>t.replaceChildren(e.pager(`completeness`),va(e.page));return e.onChange(n),n(),t}function va(e){return a(`div`,{class:`scroll`,tabindex:0,role:`region`,\"aria-label\":`Completeness, table`},a(`table`,{class:`grid matrix`},a(`caption`,{},`Rows by room and data type`),a(`thead`,{},a(`tr`,{},a(`th`,{scope:`col`},`Room`),a(`th`,{scope:`col`},`Missing`),...t.roomTypes.map(({title:e})=>a(`th`,{scope:`col`,class:`n`},e)))),a(`tbody`,{},...e.map(ya))))}function ya({id:e,index:t,gaps:n,counts:r}){let i=a(`button`,{type:`button`,class:`link`},c(e));return i.addEventListener(`click`,()=>ga(t)),a(`tr`,{},a(`th`,{scope:`row`},i),a(`td`,{class:n.length>0?`missing`:`muted`},n.length>0?c(n.join(`; `)):`nothing`),...r.map(e=>a(`td`,{class:e===0?`n none`:`n`},e===0?a(`span`,{},`–`,a(`span`,{class:`hidden`},` none`)):d(e))))}let ba=(e,t)=>{t!==null&&document.getElementById(e)?.replaceChildren(t)};if(n.length>0){let e=new Ui;ba(`calendar`,E()),ba(`filter`,e.controls()),ba(`room-list`,pa(e)),ba(`matrix`,_a(e));let t=n.findIndex(({id:e})=>location.hash===`#room=${encodeURIComponent(e)}`);e.goTo(t)?ga(t):document.querySelector(`details.room`)?.setAttribute(`open`,``)}matchMedia(`(prefers-color-scheme: dark)`).addEventListener(`change`,Ti);for(let[e,t]of[[`beforeprint`,!0],[`afterprint`,!1]])addEventListener(e,()=>{document.documentElement.classList.toggle(`printing`,t),Ti()})})();";
const styles = ".uplot, .uplot *, .uplot *::before, .uplot *::after {box-sizing: border-box;}.uplot {font-family: system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", Arial, \"Noto Sans\", sans-serif, \"Apple Color Emoji\", \"Segoe UI Emoji\", \"Segoe UI Symbol\", \"Noto Color Emoji\";line-height: 1.5;width: min-content;}.u-title {text-align: center;font-size: 18px;font-weight: bold;}.u-wrap {position: relative;user-select: none;}.u-over, .u-under {position: absolute;}.u-under {overflow: hidden;}.uplot canvas {display: block;position: relative;width: 100%;height: 100%;}.u-axis {position: absolute;}.u-legend {font-size: 14px;margin: auto;text-align: center;}.u-inline {display: block;}.u-inline * {display: inline-block;}.u-inline tr {margin-right: 16px;}.u-legend th {font-weight: 600;}.u-legend th > * {vertical-align: middle;display: inline-block;}.u-legend .u-marker {width: 1em;height: 1em;margin-right: 4px;background-clip: padding-box !important;}.u-inline.u-live th::after {content: \":\";vertical-align: middle;}.u-inline:not(.u-live) .u-value {display: none;}.u-series > * {padding: 4px;}.u-series th {cursor: pointer;}.u-legend .u-off > * {opacity: 0.3;}.u-select {background: rgba(0,0,0,0.07);position: absolute;pointer-events: none;}.u-cursor-x, .u-cursor-y {position: absolute;left: 0;top: 0;pointer-events: none;will-change: transform;}.u-hz .u-cursor-x, .u-vt .u-cursor-y {height: 100%;border-right: 1px dashed #607D8B;}.u-hz .u-cursor-y, .u-vt .u-cursor-x {width: 100%;border-bottom: 1px dashed #607D8B;}.u-cursor-pt {position: absolute;top: 0;left: 0;border-radius: 50%;border: 0 solid;pointer-events: none;will-change: transform;/*this has to be !important since we set inline \"background\" shorthand */background-clip: padding-box !important;}.u-axis.u-off, .u-select.u-off, .u-cursor-x.u-off, .u-cursor-y.u-off, .u-cursor-pt.u-off {display: none;}\n:root {\n  color-scheme: light dark;\n  --page: #f6f7f9;\n  --card: #ffffff;\n  --text: #1b222c;\n  --muted: #596373;\n  --rule: #e3e6eb;\n  --line: #c9ced6;\n  --accent: #0b5a9d;\n  --ground: #f0f2f5;\n  --state-0: #cfdbe8;\n  --state-1: #e3d9c6;\n  --state-text: #26303c;\n  --event: #3d5a80;\n  --good: #1a6e42;\n  --good-ground: #e4f3ea;\n  --bad: #b02318;\n  --bad-ground: #fbe9e7;\n  --warn: #8a5300;\n  --warn-ground: #fdf1dc;\n  --acceptable: #e0a526;\n  --good-bar: #2f8f6b;\n  --poor: #b8452f;\n  --open: #7b8794;\n  --p0: #0072b2;\n  --p1: #d55e00;\n  --p2: #00855f;\n  --p3: #b3578f;\n  --p4: #7a6400;\n  --p5: #5a6472;\n}\n:root.printing {\n  color-scheme: light;\n}\n@media screen and (prefers-color-scheme: dark) {\n  :root:not(.printing) {\n    --page: #10141a;\n    --card: #181e26;\n    --text: #e7ebf0;\n    --muted: #a2adbb;\n    --rule: #2a323d;\n    --line: #414c5a;\n    --accent: #7fc1ff;\n    --ground: #202833;\n    --state-0: #33465b;\n    --state-1: #4d4331;\n    --state-text: #eef2f6;\n    --event: #8fb3dc;\n    --good: #74d3a0;\n    --good-ground: #15301f;\n    --bad: #ff9c8f;\n    --bad-ground: #3a1a17;\n    --warn: #f2bf63;\n    --warn-ground: #33270f;\n    --acceptable: #e0b04a;\n    --good-bar: #4fb38c;\n    --poor: #e07660;\n    --open: #8b97a5;\n    --p0: #56b4e9;\n    --p1: #f0913a;\n    --p2: #3ecb9b;\n    --p3: #e59ac9;\n    --p4: #e8dc5a;\n    --p5: #b4becb;\n  }\n}\n* {\n  box-sizing: border-box;\n}\nhtml {\n  -webkit-text-size-adjust: 100%;\n  scroll-padding-top: 3.5rem;\n}\n@media (prefers-reduced-motion: no-preference) {\n  html {\n    scroll-behavior: smooth;\n  }\n}\nbody {\n  margin: 0 auto;\n  max-width: 72rem;\n  padding: 1.5rem clamp(0.9rem, 3vw, 2.2rem) 4rem;\n  background: var(--page);\n  color: var(--text);\n  font:\n    16px / 1.5 system-ui,\n    -apple-system,\n    \"Segoe UI\",\n    Roboto,\n    \"Noto Sans\",\n    sans-serif;\n  font-variant-numeric: tabular-nums;\n}\nh1,\nh2,\nh3,\np,\nul,\nol,\ndl,\ndd,\nfigure {\n  margin: 0;\n}\nul,\nol {\n  padding: 0;\n  list-style: none;\n}\nbdi {\n  overflow-wrap: anywhere;\n}\ntable bdi {\n  overflow-wrap: break-word;\n}\n::placeholder {\n  color: var(--muted);\n  opacity: 1;\n}\n.nowrap {\n  white-space: nowrap;\n}\ncode {\n  font:\n    0.88em ui-monospace,\n    \"SF Mono\",\n    Menlo,\n    Consolas,\n    monospace;\n  overflow-wrap: anywhere;\n}\n:focus-visible {\n  outline: 2px solid var(--accent);\n  outline-offset: 2px;\n}\n.hidden {\n  position: absolute;\n  width: 1px;\n  height: 1px;\n  overflow: hidden;\n  clip-path: inset(50%);\n  white-space: nowrap;\n}\n.skip {\n  position: absolute;\n  left: -999rem;\n}\n.skip:focus {\n  left: 1rem;\n  top: 0.5rem;\n  z-index: 3;\n  background: var(--card);\n  padding: 0.4rem 0.8rem;\n}\n.muted {\n  color: var(--muted);\n  font-weight: 400;\n}\n.small {\n  margin-top: 0.6rem;\n  color: var(--muted);\n  font-size: 0.875rem;\n}\na,\n.link {\n  color: var(--accent);\n}\n.good {\n  color: var(--good);\n}\n.bad {\n  color: var(--bad);\n}\n\ntable code {\n  white-space: nowrap;\n}\n\n/* Header */\n.kicker {\n  color: var(--muted);\n  font-size: 0.8rem;\n  font-weight: 600;\n  letter-spacing: 0.08em;\n  text-transform: uppercase;\n}\nh1 {\n  font-size: clamp(1.5rem, 4vw, 2.1rem);\n  line-height: 1.2;\n  letter-spacing: -0.01em;\n}\nh1 .kind {\n  color: var(--muted);\n  font-weight: 400;\n}\n.scope {\n  color: var(--muted);\n  font-size: 1.1rem;\n}\n.verdict {\n  display: flex;\n  flex-wrap: wrap;\n  gap: 0.15rem 0.6rem;\n  align-items: baseline;\n  margin: 1rem 0;\n  padding: 0.65rem 0.9rem;\n  border-radius: 0.5rem;\n}\n.verdict.good {\n  background: var(--good-ground);\n}\n.verdict.bad {\n  background: var(--bad-ground);\n}\n.mark {\n  font-weight: 700;\n}\n.tiles {\n  display: grid;\n  grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));\n  gap: 0.75rem;\n}\n.tiles div {\n  padding: 0.7rem 0.9rem;\n  background: var(--card);\n  border: 1px solid var(--rule);\n  border-radius: 0.5rem;\n}\n.tiles dt {\n  color: var(--muted);\n  font-size: 0.85rem;\n}\n.tiles dd {\n  font-size: 1.6rem;\n  font-weight: 600;\n  line-height: 1.25;\n}\n.tiles dd.note {\n  color: var(--muted);\n  font-size: 0.85rem;\n  font-weight: 400;\n}\n.facts {\n  display: flex;\n  flex-wrap: wrap;\n  gap: 0.5rem 1.8rem;\n  margin: 1rem 0;\n  font-size: 0.9rem;\n}\n.facts dt {\n  color: var(--muted);\n  font-size: 0.8rem;\n}\nnav {\n  position: sticky;\n  top: 0;\n  z-index: 2;\n  margin: 0 calc(-1 * clamp(0.9rem, 3vw, 2.2rem));\n  padding: 0 clamp(0.9rem, 3vw, 2.2rem);\n  background: var(--page);\n  border-bottom: 1px solid var(--rule);\n}\nnav ul {\n  display: flex;\n  gap: 1.4rem;\n  overflow-x: auto;\n  scrollbar-width: none;\n}\nnav a {\n  display: block;\n  padding: 0.6rem 0;\n  font-size: 0.9rem;\n  text-decoration: none;\n  white-space: nowrap;\n}\nnav a:hover {\n  text-decoration: underline;\n}\nnav a:focus-visible {\n  outline-offset: -2px;\n}\n\n/* Sections */\nmain > section {\n  margin-top: 1.4rem;\n  padding: 1.1rem clamp(0.8rem, 2.4vw, 1.5rem) 1.3rem;\n  background: var(--card);\n  border: 1px solid var(--rule);\n  border-radius: 0.6rem;\n}\nh2 {\n  margin-bottom: 0.7rem;\n  font-size: 1.2rem;\n  line-height: 1.3;\n}\nh3,\nfigcaption {\n  overflow-wrap: anywhere;\n  margin-bottom: 0.4rem;\n  font-size: 0.95rem;\n  font-weight: 600;\n}\n.problems li {\n  display: grid;\n  grid-template-columns: 1.6rem 5rem 9.5rem 1fr;\n  gap: 0.2rem 0.6rem;\n  align-items: baseline;\n  padding: 0.45rem 0;\n  border-top: 1px solid var(--rule);\n}\n.problems li:first-child {\n  border-top: 0;\n}\n.problems .mark {\n  width: 1.45rem;\n  height: 1.45rem;\n  border-radius: 50%;\n  font-size: 0.85rem;\n  line-height: 1.45rem;\n  text-align: center;\n}\n.problems .level {\n  font-weight: 600;\n}\n.problems .where {\n  color: var(--muted);\n  font-size: 0.9rem;\n}\n.problems .error .level,\n.problems .error .mark {\n  color: var(--bad);\n}\n.problems .error .mark {\n  background: var(--bad-ground);\n}\n.problems .warning .level,\n.problems .warning .mark {\n  color: var(--warn);\n}\n.problems .warning .mark {\n  background: var(--warn-ground);\n}\n.problems .note .level,\n.problems .note .mark {\n  color: var(--muted);\n}\n.problems .note .mark {\n  background: var(--ground);\n}\n\n/* Tables */\n.scroll {\n  position: relative;\n  max-width: 100%;\n  overflow-x: auto;\n}\ntable {\n  border-collapse: collapse;\n  font-size: 0.9rem;\n}\ncaption {\n  padding-bottom: 0.4rem;\n  color: var(--muted);\n  font-size: 0.85rem;\n  text-align: left;\n  overflow-wrap: anywhere;\n}\n.grid {\n  width: 100%;\n}\nth {\n  font-weight: 600;\n  text-align: left;\n}\nthead th {\n  color: var(--muted);\n  font-size: 0.8rem;\n  vertical-align: bottom;\n}\ntbody th {\n  font-weight: 500;\n}\ntbody th code {\n  color: var(--muted);\n  font-weight: 400;\n}\n.grid th,\n.grid td {\n  padding: 0.32rem 0.9rem 0.32rem 0;\n  border-bottom: 1px solid var(--rule);\n  vertical-align: baseline;\n}\n.grid :is(th, td):last-child {\n  padding-right: 0.2rem;\n}\n.n {\n  text-align: right;\n}\ntd.n {\n  white-space: nowrap;\n}\n.bars {\n  width: 100%;\n  table-layout: fixed;\n}\n.bars bdi {\n  overflow-wrap: anywhere;\n}\n.bars th,\n.bars td {\n  padding: 0.22rem 0.9rem 0.22rem 0;\n  vertical-align: middle;\n}\n.bars col.name {\n  width: 30%;\n}\n.bars col.count {\n  width: 5.5rem;\n}\n.bars th {\n  font-weight: 500;\n  overflow-wrap: anywhere;\n}\n.bars td.n {\n  padding-right: 0;\n  white-space: nowrap;\n}\nsvg.bar {\n  display: block;\n  min-width: 4rem;\n  margin: 0.3rem 0;\n  width: 100%;\n  height: 0.8rem;\n  border-radius: 2px;\n}\n.bar .ground {\n  fill: var(--ground);\n}\n.bar .good {\n  fill: var(--good-bar);\n}\n.bar .acceptable {\n  fill: var(--acceptable);\n}\n.bar .poor {\n  fill: var(--poor);\n}\n.bar .open {\n  fill: var(--p0);\n}\n.bar .other {\n  fill: var(--open);\n}\n.legend {\n  display: flex;\n  flex-wrap: wrap;\n  gap: 0.2rem 1.1rem;\n  margin: 0.4rem 0;\n  font-size: 0.88rem;\n}\n.legend li {\n  display: flex;\n  gap: 0.45rem;\n  align-items: center;\n}\n.legend .value {\n  min-width: 2.6em;\n  color: var(--muted);\n}\n.swatch {\n  flex: none;\n  width: 0.85rem;\n  height: 0.85rem;\n  border-radius: 2px;\n}\n.swatch.good,\n.swatch.completed {\n  background: var(--good-bar);\n}\n.swatch.acceptable {\n  background: var(--acceptable);\n}\n.swatch.poor {\n  background: var(--poor);\n}\n.swatch.active {\n  background: var(--p0);\n}\n.swatch.other {\n  background: var(--open);\n}\n.sample {\n  flex: none;\n  vertical-align: -0.15em;\n}\n.sample .line {\n  fill: none;\n  stroke: currentColor;\n  stroke-width: 2;\n}\n.shape {\n  fill: currentColor;\n  stroke: var(--card);\n  stroke-width: 1;\n}\n.p0 {\n  color: var(--p0);\n}\n.p1 {\n  color: var(--p1);\n}\n.p2 {\n  color: var(--p2);\n}\n.p3 {\n  color: var(--p3);\n}\n.p4 {\n  color: var(--p4);\n}\n.p5 {\n  color: var(--p5);\n}\n\n/* Pictures */\nsvg text {\n  fill: var(--text);\n  font-size: 12px;\n}\nsvg .muted {\n  fill: var(--muted);\n}\nsvg .tick {\n  fill: var(--muted);\n  font-size: 11.5px;\n}\nsvg .rule {\n  stroke: var(--rule);\n}\nsvg .zero {\n  stroke: var(--muted);\n}\n.timeline svg,\n.calendar svg {\n  display: block;\n}\n.timeline,\n.calendar {\n  overflow: hidden;\n}\n.timeline .ground {\n  fill: var(--ground);\n}\n.state.s0 {\n  fill: var(--state-0);\n}\n.state.s1 {\n  fill: var(--state-1);\n}\n.timeline .inside {\n  fill: var(--state-text);\n}\n.event {\n  fill: var(--event);\n}\n.event.d0 {\n  opacity: 0.55;\n}\n.event.d1 {\n  opacity: 0.8;\n}\n.recording {\n  fill: currentColor;\n  stroke: currentColor;\n}\n.recording.open {\n  fill-opacity: 0.15;\n  stroke-dasharray: 4 3;\n}\n.kind.completed {\n  fill: var(--good-bar);\n}\n.kind.active {\n  fill: var(--p0);\n}\n.kind.other {\n  fill: var(--open);\n}\n.chart {\n  margin-top: 1.5rem;\n}\n.below {\n  display: flex;\n  flex-wrap: wrap;\n  gap: 0.2rem 1.4rem;\n  align-items: baseline;\n  justify-content: space-between;\n}\n.below .more[open] {\n  flex: 0 0 100%;\n  min-width: 0;\n}\n.keys {\n  font-size: 0.82rem;\n}\n.plot {\n  min-height: 230px;\n  overflow: hidden;\n}\n.plot .u-over {\n  touch-action: pan-y;\n}\n.u-select {\n  background: color-mix(in srgb, var(--accent) 18%, transparent);\n}\n.more {\n  margin-top: 0.4rem;\n  font-size: 0.88rem;\n}\n.more summary,\n.licence summary {\n  width: fit-content;\n  color: var(--accent);\n  cursor: pointer;\n}\n.more .scroll {\n  max-height: 22rem;\n  margin-top: 0.5rem;\n  overflow: auto;\n}\n\n/* Rooms */\n.filter {\n  display: flex;\n  flex-wrap: wrap;\n  gap: 0.6rem 1.2rem;\n  align-items: end;\n  margin: 1rem 0 0.6rem;\n}\n.filter label {\n  display: grid;\n  gap: 0.15rem;\n  color: var(--muted);\n  font-size: 0.82rem;\n}\n.filter label.check {\n  display: flex;\n  gap: 0.45rem;\n  align-items: center;\n  min-height: 2.3rem;\n  color: var(--text);\n  font-size: 0.9rem;\n}\ninput[type=\"search\"],\nselect {\n  max-width: min(20rem, 78vw);\n  min-height: 2.3rem;\n  padding: 0.3rem 0.55rem;\n  background: var(--card);\n  border: 1px solid var(--line);\n  border-radius: 0.35rem;\n  color: var(--text);\n  font: inherit;\n  font-size: 0.95rem;\n}\ninput[type=\"search\"] {\n  width: min(20rem, 78vw);\n}\ninput[type=\"checkbox\"] {\n  width: 1.1rem;\n  height: 1.1rem;\n  accent-color: var(--accent);\n}\n.pager {\n  display: flex;\n  flex-wrap: wrap;\n  gap: 0.5rem;\n  align-items: center;\n  margin-bottom: 0.5rem;\n  color: var(--muted);\n  font-size: 0.88rem;\n}\n.pager button {\n  min-height: 2.1rem;\n  padding: 0.2rem 0.8rem;\n  background: var(--card);\n  border: 1px solid var(--line);\n  border-radius: 0.35rem;\n  color: var(--text);\n  font: inherit;\n  cursor: pointer;\n}\n.pager button:disabled {\n  color: var(--muted);\n  cursor: default;\n  opacity: 0.6;\n}\n.link {\n  padding: 0.1rem 0;\n  background: none;\n  border: 0;\n  font: inherit;\n  text-align: left;\n  text-decoration: underline;\n  cursor: pointer;\n}\n.room {\n  border-top: 1px solid var(--rule);\n}\n.room > summary {\n  display: grid;\n  grid-template-columns: 1rem minmax(8rem, 1fr) 7rem 14rem 7.5rem minmax(5rem, 10rem) 4.6rem;\n  gap: 0.2rem 0.8rem;\n  align-items: center;\n  padding: 0.55rem 0.2rem;\n  font-size: 0.92rem;\n  list-style: none;\n  cursor: pointer;\n}\n.room > summary::-webkit-details-marker {\n  display: none;\n}\n.room > summary::before {\n  content: \"\";\n  width: 0.45rem;\n  height: 0.45rem;\n  border: solid var(--muted);\n  border-width: 0 2px 2px 0;\n  transform: rotate(-45deg);\n}\n.room[open] > summary::before {\n  transform: rotate(45deg);\n}\n.room > summary:hover {\n  background: var(--ground);\n}\n.room .id {\n  font-weight: 600;\n}\n.room .when,\n.room .who {\n  color: var(--muted);\n}\n.mini {\n  width: 100%;\n  height: 0.65rem;\n  background: var(--ground);\n}\n.chip {\n  justify-self: start;\n  padding: 0.05rem 0.55rem;\n  background: var(--ground);\n  border-radius: 1rem;\n  font-size: 0.82rem;\n}\n.chip.completed {\n  background: var(--good-ground);\n  color: var(--good);\n}\n.chip.gap {\n  background: var(--warn-ground);\n  color: var(--warn);\n  white-space: nowrap;\n}\n.room > .inside {\n  padding: 0.2rem 0.2rem 1.6rem;\n}\n.room section {\n  margin-top: 1.3rem;\n}\n.gaps {\n  color: var(--warn);\n}\n.gaps li::before {\n  content: \"! \";\n  font-weight: 700;\n}\n.person .sample,\n.chat .sample {\n  margin-right: 0.45rem;\n}\n.chat {\n  max-height: 20rem;\n  overflow-y: auto;\n  font-size: 0.92rem;\n}\n.chat li {\n  display: grid;\n  grid-template-columns: 3.6rem 10rem 1fr;\n  gap: 0.2rem 0.8rem;\n  padding: 0.25rem 0;\n  border-top: 1px solid var(--rule);\n}\n.chat .time {\n  color: var(--muted);\n  text-align: right;\n}\n.chat .text {\n  white-space: pre-wrap;\n}\n.matrix tbody th {\n  position: sticky;\n  left: 0;\n  background: var(--card);\n  box-shadow: inset 0 -1px var(--rule);\n}\n.matrix thead th {\n  min-width: 4.6rem;\n}\n.matrix :is(th, td):nth-child(2) {\n  min-width: 12rem;\n}\n.matrix .none {\n  background: var(--ground);\n  color: var(--muted);\n}\n.missing {\n  color: var(--warn);\n}\n.notes {\n  color: var(--muted);\n  font-size: 0.9rem;\n}\n.notes li {\n  margin-top: 0.35rem;\n  padding-left: 1rem;\n  text-indent: -1rem;\n}\n.notes li::before {\n  display: inline-block;\n  width: 1rem;\n  content: \"·\";\n  text-indent: 0;\n}\n.licence {\n  margin-top: 0.8rem;\n  font-size: 0.85rem;\n}\n.licence pre {\n  overflow-x: auto;\n  white-space: pre-wrap;\n}\n\n@media (max-width: 60rem) {\n  .room > summary {\n    grid-template-columns: 1rem 1fr auto;\n  }\n  .room .when {\n    grid-column: 2;\n  }\n  .room .who {\n    grid-column: 3;\n    justify-self: end;\n  }\n  .mini {\n    grid-column: 2;\n  }\n  .chip.gap {\n    grid-column: 3;\n    justify-self: end;\n  }\n}\n@media (max-width: 40rem) {\n  .problems li {\n    grid-template-columns: 1.6rem auto 1fr;\n  }\n  .problems .what {\n    grid-column: 2 / -1;\n  }\n  .chat li {\n    grid-template-columns: 3rem 1fr;\n  }\n  .chat .text {\n    grid-column: 2;\n  }\n  .keys {\n    display: none;\n  }\n  .tiles {\n    grid-template-columns: 1fr 1fr;\n  }\n  .bars col.name {\n    width: 42%;\n  }\n  .bars th {\n    font-size: 0.82rem;\n  }\n  .room .when,\n  .mini {\n    grid-column: 2 / -1;\n  }\n  .room .who {\n    grid-column: 2;\n    justify-self: start;\n  }\n  .chip.gap {\n    grid-row: 3;\n  }\n}\n@media print {\n  :root {\n    color-scheme: light;\n  }\n  body {\n    max-width: none;\n    padding: 0;\n    background: #ffffff;\n    font-size: 10.5pt;\n  }\n  nav,\n  .skip,\n  .filter,\n  .pager button,\n  .more,\n  .licence,\n  .keys {\n    display: none;\n  }\n  main > section {\n    padding-inline: 0;\n    border-width: 1px 0 0;\n    border-radius: 0;\n  }\n  .chart,\n  .timeline,\n  .problems li,\n  tr {\n    break-inside: avoid;\n  }\n  h2,\n  h3,\n  summary {\n    break-after: avoid;\n  }\n  .chat,\n  .scroll {\n    max-height: none;\n    overflow: visible;\n  }\n  svg,\n  .swatch,\n  .chip,\n  .verdict,\n  .mark {\n    print-color-adjust: exact;\n    -webkit-print-color-adjust: exact;\n  }\n}";
const plotLicence = "uPlot 1.6.32\n\nThe MIT License (MIT)\n\nCopyright (c) 2022 Leon Sorokin\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\nof this software and associated documentation files (the \"Software\"), to deal\nin the Software without restriction, including without limitation the rights\nto use, copy, modify, merge, publish, distribute, sublicense, and/or sell\ncopies of the Software, and to permit persons to whom the Software is\nfurnished to do so, subject to the following conditions:\n\nThe above copyright notice and this permission notice shall be included in\nall copies or substantial portions of the Software.\n\nTHE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR\nIMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,\nFITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE\nAUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER\nLIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,\nOUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN\nTHE SOFTWARE.";
//# sourceMappingURL=assets.generated.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/page/html.js
/** Text that may stand in a page as it is. */
class Html {
    text;
    constructor(text) {
        this.text = text;
    }
}
const entities = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
};
/** Text for a page, in elements and in quoted attributes. Control characters have no place in HTML. */
const escaped = (text) => text
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')
    .replace(/[^\P{Cc}\t\n]|\p{Cs}/gu, '\ufffd');
const partText = (part) => {
    if (part === null || part === undefined || part === false)
        return '';
    if (part instanceof Html)
        return part.text;
    return typeof part === 'object' ? part.map(partText).join('') : escaped(String(part));
};
/** HTML from a template: all that is put in is escaped, unless it came from here. */
function html(texts, ...parts) {
    return new Html(texts.map((text, i) => text + partText(parts[i])).join(''));
}
/** Data for a script element: it can't end the element, nor begin a comment in it. */
const json = (value) => JSON.stringify(value).replaceAll('<', '\\u003c');
/** Text of the service, which may be of any script and direction. */
const said = (text) => html `<bdi>${text}</bdi>`;
//# sourceMappingURL=html.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/page/words.js
const words_grouped = (value) => value.toLocaleString('en-US');
const counted = (n, noun) => `${words_grouped(n)} ${noun}${n === 1 ? '' : 's'}`;
function bytesText(bytes) {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let value = bytes;
    let unit = 0;
    for (; value >= 1000 && unit < units.length - 1; unit += 1)
        value /= 1000;
    return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}
const percent = (part, all) => {
    const share = all === 0 ? 0 : (part / all) * 100;
    return `${share > 0 && share < 1 ? '<1' : Math.round(share)} %`;
};
/** 2026-03-11T15:04:20.000Z as 11 Mar 2026, 15:04; the same on every machine. */
function momentText(moment) {
    const date = new Date(moment);
    if (Number.isNaN(date.getTime()))
        return '';
    const month = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[date.getUTCMonth()];
    const two = (value) => String(value).padStart(2, '0');
    return `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}, ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}
const isoText = (iso) => {
    const moment = Date.parse(iso);
    return Number.isNaN(moment) ? iso : momentText(moment);
};
//# sourceMappingURL=words.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/page/sections.js


function header(model) {
    const { study } = model;
    const [[kind, id] = ['study', ''], ...rest] = study.scope;
    return html `<header class="top" id="top">
<p class="kicker">HyperStudy export</p>
<h1><span class="kind">${kind}</span> ${said(id)}</h1>
${rest.map(([kind, id]) => html `<p class="scope">${kind} ${said(id)}</p>`)}
${verdict(model)}
<dl class="tiles">${tiles(model).map(([name, value, note]) => html `<div><dt>${name}</dt><dd>${value}</dd>${note && html `<dd class="note">${note}</dd>`}</div>`)}</dl>
<dl class="facts">${factsOf(model).map(([name, value]) => html `<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</header>`;
}
function verdict({ study, problems, tables }) {
    const errors = problems.filter(({ level }) => level === 'error').length;
    if (!study.complete)
        return html `<p class="verdict bad"><span class="mark" aria-hidden="true">✕</span> <strong>Not complete.</strong> ${counted(errors, 'problem')} below.</p>`;
    const compared = tables.filter(({ serverTotal }) => serverTotal !== undefined).length;
    const what = compared === 0
        ? 'Nothing is missing that the export knows of.'
        : `The rows agree with the server's counts in ${compared} of ${counted(tables.length, 'table')}; the others have none.`;
    return html `<p class="verdict good"><span class="mark" aria-hidden="true">✓</span> <strong>Complete.</strong> ${compared === tables.length ? "The rows of every table agree with the server's counts." : what}</p>`;
}
function tiles({ rooms, people, tables }) {
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const recordings = tables.find(({ type }) => type === 'recordings');
    const took = rooms.reduce((sum, { overview }) => sum + overview.participants.length, 0);
    return [
        ['Rooms', words_grouped(rooms.length)],
        [
            'Participants',
            words_grouped(people ?? took),
            people !== null && people !== took ? counted(took, 'participation') : undefined,
        ],
        ['Rows', words_grouped(rows), counted(tables.length, 'table')],
        ...(recordings === undefined ? [] : [['Recordings', words_grouped(recordings.rows)]]),
    ];
}
function factsOf({ study, rooms }) {
    const starts = rooms.flatMap(({ overview: { start } }) => start ?? []);
    const first = starts.reduce((least, start) => Math.min(least, start), Number.POSITIVE_INFINITY);
    const last = starts.reduce((most, start) => Math.max(most, start), Number.NEGATIVE_INFINITY);
    const window = study.start === null && study.end === null
        ? 'all that was there'
        : `${study.start === null ? 'the beginning' : isoText(study.start)} to ${study.end === null ? 'the end' : `before ${isoText(study.end)}`} (UTC)`;
    return [
        ['Source', said(study.source)],
        ['Window', window],
        ...(starts.length === 0
            ? []
            : [
                [
                    'Sessions began',
                    first === last
                        ? `${momentText(first)} (UTC)`
                        : `${momentText(first)} to ${momentText(last)} (UTC)`,
                ],
            ]),
        ...(study.newest === null
            ? []
            : [['Newest record', `${isoText(study.newest)} (UTC)`]]),
        ...(study.deployment === null ? [] : [['Deployment', said(study.deployment)]]),
        ...(study.deploymentNames.length === 0
            ? []
            : [
                [
                    'Deployments',
                    said(study.deploymentNames.slice(0, 8).join(' · ') + (study.deploymentNames.length > 8 ? ' …' : '')),
                ],
            ]),
        [
            'Privacy',
            study.pseudonymized
                ? 'participants are pseudonyms'
                : 'participants as the service names them: personal data',
        ],
    ];
}
const levels = { error: ['Missing', '✕'], warning: ['Warning', '!'], note: ['Note', 'i'] };
function problems({ problems }) {
    const list = problems.length === 0
        ? html `<p class="good-line"><span class="mark good" aria-hidden="true">✓</span> None: nothing is missing, nothing failed, and the server gave no warning.</p>`
        : html `<ul class="problems">${problems.map(problemLine)}</ul>`;
    return html `<section aria-labelledby="problems"><h2 id="problems">Problems</h2>${list}</section>`;
}
function problemLine({ level, where, text }) {
    const [word, sign] = levels[level];
    return html `<li class="${level}"><span class="mark" aria-hidden="true">${sign}</span><span class="level">${word}</span><span class="where">${said(where)}</span><span class="what">${said(text)}</span></li>`;
}
function counts({ tables }) {
    const removed = tables.some(({ duplicates, filtered }) => duplicates + filtered > 0);
    return html `<section aria-labelledby="counts"><h2 id="counts">Counts</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Counts, table"><table class="grid"><caption>Rows here against the server's count</caption>
<thead><tr><th scope="col">Data type</th><th scope="col" class="n">Rows</th><th scope="col" class="n">Server</th>${removed && html `<th scope="col" class="n">Not taken</th>`}<th scope="col">Agrees</th><th scope="col">File</th><th scope="col" class="n">Size</th></tr></thead>
<tbody>${tables.map((table) => countRow(table, removed))}</tbody></table></div>
${removed && html `<p class="small">Not taken: rows that the server gave twice, and rows that it counts but that were not asked for.</p>`}</section>`;
}
function countRow(table, removed) {
    const { title, type, rows, serverTotal, duplicates, filtered, complete, file, files, bytes } = table;
    const agrees = complete
        ? serverTotal === undefined
            ? html `<span class="muted">no count</span>`
            : html `<span class="good">✓ yes</span>`
        : html `<span class="bad">✕ no</span>`;
    return html `<tr><th scope="row">${title}${title === type ? '' : html ` <code>${type}</code>`}</th><td class="n">${words_grouped(rows)}</td><td class="n">${serverTotal === undefined ? '–' : words_grouped(serverTotal)}</td>${removed && html `<td class="n">${duplicates + filtered === 0 ? '–' : words_grouped(duplicates + filtered)}</td>`}<td>${agrees}</td><td><code>${file}</code>${files > 1 && html ` <span class="muted">${counted(files, 'file')}</span>`}</td><td class="n">${bytesText(bytes)}</td></tr>`;
}
function outcomes({ outcomes }) {
    if (outcomes.length === 0)
        return undefined;
    const all = outcomes.reduce((sum, { count }) => sum + count, 0);
    const most = outcomes[0]?.count ?? 1;
    return html `<section aria-labelledby="outcomes"><h2 id="outcomes">Participants’ outcomes</h2>
<table class="bars"><caption>Participations by completion code</caption><colgroup><col class="name"><col><col class="count"></colgroup><thead class="hidden"><tr><th scope="col">Outcome</th><th scope="col">Bar</th><th scope="col">Participations</th></tr></thead>
<tbody>${outcomes.map((outcome) => outcomeRow(outcome, most, all))}</tbody></table></section>`;
}
function outcomeRow({ code, count }, most, all) {
    const kind = /^success$|^completed/i.test(code)
        ? 'good'
        : /progress|active|waiting/i.test(code)
            ? 'open'
            : 'other';
    return html `<tr><th scope="row">${said(code)}</th><td class="bar">${bar([[kind, count / most]])}</td><td class="n">${words_grouped(count)} <span class="muted">${percent(count, all)}</span></td></tr>`;
}
function sync({ sync }) {
    const all = sync === null ? 0 : sync.good + sync.acceptable + sync.poor;
    if (sync === null || all === 0)
        return undefined;
    return html `<section aria-labelledby="sync"><h2 id="sync">Sync quality</h2>
<p>How far players were from the host's: ${counted(all, 'measurement')}, at most ${words_grouped(Math.round(sync.most))} ms apart.</p>
${bar(syncParts(sync).map(({ name, count }) => [name, count / all]))}
<ul class="legend">${syncParts(sync).map(({ name, words, count }) => html `<li><span class="swatch ${name}" aria-hidden="true"></span>${words}: <strong>${percent(count, all)}</strong> <span class="muted">(${words_grouped(count)})</span></li>`)}</ul></section>`;
}
const syncParts = ({ good, acceptable, poor }) => [
    { name: 'good', words: 'good, under 100 ms', count: good },
    { name: 'acceptable', words: 'acceptable, 100 to 500 ms', count: acceptable },
    { name: 'poor', words: 'poor, over 500 ms', count: poor },
];
/** Parts of a whole side by side; a picture of numbers that stand beside it. */
function bar(parts) {
    let at = 0;
    const rects = parts.map(([kind, share]) => {
        const x = at;
        at += share * 1000;
        return html `<rect class="${kind}" x="${x.toFixed(1)}" y="0" width="${(share * 1000).toFixed(1)}" height="10"/>`;
    });
    return html `<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="ground" x="0" y="0" width="1000" height="10"/>${rects}</svg>`;
}
//# sourceMappingURL=sections.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/page/page.js




/** Where the page says what it was made from. */
const inputsName = 'hyperstudy-report-inputs';
/**
 * The page in pieces: one file without any request. Its only script is the one whose hash its policy names; data lie
 * in elements that are no scripts, a line for each room, so that a room costs time only when it is opened.
 * @param inputs hash of what the model was made from
 */
function* pageParts(model, inputs) {
    const title = `${model.study.scope.map((pair) => pair.join(' ')).join(', ')} – HyperStudy report`;
    yield '<!doctype html>\n';
    yield html `<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="${inputsName}" content="${inputs}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="generator" content="${model.study.tool}">
<title>${title}</title>
<link rel="icon" href="data:,">
`.text;
    yield `<style>${styles}</style>\n</head>\n<body>\n`;
    yield body(model);
    yield `<script type="application/json" id="data">${json(dataOf(model))}</script>\n`;
    yield '<script type="application/json" id="rooms">\n';
    for (const { detail } of model.rooms)
        yield `${json(detail)}\n`;
    yield '</script>\n';
    yield `<script>${clientScript}</script>\n</body>\n</html>\n`;
}
/** Everything that decides how data become a page: another version of it makes another page. */
const pageVersion = hash(clientScript + styles + plotLicence);
/** What an existing page says it was made from. */
function inputsOf(page) {
    return new RegExp(`<meta name="${inputsName}" content="([0-9a-f]+)">`).exec(page)?.[1];
}
function body(model) {
    const sections = [
        ['problems', 'Problems', problems(model)],
        ['counts', 'Counts', counts(model)],
        ['outcomes', 'Outcomes', outcomes(model)],
        ['sync', 'Sync', sync(model)],
        ['sessions', 'Sessions', model.rooms.length > 0 ? sessions : undefined],
        ['completeness', 'Completeness', model.rooms.length > 0 ? completeness : undefined],
        ['about', 'About', about(model)],
    ];
    const there = sections.filter(([, , section]) => section !== undefined);
    return html `<a class="skip" href="#problems">Skip to the report</a>
${header(model)}
<nav aria-label="Sections"><ul>${there.map(([id, name]) => html `<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<main>
${there.map(([, , section]) => section)}
</main>
`.text;
}
const noScript = html `<noscript><p class="small">This part is drawn by the script of the page, which is switched off. The tables beside this file hold everything it shows.</p></noscript>`;
const sessions = html `<section aria-labelledby="sessions"><h2 id="sessions">Sessions</h2>
${noScript}<div id="calendar"></div><div id="filter"></div><div id="room-list"></div></section>`;
const completeness = html `<section aria-labelledby="completeness"><h2 id="completeness">Completeness</h2>
${noScript}<div id="matrix"></div></section>`;
const about = ({ notes, study, }) => html `<section aria-labelledby="about"><h2 id="about">About this page</h2>
<ul class="notes">${notes.map((note) => html `<li>${note}</li>`)}
<li>Times within a room count from the start of its content; what comes before, such as consent, is negative. Dates are in UTC.</li>
<li>The page holds everything it shows and asks for nothing from a network. Made by ${study.tool} from the files beside it; manifest.json has their hashes.</li></ul>
<details class="licence"><summary>Licence of the plot library</summary><pre>${plotLicence}</pre></details></section>`;
function dataOf({ rooms, roomTypes }) {
    return { roomTypes, rooms: rooms.map(({ overview }) => overview) };
}
function policy() {
    return [
        "default-src 'none'",
        `script-src '${source(clientScript)}'`,
        `style-src '${source(styles)}'`,
        'img-src data:',
        "base-uri 'none'",
        "form-action 'none'",
    ].join('; ');
}
const source = (text) => `sha256-${(0,external_node_crypto_.createHash)('sha256').update(text).digest('base64')}`;
function hash(text) {
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, 32);
}
//# sourceMappingURL=page.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/report-file.js
/** Name of the report below the folder of an export. */
const reportFile = 'report.html';
//# sourceMappingURL=report-file.js.map
;// CONCATENATED MODULE: ../packages/export/dist/report/write-report.js








/**
 * Writes report.html, a page that shows what the folder holds, unless it is there and nothing it is made from has
 * changed. Without a report, one of an earlier run is removed: it would show what isn't so any more.
 */
const writeReport = async ({ out, manifest, options }) => {
    const path = (0,external_node_path_.join)(out, reportFile);
    const made = await inputsAt(path);
    if (options.report === false) {
        if (made !== undefined)
            await (0,promises_.rm)(path);
        return [];
    }
    const inputs = inputsFrom(manifest);
    if (made === inputs) {
        const facts = await (0,atomic_file/* factsOf */.xS)(path);
        const before = (await (0,manifest_manifest/* readManifest */.WI)(out))?.documents.find((document) => document.path === reportFile);
        if (facts !== undefined && facts.sha256 === before?.sha256)
            return [{ path: reportFile, ...facts }];
    }
    return [await write(path, out, manifest, inputs)];
};
async function write(path, out, manifest, inputs) {
    const model = await buildModel(out, manifest);
    const file = await atomic_file/* AtomicFile */.A0.create({ path });
    try {
        for (const part of pageParts(model, inputs))
            await file.write(part);
        return { path: reportFile, ...(await file.commit()) };
    }
    catch (error) {
        await file.discard();
        throw error;
    }
}
/** The manifest has the hash of every table: where it is the same, so is the report. */
function inputsFrom({ run, documents: _, ...facts }) {
    const { id: __, ...outcome } = run;
    return (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify([pageVersion, outcome, facts]))
        .digest('hex');
}
/** Of the page at the path; undefined where there is none of ours. */
async function inputsAt(path) {
    const handle = await (0,promises_.open)(path, 'r').catch(() => undefined);
    if (handle === undefined)
        return undefined;
    try {
        const { bytesRead, buffer } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
        return inputsOf(buffer.toString('utf8', 0, bytesRead));
    }
    finally {
        await handle.close();
    }
}
//# sourceMappingURL=write-report.js.map

/***/ })

};

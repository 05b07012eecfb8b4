export const id = 885;
export const ids = [885];
export const modules = {

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

/***/ }),

/***/ 35885:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parquetBytes: () => (/* binding */ parquetBytes)
});

// EXTERNAL MODULE: ../node_modules/.pnpm/hyparquet-writer@0.17.0/node_modules/hyparquet-writer/src/bytewriter.js
var bytewriter = __webpack_require__(82308);
// EXTERNAL MODULE: ../packages/export/dist/tables/parquet/block-reader.js
var block_reader = __webpack_require__(12762);
// EXTERNAL MODULE: ../packages/export/dist/tables/parquet/column-type.js
var column_type = __webpack_require__(15988);
;// CONCATENATED MODULE: ../packages/export/dist/tables/parquet/levels.js
/** Which records of a row group have a value in a column. */
class Levels {
    rows = 0;
    values = 0;
    #levels = new Uint8Array(0);
    /** 1 for each record that has a value, else 0. */
    get each() {
        return this.#levels.subarray(0, this.rows);
    }
    /** Adds records of which all have a value, or none. */
    addAlike(rows, level) {
        this.#reserve(rows);
        this.#levels.fill(level, this.rows, this.rows + rows);
        this.rows += rows;
        this.values += rows * level;
    }
    add(levels) {
        this.#reserve(levels.length);
        this.#levels.set(levels, this.rows);
        this.rows += levels.length;
        for (const level of levels)
            this.values += level;
    }
    clear() {
        this.rows = 0;
        this.values = 0;
    }
    #reserve(more) {
        if (this.rows + more <= this.#levels.length)
            return;
        const larger = new Uint8Array(Math.max(this.rows + more, this.#levels.length * 2));
        larger.set(this.#levels.subarray(0, this.rows));
        this.#levels = larger;
    }
}
//# sourceMappingURL=levels.js.map
// EXTERNAL MODULE: ../packages/export/dist/tables/parquet/bytes.js
var bytes = __webpack_require__(41442);
;// CONCATENATED MODULE: ../packages/export/dist/tables/parquet/dictionary.js
/** Values after which it is seen whether they come again. */
const sample = 1000;
/**
 * Whether a dictionary is worth it: it has to save a quarter. What is decided depends on the values alone, never on how
 * they came in blocks.
 * @param different how many there are, and the bytes they take
 * @param plain bytes that all values take
 */
function isWorth(different, values, plain) {
    const indexes = Math.ceil((values * bitsFor(different.count)) / 8);
    return 4 * (different.bytes + indexes) <= 3 * plain;
}
/** Bits that a number below this one takes. */
const bitsFor = (count) => (count < 2 ? 0 : 32 - Math.clz32(count - 1));
//# sourceMappingURL=dictionary.js.map
;// CONCATENATED MODULE: ../packages/export/dist/tables/parquet/number-values.js


/** Numbers of a column in a row group. */
class Numbers {
    list = new Float64Array(0);
    count = 0;
    add(numbers, from, count) {
        if (this.count + count > this.list.length) {
            const larger = new Float64Array(Math.max(this.count + count, this.list.length * 2));
            larger.set(this.list.subarray(0, this.count));
            this.list = larger;
        }
        this.list.set(numbers.subarray(from, from + count), this.count);
        this.count += count;
    }
}
/** Numbers: the different ones and which of them each value is, or one after the other where most of them differ. */
class DoubleValues {
    #numbers = new Numbers();
    #bytes = new bytes/* Bytes */.I();
    #different = new Map();
    #indexes = new Uint32Array(0);
    add({ numbers }, from, count) {
        this.#numbers.add(numbers, from, count);
    }
    page() {
        const { list, count } = this.#numbers;
        this.#bytes.clear();
        const bounds = doubleBounds(list, count);
        if (!this.#hasDictionary()) {
            for (let i = 0; i < count; i += 1)
                this.#put(list[i] ?? 0);
            return { values: this.#bytes.filled, ...bounds };
        }
        for (const key of this.#different.keys())
            this.#put(Number.isNaN(key) ? -0 : key);
        const dictionary = { bytes: this.#bytes.filled, count: this.#different.size };
        return { dictionary, indexes: this.#indexes.subarray(0, count), ...bounds };
    }
    clear() {
        this.#numbers.count = 0;
        this.#different.clear();
    }
    #hasDictionary() {
        const { list, count } = this.#numbers;
        const different = this.#different;
        if (this.#indexes.length < count)
            this.#indexes = new Uint32Array(list.length);
        const worth = (values) => isWorth({ count: different.size, bytes: different.size * 8 }, values, values * 8);
        for (let i = 0; i < count; i += 1) {
            if (i === sample && !worth(sample))
                return false;
            const value = list[i] ?? 0;
            // A map takes -0 for 0; NaN is no number of JSON.
            const key = Object.is(value, -0) ? Number.NaN : value;
            let index = different.get(key);
            if (index === undefined) {
                index = different.size;
                different.set(key, index);
            }
            this.#indexes[i] = index;
        }
        return worth(count);
    }
    #put(value) {
        this.#bytes.reserve(8);
        this.#bytes.view.setFloat64(this.#bytes.length, value, true);
        this.#bytes.length += 8;
    }
}
/** Zeros have both signs, as the format asks for. */
function doubleBounds(list, count) {
    if (count === 0)
        return {};
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < count; i += 1) {
        const value = list[i] ?? 0;
        if (value < least)
            least = value;
        if (value > most)
            most = value;
    }
    return { least: least === 0 ? -0 : least, most: most === 0 ? 0 : most };
}
/** Moments. They hardly come twice: none is looked up. */
class TimeValues {
    #unit;
    #numbers = new Numbers();
    #micro = new Numbers();
    #bytes = new bytes/* Bytes */.I();
    constructor(unit) {
        this.#unit = unit;
    }
    add({ numbers, micro }, from, count) {
        this.#numbers.add(numbers, from, count);
        if (this.#unit === 'us')
            this.#micro.add(Float64Array.from(micro ?? new Uint16Array(numbers.length)), from, count);
    }
    page() {
        const { count } = this.#numbers;
        const bytes = this.#bytes;
        bytes.clear();
        bytes.reserve(count * 8);
        let [least, most] = [0, 0];
        for (let i = 0; i < count; i += 1) {
            this.#put(i);
            if (this.#compare(i, least) < 0)
                least = i;
            if (this.#compare(i, most) > 0)
                most = i;
        }
        const bounds = count === 0
            ? {}
            : { least: bytes.view.getBigInt64(least * 8, true), most: bytes.view.getBigInt64(most * 8, true) };
        return { values: bytes.filled, ...bounds };
    }
    clear() {
        this.#numbers.count = 0;
        this.#micro.count = 0;
    }
    #compare(a, b) {
        const [{ list }, { list: micro }] = [this.#numbers, this.#micro];
        return (list[a] ?? 0) - (list[b] ?? 0) || (micro[a] ?? 0) - (micro[b] ?? 0);
    }
    #put(i) {
        const ms = this.#numbers.list[i] ?? 0;
        const value = this.#unit === 'ms' ? ms : ms * 1000 + (this.#micro.list[i] ?? 0);
        const bytes = this.#bytes;
        if (Number.isSafeInteger(value)) {
            bytes.view.setInt32(bytes.length + 4, Math.floor(value / 2 ** 32), true);
            bytes.view.setUint32(bytes.length, value, true);
        }
        else {
            const exact = BigInt(ms) * 1000n + BigInt(this.#micro.list[i] ?? 0);
            bytes.view.setBigInt64(bytes.length, exact, true);
        }
        bytes.length += 8;
    }
}
/** Truth values, eight to a byte. */
class BooleanValues {
    #numbers = new Numbers();
    #bytes = new bytes/* Bytes */.I();
    add({ numbers }, from, count) {
        this.#numbers.add(numbers, from, count);
    }
    page() {
        const { list, count } = this.#numbers;
        const bytes = this.#bytes;
        bytes.clear();
        bytes.reserve(Math.ceil(count / 8));
        bytes.length = Math.ceil(count / 8);
        bytes.buffer.fill(0, 0, bytes.length);
        for (let i = 0; i < count; i += 1)
            if (list[i] === 1)
                bytes.buffer[i >> 3] = (bytes.buffer[i >> 3] ?? 0) | (1 << (i & 7));
        const values = list.subarray(0, count);
        const bounds = count === 0 ? {} : { least: !values.includes(0), most: values.includes(1) };
        return { values: bytes.filled, ...bounds };
    }
    clear() {
        this.#numbers.count = 0;
    }
}
//# sourceMappingURL=number-values.js.map
;// CONCATENATED MODULE: ../packages/export/dist/tables/parquet/text-values.js


/** Longer ones are copied by the system. */
const copiedHere = 48;
/**
 * The texts of a column in a row group: the different ones and which of them each value is, or one after the other
 * where most of them differ.
 */
class TextValues {
    /** The different texts, or all, as plain texts. */
    #texts = new bytes/* Bytes */.I();
    #numbers = new Map();
    /** Where each of the different ones begins. */
    #starts = [];
    #indexes = new Uint32Array(0);
    #count = 0;
    #plain = 0;
    #each = false;
    /** Numbers here of the different texts of a block, -1 where they aren't known. */
    #known = new Int32Array(0);
    #block;
    add(block, from, count) {
        const end = from + count;
        // Whether the texts come again is seen at the same value wherever blocks end.
        const look = this.#each ? from : Math.min(end, from + Math.max(0, sample - this.#count));
        this.#look(block, from, look);
        if (!this.#each && this.#count === sample && !this.#isWorth())
            this.#expand();
        if (this.#each)
            this.#copy(block, look, end);
        else
            this.#look(block, look, end);
    }
    page() {
        if (!this.#each && !this.#isWorth())
            this.#expand();
        return this.#each
            ? { values: this.#texts.filled, ...boundsOf(this.#texts) }
            : {
                dictionary: { bytes: this.#texts.filled, count: this.#numbers.size },
                indexes: this.#indexes.subarray(0, this.#count),
                ...boundsOf(this.#texts),
            };
    }
    clear() {
        this.#texts.clear();
        this.#numbers.clear();
        this.#count = 0;
        this.#plain = 0;
        this.#each = false;
        this.#block = undefined;
    }
    #isWorth() {
        const different = { count: this.#numbers.size, bytes: this.#texts.length };
        return isWorth(different, this.#count, this.#plain);
    }
    /** Looks values up among the different ones. */
    #look(block, from, end) {
        if (from >= end)
            return;
        this.#begin(block, end - from);
        const { indexes, starts } = block;
        const only = indexes === undefined && starts.length === 2;
        for (let i = from; i < end; i += 1) {
            const which = only ? 0 : (indexes?.[i] ?? i);
            let number = this.#known[which] ?? -1;
            if (number === -1) {
                number = this.#numberOf(block, which);
                this.#known[which] = number;
            }
            this.#indexes[this.#count] = number;
            this.#count += 1;
            this.#plain += (starts[which + 1] ?? 0) - (starts[which] ?? 0);
        }
    }
    /** Makes room, and forgets what the texts of another block were. */
    #begin(block, more) {
        if (this.#count + more > this.#indexes.length) {
            const larger = new Uint32Array(Math.max(this.#count + more, this.#indexes.length * 2));
            larger.set(this.#indexes.subarray(0, this.#count));
            this.#indexes = larger;
        }
        if (this.#block === block)
            return;
        this.#block = block;
        if (this.#known.length < block.starts.length)
            this.#known = new Int32Array(block.starts.length);
        this.#known.fill(-1, 0, block.starts.length);
    }
    #numberOf({ bytes, starts }, which) {
        const [start, end] = [starts[which] ?? 0, starts[which + 1] ?? 0];
        const text = bytes.toString('utf8', start + 4, end);
        const known = this.#numbers.get(text);
        if (known !== undefined)
            return known;
        const number = this.#numbers.size;
        this.#numbers.set(text, number);
        this.#starts[number] = this.#texts.length;
        this.#texts.append(bytes, start, end);
        return number;
    }
    /** From here on the texts stand one after the other. */
    #expand() {
        const different = Buffer.from(this.#texts.filled);
        this.#starts[this.#numbers.size] = different.length;
        this.#texts.clear();
        for (let i = 0; i < this.#count; i += 1) {
            const number = this.#indexes[i] ?? 0;
            this.#append(different, this.#starts[number] ?? 0, this.#starts[number + 1] ?? 0);
        }
        this.#numbers.clear();
        this.#each = true;
    }
    #copy({ bytes, starts, indexes }, from, end) {
        if (indexes === undefined && starts.length > 2) {
            this.#texts.append(bytes, starts[from] ?? 0, starts[end] ?? 0);
            return;
        }
        for (let i = from; i < end; i += 1) {
            const which = indexes?.[i] ?? 0;
            this.#append(bytes, starts[which] ?? 0, starts[which + 1] ?? 0);
        }
    }
    #append(from, start, end) {
        const texts = this.#texts;
        if (end - start > copiedHere) {
            texts.append(from, start, end);
            return;
        }
        texts.reserve(end - start);
        const { buffer } = texts;
        let at = texts.length;
        for (let i = start; i < end; i += 1) {
            buffer[at] = from[i] ?? 0;
            at += 1;
        }
        texts.length = at;
    }
}
/** The least and the greatest of some plain texts, as UTF-8 compares. */
function boundsOf({ buffer, view, length }) {
    if (length === 0)
        return {};
    let least = 0;
    let most = 0;
    for (let at = 0; at < length; at += 4 + view.getUint32(at, true)) {
        if (isLess(buffer, view, at, least))
            least = at;
        else if (isLess(buffer, view, most, at))
            most = at;
    }
    const textAt = (at) => buffer.subarray(at + 4, at + 4 + view.getUint32(at, true));
    return { least: textAt(least), most: textAt(most) };
}
function isLess(buffer, view, a, b) {
    const [long, other] = [view.getUint32(a, true), view.getUint32(b, true)];
    const common = Math.min(long, other);
    for (let i = 4; i < common + 4; i += 1) {
        const difference = (buffer[a + i] ?? 0) - (buffer[b + i] ?? 0);
        if (difference !== 0)
            return difference < 0;
    }
    return long < other;
}
//# sourceMappingURL=text-values.js.map
;// CONCATENATED MODULE: ../packages/export/dist/tables/parquet/filling.js




const filling_elements = {
    text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
    number: { type: 'DOUBLE' },
    boolean: { type: 'BOOLEAN' },
    ms: {
        type: 'INT64',
        converted_type: 'TIMESTAMP_MILLIS',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
    },
    us: {
        type: 'INT64',
        converted_type: 'TIMESTAMP_MICROS',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
    },
};
function fillingOf({ name }, type) {
    const element = { name, repetition_type: 'OPTIONAL', ...filling_elements[type] };
    const ofNumbers = { next: (block) => block.numbers(), none: block_reader/* noNumbers */.IZ };
    switch (type) {
        case 'text': {
            const ofTexts = { next: (block) => block.texts(), none: block_reader/* noTexts */.uv, sizes: textSizes };
            return new ColumnFilling(element, new TextValues(), ofTexts);
        }
        case 'number':
            return new ColumnFilling(element, new DoubleValues(), ofNumbers);
        case 'boolean':
            return new ColumnFilling(element, new BooleanValues(), ofNumbers);
        default:
            return new ColumnFilling(element, new TimeValues(type), ofNumbers);
    }
}
class ColumnFilling {
    element;
    levels = new Levels();
    #values;
    #source;
    #block;
    #row = 0;
    #value = 0;
    constructor(element, values, source) {
        this.element = element;
        this.#values = values;
        this.#source = source;
        this.#block = source.none;
    }
    open(block) {
        this.#block = block === undefined ? this.#source.none : this.#source.next(block);
        this.#row = 0;
        this.#value = 0;
        return this.#block.size;
    }
    addSizes(sizes) {
        const { present, count } = this.#block;
        const sizeOf = this.#source.sizes?.(this.#block);
        if (sizeOf === undefined || count === 0)
            return;
        for (let row = 0, value = 0; row < sizes.length; row += 1) {
            if (present?.[row] === 0)
                continue;
            sizes[row] = (sizes[row] ?? 0) + sizeOf(value);
            value += 1;
        }
    }
    add(rows) {
        const { present, count } = this.#block;
        const before = this.levels.values;
        if (present === undefined)
            this.levels.addAlike(rows, count === 0 ? 0 : 1);
        else
            this.levels.add(present.subarray(this.#row, this.#row + rows));
        const values = this.levels.values - before;
        if (values > 0)
            this.#values.add(this.#block, this.#value, values);
        this.#row += rows;
        this.#value += values;
    }
    page() {
        return this.#values.page();
    }
    clear() {
        this.levels.clear();
        this.#values.clear();
    }
}
function textSizes({ starts, indexes }) {
    const only = indexes === undefined && starts.length === 2;
    return (value) => {
        const which = only ? 0 : (indexes?.[value] ?? value);
        return (starts[which + 1] ?? 0) - (starts[which] ?? 0) - 4;
    };
}
//# sourceMappingURL=filling.js.map
// EXTERNAL MODULE: ../node_modules/.pnpm/hyparquet-writer@0.17.0/node_modules/hyparquet-writer/src/metadata.js + 1 modules
var metadata = __webpack_require__(99888);
// EXTERNAL MODULE: ../packages/export/dist/manifest/tool-version.js
var tool_version = __webpack_require__(17343);
// EXTERNAL MODULE: ../node_modules/.pnpm/hyparquet-writer@0.17.0/node_modules/hyparquet-writer/src/datapage.js
var datapage = __webpack_require__(21906);
// EXTERNAL MODULE: ../node_modules/.pnpm/hyparquet-writer@0.17.0/node_modules/hyparquet-writer/src/encoding.js
var src_encoding = __webpack_require__(72120);
// EXTERNAL MODULE: ../node_modules/.pnpm/hyparquet-writer@0.17.0/node_modules/hyparquet-writer/src/snappy.js
var snappy = __webpack_require__(62450);
// EXTERNAL MODULE: ../node_modules/.pnpm/hyparquet-writer@0.17.0/node_modules/hyparquet-writer/src/unconvert.js
var unconvert = __webpack_require__(68395);
;// CONCATENATED MODULE: ../packages/export/dist/tables/parquet/column-writer.js
// hyparquet-writer's own way from values to pages looks at each of them some ten times: its parts are used.






/** Writes columns of row groups: a dictionary, where there is one, and one page. */
class ColumnWriter {
    #writer;
    #levels = new bytewriter/* ByteWriter */.U();
    #indexes = new bytewriter/* ByteWriter */.U();
    #unpacked = 0;
    constructor(writer) {
        this.#writer = writer;
    }
    /** Returns what the end of the file says of it. */
    write(element, levels, page) {
        const start = this.#writer.offset;
        this.#unpacked = 0;
        if (page.dictionary !== undefined)
            this.#writeDictionary(page.dictionary);
        const pageStart = this.#writer.offset;
        const encoding = page.dictionary === undefined ? 'PLAIN' : 'RLE_DICTIONARY';
        this.#writePage(levels, this.#bodyOf(page), encoding);
        const dictionaryStats = { page_type: 'DICTIONARY_PAGE', encoding: 'PLAIN', count: 1 };
        return {
            type: element.type,
            encodings: page.dictionary === undefined ? [encoding] : ['PLAIN', encoding],
            path_in_schema: [element.name],
            codec: 'SNAPPY',
            num_values: BigInt(levels.rows),
            total_compressed_size: BigInt(this.#writer.offset - start),
            total_uncompressed_size: BigInt(this.#unpacked),
            data_page_offset: BigInt(pageStart),
            ...(page.dictionary === undefined ? {} : { dictionary_page_offset: BigInt(start) }),
            statistics: statisticsOf(element, levels, page),
            encoding_stats: [
                ...(page.dictionary === undefined ? [] : [dictionaryStats]),
                { page_type: 'DATA_PAGE_V2', encoding, count: 1 },
            ],
        };
    }
    #writeDictionary({ bytes, count }) {
        const packed = (0,snappy/* snappyCompress */.M)(bytes);
        const start = this.#writer.offset;
        (0,datapage/* writePageHeader */.s)(this.#writer, {
            type: 'DICTIONARY_PAGE',
            uncompressed_page_size: bytes.length,
            compressed_page_size: packed.length,
            dictionary_page_header: { num_values: count, encoding: 'PLAIN' },
        });
        this.#unpacked += this.#writer.offset - start + bytes.length;
        this.#writer.appendBytes(packed);
    }
    #bodyOf(page) {
        if (page.dictionary === undefined)
            return page.values;
        const bits = bitsFor(page.dictionary.count);
        this.#indexes.index = 0;
        this.#indexes.appendUint8(bits);
        (0,src_encoding/* writeRleBitPackedHybrid */.Y)(this.#indexes, page.indexes, bits);
        return this.#indexes.getBytes();
    }
    #writePage({ rows, values, each }, body, encoding) {
        const writer = this.#writer;
        this.#levels.index = 0;
        (0,src_encoding/* writeRleBitPackedHybrid */.Y)(this.#levels, each, 1);
        const levels = this.#levels.getBytes();
        const packed = (0,snappy/* snappyCompress */.M)(body);
        const start = writer.offset;
        (0,datapage/* writePageHeader */.s)(writer, {
            type: 'DATA_PAGE_V2',
            uncompressed_page_size: levels.length + body.length,
            compressed_page_size: levels.length + packed.length,
            data_page_header_v2: {
                num_values: rows,
                num_nulls: rows - values,
                num_rows: rows,
                encoding,
                definition_levels_byte_length: levels.length,
                repetition_levels_byte_length: 0,
                is_compressed: true,
            },
        });
        this.#unpacked += writer.offset - start + levels.length + body.length;
        writer.appendBytes(levels);
        writer.appendBytes(packed);
    }
}
function statisticsOf(element, { rows, values }, { least, most }) {
    const [min, max] = [boundOf(least, element, false), boundOf(most, element, true)];
    return {
        null_count: BigInt(rows - values),
        min_value: min,
        max_value: max,
        is_min_value_exact: isCut(min, least) ? false : undefined,
        is_max_value_exact: isCut(max, most) ? false : undefined,
    };
}
/** Of a long text the beginning, for the greatest one a text that is as long and greater; a copy. */
function boundOf(value, element, greatest) {
    if (!(value instanceof Uint8Array))
        return value;
    const bound = (0,unconvert/* unconvertMinMax */.lj)(value, element, greatest);
    return bound && Uint8Array.from(bound);
}
const isCut = (bound, value) => bound instanceof Uint8Array && value instanceof Uint8Array && bound.length !== value.length;
//# sourceMappingURL=column-writer.js.map
;// CONCATENATED MODULE: ../packages/export/dist/tables/parquet/row-groups.js



/** A row group is held whole: this many records at most, */
const mostRows = 10_000;
/** and about this many bytes. */
const mostBytes = 8 * 1024 * 1024;
/** What each value counts for, beside its text. */
const valueBytes = 8;
/** PAR1, at both ends of a file. */
const magic = 0x31_52_41_50;
/** The row groups of a file, and its ends. */
class RowGroups {
    #columns;
    #bytes;
    #writer;
    #groups = [];
    #rows = 0;
    #size = 0;
    constructor(columns, bytes) {
        this.#columns = columns;
        this.#bytes = bytes;
        this.#writer = new ColumnWriter(bytes);
        bytes.appendUint32(magic);
    }
    /** Adds records; stops after each row group that was written. */
    *add(block) {
        let size = block.rows * this.#columns.length * valueBytes;
        for (const [i, column] of this.#columns.entries())
            size += column.open(i < block.width ? block : undefined);
        if (this.#rows + block.rows < mostRows && this.#size + size < mostBytes) {
            this.#take(block.rows, size);
            return;
        }
        let [rows, sum] = [0, 0];
        for (const one of this.#sizes(block.rows)) {
            rows += 1;
            sum += one;
            if (this.#rows + rows < mostRows && this.#size + sum < mostBytes)
                continue;
            this.#take(rows, sum);
            this.#write();
            yield;
            [rows, sum] = [0, 0];
        }
        this.#take(rows, sum);
    }
    /** Writes what is left, and the end of the file. */
    end() {
        if (this.#rows > 0)
            this.#write();
        const schema = [
            { name: 'root', num_children: this.#columns.length },
            ...this.#columns.map(({ element }) => element),
        ];
        (0,metadata/* writeMetadata */.f)(this.#bytes, {
            version: 2,
            created_by: tool_version/* toolVersion */.f,
            schema,
            num_rows: this.#groups.reduce((sum, { num_rows: rows }) => sum + rows, 0n),
            row_groups: this.#groups,
            metadata_length: 0,
        });
        this.#bytes.appendUint32(magic);
    }
    /** Bytes that each record of the block counts for. */
    #sizes(rows) {
        const sizes = new Float64Array(rows).fill(this.#columns.length * valueBytes);
        for (const column of this.#columns)
            column.addSizes(sizes);
        return sizes;
    }
    #take(rows, size) {
        if (rows > 0)
            for (const column of this.#columns)
                column.add(rows);
        this.#rows += rows;
        this.#size += size;
    }
    #write() {
        const start = this.#bytes.offset;
        const columns = this.#columns.map((column) => {
            const offset = BigInt(this.#bytes.offset);
            const written = this.#writer.write(column.element, column.levels, column.page());
            column.clear();
            return { meta_data: written, file_offset: offset };
        });
        this.#groups.push({
            columns,
            total_byte_size: columns.reduce((sum, { meta_data: { total_uncompressed_size: size } }) => sum + size, 0n),
            num_rows: BigInt(this.#rows),
            total_compressed_size: BigInt(this.#bytes.offset - start),
        });
        this.#rows = 0;
        this.#size = 0;
    }
}
//# sourceMappingURL=row-groups.js.map
;// CONCATENATED MODULE: ../packages/export/dist/tables/parquet/write.js





/**
 * A Parquet file from records that stand in blocks. Row groups are cut by what they hold, so that the bytes depend on
 * the records alone. Chunks are valid until the next is taken.
 */
async function* parquetBytes(path, columns, bits) {
    const done = await myTurn();
    try {
        yield* fileBytes(path, columns, bits);
    }
    finally {
        done();
    }
}
/** The latest file in line. */
let line = Promise.resolve();
/** Tables that end at the same time are written one after the other: row groups are what fills memory. */
async function myTurn() {
    const before = line;
    const { promise, resolve } = Promise.withResolvers();
    line = promise;
    await before;
    return resolve;
}
async function* fileBytes(path, columns, bits) {
    const bytes = new bytewriter/* ByteWriter */.U();
    const fillings = columns.map((column, i) => fillingOf(column, (0,column_type/* columnType */.DW)(column, bits[i] ?? 0)));
    const groups = new RowGroups(fillings, bytes);
    for await (const block of (0,block_reader/* blocksOf */.SH)(path))
        for (const _ of groups.add(block))
            yield taken(bytes);
    groups.end();
    yield taken(bytes);
}
/** What was written since the last time; the buffer is used again. */
function taken(bytes) {
    const chunk = bytes.getBytes();
    bytes.index = 0;
    return chunk;
}
//# sourceMappingURL=write.js.map

/***/ })

};

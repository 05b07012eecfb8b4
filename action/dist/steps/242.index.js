export const id = 242;
export const ids = [242];
export const modules = {

/***/ 62861:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  writeDatapackage: () => (/* binding */ writeDatapackage)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ../packages/export/dist/documents/derived-file.js
var derived_file = __webpack_require__(74137);
// EXTERNAL MODULE: ../packages/export/dist/documents/remembered.js
var remembered = __webpack_require__(27413);
// EXTERNAL MODULE: ../packages/export/dist/manifest/manifest.js
var manifest_manifest = __webpack_require__(55101);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ../node_modules/.pnpm/zod@4.6.7/node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(56086);
// EXTERNAL MODULE: ../packages/export/dist/files/atomic-file.js
var atomic_file = __webpack_require__(17548);
// EXTERNAL MODULE: ../packages/export/dist/manifest/tool-version.js
var tool_version = __webpack_require__(17343);
;// CONCATENATED MODULE: ../packages/export/dist/datapackage/known-facts.js





const factsSchema = schemas/* object */.Ikc({
    format: schemas/* literal */.euz('hyperstudy-facts/1'),
    tool: schemas/* string */.YjP(),
    /** By path and hash of the file. */
    files: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* object */.Ikc({ fields: schemas/* array */.YOg(schemas/* string */.YjP()), kinds: schemas/* array */.YOg(schemas/* number */.aig()), keyed: schemas/* boolean */.zMY() })),
});
/** What is known of files from an earlier run, so that each is read once as long as it stays the same. */
class KnownFacts {
    #path;
    #before;
    #now = new Map();
    constructor(path, before) {
        this.#path = path;
        this.#before = before;
    }
    static async read(out) {
        const path = (0,external_node_path_.join)(out, '.hyperstudy', 'facts.json');
        const text = await (0,promises_.readFile)(path, 'utf8').catch(() => undefined);
        return new KnownFacts(path, text === undefined ? new Map() : parsed(text));
    }
    /** What is known of a file; looked up where it isn't. */
    async of({ path, sha256 }, look) {
        const place = `${sha256} ${path}`;
        const facts = this.#before.get(place) ?? (await look());
        this.#now.set(place, facts);
        return facts;
    }
    /** Keeps what was asked for. */
    async write() {
        const stored = { format: 'hyperstudy-facts/1', tool: tool_version/* toolVersion */.f, files: Object.fromEntries(this.#now) };
        await (0,atomic_file/* writeAtomically */.vK)(this.#path, `${JSON.stringify(stored)}\n`);
    }
}
/** What is damaged or of another version only costs the time to read the tables again. */
function parsed(text) {
    try {
        const { tool, files } = factsSchema.parse(JSON.parse(text));
        return new Map(tool === tool_version/* toolVersion */.f ? Object.entries(files) : []);
    }
    catch {
        return new Map();
    }
}
//# sourceMappingURL=known-facts.js.map
// EXTERNAL MODULE: ../packages/core/dist/data-types/types.js + 15 modules
var types = __webpack_require__(66621);
// EXTERNAL MODULE: ../packages/export/dist/documents/described-columns.js
var described_columns = __webpack_require__(96906);
;// CONCATENATED MODULE: ../packages/export/dist/datapackage/value-kinds.js
/** What values of a column are, as bits. */
const kindBits = {
    integer: 1,
    decimal: 2,
    boolean: 4,
    time: 8,
    text: 16,
    object: 32,
    array: 64,
};
/** The lexical form of an XML Schema dateTime, which is what Table Schema means by datetime. */
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;
const number = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;
/** What the text of a CSV cell can be read as. */
function kindOfCell(cell) {
    if (number.test(cell))
        return /[.eE]/.test(cell) ? kindBits.decimal : kindBits.integer;
    if (cell === 'true' || cell === 'false')
        return kindBits.boolean;
    return isTime(cell) ? kindBits.time : kindBits.text;
}
/** What a JSON value is; none for null. */
function kindOfValue(value) {
    switch (typeof value) {
        case 'number':
            return Number.isInteger(value) ? kindBits.integer : kindBits.decimal;
        case 'boolean':
            return kindBits.boolean;
        case 'string':
            return isTime(value) ? kindBits.time : kindBits.text;
        case 'object':
            if (value === null)
                return 0;
            return Array.isArray(value) ? kindBits.array : kindBits.object;
        default:
            return 0;
    }
}
/** A date that there is, not only one that looks so. */
const isTime = (text) => dateTime.test(text) && !Number.isNaN(Date.parse(text));
//# sourceMappingURL=value-kinds.js.map
;// CONCATENATED MODULE: ../packages/export/dist/datapackage/field-type.js

const within = (bits, allowed) => (bits & ~allowed) === 0;
const numbers = kindBits.integer | kindBits.decimal;
/**
 * The type that all values of a field have: the registry's where they agree with it, else one that they do agree with.
 * @param bits kinds of its values
 * @param otherwise the type that takes everything: string in CSV, where everything is text, any in JSON
 */
function fieldType(declared, bits, otherwise) {
    const wanted = declaredType(declared);
    if (wanted !== 'any' && holds(wanted, bits, otherwise))
        return wanted;
    if (bits === 0)
        return wanted === 'object' || wanted === 'array' ? otherwise : wanted;
    if (wanted === 'integer' && within(bits, numbers))
        return 'number';
    if (within(bits, kindBits.text | kindBits.time))
        return 'string';
    if (wanted === 'any') {
        const fitting = ['number', 'boolean', 'object', 'array'].find((type) => holds(type, bits, otherwise));
        if (fitting !== undefined)
            return fitting;
    }
    return otherwise;
}
function declaredType({ kinds, unit, integer }) {
    const [kind, ...others] = kinds.filter((kind) => kind !== 'null');
    if (kind === undefined || others.length > 0)
        return 'any';
    if (kind === 'string')
        return unit === 'ISO 8601' ? 'datetime' : 'string';
    return kind === 'number' && integer ? 'integer' : kind;
}
function holds(type, bits, otherwise) {
    switch (type) {
        case 'string':
            // Any cell of CSV is text; a number of JSON is not.
            return otherwise === 'string' || within(bits, kindBits.text | kindBits.time);
        case 'integer':
            return within(bits, kindBits.integer);
        case 'number':
            return within(bits, numbers);
        case 'boolean':
            return within(bits, kindBits.boolean);
        case 'datetime':
            return within(bits, kindBits.time);
        case 'object':
            return bits !== 0 && within(bits, kindBits.object);
        case 'array':
            return bits !== 0 && within(bits, kindBits.array);
        case 'any':
            return true;
    }
}
//# sourceMappingURL=field-type.js.map
;// CONCATENATED MODULE: ../packages/export/dist/datapackage/parquet-types.js

/** Types of the columns of a Parquet file, as its own schema says them. */
async function parquetTypes(path) {
    const { parquetMetadataAsync } = await Promise.all(/* import() */[__webpack_require__.e(947), __webpack_require__.e(773)]).then(__webpack_require__.bind(__webpack_require__, 68773));
    const handle = await (0,promises_.open)(path, 'r');
    try {
        const { size } = await handle.stat();
        const slice = async (from, to = size) => {
            const bytes = new Uint8Array(to - from);
            await handle.read(bytes, 0, bytes.length, from);
            return bytes.buffer;
        };
        const [, ...columns] = (await parquetMetadataAsync({ byteLength: size, slice })).schema;
        return new Map(columns.map((column) => [column.name, typeOf(column)]));
    }
    finally {
        await handle.close();
    }
}
function typeOf({ type, logical_type: logical, converted_type: converted }) {
    if (logical?.type === 'TIMESTAMP' || converted?.startsWith('TIMESTAMP'))
        return 'datetime';
    switch (type) {
        case 'BOOLEAN':
            return 'boolean';
        case 'INT32':
        case 'INT64':
            return 'integer';
        case 'FLOAT':
        case 'DOUBLE':
            return 'number';
        default:
            return 'string';
    }
}
//# sourceMappingURL=parquet-types.js.map
// EXTERNAL MODULE: ../packages/export/dist/files/gzip.js
var gzip = __webpack_require__(78376);
// EXTERNAL MODULE: ../packages/export/dist/files/lines.js
var files_lines = __webpack_require__(75409);
// EXTERNAL MODULE: ../packages/export/dist/tables/csv-scanner.js
var csv_scanner = __webpack_require__(82577);
// EXTERNAL MODULE: ../packages/export/dist/tables/parquet/read.js
var read = __webpack_require__(31261);
;// CONCATENATED MODULE: ../packages/export/dist/datapackage/table-cells.js





/** Names of the fields of a file first, then its rows, with a value for each field. */
async function* cellsOf(out, table, path) {
    const bytes = () => (0,gzip/* contentOf */.$)((0,external_node_path_.join)(out, path), table.compression === 'gzip');
    switch (table.format) {
        case 'csv':
            return yield* csvCells(bytes());
        case 'ndjson':
            return yield* ndjsonCells(bytes(), topLevelNames(table));
        case 'parquet':
            yield await (0,read/* parquetColumns */.GJ)((0,external_node_path_.join)(out, path));
            yield* (0,read/* parquetCells */._O)((0,external_node_path_.join)(out, path));
    }
}
/** The objects have the fields whose contents are columns elsewhere; what is made for tables only they don't have. */
function topLevelNames({ columns }) {
    const names = new Set(columns.map(({ name, path: [field] = [name] }) => field));
    names.delete('_more');
    return [...names];
}
async function* csvCells(bytes) {
    const scanner = new csv_scanner/* CsvScanner */.B();
    const decoder = new TextDecoder('utf-8');
    for await (const chunk of bytes)
        yield* scanner.push(decoder.decode(chunk, { stream: true }));
}
async function* ndjsonCells(bytes, fields) {
    yield fields;
    for await (const lines of (0,files_lines/* linesOf */.D)(bytes)) {
        for (const line of lines) {
            const row = JSON.parse(line);
            yield fields.map((name) => (Object.hasOwn(row, name) ? (row[name] ?? undefined) : undefined));
        }
    }
}
//# sourceMappingURL=table-cells.js.map
;// CONCATENATED MODULE: ../packages/export/dist/datapackage/resource.js






/** The columns of a table, or the fields of its objects where it is ndjson. */
function planTable(table) {
    const type = (0,described_columns/* typeOf */.Q)(table);
    const top = { type: table.type, columns: topLevelNames(table).map((name) => ({ name })) };
    const columns = (0,described_columns/* describedColumns */.F)(table.format === 'ndjson' ? top : table);
    const key = type === undefined ? undefined : ((0,types/* dataType */.B)(type).key ?? undefined);
    return { table, columns: new Map(columns.map((column) => [column.name, column])), key };
}
async function schemaOf(out, { table, columns, key }, { path }, { fields, kinds, keyed }) {
    const written = table.format === 'parquet' ? await parquetTypes((0,external_node_path_.join)(out, path)) : undefined;
    const otherwise = table.format === 'csv' ? 'string' : 'any';
    return {
        fields: fields.map((name, i) => {
            const column = columns.get(name);
            const declared = column ?? { kinds: ['any'], unit: undefined, integer: false };
            return {
                name,
                type: written?.get(name) ?? fieldType(declared, kinds[i] ?? 0, otherwise),
                ...(column === undefined ? {} : { description: column.description }),
                ...(column?.unit === undefined ? {} : { unit: column.unit }),
            };
        }),
        ...(table.format === 'csv' ? { missingValues: [''] } : {}),
        ...(keyed && key !== undefined ? { primaryKey: key } : {}),
    };
}
/**
 * A resource of a data package: a file with its schema.
 * @param schema the schema, or where it stands
 */
function resourceOf(name, table, { path, bytes, sha256 }, schema) {
    const { format, compression, dialect } = table;
    const type = (0,described_columns/* typeOf */.Q)(table);
    const about = type === undefined ? undefined : (0,types/* dataType */.B)(type);
    return {
        name,
        type: 'table',
        path,
        ...(about === undefined ? {} : { title: about.title, description: about.description }),
        format,
        mediatype: mediaTypes[format],
        ...(compression === undefined ? {} : { compression: 'gz' }),
        ...(format === 'parquet' ? {} : { encoding: 'utf-8' }),
        bytes,
        hash: `sha256:${sha256}`,
        ...(format === 'csv' ? { dialect: csvDialect(dialect) } : {}),
        schema,
    };
}
const mediaTypes = {
    csv: 'text/csv',
    ndjson: 'application/x-ndjson',
    parquet: 'application/vnd.apache.parquet',
};
const csvDialect = (dialect) => ({
    header: true,
    delimiter: ',',
    lineTerminator: dialect === 'excel' ? '\r\n' : '\n',
    quoteChar: '"',
    doubleQuote: true,
});
//# sourceMappingURL=resource.js.map
// EXTERNAL MODULE: ../packages/core/dist/paging/seen-keys.js
var seen_keys = __webpack_require__(98100);
;// CONCATENATED MODULE: ../packages/export/dist/datapackage/table-facts.js



/** Reads a file once; 10 to 15 bytes are held for each row that has a key, and nothing else. */
async function factsOfFile(out, plan, path) {
    const { table } = plan;
    const isCsv = table.format === 'csv';
    const rows = cellsOf(out, table, path);
    const header = await rows.next();
    const fields = header.done ? [] : header.value.map(String);
    // In CSV any cell is text: only where a column may be something else does it have to be looked at.
    const looked = fields.map((name) => !isCsv || mayBeMore(plan.columns.get(name)));
    const kindOf = isCsv ? (cell) => kindOfCell(String(cell)) : kindOfValue;
    const kinds = fields.map(() => 0);
    const key = plan.key?.map((name) => fields.indexOf(name));
    const keys = new seen_keys/* SeenKeys */.o();
    let keyed = key !== undefined && !key.includes(-1);
    for await (const cells of rows) {
        for (let i = 0; i < kinds.length; i += 1) {
            const cell = cells[i];
            if (cell !== undefined && looked[i])
                kinds[i] = (kinds[i] ?? 0) | kindOf(cell);
        }
        if (keyed && key !== undefined)
            keyed = addKey(keys, key.map((i) => cells[i]));
    }
    return { fields, kinds, keyed };
}
const mayBeMore = (column) => column === undefined ||
    column.unit === 'ISO 8601' ||
    !column.kinds.every((kind) => kind === 'string' || kind === 'null');
/** Empty text is as good as none: a reader of CSV takes it for that. */
function addKey(keys, parts) {
    if (parts.some((part) => part === undefined || part === null || part === ''))
        return false;
    return keys.add(parts.length === 1 ? String(parts[0]) : JSON.stringify(parts));
}
//# sourceMappingURL=table-facts.js.map
;// CONCATENATED MODULE: ../packages/export/dist/datapackage/write-datapackage.js







/**
 * datapackage.json: the tables as a Frictionless data package (version 2). The types are true of the bytes: each file
 * is read once for that, and not again while it stays the same.
 */
async function writeDatapackage(context) {
    const { out, manifest } = context;
    if (manifest.files.length === 0)
        return [];
    const inputs = [
        manifest.query.scope,
        manifest.files.map(({ server: _, drift: __, problems: ___, ...table }) => table),
    ];
    const complete = manifest.run.complete;
    return (0,remembered/* remembered */.H)({ out, name: 'datapackage', inputs, complete }, (known) => makePackage(context, known));
}
async function makePackage({ out, manifest }, known) {
    const facts = await KnownFacts.read(out);
    const resources = [];
    const names = new Names();
    const schemas = new Map();
    for (const table of manifest.files) {
        const plan = planTable(table);
        for (const file of (0,manifest_manifest/* filesOf */.R8)(table)) {
            const own = await facts.of(file, () => factsOfFile(out, plan, file.path));
            const schema = await schemaOf(out, plan, file, own);
            const place = table.parts === undefined ? schema : sharedSchema(table, schema, schemas);
            resources.push(resourceOf(names.of(table, file.path), table, file, place));
        }
    }
    await facts.write();
    const files = [];
    for (const [path, text] of schemas)
        files.push(await (0,derived_file/* writeDerived */.DF)(out, path, text, known));
    const text = jsonText({ ...packageOf(manifest), resources });
    return [...files, await (0,derived_file/* writeDerived */.DF)(out, 'datapackage.json', text, known)];
}
/** Hundreds of rooms have the same columns: their schema stands in a file of its own, once. */
function sharedSchema(table, schema, schemas) {
    const text = jsonText(schema);
    const hash = (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, 8);
    const path = `schemas/${table.type}-${table.format}-${hash}.json`;
    schemas.set(path, text);
    return path;
}
const jsonText = (value) => `${JSON.stringify(value, null, 2)}\n`;
function packageOf({ query: { scope } }) {
    const what = scope.experiment === undefined ? `room ${scope.room}` : `experiment ${scope.experiment}`;
    return {
        $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
        name: safeName(`hyperstudy-${scope.experiment ?? scope.room}`),
        title: `HyperStudy ${what}`,
        description: 'Tables of a study run with HyperStudy. manifest.json says how complete they are.',
    };
}
/** The signs that the profile allows. */
const safeName = (text) => text.replace(/[^-a-zA-Z0-9._]/g, '_');
/** Names of resources: each once. */
class Names {
    #taken = new Set();
    of({ format }, path) {
        const base = path.replace(/\.(csv|ndjson|parquet)(\.gz)?$/, '').replaceAll('/', '.');
        const wanted = safeName(`${base}${format === 'csv' ? '' : `-${format}`}`);
        let name = wanted;
        for (let n = 2; this.#taken.has(name); n += 1)
            name = `${wanted}-${n}`;
        this.#taken.add(name);
        return name;
    }
}
//# sourceMappingURL=write-datapackage.js.map

/***/ }),

/***/ 74137:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $B: () => (/* binding */ isThere),
/* harmony export */   DF: () => (/* binding */ writeDerived),
/* harmony export */   Oe: () => (/* binding */ DerivedFile)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);



/** Characters gathered before they go to disk. */
const chunkSize = 256 * 1024;
/**
 * A file that is made from others and can be made again, so it isn't flushed to disk. It appears when it is whole; one
 * that is there with the same bytes stays untouched, with its time, so that backups and caches see no change.
 */
class DerivedFile {
    #out;
    #path;
    #handle;
    #hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    #bytes = 0;
    #pending = [];
    #pendingLength = 0;
    constructor(out, path, handle) {
        this.#out = out;
        this.#path = path;
        this.#handle = handle;
    }
    /** @param path below the folder of the export, with / */
    static async create(out, path) {
        const target = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(out, path);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(target), { recursive: true });
        return new DerivedFile(out, path, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(partOf(target), 'w'));
    }
    /** Takes text; a promise comes back only when it has to be waited for. */
    write(text) {
        this.#pending.push(text);
        this.#pendingLength += text.length;
        return this.#pendingLength >= chunkSize ? this.#flush() : undefined;
    }
    /** Gives it its name, unless the file that bears it is known to hold these bytes. */
    async finish(known) {
        await this.#flush();
        await this.#handle.close();
        const target = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(this.#out, this.#path);
        const facts = { path: this.#path, bytes: this.#bytes, sha256: this.#hash.digest('hex') };
        if (known?.get(this.#path)?.sha256 === facts.sha256 && (await isThere(this.#out, facts))) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(partOf(target), { force: true });
        }
        else {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(partOf(target), target);
        }
        return facts;
    }
    /** Leaves nothing behind. */
    async discard() {
        await this.#handle.close().catch(() => undefined);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(partOf((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(this.#out, this.#path)), { force: true });
    }
    async #flush() {
        if (this.#pending.length === 0)
            return;
        const bytes = Buffer.from(this.#pending.join(''), 'utf8');
        this.#pending = [];
        this.#pendingLength = 0;
        this.#hash.update(bytes);
        this.#bytes += bytes.length;
        await this.#handle.writeFile(bytes);
    }
}
const partOf = (target) => `${target}.part`;
/** Writes a whole text, unless the file holds it: as far as is known, or as its bytes say. */
async function writeDerived(out, path, text, known) {
    if (known === undefined) {
        const bytes = Buffer.from(text);
        const there = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(out, path)).catch(() => undefined);
        if (there?.equals(bytes)) {
            return { path, bytes: bytes.length, sha256: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex') };
        }
    }
    const file = await DerivedFile.create(out, path);
    try {
        await file.write(text);
        return await file.finish(known);
    }
    catch (error) {
        await file.discard();
        throw error;
    }
}
/** Whether a file is there with its size: its bytes aren't read. */
async function isThere(out, { path, bytes }) {
    const there = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(out, path)).catch(() => undefined);
    return there?.isFile() === true && there.size === bytes;
}
//# sourceMappingURL=derived-file.js.map

/***/ }),

/***/ 96906:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ describedColumns),
/* harmony export */   Q: () => (/* binding */ typeOf)
/* harmony export */ });
/* harmony import */ var _hyperstudy_workflows_core__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66621);
/* harmony import */ var _plan_added_fields_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4670);


/** The columns of a table, in their order. */
function describedColumns(table) {
    const type = typeOf(table);
    const fields = new Map((type === undefined ? [] : (0,_plan_added_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .tableFields */ .G)(type)).map((field) => [field.name, field]));
    return table.columns.map(({ name, path = [name] }) => {
        const [field, child] = path;
        return { name, path, ...factsOf(name, child, fields.get(field)) };
    });
}
const notDescribed = 'Not described by the service; as it came';
function factsOf(name, child, field) {
    const nothing = { kinds: ['any'], unit: undefined, integer: false, required: false };
    if (field === undefined) {
        const rest = 'Fields that have no column of their own, as JSON';
        return { ...nothing, description: name === '_more' ? rest : notDescribed };
    }
    if (child === undefined && field.name === 'onset' && name !== field.name) {
        return { ...nothing, kinds: ['number'], unit: 's', description: 'onset / 1000' };
    }
    const info = child === undefined ? field : field.fields.find((inner) => inner.name === child);
    if (info === undefined) {
        return { ...nothing, description: `Inside ${field.name} (${field.description}); as it came` };
    }
    return {
        kinds: info.kinds,
        unit: info.unit,
        integer: info.integer === true,
        required: info.required && child === undefined,
        description: info.description === '' ? notDescribed : info.description,
    };
}
/** The data type of a table; undefined for one that a later version wrote. */
const typeOf = ({ type }) => _hyperstudy_workflows_core__WEBPACK_IMPORTED_MODULE_1__/* .dataTypeNames */ .x.find((name) => name === type);
//# sourceMappingURL=described-columns.js.map

/***/ }),

/***/ 27413:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ remembered)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56086);
/* harmony import */ var _files_atomic_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(17548);
/* harmony import */ var _manifest_tool_version_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(17343);
/* harmony import */ var _derived_file_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(74137);







const memorySchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    format: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('hyperstudy-documents/1'),
    inputs: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(),
    files: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ path: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), bytes: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig(), sha256: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), ours: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().optional() })),
});
/**
 * Makes a set of files, or takes those of an earlier run if nothing has changed that they depend on: then no table and
 * no file is read. Files that are no longer made are removed, unless the run was cut short.
 */
async function remembered({ out, name, inputs, complete }, make) {
    const place = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(out, '.hyperstudy', `${name}.json`);
    const fingerprint = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
        .update(JSON.stringify([_manifest_tool_version_js__WEBPACK_IMPORTED_MODULE_4__/* .toolVersion */ .f, complete, inputs]))
        .digest('hex');
    const before = await readMemory(place);
    if (before?.inputs === fingerprint && (await areThere(out, before.files)))
        return before.files.map(documentOf);
    const known = new Map((before?.files ?? []).map((file) => [file.path, file]));
    const made = await make(known);
    const names = new Set(made.map(({ path }) => path));
    const left = [...known.values()].filter(({ path }) => !names.has(path));
    const files = [...made, ...(complete ? [] : left)].sort((a, b) => (a.path < b.path ? -1 : 1));
    if (complete)
        for (const { path } of left)
            await removeBelow(out, path);
    const memory = { format: 'hyperstudy-documents/1', inputs: fingerprint, files };
    await (0,_files_atomic_file_js__WEBPACK_IMPORTED_MODULE_5__/* .writeAtomically */ .vK)(place, `${JSON.stringify(memory)}\n`);
    return files.map(documentOf);
}
const documentOf = ({ path, bytes, sha256 }) => ({ path, bytes, sha256 });
async function readMemory(place) {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(place, 'utf8').catch(() => undefined);
    if (text === undefined)
        return undefined;
    try {
        // A damaged one only costs the time to make the files again.
        return memorySchema.parse(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}
async function areThere(out, files) {
    for (const file of files)
        if (!(await (0,_derived_file_js__WEBPACK_IMPORTED_MODULE_6__/* .isThere */ .$B)(out, file)))
            return false;
    return true;
}
/** Removes a file and the folders that are empty then. */
async function removeBelow(out, path) {
    // The memory is a file that anyone may have edited: nothing outside the folder is touched.
    if (path.split(/[/\\]/).includes('..'))
        return;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(out, path), { force: true });
    for (let folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path); folder !== '.'; folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(folder)) {
        const removed = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rmdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(out, folder)).then(() => true, () => false);
        if (!removed)
            return;
    }
}
//# sourceMappingURL=remembered.js.map

/***/ })

};

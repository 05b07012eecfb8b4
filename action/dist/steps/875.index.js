export const id = 875;
export const ids = [875];
export const modules = {

/***/ 65875:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  writeCodebook: () => (/* binding */ writeCodebook)
});

// EXTERNAL MODULE: ../packages/export/dist/documents/derived-file.js
var derived_file = __webpack_require__(74137);
// EXTERNAL MODULE: ../packages/export/dist/settings/export-settings.js + 1 modules
var export_settings = __webpack_require__(46808);
// EXTERNAL MODULE: ../packages/core/dist/data-types/types.js + 15 modules
var types = __webpack_require__(66621);
// EXTERNAL MODULE: ../packages/export/dist/documents/described-columns.js
var described_columns = __webpack_require__(96906);
// EXTERNAL MODULE: ../packages/export/dist/plan/added-fields.js
var added_fields = __webpack_require__(4670);
;// CONCATENATED MODULE: ../packages/export/dist/codebook/loading.js
/** How to read the tables of an export, by the example of one of each format. */
function loadingHints(files) {
    const formats = ['csv', 'ndjson', 'parquet'];
    return formats.flatMap((format) => {
        const own = files.filter((table) => table.format === format);
        const example = own.find(({ type }) => type === 'events') ?? own.at(0);
        return example === undefined ? [] : hintsFor(example);
    });
}
function hintsFor(table) {
    const { format } = table;
    return [
        { tool: 'R', format, language: 'r', text: inR(table) },
        { tool: 'pandas', format, language: 'python', text: inPandas(table) },
        { tool: 'DuckDB', format, language: 'sql', text: inDuckDb(table) },
        ...(format === 'csv' ? [{ tool: 'Excel', format, text: inExcel(table) }] : []),
    ];
}
const hasTimestamp = ({ columns }) => columns.some(({ name }) => name === 'timestamp');
function inR(table) {
    const { path, format } = table;
    const lines = path.includes('*')
        ? inRFromSeveral(table)
        : [`data <- ${rReaders(table)[format](`"${path}"`)}`];
    if (hasTimestamp(table) && format !== 'parquet') {
        lines.push('data$timestamp <- as.POSIXct(data$timestamp, format = "%Y-%m-%dT%H:%M:%OSZ", tz = "UTC")');
    }
    return lines.join('\n');
}
const rReaders = ({ dialect }) => {
    const encoding = dialect === 'excel' ? 'fileEncoding = "UTF-8-BOM"' : 'encoding = "UTF-8"';
    return {
        csv: (file, more = '') => `read.csv(${file}, na.strings = "", ${encoding}, check.names = FALSE${more})`,
        ndjson: (file) => `jsonlite::stream_in(gzfile(${file}))`,
        parquet: (file) => `arrow::read_parquet(${file})`,
    };
};
/** A column can be all numbers in one room and text in another: its type is found when the rooms are together. */
function inRFromSeveral(table) {
    const { path, format } = table;
    const files = `files <- Sys.glob("${path}")`;
    if (format === 'ndjson') {
        return [files, 'data <- jsonlite::stream_in(textConnection(unlist(lapply(files, readLines))))'];
    }
    const readers = rReaders(table);
    const read = format === 'csv' ? readers.csv('file', ', colClasses = "character"') : readers.parquet('file');
    return [
        files,
        `data <- dplyr::bind_rows(lapply(files, function(file) ${read}))`,
        ...(format === 'csv' ? ['data <- type.convert(data, as.is = TRUE)'] : []),
    ];
}
function inPandas(table) {
    const { path } = table;
    const readers = {
        csv: (file) => `pd.read_csv(${file}, keep_default_na=False, na_values=[""])`,
        ndjson: (file) => `pd.read_json(${file}, lines=True, convert_dates=False, dtype=False)`,
        parquet: (file) => `pd.read_parquet(${file})`,
    };
    const read = readers[table.format];
    const lines = path.includes('*')
        ? [
            'from glob import glob',
            '',
            'import pandas as pd',
            '',
            `data = pd.concat(${read('file')} for file in sorted(glob("${path}")))`,
        ]
        : ['import pandas as pd', '', `data = ${read(`"${path}"`)}`];
    if (hasTimestamp(table) && table.format !== 'parquet') {
        lines.push('data["timestamp"] = data["timestamp"].astype("datetime64[ns, UTC]")');
    }
    return lines.join('\n');
}
function inDuckDb(table) {
    const { path } = table;
    const several = path.includes('*') ? ', union_by_name = true' : '';
    const readers = {
        csv: `read_csv('${path}', header = true, delim = ',', quote = '"', escape = '"', sample_size = -1${several})`,
        ndjson: `read_json('${path}', format = 'newline_delimited', sample_size = -1${several})`,
        parquet: `read_parquet('${path}'${several})`,
    };
    return `SELECT * FROM ${readers[table.format]};`;
}
const inExcel = (table) => table.dialect === 'excel'
    ? 'Open the file: it was written for Excel.'
    : 'Data, From Text/CSV, file origin 65001: Unicode (UTF-8). Or export with --csv-dialect excel and open the file. A cell takes at most 32,767 characters.';
//# sourceMappingURL=loading.js.map
;// CONCATENATED MODULE: ../packages/export/dist/codebook/codebook.js




/** What the tables of an export hold. No counts: it changes only when a table gets other columns. */
function codebookOf({ files }) {
    const tables = types/* dataTypeNames */.x.flatMap((type) => {
        const own = files.filter((table) => table.type === type);
        return own.length === 0 ? [] : tableOf(type, own);
    });
    return {
        format: 'hyperstudy-codebook/1',
        tables,
        missing: missingNotes(files),
        loading: loadingHints(files),
    };
}
function tableOf(type, files) {
    const { title, description, key } = (0,types/* dataType */.B)(type);
    const columns = new Map(files.flatMap(described_columns/* describedColumns */.F).map((column) => [column.name, column]));
    return {
        type,
        title,
        description,
        files: files.map(({ path }) => path),
        ...(key === null ? {} : { key }),
        columns: [...columns.values()].map((column) => columnOf(type, column)),
    };
}
function columnOf(type, column) {
    const { name, path, kinds, unit, integer, description, required } = column;
    const field = path.join('.');
    const { path: endpoint } = (0,types/* dataType */.B)(type);
    const ours = name === '_more' || (0,added_fields/* addedFields */.a)(type).some((added) => added.name === path[0]);
    return {
        name,
        meaning: description,
        type: typesOf(kinds, unit, integer),
        ...(unit === undefined ? {} : { unit }),
        source: ours ? 'export' : { endpoint: `/data/${endpoint}`, field },
        mayBeMissing: !required,
    };
}
function typesOf(kinds, unit, integer) {
    return kinds
        .filter((kind) => kind !== 'null')
        .map((kind) => {
        if (kind === 'string' && unit === 'ISO 8601')
            return 'datetime';
        return kind === 'number' && integer ? 'integer' : kind;
    });
}
function missingNotes(files) {
    const formats = new Set(files.map(({ format }) => format));
    return [
        ...(formats.has('csv') ? ['csv: an empty cell is no value, null or absent; empty text is "".'] : []),
        ...(formats.has('ndjson') ? ['ndjson: as the service sent it, null or absent.'] : []),
        ...(formats.has('parquet') ? ['parquet: null is no value, null or absent.'] : []),
    ];
}
//# sourceMappingURL=codebook.js.map
;// CONCATENATED MODULE: ../packages/export/dist/codebook/markdown.js
/** codebook.md: the codebook for people. */
function markdownOf({ tables, missing, loading }) {
    return [
        '# Codebook',
        'What each file of this export holds, column by column. codebook.json says the same for programs; manifest.json says how many rows there are and whether any is lacking.',
        tables.map(({ type, title }) => `- [${title}](#${type})`).join('\n'),
        '## Missing values',
        missing.map((note) => `- ${note}`).join('\n'),
        '## Loading the files',
        ...loading.map(hint),
        ...tables.flatMap(table),
    ]
        .join('\n\n')
        .concat('\n');
}
function hint({ tool, format, language, text }) {
    const title = `### ${tool}, ${format}`;
    return language === undefined ? `${title}\n\n${text}` : `${title}\n\n\`\`\`${language}\n${text}\n\`\`\``;
}
function table({ type, title, description, files, key, columns }) {
    return [
        `## ${type}`,
        `${title}. ${description}.`,
        `Files: ${files.map(code).join(', ')}. ${key === undefined ? 'Nothing names a row.' : `A row is named by ${key.map(code).join(', ')}.`}`,
        [
            '| Column | Meaning | Type | Unit | Source | May be missing |',
            '| --- | --- | --- | --- | --- | --- |',
            ...columns.map(row),
        ].join('\n'),
    ];
}
function row({ name, meaning, type, unit, source, mayBeMissing }) {
    const from = source === 'export' ? 'this export' : `${code(source.endpoint)} ${code(source.field)}`;
    const cells = [
        code(name),
        escaped(meaning),
        type.join(' or '),
        escaped(unit ?? ''),
        from,
        mayBeMissing ? 'yes' : 'no',
    ];
    return `| ${cells.join(' | ')} |`;
}
/** Names come from the service: what isn't plain is written so that nothing in it can end the code, cell or line. */
function code(text) {
    if (/^[\p{L}\p{N}_./*-]+$/u.test(text))
        return `\`${text}\``;
    const signs = text
        .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
        .replace(/[^\p{L}\p{N}]/gu, (sign) => `&#${sign.codePointAt(0)};`);
    return `<code>${signs}</code>`;
}
const escaped = (text) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/[\\`*_[\]<>|]/g, (sign) => `\\${sign}`);
//# sourceMappingURL=markdown.js.map
;// CONCATENATED MODULE: ../packages/export/dist/codebook/write-codebook.js




/** codebook.md and codebook.json: made from the manifest and the registry, without reading a table. */
async function writeCodebook({ out, manifest, options, }) {
    const wanted = options.codebook ?? export_settings/* exportSettings */.u.codebook.default;
    if (!wanted || manifest.files.length === 0)
        return [];
    const codebook = codebookOf(manifest);
    const files = [];
    for (const [path, text] of [
        ['codebook.json', `${JSON.stringify(codebook, null, 2)}\n`],
        ['codebook.md', markdownOf(codebook)],
    ]) {
        files.push(await (0,derived_file/* writeDerived */.DF)(out, path, text));
    }
    return files;
}
//# sourceMappingURL=write-codebook.js.map

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

/***/ })

};

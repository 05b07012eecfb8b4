export const id = 508;
export const ids = [508];
export const modules = {

/***/ 75508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  writeBids: () => (/* binding */ writeBids)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ../packages/export/dist/documents/derived-file.js
var derived_file = __webpack_require__(74137);
// EXTERNAL MODULE: ../packages/export/dist/documents/remembered.js
var remembered = __webpack_require__(27413);
// EXTERNAL MODULE: ../packages/export/dist/manifest/manifest.js
var manifest_manifest = __webpack_require__(55101);
// EXTERNAL MODULE: ../packages/export/dist/tables/read-table.js + 2 modules
var read_table = __webpack_require__(80750);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ../packages/export/dist/manifest/tool-version.js
var tool_version = __webpack_require__(17343);
// EXTERNAL MODULE: ../packages/core/dist/data-types/columns.js
var columns = __webpack_require__(89793);
// EXTERNAL MODULE: ../packages/core/dist/data-types/types.js + 15 modules
var types = __webpack_require__(66621);
;// CONCATENATED MODULE: ../packages/export/dist/bids/tsv.js
/** How BIDS writes a value that isn't there. */
const missing = 'n/a';
/** What readers may take for the end of a cell or a line; nothing of it can stand in a TSV cell. */
const breaks = /[\p{Cc}\u2028\u2029]+/gu;
/**
 * A text as a TSV cell. Line ends, tabs and other control characters become a space: the cell can't hold them. A cell
 * that starts with a quote is quoted, because readers take a first quote for the start of a quoted cell.
 */
function tsvText(text) {
    const line = text.replace(breaks, ' ').trim();
    if (line === '')
        return missing;
    return line.startsWith('"') ? `"${line.replaceAll('"', '""')}"` : line;
}
/** A JSON value as a TSV cell; objects and lists are JSON text. */
function tsvCell(value) {
    switch (typeof value) {
        case 'string':
            return tsvText(value);
        case 'number':
            return Number.isFinite(value) ? String(value) : missing;
        case 'boolean':
            return String(value);
        case 'object':
            return value === null ? missing : tsvText(JSON.stringify(value));
        default:
            return missing;
    }
}
/** Milliseconds as seconds; what isn't a number stays as it is. */
function secondsCell(value) {
    return typeof value === 'number' && Number.isFinite(value) ? String(value / 1000) : tsvCell(value);
}
/** A line of cells that are TSV already. */
const tsvLine = (cells) => `${cells.join('\t')}\n`;
/** A whole small table. */
function tsvTable(header, rows) {
    return [header, ...rows.map((row) => row.map(tsvCell))].map(tsvLine).join('');
}
//# sourceMappingURL=tsv.js.map
;// CONCATENATED MODULE: ../packages/export/dist/bids/columns.js


/** Names that BIDS gives to what these fields hold. */
const bidsNames = new Map([
    ['eventType', 'trial_type'],
    ['response.responseTime', 'response_time'],
]);
/** Said by the place of the file, or a person's name: a dataset is made to be passed on. */
const leftOut = new Set([
    'experimentId',
    'deploymentId',
    'roomId',
    'participantId',
    'senderId',
    'senderName',
    'onset_sec',
]);
/** The field that says whose record it is; undefined for a type without one. */
function subjectField(type) {
    const names = new Set((0,columns/* fieldsOf */.P)((0,types/* dataType */.B)(type)).map(({ name }) => name));
    return ['participantId', 'senderId'].find((name) => names.has(name));
}
/**
 * The columns of a table as BIDS has them: names in snake_case, milliseconds as seconds. Ids that the place of the file
 * says are left out.
 * @param labelOf the subject of a participant's id, where it is one
 */
function bidsColumns(type, columns, labelOf) {
    const olderNames = new Set((0,types/* dataType */.B)(type).aliases.roomId);
    const names = new Set(['onset', 'duration', 'actor']);
    return columns
        .filter(({ name, path }) => !leftOut.has(name) && !leftOut.has(path[0]) && !olderNames.has(path[0]))
        .filter(({ path }) => path.length > 1 || (path[0] !== 'onset' && path[0] !== 'duration'))
        .map((column) => {
        const name = freeName(bidsNames.get(column.path.join('.')) ?? snakeCase(column.name), names);
        return { name, cell: cellOf(column, labelOf), description: descriptionOf(column) };
    });
}
/** camelCase and any other name as lower case words with _ between. */
function snakeCase(name) {
    const words = name
        .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1_$2')
        .replace(/[^\p{L}\p{N}]+/gu, '_')
        .replace(/^_+|_+$/g, '')
        .toLowerCase();
    return words === '' ? 'column' : words;
}
function freeName(wanted, taken) {
    let name = wanted;
    for (let n = 2; taken.has(name); n += 1)
        name = `${wanted}_${n}`;
    taken.add(name);
    return name;
}
function cellOf({ path: [field, child], unit }, labelOf) {
    const cell = unit === 'ms' ? secondsCell : tsvCell;
    const isId = /Ids?$/.test(child ?? field);
    const convert = isId ? (value) => tsvCell(withLabels(value, labelOf)) : cell;
    if (child === undefined)
        return (row) => (Object.hasOwn(row, field) ? convert(row[field]) : missing);
    return (row) => {
        const group = Object.hasOwn(row, field) ? row[field] : undefined;
        if (typeof group !== 'object' || group === null || !Object.hasOwn(group, child))
            return missing;
        return convert(group[child]);
    };
}
/** Ids of participants as the names of their subjects, so that a dataset speaks of its subjects by one name. */
function withLabels(value, labelOf) {
    const replace = (item) => (typeof item === 'string' ? (labelOf(item) ?? item) : item);
    if (!Array.isArray(value))
        return replace(value);
    const items = value.map(replace);
    return items.every((item) => typeof item === 'string') ? items.join(',') : items;
}
const kindWords = { object: 'JSON', array: 'a list, as JSON' };
function descriptionOf({ path, kinds, unit, description, }) {
    const field = path.join('.');
    const form = kinds.map((kind) => kindWords[kind]).find((word) => word !== undefined);
    const notes = [unit === 'ISO 8601' ? unit : undefined, /Ids$/.test(field) ? undefined : form];
    const note = notes.filter((text) => text !== undefined).join('; ');
    return {
        LongName: field,
        Description: note === '' ? description : `${description} (${note})`,
        ...(unit === undefined || unit === 'ISO 8601' ? {} : { Units: unit === 'ms' ? 's' : unit }),
    };
}
//# sourceMappingURL=columns.js.map
;// CONCATENATED MODULE: ../packages/export/dist/bids/people-files.js



/** participants.tsv: one row for each folder of a subject. */
function participantsFiles(people) {
    const rows = people
        .participants()
        .map(({ subject, visits }) => [
        subject,
        onlyOne([...visits.values()].map(({ facts }) => facts?.role)),
        onlyOne([...visits.keys()].map((room) => people.session(room))),
        visits.size,
    ]);
    const columns = {
        participant_id: { Description: 'Subject: the participant, the same in all sessions' },
        role: { Description: 'Role in the room; n/a where it differs between sessions (see the sessions files)' },
        group: {
            Description: 'Those who took part together: the session they share; n/a for a participant with several sessions',
        },
        sessions: { Description: 'Number of sessions' },
    };
    return [
        { path: 'participants.tsv', text: tsvTable(Object.keys(columns), rows) },
        { path: 'participants.json', text: jsonText(columns) },
    ];
}
/** The value, if there is but one. */
function onlyOne(values) {
    const [first, ...others] = [...new Set(values)];
    return others.length === 0 ? first : undefined;
}
/** sub-…_sessions.tsv of one subject, with its sidecar: the validator looks for that beside it only. */
function sessionsFiles({ subject, visits }, people) {
    const columns = [...fieldColumns('participants', ''), ...fieldColumns('rooms', 'room_')];
    const rows = [...visits]
        .map(([room, visit]) => sessionRow(room, visit, people, columns))
        .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
    const header = ['session_id', 'acq_time', ...columns.map(({ name }) => name)];
    const sidecar = {
        session_id: { Description: 'Session: a room; participants of one room share it' },
        acq_time: {
            Description: 'When the experiment content started in the room (UTC): onsets count from here',
        },
        ...Object.fromEntries(columns.map(({ name, description }) => [name, description])),
    };
    return [
        { path: `${subject}/${subject}_sessions.tsv`, text: tsvTable(header, rows) },
        { path: `${subject}/${subject}_sessions.json`, text: jsonText(sidecar) },
    ];
}
/** Ids are said by labels, and an address is nothing that a dataset should hold. */
const people_files_leftOut = /^(id|email)$|Id$/;
/** Only known fields: what turns up in a table of persons may name them. */
function fieldColumns(of, prefix) {
    return (0,columns/* fieldsOf */.P)((0,types/* dataType */.B)(of))
        .filter(({ name }) => !people_files_leftOut.test(name))
        .map((field) => ({
        name: `${prefix}${snakeCase(field.name)}`,
        of,
        field,
        description: descriptionOf({ ...field, path: [field.name] }),
    }));
}
function sessionRow(room, { facts }, people, columns) {
    const of = { participants: facts, rooms: people.room(room) };
    return [
        people.session(room),
        startOf(people.room(room)),
        ...columns.map(({ of: table, field }) => fieldCell(of[table], field)),
    ];
}
const fieldCell = (row, { name, unit }) => (unit === 'ms' ? secondsCell : tsvCell)(row?.[name]);
/** Time in the form that BIDS takes; n/a for any other. */
function startOf(room) {
    const start = room?.startedAt;
    return typeof start === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?$/.test(start)
        ? start
        : missing;
}
/** sub-…_ses-…_scans.tsv: the files of a session and when it started. */
function scansFile(subject, session, files, start) {
    const rows = files.map((name) => [name, start]);
    return {
        path: `${subject}/${session}/${subject}_${session}_scans.tsv`,
        text: tsvTable(['filename', 'acq_time'], rows),
    };
}
const jsonText = (value) => `${JSON.stringify(value, null, 2)}\n`;
//# sourceMappingURL=people-files.js.map
;// CONCATENATED MODULE: ../packages/export/dist/bids/dataset-files.js







/** The version whose rules the dataset keeps. */
const bidsVersion = '1.11.0';
/** Files that people complete by hand: authors, licence, what the study is about. */
function datasetFiles(manifest, people) {
    return [
        { path: 'dataset_description.json', text: jsonText(dataset_files_descriptionOf(manifest)) },
        { path: 'README', text: readme(manifest) },
        { path: 'CHANGES', text: changes(people) },
    ];
}
function dataset_files_descriptionOf({ query: { scope } }) {
    const [name, version] = tool_version/* toolVersion */.f.split(' ');
    const what = scope.experiment === undefined ? `room ${scope.room}` : `experiment ${scope.experiment}`;
    return {
        Name: `HyperStudy ${what}`,
        BIDSVersion: bidsVersion,
        DatasetType: 'raw',
        GeneratedBy: [{ Name: name, Version: version, Description: 'Made from the tables of an export' }],
    };
}
/** The date is that of the newest session: one of the run would make equal data give other bytes. */
function changes(people) {
    const starts = people.rooms().map(({ facts }) => startOf(facts));
    const newest = starts
        .filter((start) => start !== missing)
        .sort()
        .at(-1);
    return `1.0.0${newest === undefined ? '' : ` ${newest.slice(0, 10)}`}\n  - Exported from HyperStudy.\n`;
}
function readme({ privacy }) {
    const ids = privacy.pseudonymized
        ? 'The ids are pseudonyms.'
        : 'The ids are those of HyperStudy, and texts are as they were written: before passing the dataset on, export it with --pseudonymize.';
    return `# HyperStudy data in BIDS

Behavioural data of participants who took part in HyperStudy sessions, alone or together. Made from the tables of an
export, which hold the same records in full.

- A subject is a participant; its label is the participant's id without anything but letters and digits.
- A session is a room. Those who took part together share the session's label.
- task-…_events.tsv holds things that happen, task-…_beh.tsv samples, and records without an onset.
- onset is in seconds since the experiment content started in the room, negative for anything before. All lengths of
  time are in seconds. acq_time in the sessions files is the wall clock time of onset 0.
- Records of a room that belong to no participant (actor: room) stand with each of its participants.
- Columns without any value in a session are left out there; n/a is a missing value. The JSON files of the same name
  at the top describe all columns.
- Line ends, tabs and control characters in texts are spaces here.

sourcedata/ids.tsv says which label stands for which id. sourcedata/recordings.tsv lists the recordings with their
place in the session; downloaded ones lie beside it, by subject and session. Leave sourcedata/ out where ids or
recordings must not be passed on. ${ids}

dataset_description.json, README and CHANGES are yours to complete: a later export leaves them as you changed them.
`;
}
/**
 * Writes such a file unless someone has changed it since. One that can't be told from a changed one is left too: better
 * an old text than a lost one.
 */
async function writeUnlessEdited(out, { path: name, text }, known) {
    const path = `bids/${name}`;
    const there = await (0,promises_.readFile)((0,external_node_path_.join)(out, path)).catch(() => undefined);
    if (there === undefined || there.equals(Buffer.from(text)))
        return (0,derived_file/* writeDerived */.DF)(out, path, text, known);
    const before = known.get(path);
    const ours = before?.ours ?? before?.sha256 ?? 'unknown';
    const sha256 = (0,external_node_crypto_.createHash)('sha256').update(there).digest('hex');
    if (sha256 === ours)
        return (0,derived_file/* writeDerived */.DF)(out, path, text, known);
    return { path, bytes: there.length, sha256, ours };
}
//# sourceMappingURL=dataset-files.js.map
;// CONCATENATED MODULE: ../packages/export/dist/bids/in-order.js
/** Lines that are held to be put in order. */
const mostHeld = 4096;
/** Two runs of lines as one, in the order of the table they came from. */
async function* merged(a, b) {
    let [left, right] = [await a.next(), await b.next()];
    while (!left.done || !right.done) {
        if (!left.done && (right.done || left.value.nth <= right.value.nth)) {
            yield left.value;
            left = await a.next();
        }
        else if (!right.done) {
            yield right.value;
            right = await b.next();
        }
    }
}
/**
 * Lines in the order of their onsets; equal ones stay as they are. They come in the order of wall clock time, which a
 * correction of a clock makes differ by little, so that a bounded number is held; a line that comes later than that
 * many others stays where it is.
 */
async function* inOrderOfOnset(lines, held = mostHeld) {
    const heap = [];
    for await (const line of lines) {
        push(heap, line);
        if (heap.length > held)
            yield* popped(heap);
    }
    while (heap.length > 0)
        yield* popped(heap);
}
const before = (a, b) => a.onset < b.onset || (a.onset === b.onset && a.nth < b.nth);
function push(heap, line) {
    let at = heap.length;
    while (at > 0) {
        const parent = (at - 1) >> 1;
        const above = heap[parent];
        if (above === undefined || !before(line, above))
            break;
        heap[at] = above;
        at = parent;
    }
    heap[at] = line;
}
function* popped(heap) {
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined)
        return;
    if (heap.length > 0)
        sink(heap, last);
    yield first;
}
/** Puts a line in the place of the first. */
function sink(heap, line) {
    let at = 0;
    for (;;) {
        let child = at * 2 + 1;
        let below = heap[child];
        if (below === undefined)
            break;
        const other = heap[child + 1];
        if (other !== undefined && before(other, below)) {
            child += 1;
            below = other;
        }
        if (!before(below, line))
            break;
        heap[at] = below;
        at = child;
    }
    heap[at] = line;
}
//# sourceMappingURL=in-order.js.map
// EXTERNAL MODULE: ../packages/export/dist/files/chunks.js
var chunks = __webpack_require__(71786);
// EXTERNAL MODULE: ../packages/export/dist/files/lines.js
var lines = __webpack_require__(75409);
;// CONCATENATED MODULE: ../packages/export/dist/bids/spool.js




/** Characters that are held before they go to disk, over all groups. */
const spool_mostHeld = 4 * 1024 * 1024;
/**
 * Takes lines apart by group: a million of them from hundreds of sessions at once come in order of time. They are held
 * up to a limit and then appended to a file for each group, one after the other, so that neither memory nor open files
 * grow with the number of lines or groups.
 */
class Spool {
    #folder;
    #limit;
    #groups = new Map();
    #held = 0;
    constructor(folder, limit) {
        this.#folder = folder;
        this.#limit = limit;
    }
    /** @param folder for what doesn't fit in memory: emptied first and removed by close() */
    static async create(folder, limit = spool_mostHeld) {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
        return new Spool(folder, limit);
    }
    /** Takes a line without its end; a promise comes back only when it has to be waited for. */
    add(key, line) {
        let group = this.#groups.get(key);
        if (group === undefined) {
            group = { file: (0,external_node_path_.join)(this.#folder, `${this.#groups.size}`), pending: [], spilled: false };
            this.#groups.set(key, group);
        }
        group.pending.push(line);
        // An entry costs more than its characters.
        this.#held += line.length + 32;
        return this.#held > this.#limit ? this.#spill() : undefined;
    }
    /** The lines of a group in the order in which they came, many at a time. */
    async *lines(key) {
        const group = this.#groups.get(key);
        if (group === undefined)
            return;
        if (group.spilled)
            yield* (0,lines/* linesOf */.D)((0,chunks/* chunksOf */.U)(group.file));
        yield group.pending;
    }
    /** Removes what is on disk. */
    async close() {
        this.#groups.clear();
        await (0,promises_.rm)(this.#folder, { recursive: true, force: true });
    }
    async #spill() {
        await (0,promises_.mkdir)(this.#folder, { recursive: true });
        this.#held = 0;
        for (const group of this.#groups.values()) {
            if (group.pending.length === 0)
                continue;
            const text = `${group.pending.join('\n')}\n`;
            group.pending = [];
            group.spilled = true;
            await (0,promises_.appendFile)(group.file, text);
        }
    }
}
//# sourceMappingURL=spool.js.map
// EXTERNAL MODULE: ../packages/export/dist/documents/described-columns.js
var described_columns = __webpack_require__(96906);
;// CONCATENATED MODULE: ../packages/export/dist/bids/streams.js




/** The tables whose records have a participant and a place in the session, but for parts of others. */
function streamsOf(tables, labelOf) {
    return types/* dataTypeNames */.x.flatMap((type) => {
        const definition = (0,types/* dataType */.B)(type);
        const own = tables.filter((table) => table.type === type);
        const fields = new Set((0,columns/* fieldsOf */.P)(definition).map(({ name }) => name));
        const subject = subjectField(type);
        if (own.length === 0 || definition.view !== undefined || subject === undefined || !fields.has('onset'))
            return [];
        return {
            type,
            tables: own,
            task: type.replace(/[^a-z0-9]/g, ''),
            suffix: definition.sampled ? 'beh' : 'events',
            subject,
            duration: fields.has('duration') ? 'duration' : 'responseTime',
            columns: bidsColumns(type, columnsOfAll(own), labelOf),
        };
    });
}
/** The columns that any of the tables has, in the order in which they come. */
function columnsOfAll(tables) {
    const columns = new Map();
    for (const table of tables) {
        for (const column of (0,described_columns/* describedColumns */.F)(table)) {
            if (!columns.has(column.name))
                columns.set(column.name, column);
        }
    }
    return [...columns.values()];
}
/** The columns that every record has a place for, before those of its table. */
const leading = ['onset', 'duration', 'actor'];
/** Milliseconds; undefined where the record has no place in the session. */
const onsetOf = ({ onset }) => typeof onset === 'number' && Number.isFinite(onset) ? onset : undefined;
/** A length that can't be is no length. */
function durationCell({ duration }, row) {
    const value = row[duration];
    return typeof value === 'number' && value >= 0 ? secondsCell(value) : missing;
}
/** What the sidecar of a stream says, for the columns that any of its files has. */
function sidecarOf(stream, suffix, used) {
    const { title, description } = (0,types/* dataType */.B)(stream.type);
    const columns = [
        ['onset', { Description: onsetText, Units: 's' }],
        ['duration', { Description: 'How long it lasted; n/a where that is not known', Units: 's' }],
        ['actor', { Description: 'Who the record is of', Levels: actors }],
        ...stream.columns.map(({ name, description }) => [name, description]),
    ];
    // The validator takes any text in a sidecar of events for a column.
    const task = suffix === 'events' ? {} : { TaskName: taskName(stream), TaskDescription: `${title}: ${description}` };
    return { ...task, ...Object.fromEntries(columns.filter(([name]) => used.has(name))) };
}
/** Letters and digits of it are the label, as BIDS wants it. */
const taskName = ({ type }) => type.replaceAll('_', ' ');
const onsetText = 'Time since the experiment content started in the room of this session; negative for anything before';
const actors = {
    participant: 'This participant',
    room: 'The room: the same row stands with each of its participants',
};
//# sourceMappingURL=streams.js.map
;// CONCATENATED MODULE: ../packages/export/dist/bids/grouped-records.js





/** Cells before those of the file: the number in the table, the onset in ms. */
const place = 2;
/**
 * The records of all streams, taken apart by participant and room. Reads each table once; what doesn't fit in memory
 * waits in a folder.
 */
class GroupedRecords {
    #people;
    #spool;
    /** Which columns have a value, by group. */
    #used = new Map();
    constructor(people, spool) {
        this.#people = people;
        this.#spool = spool;
    }
    static async create(people, folder) {
        return new GroupedRecords(people, await Spool.create(folder));
    }
    async addAll(out, stream) {
        let nth = 0;
        for (const table of stream.tables) {
            for await (const row of (0,read_table/* readTable */.x)(out, table)) {
                const waiting = this.#add(stream, row, nth);
                if (waiting !== undefined)
                    await waiting;
                nth += 1;
            }
        }
    }
    /** Names of the columns that a file of a session has; none where there is no file. */
    columns(stream, suffix, participant, room) {
        const [own, shared] = this.#keys(stream, suffix, participant, room).map((key) => this.#used.get(key));
        if (own === undefined && shared === undefined)
            return undefined;
        const used = new Uint8Array(leading.length + stream.columns.length);
        for (const part of [own, shared])
            for (const [i, bit] of (part ?? []).entries())
                used[i] ||= bit;
        // Without records of the room there is one actor only.
        used[leading.indexOf('actor')] = shared === undefined ? 0 : 1;
        return used;
    }
    /** The cells of a session's file, many lines at a time; onsets in order where they have to be. */
    async *lines(stream, suffix, participant, room) {
        const [own, shared] = this.#keys(stream, suffix, participant, room);
        // Samples are many and mostly nobody else's: nothing has to be put in order then.
        if (suffix === 'beh' && !this.#used.has(shared)) {
            for await (const lines of this.#spool.lines(own))
                yield lines.map((line) => placed(line).text);
            return;
        }
        const both = merged(eachPlaced(this.#spool.lines(own)), eachPlaced(this.#spool.lines(shared)));
        for await (const { text } of suffix === 'events' ? inOrderOfOnset(both) : both)
            yield [text];
    }
    close() {
        return this.#spool.close();
    }
    #add(stream, row, nth) {
        const subject = Object.hasOwn(row, stream.subject) ? row[stream.subject] : undefined;
        const participant = typeof subject === 'string' && subject !== '' ? subject : undefined;
        const onset = onsetOf(row);
        // Events need an onset; those without stand in a file of their own.
        const suffix = onset === undefined ? 'beh' : stream.suffix;
        const key = participant === undefined
            ? roomKey(stream, suffix, this.#people.roomKey(row.roomId))
            : visitKey(stream, suffix, this.#people.visit(participant, row.roomId).nth);
        const cells = [
            String(nth),
            String(onset ?? 0),
            onset === undefined ? missing : secondsCell(onset),
            durationCell(stream, row),
            participant === undefined ? 'room' : 'participant',
        ];
        for (const { cell } of stream.columns)
            cells.push(cell(row));
        this.#note(key, cells);
        // One join makes one flat text; pieces put together by + would take many times the room.
        return this.#spool.add(key, cells.join('\t'));
    }
    #note(key, cells) {
        let used = this.#used.get(key);
        if (used === undefined) {
            used = new Uint8Array(cells.length - place);
            this.#used.set(key, used);
        }
        for (let i = place; i < cells.length; i += 1)
            if (cells[i] !== missing)
                used[i - place] = 1;
    }
    #keys(stream, suffix, participant, room) {
        const { nth } = this.#people.visit(participant, room);
        return [visitKey(stream, suffix, nth), roomKey(stream, suffix, room)];
    }
}
const visitKey = ({ task }, suffix, nth) => `${task} ${suffix} ${nth}`;
/** No number: an id of a room can't be taken for that of a visit. */
const roomKey = ({ task }, suffix, room) => `${task} ${suffix} room ${room}`;
function placed(line) {
    const first = line.indexOf('\t');
    const second = line.indexOf('\t', first + 1);
    return {
        nth: Number(line.slice(0, first)),
        onset: Number(line.slice(first + 1, second)),
        text: line.slice(second + 1),
    };
}
async function* eachPlaced(lines) {
    for await (const some of lines)
        for (const line of some)
            yield placed(line);
}
//# sourceMappingURL=grouped-records.js.map
;// CONCATENATED MODULE: ../packages/export/dist/bids/labels.js

/** Longer labels are cut: paths hold each of them twice or three times. */
const longest = 40;
/**
 * Labels of BIDS for ids: letters and digits only, equal to the id where it has no others. A label depends on its id
 * alone, so it is the same in every run. Only where two ids would share a label (u_1 and u1; file systems that ignore
 * case take abc and ABC for one) does the later one get a hash at its end; the earlier one keeps its label.
 */
class Labels {
    #labels = new Map();
    #taken = new Set();
    /** @param reserved labels that no id gets, in lower case */
    constructor(reserved = []) {
        for (const label of reserved)
            this.#taken.add(label);
    }
    /** The label of an id; a new id gets one. */
    of(id) {
        const known = this.#labels.get(id);
        if (known !== undefined)
            return known;
        const plain = id.replace(/[^a-zA-Z0-9]/g, '');
        const fits = plain !== '' && plain.length <= longest && !this.#taken.has(plain.toLowerCase());
        const label = fits ? plain : this.#withHash(plain.slice(0, longest), id);
        this.#labels.set(id, label);
        this.#taken.add(label.toLowerCase());
        return label;
    }
    has(id) {
        return this.#labels.has(id);
    }
    /** Ids with their labels, in the order in which they came. */
    entries() {
        return this.#labels.entries();
    }
    #withHash(plain, id) {
        const hash = (0,external_node_crypto_.createHash)('sha256').update(id).digest('hex');
        for (let length = 8; length < hash.length; length += 1) {
            const label = `${plain}x${hash.slice(0, length)}`;
            if (!this.#taken.has(label.toLowerCase()))
                return label;
        }
        return `${plain}x${hash}x${this.#taken.size}`;
    }
}
//# sourceMappingURL=labels.js.map
;// CONCATENATED MODULE: ../packages/export/dist/bids/people.js

/** Records without a room are put together. */
const noRoom = '';
/** Who took part in which room, with their labels. Grows with participants and rooms, not with records. */
class People {
    #subjects = new Labels(['emptyroom']);
    #sessions = new Labels(['unassigned']);
    #visits = new Map();
    #inRoom = new Map();
    #count = 0;
    #rooms = new Map();
    /** A participant of the table of participants. */
    addParticipant(row) {
        const { id, roomId } = row;
        if (typeof id === 'string' && id !== '')
            this.visit(id, roomId).facts = row;
    }
    addRoom(row) {
        if (typeof row.id !== 'string' || row.id === '')
            return;
        this.#rooms.set(row.id, row);
        this.#sessions.of(row.id);
    }
    /** Notes that someone was in a room. */
    visit(participant, roomId) {
        const room = this.roomKey(roomId);
        this.#subjects.of(participant);
        let visits = this.#visits.get(participant);
        if (visits === undefined) {
            visits = new Map();
            this.#visits.set(participant, visits);
        }
        let visit = visits.get(room);
        if (visit === undefined) {
            visit = { nth: this.#count, facts: undefined };
            visits.set(room, visit);
            this.#count += 1;
            this.#inRoom.set(room, [...(this.#inRoom.get(room) ?? []), participant]);
        }
        return visit;
    }
    /** A room's id, or what stands for records without one. */
    roomKey(roomId) {
        const room = typeof roomId === 'string' ? roomId : noRoom;
        if (room !== noRoom)
            this.#sessions.of(room);
        return room;
    }
    /** Participants in the order of their labels. */
    participants() {
        return [...this.#visits]
            .map(([id, visits]) => ({ id, subject: this.subject(id), visits }))
            .sort((a, b) => (a.subject < b.subject ? -1 : 1));
    }
    /** Rooms with their labels. */
    rooms() {
        return [...this.#sessions.entries()]
            .map(([id, label]) => ({ id, session: `ses-${label}`, facts: this.#rooms.get(id) }))
            .sort((a, b) => (a.session < b.session ? -1 : 1));
    }
    room(id) {
        return this.#rooms.get(id);
    }
    /** Participants of a room. */
    inRoom(room) {
        return this.#inRoom.get(room) ?? [];
    }
    /** sub-… */
    subject(participant) {
        return `sub-${this.#subjects.of(participant)}`;
    }
    /** sub-… of an id that is a participant's. */
    knownSubject(id) {
        return this.#visits.has(id) ? this.subject(id) : undefined;
    }
    /** ses-… */
    session(room) {
        return room === noRoom ? 'ses-unassigned' : `ses-${this.#sessions.of(room)}`;
    }
}
//# sourceMappingURL=people.js.map
;// CONCATENATED MODULE: ../packages/export/dist/bids/session-files.js



/** The files of a stream in a session: of events with onset and of those without. */
async function writeSessionFiles(place, stream, records, known) {
    const files = [];
    for (const suffix of ['events', 'beh']) {
        const used = records.columns(stream, suffix, place.participant, place.room);
        if (used === undefined)
            continue;
        const names = [...leading, ...stream.columns.map(({ name }) => name)];
        const always = suffix === 'events' ? ['onset', 'duration'] : [];
        const chosen = names.flatMap((name, i) => (used[i] === 1 || always.includes(name) ? i : []));
        if (chosen.length === 0)
            continue;
        const columns = chosen.map((i) => names[i] ?? '');
        const name = `beh/${place.subject}_${place.session}_task-${stream.task}_${suffix}.tsv`;
        const path = `bids/${place.subject}/${place.session}/${name}`;
        const file = await derived_file/* DerivedFile */.Oe.create(place.out, path);
        try {
            await file.write(tsvLine(columns));
            for await (const lines of records.lines(stream, suffix, place.participant, place.room)) {
                const waiting = file.write(lines.map((line) => chosenCells(line, chosen)).join(''));
                if (waiting !== undefined)
                    await waiting;
            }
            files.push({ document: await file.finish(known), name, stream, suffix, columns });
        }
        catch (error) {
            await file.discard();
            throw error;
        }
    }
    return files;
}
function chosenCells(line, chosen) {
    const cells = line.split('\t');
    return tsvLine(chosen.map((i) => cells[i] ?? ''));
}
//# sourceMappingURL=session-files.js.map
// EXTERNAL MODULE: ../packages/export/dist/files/atomic-file.js
var atomic_file = __webpack_require__(17548);
;// CONCATENATED MODULE: ../packages/export/dist/bids/sourcedata.js






/** Which label stands for which id: beside the data, so that it can be left out when the data is passed on. */
function idsFile(people) {
    const rows = [
        ...people.participants().map(({ id, subject }) => ['participant', subject, id]),
        ...people.rooms().map(({ id, session }) => ['room', session, id]),
    ];
    return { path: 'sourcedata/ids.tsv', text: tsvTable(['kind', 'bids_id', 'hyperstudy_id'], rows) };
}
/** Recordings by subject and session, under names that say nothing of a person. */
function placeRecordings(rows, files, people) {
    const labels = new Labels();
    const byPath = new Map(files.map((file) => [file.path, file]));
    return rows.map((row) => {
        const file = typeof row.local_path === 'string' ? byPath.get(row.local_path) : undefined;
        const subject = typeof row.participantId === 'string' ? people.knownSubject(row.participantId) : undefined;
        const session = people.session(people.roomKey(row.roomId));
        const label = labels.of(String(row.recordingId ?? row.egressId ?? ''));
        const name = `${subject}_${session}_recording-${label}${file === undefined ? '' : extensionOf(file.path)}`;
        const placed = subject !== undefined && file !== undefined;
        return {
            row,
            subject: subject ?? missing,
            session,
            path: placed ? `sourcedata/${subject}/${session}/${name}` : undefined,
            file: placed ? file : undefined,
        };
    });
}
const extensionOf = (path) => /^\.[a-z0-9]{1,8}$/i.exec((0,external_node_path_.extname)(path))?.[0].toLowerCase() ?? '';
/** sourcedata/recordings.tsv: what there is, and where in the session each recording starts. */
function recordingsFile(placed) {
    const header = [
        'participant_id',
        'session_id',
        'filename',
        'onset',
        'duration',
        'start_time',
        'type',
        'sha256',
    ];
    const rows = placed.map(({ row, subject, session, path, file }) => {
        const { metadata, videoOffset, duration, startTime } = row;
        const type = typeof metadata === 'object' && metadata !== null ? metadata.type : undefined;
        return [subject, session, path, cell(videoOffset), cell(duration), startTime, type, file?.sha256];
    });
    return { path: 'sourcedata/recordings.tsv', text: tsvTable(header, rows) };
}
const cell = (ms) => secondsCell(ms ?? null);
/**
 * Puts the downloaded files there: as another name of the same file where the disk can do that, which takes no room,
 * else as a copy.
 */
async function linkRecordings(out, placed, known) {
    const documents = [];
    for (const { path: name, file } of placed) {
        if (name === undefined || file === undefined)
            continue;
        const path = `bids/${name}`;
        const sha256 = file.sha256 ?? known.get(path)?.sha256 ?? (await (0,atomic_file/* factsOf */.xS)((0,external_node_path_.join)(out, file.path)))?.sha256;
        if (sha256 === undefined)
            continue;
        const document = { path, bytes: file.bytes, sha256 };
        const isSame = known.get(path)?.sha256 === sha256 && (await (0,derived_file/* isThere */.$B)(out, document));
        if (!isSame)
            await linkOrCopy((0,external_node_path_.join)(out, file.path), (0,external_node_path_.join)(out, path));
        documents.push(document);
    }
    return documents;
}
async function linkOrCopy(from, to) {
    const part = `${to}.part`;
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(to), { recursive: true });
    await (0,promises_.rm)(part, { force: true });
    await (0,promises_.link)(from, part).catch(() => (0,promises_.copyFile)(from, part));
    // Two names of one file: a rename between them would do nothing.
    await (0,promises_.rm)(to, { force: true });
    await (0,promises_.rename)(part, to);
}
//# sourceMappingURL=sourcedata.js.map
;// CONCATENATED MODULE: ../packages/export/dist/bids/write-bids.js












/**
 * bids/: the tables of an export as a behavioural BIDS dataset. Nothing is read when no table has changed; files that
 * come out the same stay untouched.
 */
async function writeBids(context) {
    const { out, manifest } = context;
    if (manifest.files.length === 0)
        return [];
    const inputs = [
        manifest.files.map(({ path, type, sha256, columns }) => [path, type, sha256, columns]),
        manifest.recordings.files,
        manifest.query.scope,
        manifest.privacy.pseudonymized,
    ];
    const complete = manifest.run.complete;
    return (0,remembered/* remembered */.H)({ out, name: 'bids', inputs, complete }, (known) => makeDataset(context, known));
}
async function makeDataset({ out, manifest }, known) {
    const tables = (0,manifest_manifest/* oncePerType */.$M)(manifest.files);
    const people = await readPeople(out, tables);
    const streams = streamsOf(tables, (id) => people.knownSubject(id));
    const records = await GroupedRecords.create(people, (0,external_node_path_.join)(out, '.hyperstudy', 'bids'));
    try {
        for (const stream of streams)
            await records.addAll(out, stream);
        const recordings = await rowsOf(out, tables, 'recordings');
        const files = [];
        const written = new Used();
        for (const { id, subject, visits } of people.participants()) {
            for (const room of visits.keys()) {
                const place = { out, participant: id, room, subject, session: people.session(room) };
                const own = [];
                for (const stream of streams)
                    own.push(...(await writeSessionFiles(place, stream, records, known)));
                files.push(...own.map(({ document }) => document));
                for (const file of own)
                    written.add(file);
                if (own.length === 0)
                    continue;
                const names = own.map(({ name }) => name).sort();
                const scans = scansFile(subject, place.session, names, startOf(people.room(room)));
                files.push(await write(out, scans, known));
            }
        }
        const placed = placeRecordings(recordings, manifest.recordings.files, people);
        files.push(...(await linkRecordings(out, placed, known)));
        const texts = [
            ...written.sidecars(),
            ...participantsFiles(people),
            ...people.participants().flatMap((person) => sessionsFiles(person, people)),
            idsFile(people),
            ...(recordings.length === 0 ? [] : [recordingsFile(placed)]),
        ];
        for (const text of texts)
            files.push(await write(out, text, known));
        for (const text of datasetFiles(manifest, people))
            files.push(await writeUnlessEdited(out, text, known));
        return files;
    }
    finally {
        await records.close();
    }
}
const write = (out, { path, text }, known) => (0,derived_file/* writeDerived */.DF)(out, `bids/${path}`, text, known);
/** Labels are given in the order of these tables, which is that of time. */
async function readPeople(out, tables) {
    const people = new People();
    for (const row of await rowsOf(out, tables, 'rooms'))
        people.addRoom(row);
    for (const row of await rowsOf(out, tables, 'participants'))
        people.addParticipant(row);
    return people;
}
/** All rows of a table that is small: participants, rooms, recordings. */
async function rowsOf(out, tables, type) {
    const rows = [];
    for (const table of tables) {
        if (table.type === type)
            for await (const row of (0,read_table/* readTable */.x)(out, table))
                rows.push(row);
    }
    return rows;
}
/** Columns that any file has, by sidecar. */
class Used {
    #columns = new Map();
    add(file) {
        const path = `task-${file.stream.task}_${file.suffix}.json`;
        const entry = this.#columns.get(path) ?? { file, names: new Set() };
        for (const name of file.columns)
            entry.names.add(name);
        this.#columns.set(path, entry);
    }
    /** One for all files of a task: BIDS takes it for those below. */
    sidecars() {
        return [...this.#columns].map(([path, { file, names }]) => ({
            path,
            text: jsonText(sidecarOf(file.stream, file.suffix, names)),
        }));
    }
}
//# sourceMappingURL=write-bids.js.map

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

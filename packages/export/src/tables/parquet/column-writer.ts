import type { ColumnMetaData, Encoding, SchemaElement, Statistics } from 'hyparquet';
// hyparquet-writer's own way from values to pages looks at each of them some ten times: its parts are used.
import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js';
import { snappyCompress } from 'hyparquet-writer/src/snappy.js';
import { unconvertMinMax } from 'hyparquet-writer/src/unconvert.js';
import { bitsFor } from './dictionary.ts';
import type { Levels } from './levels.ts';
import type { Bounds, Page } from './page.ts';

type Physical = NonNullable<SchemaElement['type']>;

/** A column of the file. */
export interface Element extends SchemaElement {
  readonly type: Physical;
}

/** Writes columns of row groups: a dictionary, where there is one, and one page. */
export class ColumnWriter {
  readonly #writer: ByteWriter;
  readonly #levels = new ByteWriter();
  readonly #indexes = new ByteWriter();
  #unpacked = 0;

  constructor(writer: ByteWriter) {
    this.#writer = writer;
  }

  /** Returns what the end of the file says of it. */
  write(element: Element, levels: Levels, page: Page): ColumnMetaData {
    const start = this.#writer.offset;
    this.#unpacked = 0;
    if (page.dictionary !== undefined) this.#writeDictionary(page.dictionary);
    const pageStart = this.#writer.offset;
    const encoding: Encoding = page.dictionary === undefined ? 'PLAIN' : 'RLE_DICTIONARY';
    this.#writePage(levels, this.#bodyOf(page), encoding);
    const dictionaryStats = { page_type: 'DICTIONARY_PAGE', encoding: 'PLAIN', count: 1 } as const;
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

  #writeDictionary({ bytes, count }: { bytes: Uint8Array; count: number }): void {
    const packed = snappyCompress(bytes);
    const start = this.#writer.offset;
    writePageHeader(this.#writer, {
      type: 'DICTIONARY_PAGE',
      uncompressed_page_size: bytes.length,
      compressed_page_size: packed.length,
      dictionary_page_header: { num_values: count, encoding: 'PLAIN' },
    });
    this.#unpacked += this.#writer.offset - start + bytes.length;
    this.#writer.appendBytes(packed);
  }

  #bodyOf(page: Page): Uint8Array {
    if (page.dictionary === undefined) return page.values;
    const bits = bitsFor(page.dictionary.count);
    this.#indexes.index = 0;
    this.#indexes.appendUint8(bits);
    writeRleBitPackedHybrid(this.#indexes, page.indexes, bits);
    return this.#indexes.getBytes();
  }

  #writePage({ rows, values, each }: Levels, body: Uint8Array, encoding: Encoding): void {
    const writer = this.#writer;
    this.#levels.index = 0;
    writeRleBitPackedHybrid(this.#levels, each, 1);
    const levels = this.#levels.getBytes();
    const packed = snappyCompress(body);
    const start = writer.offset;
    writePageHeader(writer, {
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

function statisticsOf(element: Element, { rows, values }: Levels, { least, most }: Bounds): Statistics {
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
function boundOf(value: Bounds['least'], element: Element, greatest: boolean): Bounds['least'] {
  if (!(value instanceof Uint8Array)) return value;
  const bound = unconvertMinMax(value, element, greatest);
  return bound && Uint8Array.from(bound);
}

const isCut = (bound: Bounds['least'], value: Bounds['least']): boolean =>
  bound instanceof Uint8Array && value instanceof Uint8Array && bound.length !== value.length;

import type { SchemaElement } from 'hyparquet';
import type { Column } from '../column-set.ts';
import { type Block, type BlockTexts, type BlockValues, noNumbers, noTexts } from './block-reader.ts';
import type { ColumnType } from './column-type.ts';
import type { Element } from './column-writer.ts';
import { Levels } from './levels.ts';
import { BooleanValues, DoubleValues, TimeValues } from './number-values.ts';
import type { Page, PageValues } from './page.ts';
import { TextValues } from './text-values.ts';

/** A column of a row group that is being filled from blocks. */
export interface Filling {
  readonly element: Element;
  readonly levels: Levels;
  /** Takes the next column of a block; undefined: the block is older than the column. Returns the bytes of its texts. */
  open(block: Block | undefined): number;
  /** Adds to each record of the block the bytes of its text. */
  addSizes(sizes: Float64Array): void;
  /** Takes the next records of the block. */
  add(rows: number): void;
  page(): Page;
  clear(): void;
}

const elements: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'> & Pick<Element, 'type'>>> = {
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

export function fillingOf({ name }: Column, type: ColumnType): Filling {
  const element: Element = { name, repetition_type: 'OPTIONAL', ...elements[type] };
  const ofNumbers = { next: (block: Block) => block.numbers(), none: noNumbers };
  switch (type) {
    case 'text': {
      const ofTexts = { next: (block: Block) => block.texts(), none: noTexts, sizes: textSizes };
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

/** Where the values of a column are in a block. */
interface Source<Values> {
  readonly next: (block: Block) => Values;
  readonly none: Values;
  /** Bytes of each value. */
  readonly sizes?: (values: Values) => (value: number) => number;
}

class ColumnFilling<Values extends BlockValues> implements Filling {
  readonly element: Element;
  readonly levels = new Levels();
  readonly #values: PageValues<Values>;
  readonly #source: Source<Values>;
  #block: Values;
  #row = 0;
  #value = 0;

  constructor(element: Element, values: PageValues<Values>, source: Source<Values>) {
    this.element = element;
    this.#values = values;
    this.#source = source;
    this.#block = source.none;
  }

  open(block: Block | undefined): number {
    this.#block = block === undefined ? this.#source.none : this.#source.next(block);
    this.#row = 0;
    this.#value = 0;
    return this.#block.size;
  }

  addSizes(sizes: Float64Array): void {
    const { present, count } = this.#block;
    const sizeOf = this.#source.sizes?.(this.#block);
    if (sizeOf === undefined || count === 0) return;
    for (let row = 0, value = 0; row < sizes.length; row += 1) {
      if (present?.[row] === 0) continue;
      sizes[row] = (sizes[row] ?? 0) + sizeOf(value);
      value += 1;
    }
  }

  add(rows: number): void {
    const { present, count } = this.#block;
    const before = this.levels.values;
    if (present === undefined) this.levels.addAlike(rows, count === 0 ? 0 : 1);
    else this.levels.add(present.subarray(this.#row, this.#row + rows));
    const values = this.levels.values - before;
    if (values > 0) this.#values.add(this.#block, this.#value, values);
    this.#row += rows;
    this.#value += values;
  }

  page(): Page {
    return this.#values.page();
  }

  clear(): void {
    this.levels.clear();
    this.#values.clear();
  }
}

function textSizes({ starts, indexes }: BlockTexts): (value: number) => number {
  const only = indexes === undefined && starts.length === 2;
  return (value) => {
    const which = only ? 0 : (indexes?.[value] ?? value);
    return (starts[which + 1] ?? 0) - (starts[which] ?? 0) - 4;
  };
}

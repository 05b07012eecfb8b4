import { FilterRows, type FilterSettings } from './filters.ts';
import { dataTypeSelect, type ScopeFields, scopeRows, scopesOfType } from './scope.ts';
import type { Sources, Translate } from './types.ts';

/** What a node holds that asks for records: of which type, whose, and which of them. */
export interface RecordFields extends ScopeFields {
  version: number;
  name: string;
  connection: string;
  dataType: string;
  filters: FilterSettings;
}

/** The rows of records.html: they follow the data type that is chosen. */
export class RecordForm {
  readonly #rows: FilterRows;

  /** @param without filters that the node sets itself */
  constructor(
    { dataType, filters }: Pick<RecordFields, 'dataType' | 'filters'>,
    types: Sources,
    _: Translate,
    without: readonly string[] = [],
  ) {
    const select = '#node-input-dataType';
    dataTypeSelect(select, dataType, _);
    const chosen = () => String($(select).val());
    scopeRows(_, types, () => scopesOfType(chosen()));
    this.#rows = new FilterRows($('#hyperstudy-filters'), filters, types, _, without);
    this.#rows.show(chosen());
    $(select).on('change', () => this.#rows.show(chosen()));
  }

  /** The filters as they are set now. */
  filters(): FilterSettings {
    return this.#rows.read();
  }
}

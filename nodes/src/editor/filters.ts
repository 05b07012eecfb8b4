import { dataTypes, filters } from 'virtual:data-types';
import { idInput } from './id-input.ts';
import type { Sources, Translate } from './types.ts';

export type FilterSettings = Record<string, { value: string; type: string }>;

/** Rows for the filters that the chosen data type takes. */
export class FilterRows {
  readonly #container: JQuery;
  readonly #types: Sources;
  readonly #_: Translate;
  readonly #settings: FilterSettings;
  readonly #without: readonly string[];

  /** @param without filters that the node sets itself */
  constructor(
    container: JQuery,
    settings: FilterSettings,
    types: Sources,
    _: Translate,
    without: readonly string[] = [],
  ) {
    this.#without = without;
    this.#container = container;
    this.#types = types;
    this.#_ = _;
    this.#settings = { ...settings };
  }

  show(dataType: string): void {
    this.keep();
    this.#container.empty();
    const all = dataTypes.find(({ name }) => name === dataType)?.filters ?? [];
    const taken = all.filter((name) => !this.#without.includes(name));
    this.#container.toggle(taken.length > 0);
    for (const name of taken) this.#row(name);
  }

  /** What is set now: filters of other data types are kept for when they are chosen again. */
  read(): FilterSettings {
    this.keep();
    return Object.fromEntries(Object.entries(this.#settings).filter(([, { value }]) => value !== ''));
  }

  keep(): void {
    for (const element of this.#container.find('input[data-filter]').get()) {
      const input = $(element);
      const value = String(input.typedInput('value'));
      this.#settings[String(input.attr('data-filter'))] = { value, type: String(input.typedInput('type')) };
    }
  }

  #row(name: string): void {
    const id = `hyperstudy-filter-${name}`;
    const row = $('<div class="form-row">').appendTo(this.#container);
    $('<label>')
      .attr({ for: id, style: 'width: 130px' })
      .text(this.#_(`common.filter.${name}`))
      .appendTo(row);
    // As between the elements of a form that is written in HTML.
    row.append(' ');
    const input = $('<input type="text">')
      .attr({ id, 'data-filter': name, style: 'width: calc(100% - 135px)' })

      .appendTo(row);
    const type = $('<input type="hidden">').attr('id', `${id}-type`).appendTo(row);
    const { value, type: savedType } = this.#settings[name] ?? { value: '', type: 'str' };
    input.val(value);
    type.val(savedType);
    if (name === 'deployment') {
      const experiment = () => String($('#node-input-experiment').typedInput('value'));
      const question = () => ({ what: 'deployments' as const, experiment: experiment() });
      idInput({ field: `#${id}`, typeField: `#${id}-type`, types: this.#types, _: this.#_, question });
    } else {
      input.typedInput({
        default: 'str',
        types: [this.#plain(name), ...this.#types],
        typeField: `#${id}-type`,
      });
    }
    input.typedInput('type', savedType);
    input.typedInput('value', value);
  }

  #plain(name: string) {
    const kind = filters[name]?.kind ?? 'text';
    const any = { value: '', label: this.#_('common.label.any') };
    const flags = [
      any,
      ...['true', 'false'].map((value) => ({ value, label: this.#_(`common.label.${value}`) })),
    ];
    if (kind === 'flag') return { value: 'str', label: '', options: flags };
    const icons = { time: 'fa fa-clock-o', ms: 'fa fa-hourglass-o', text: 'fa fa-font' };
    return {
      value: 'str',
      label: this.#_(`common.kind.${kind}`),
      icon: icons[kind],
      validate: validators[kind],
    };
  }
}

const environment = /^\$\{[^}]+\}$/;

const validators = {
  time: (value: string) =>
    value === '' ||
    environment.test(value) ||
    (/^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value))),
  ms: (value: string) => value === '' || environment.test(value) || Number(value) > 0,
  text: () => true,
};

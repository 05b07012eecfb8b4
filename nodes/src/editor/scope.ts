import { dataTypes } from 'virtual:data-types';
import { idInput } from './id-input.ts';
import type { Sources, Translate } from './types.ts';

/** Fills a select with the data types. */
export function dataTypeSelect(field: string, value: string, _: Translate): void {
  const select = $(field);
  for (const { name } of dataTypes) {
    $('<option>')
      .val(name)
      .text(_(`common.dataType.${name}`))
      .appendTo(select);
  }
  select.val(value);
}

/** The rows that say whose records: they depend on each other, and on what the data type can be asked by. */
export function scopeRows(_: Translate, types: Sources, scopesOf: () => readonly string[]): void {
  const plainValue = (name: string): string => {
    const input = $(`#node-input-${name}`);
    return input.typedInput('type') === 'str' ? String(input.typedInput('value')) : '';
  };
  const experiment = () => plainValue('experiment');
  const fields = {
    experiment: () => ({ what: 'experiments' as const }),
    room: () => ({ what: 'rooms' as const, experiment: experiment() }),
    participant: () => ({
      what: 'participants' as const,
      experiment: experiment(),
      room: plainValue('room'),
    }),
  };
  for (const [name, question] of Object.entries(fields)) {
    idInput({ field: `#node-input-${name}`, typeField: `#node-input-${name}Type`, types, _, question });
  }
  const scope = $('#node-input-scope');
  const show = () => {
    const possible = scopesOf();
    for (const option of scope.find('option').get()) {
      $(option).prop('disabled', !possible.includes(String($(option).val())));
    }
    const value = String(scope.val());
    if (!possible.includes(value)) scope.val(possible[0] ?? 'experiment');
    const kind = String(scope.val());
    $('#hyperstudy-row-room').toggle(kind !== 'experiment');
    $('#hyperstudy-row-participant').toggle(kind === 'participant');
    // By room, the experiment is only there to fill the list of rooms.
    $('#hyperstudy-experiment-note').toggle(kind !== 'experiment');
  };
  scope.on('change', show);
  $('#node-input-dataType').on('change', show);
  show();
}

export const scopesOfType = (name: string): readonly string[] =>
  dataTypes.find((type) => type.name === name)?.scopes ?? [];

export interface ScopeFields {
  scope: string;
  experiment: string;
  experimentType: string;
  room: string;
  roomType: string;
  participant: string;
  participantType: string;
}

type IdName = 'experiment' | 'room' | 'participant';

const needed: Readonly<Record<string, readonly IdName[]>> = {
  experiment: ['experiment'],
  room: ['room'],
  participant: ['room', 'participant'],
};

/** The default of an id: empty, which is wrong where the scope needs it. ${ENV} and other sources count as given. */
export function idDefault(name: IdName) {
  return {
    value: '',
    validate: function (this: Partial<ScopeFields>, value: unknown): boolean {
      const ids = needed[this.scope ?? 'experiment'] ?? [];
      const isTyped = (this[`${name}Type`] ?? 'str') === 'str';
      return !ids.includes(name) || !isTyped || (typeof value === 'string' && value.trim() !== '');
    },
  };
}

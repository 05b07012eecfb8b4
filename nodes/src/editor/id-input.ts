import { type Choice, choicesFor, type ListQuestion } from './lists.ts';
import type { Sources, Translate } from './types.ts';

export interface IdInput {
  /** Selector of the input. */
  readonly field: string;
  /** Selector of the hidden input with the type. */
  readonly typeField: string;
  /** Types besides a plain id. */
  readonly types: Sources;
  readonly _: Translate;
  /** The list that fills it, by what is chosen elsewhere. */
  readonly question: () => ListQuestion;
}

/** An input for an id: type it, search for it, or take it from msg, flow, global, env or JSONata. */
export function idInput({ field, typeField, types, _, question }: IdInput): void {
  const input = $(field);
  const search = (text: string) =>
    choicesFor(chosenConnection(), { ...question(), search: text || undefined });
  const plain = {
    value: 'str',
    label: _('common.label.id'),
    icon: 'fa fa-tag',
    autoComplete: (text: string, done: (found: Completion[]) => void) => {
      search(text).then(
        (choices) => done(choices.filter((choice) => matches(choice, text)).map(completionOf)),
        () => done([]),
      );
    },
    // As a function it may choose where its panel goes; Node-RED's own place leaves the window.
    expand: Object.assign(() => chooser(input, search, _), { icon: 'fa-search' }),
  };
  input.typedInput({ default: 'str', types: [plain, ...types], typeField });
}

interface Completion {
  readonly value: string;
  readonly label: JQuery;
}

const matches = ({ value, label }: Choice, text: string): boolean =>
  `${value} ${label}`.toLowerCase().includes(text.toLowerCase());

function completionOf({ value, label }: Choice): Completion {
  const line = $('<div>').css({ display: 'flex', gap: '8px' });
  $('<div>').css({ flex: '1 1 auto' }).text(label).appendTo(line);
  $('<div>').css({ opacity: 0.6 }).text(value).appendTo(line);
  return { value, label: line };
}

/** A panel with a search box and everything there is to choose from. */
function chooser(input: JQuery, search: (text: string) => Promise<readonly Choice[]>, _: Translate): void {
  const box = $('<input type="text">').attr('placeholder', _('common.label.search')).css({ width: '100%' });
  const list = $('<ol class="hyperstudy-choices">').css({
    margin: '6px 0 0',
    maxHeight: '220px',
    overflowY: 'auto',
  });
  const content = $('<div>').css({ padding: '8px', width: '300px' }).append(box, list);
  const panel = RED.popover.panel(content);
  const say = (text: string) =>
    list.empty().append($('<li>').css({ listStyle: 'none', opacity: 0.7 }).text(text));
  let latest = 0;
  const fill = () => {
    latest += 1;
    const asked = latest;
    const wanted = String(box.val() ?? '');
    say(_('common.label.loading'));
    search(wanted).then(
      (choices) => {
        if (asked === latest) show(choices.filter((choice) => matches(choice, wanted)));
      },
      (error: unknown) => say(explain(error, _)),
    );
  };
  const show = (choices: readonly Choice[]) => {
    if (choices.length === 0) {
      say(_('common.label.nothing'));
      return;
    }
    list.empty();
    for (const choice of choices) {
      const line = $('<li tabindex="0" role="option">').css({
        listStyle: 'none',
        cursor: 'pointer',
        padding: '3px 0',
      });
      line.append(completionOf(choice).label).appendTo(list);
      line.on('click keydown', (event) => {
        if (event.type === 'keydown' && event.key !== 'Enter') return;
        input.typedInput('value', choice.value);
        input.trigger('change');
        panel.hide();
      });
    }
  };
  box.on('input', fill);
  fill();
  panel.show({
    target: input.siblings('.red-ui-typedInput-container'),
    onclose: () => input.trigger('focus'),
  });
  box.trigger('focus');
}

/** Reasons of our own are translated; the server's words are shown as they are. */
export function explain(error: unknown, _: Translate): string {
  const reason = error instanceof Error ? error.message : String(error);
  return reason === 'deploy-first' || reason === 'no-key' ? _(`common.label.${reason}`) : reason;
}

const chosenConnection = (): string => String($('#node-input-connection').val() ?? '');

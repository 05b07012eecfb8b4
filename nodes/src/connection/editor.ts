import { explain } from '../editor/id-input.ts';
import { post } from '../editor/lists.ts';

interface Fields {
  version: number;
  name: string;
  baseUrl: string;
  organizationId: string;
  budget: string;
  timeout: string;
}

interface Check {
  readonly name?: string;
  readonly result: 'ok' | 'warning' | 'failed' | 'skipped';
  readonly text: string;
  readonly fix?: string;
}

const environment = /^\$\{[^}]+\}$/;

RED.nodes.registerType<Fields, { apiKey: string; pseudonymKey: string }>('hyperstudy-connection', {
  category: 'config',
  defaults: {
    version: { value: 1 },
    name: { value: '' },
    baseUrl: { value: '', validate: (value) => isOptional(value, (url) => /^https?:\/\/[^/?#@]+/.test(url)) },
    organizationId: { value: '' },
    budget: { value: '', validate: (value) => isOptional(value, isBudget) },
    timeout: { value: '', validate: (value) => isOptional(value, (seconds) => Number(seconds) > 0) },
  },
  credentials: { apiKey: { type: 'password' }, pseudonymKey: { type: 'password' } },
  label() {
    return this.name || hostOf(this.baseUrl);
  },
  oneditprepare() {
    const test = $('#hyperstudy-test');
    test.on('click', () => {
      const checks = $('#hyperstudy-checks').show().text(this._('connection.testing'));
      test.prop('disabled', true);
      const edited = { id: this.id, ...typed(['baseUrl', 'organizationId', 'apiKey']) };
      post<{ checks: Check[] }>('hyperstudy/test', JSON.stringify({ connection: edited }))
        .then(
          (answer) => showChecks(checks, answer.checks),
          (error: unknown) =>
            showChecks(checks, [{ result: 'failed', text: explain(error, (key) => this._(key)) }]),
        )
        .finally(() => test.prop('disabled', false));
    });
  },
});

function typed(names: readonly string[]): Record<string, string> {
  const fieldOf = (name: string) => String($(`#node-config-input-${name}`).val() ?? '');
  return Object.fromEntries(names.map((name) => [name, fieldOf(name) === '__PWD__' ? '' : fieldOf(name)]));
}

function showChecks(container: JQuery, checks: readonly Check[]): void {
  const icons = {
    ok: 'fa-check',
    warning: 'fa-exclamation-triangle',
    failed: 'fa-times',
    skipped: 'fa-minus',
  };
  const colors = { ok: '#2e8b57', warning: '#c77f00', failed: '#c0392b', skipped: 'inherit' };
  container.empty();
  for (const { result, text, fix } of folded(checks)) {
    const line = $('<div>').attr('data-result', result).css({ margin: '2px 0' }).appendTo(container);
    $('<i>').addClass(`fa fa-fw ${icons[result]}`).css({ color: colors[result] }).appendTo(line);
    $('<span>').text(` ${text}`).appendTo(line);
    if (fix !== undefined) $('<div>').css({ marginLeft: '22px', opacity: 0.75 }).text(fix).appendTo(line);
  }
}

/** What can be read goes into one line; what can't keeps its own. */
function folded(checks: readonly Check[]): Check[] {
  const readable = checks.filter(({ name, result }) => name === 'permissions' && result === 'ok');
  const others = checks.filter((check) => !readable.includes(check));
  if (readable.length === 0) return others.map(named);
  const types = readable.map(({ text }) => text.replace(/ can be read$/, ''));
  return [...others.map(named), { result: 'ok', text: `permissions: ${types.join(', ')}` }];
}

const named = (check: Check): Check =>
  check.name === undefined ? check : { ...check, text: `${check.name}: ${check.text}` };

const isOptional = (value: unknown, isRight: (text: string) => boolean): boolean => {
  const text = String(value ?? '').trim();
  return text === '' || environment.test(text) || isRight(text);
};

const isBudget = (text: string): boolean =>
  text === 'off' ||
  text.split(/[\s,]+/).every((word) => /^(\d+\/(min|minute|m|h|hour)|smooth|burst)$/.test(word));

function hostOf(baseUrl: string): string {
  return /^https?:\/\/([^/?#@]+)/.exec(baseUrl)?.[1] ?? (baseUrl || 'HyperStudy');
}

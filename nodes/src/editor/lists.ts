/** One choice of a drop-down. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface ListQuestion {
  readonly what: 'experiments' | 'deployments' | 'rooms' | 'participants';
  readonly experiment?: string;
  readonly room?: string;
  readonly search?: string;
}

/** What the server needs to know about a connection that may not be deployed yet. */
function editedConnection(id: string) {
  const node = RED.nodes.node(id) as
    | (Record<string, unknown> & { credentials?: { apiKey?: unknown } })
    | null;
  const apiKey = node?.credentials?.apiKey;
  return {
    id,
    baseUrl: text(node?.baseUrl),
    organizationId: text(node?.organizationId),
    // The editor shows a stored key as __PWD__.
    apiKey: apiKey === '__PWD__' ? '' : text(apiKey),
  };
}

const remembered = new Map<string, { at: number; choices: Promise<readonly Choice[]> }>();
/** Drop-downs are opened again and again: an answer is used for this long, ms. */
const fresh = 30_000;

/** Choices from the API. @throws {Error} with a text for the user. */
export function choicesFor(connection: string, question: ListQuestion): Promise<readonly Choice[]> {
  const body = JSON.stringify({ connection: editedConnection(connection), ...question });
  const known = remembered.get(body);
  if (known !== undefined && Date.now() - known.at < fresh) return known.choices;
  const choices = post<{ choices: readonly Choice[] }>('hyperstudy/list', body).then(
    (answer) => answer.choices,
  );
  remembered.set(body, { at: Date.now(), choices });
  choices.catch(() => remembered.delete(body));
  return choices;
}

/**
 * jQuery and a relative address: only so does the editor's token go along, and only so it works below httpAdminRoot.
 */
export function post<T>(url: string, body: string): Promise<T> {
  return new Promise((resolve, reject) => {
    $.ajax({ url, type: 'POST', data: body, contentType: 'application/json', dataType: 'json' }).then(
      (answer: T) => resolve(answer),
      (failure: JQuery.jqXHR) => reject(new Error(reasonOf(failure))),
    );
  });
}

/** deploy-first, no-key, or the server's own words. */
function reasonOf(failure: JQuery.jqXHR): string {
  const answer: unknown = failure.responseJSON;
  const told = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : undefined;
  return text(told) || `HTTP ${failure.status}`;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

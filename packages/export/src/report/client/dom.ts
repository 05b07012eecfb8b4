type Child = Node | string | null | undefined | false;
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element with attributes and children. Texts become text nodes, never markup. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  return filled(document.createElement(tag), attributes, children);
}

export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function filled<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children)
    if (child !== null && child !== undefined && child !== false) element.append(child);
  return element;
}

/** Text of the service: of any script and direction. */
export const said = (text: string): HTMLElement => el('bdi', {}, text);

/** A table that can be scrolled sideways without the page. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly (string | Node)[])[],
  numeric: readonly number[] = [],
): HTMLElement {
  const side = (column: number) => (numeric.includes(column) ? 'n' : undefined);
  return el(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `${caption}, table` },
    el(
      'table',
      { class: 'grid' },
      el('caption', {}, caption),
      el(
        'thead',
        {},
        el('tr', {}, ...head.map((name, i) => el('th', { scope: 'col', class: side(i) }, name))),
      ),
      el(
        'tbody',
        {},
        ...rows.map((cells) =>
          el(
            'tr',
            {},
            ...cells.map((cell, i) =>
              i === 0 ? el('th', { scope: 'row', class: side(i) }, cell) : el('td', { class: side(i) }, cell),
            ),
          ),
        ),
      ),
    ),
  );
}

/** Something that is made only when it is opened. */
export function disclosure(name: string, make: () => Node): HTMLDetailsElement {
  const details = el('details', { class: 'more' }, el('summary', {}, name));
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(make());
  });
  return details;
}

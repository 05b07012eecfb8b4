/**
 * How participants are told apart: by colour, and by dash and shape for those who don't see it. The colours lie in
 * the style sheet, for light, dark and print, after Okabe and Ito.
 */
export const shapes = ['circle', 'square', 'triangle', 'diamond', 'cross', 'ring'] as const;

export type Shape = (typeof shapes)[number];

const dashes: readonly (readonly number[])[] = [[], [7, 3], [2, 3], [10, 3, 2, 3], [4, 4], [1, 2]];

export interface Look {
  /** Number of the colour: the class p0, the variable --p0. */
  readonly colour: number;
  readonly dash: readonly number[];
  readonly shape: Shape;
}

/** -1 is the room as a whole, or a participant beyond those that are told apart. */
export function lookOf(participant: number): Look {
  const place = participant < 0 ? 5 : participant % shapes.length;
  return { colour: place, dash: dashes[place] ?? [], shape: shapes[place] ?? 'ring' };
}

/** The value of a custom property, e.g. --p0. */
export const styleOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Outline of a shape around a point, as SVG path; canvas takes it too. */
export function shapePath(shape: Shape, x: number, y: number, r: number): string {
  switch (shape) {
    case 'square':
      return `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}Z`;
    case 'triangle':
      return `M${x} ${y - r * 1.2}L${x + r * 1.15} ${y + r * 0.9}H${x - r * 1.15}Z`;
    case 'diamond':
      return `M${x} ${y - r * 1.3}L${x + r * 1.3} ${y}L${x} ${y + r * 1.3}L${x - r * 1.3} ${y}Z`;
    case 'cross':
      return `M${x - r} ${y - r * 0.35}h${r * 2}v${r * 0.7}h${-r * 2}ZM${x - r * 0.35} ${y - r}h${r * 0.7}v${r * 2}h${-r * 0.7}Z`;
    default:
      return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  }
}

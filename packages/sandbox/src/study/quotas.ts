/**
 * Shares a total among rooms: each keeps its natural rows, what is left over is spread evenly over those that
 * can be filled. A total below the natural number is used up from the first room on.
 */
export function quotasOf(total: number, natural: readonly number[], fillable: readonly boolean[]): number[] {
  const told = natural.reduce((sum, count) => sum + count, 0);
  if (total < told) {
    let left = total;
    return natural.map((count) => {
      const taken = Math.min(count, left);
      left -= taken;
      return taken;
    });
  }
  const extra = total - told;
  const places = fillable.filter(Boolean).length;
  let place = 0;
  return natural.map((count, index) => {
    if (fillable[index] !== true) return count;
    const from = Math.floor((extra * place) / places);
    place++;
    return count + Math.floor((extra * place) / places) - from;
  });
}

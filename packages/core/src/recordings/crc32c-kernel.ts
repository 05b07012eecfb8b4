/** What is used of it here: the compiler's library only has it together with the DOM. */
declare const WebAssembly: {
  readonly Memory: new (pages: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly '': { readonly '': object } },
  ) => { readonly exports: { readonly '': Kernel['run'] } };
};

interface Kernel {
  readonly memory: Uint8Array;
  /**
   * Writes the blocks between two addresses to another one, each one XORed with those so many bytes before it. What is
   * written counts for the blocks behind it where both places are the same. All are multiples of 16.
   */
  readonly run: (to: number, from: number, end: number) => void;
}

const page = 64 * 1024;

/**
 * A loop over blocks of 128 bits, which JavaScript can't take at once: made of WebAssembly's opcodes here, so that no
 * file or tool is needed for 130 bytes of code. It uses SIMD, which every Node has that this runs on.
 * @param size bytes of memory, a multiple of 64 KiB
 * @param backs bytes from a block back to those that are added to it
 */
export function xorBlocks(size: number, backs: readonly number[]): Kernel {
  const memory = new WebAssembly.Memory({ initial: size / page });
  const module = new WebAssembly.Module(moduleOf(size / page, backs));
  const { exports } = new WebAssembly.Instance(module, { '': { '': memory } });
  return { memory: new Uint8Array(memory.buffer), run: exports[''] };
}

const op = { loop: 0x03, end: 0x0b, branchIf: 0x0d, get: 0x20, set: 0x21, tee: 0x22, const: 0x41 };
const add = 0x6a;
const isLower = 0x49;
const simd = 0xfd;
const xor = [simd, 0x51];
const aligned = 4;
const [i32, nothing] = [0x7f, 0x40];
/** Parameters of the function. */
const [to, from, end] = [0, 1, 2];

function moduleOf(pages: number, backs: readonly number[]): Uint8Array {
  // An offset can't be negative: addresses are those of the block that is farthest back.
  const farthest = Math.max(...backs);
  const load = (back: number) => [op.get, from, simd, 0x00, aligned, ...number(farthest - back)];
  const body = [
    // No further variables.
    0,
    ...[op.get, from, op.const, ...signed(-farthest), add, op.set, from],
    ...[op.get, end, op.const, ...signed(-farthest), add, op.set, end],
    ...[op.loop, nothing],
    ...[op.get, to, ...load(0), ...backs.flatMap((back) => [...load(back), ...xor]), simd, 0x0b, aligned, 0],
    ...[op.get, to, op.const, 16, add, op.set, to],
    ...[op.get, from, op.const, 16, add, op.tee, from, op.get, end, isLower, op.branchIf, 0],
    ...[op.end, op.end],
  ];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 3, i32, i32, i32, 0]),
    // The memory, by two empty names.
    ...section(2, [1, 0, 0, 2, 0, ...number(pages)]),
    ...section(3, [1, 0]),
    // The function, by an empty name.
    ...section(7, [1, 0, 0, 0]),
    ...section(10, [1, ...number(body.length), ...body]),
  ]);
}

const section = (id: number, content: readonly number[]): number[] => [
  id,
  ...number(content.length),
  ...content,
];

/** LEB128. */
function number(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...number(value >>> 7)];
}

function signed(value: number): number[] {
  const [low, rest] = [value & 127, value >> 7];
  const isWhole = (rest === 0 && low < 64) || (rest === -1 && low >= 64);
  return isWhole ? [low] : [low | 128, ...signed(rest)];
}

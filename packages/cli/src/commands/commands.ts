import type { Command } from 'commander';

type Done = (exitCode: number) => void;

/** In the order of the help. */
const loaders = {
  export: async (done: Done) => (await import('./export.ts')).exportCommand(done),
  recordings: async (done: Done) => (await import('./recordings.ts')).recordingsCommand(done),
  poll: async (done: Done) => (await import('./poll.ts')).pollCommand(done),
  list: async (done: Done) => (await import('./list.ts')).listCommand(done),
  doctor: async (done: Done) => (await import('./doctor.ts')).doctorCommand(done),
  sandbox: async (done: Done, named: boolean) => {
    const { sandboxCommand } = await import('./sandbox.ts');
    return sandboxCommand(done, named ? await import('@hyperstudy-workflows/sandbox') : undefined);
  },
};

/**
 * The command that is named, alone: a command starts faster without loading the others. All, for the help and for
 * suggestions, where none is.
 * @param args without node and script
 */
export async function commandsFor(args: readonly string[], done: Done): Promise<Command[]> {
  const named = args.find((arg) => !arg.startsWith('-'));
  for (const [name, load] of Object.entries(loaders)) if (name === named) return [await load(done, true)];
  const isAsked = args.includes('sandbox');
  return Promise.all(Object.values(loaders).map((load) => load(done, isAsked)));
}

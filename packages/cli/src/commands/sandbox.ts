import { Command } from 'commander';

export function sandboxCommand(done: (exitCode: number) => void): Command {
  return new Command('sandbox')
    .description('run a local HyperStudy with a made-up study; prints one JSON line when ready')
    .action(async () => done(0));
}

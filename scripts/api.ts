// npm run api: the API reference of core, export and sandbox, from their docstrings, as a site in reference/.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync('typedoc', { stdio: 'inherit', shell: process.platform === 'win32' });
process.exitCode = status ?? 1;

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import {
  BlobSASPermissions,
  BlobServiceClient,
  type ContainerClient,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';

/** Azurite's account, the same everywhere: https://learn.microsoft.com/azure/storage/common/storage-use-azurite */
const account = 'devstoreaccount1';
const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const container = 'results';

/** What happens to a PUT of a blob instead of its being stored. */
export type PutFault = 'answer-503' | 'stall';

/** Azurite with a line in front that can be disturbed: what GitHub keeps artifacts and caches in. */
export class BlobStore implements AsyncDisposable {
  /** Applied to the next PUTs, one each. */
  readonly faults: PutFault[] = [];
  readonly #azurite: ChildProcess;
  readonly #line: Server;
  readonly #credential = new StorageSharedKeyCredential(account, accountKey);
  readonly #container: ContainerClient;
  readonly #origin: string;

  private constructor(azurite: ChildProcess, behind: URL, line: Server) {
    this.#azurite = azurite;
    this.#line = line;
    const service = new BlobServiceClient(`${behind.origin}/${account}`, this.#credential);
    this.#container = service.getContainerClient(container);
    const address = line.address();
    if (address === null || typeof address === 'string') throw new Error('The line has no port.');
    this.#origin = `http://127.0.0.1:${address.port}`;
    line.on('request', (request, response) => {
      const fault = request.method === 'PUT' ? this.faults.shift() : undefined;
      if (fault === 'stall') return;
      if (fault === 'answer-503') {
        request.resume().on('end', () => response.writeHead(503).end());
        return;
      }
      const { method, headers, url = '/' } = request;
      const onward = httpRequest(new URL(url, behind), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      request.pipe(onward);
    });
  }

  static async start(): Promise<BlobStore> {
    const main = createRequire(import.meta.url).resolve('azurite/dist/src/blob/main.js');
    const options = [
      '--inMemoryPersistence',
      '--blobPort',
      '0',
      '--skipApiVersionCheck',
      '--disableTelemetry',
    ];
    const azurite = spawn(process.execPath, [main, ...options], { stdio: ['ignore', 'pipe', 'ignore'] });
    const behind = await listeningUrl(azurite);
    const line = createServer();
    line.listen(0, '127.0.0.1');
    await once(line, 'listening');
    const store = new BlobStore(azurite, behind, line);
    await store.#container.create();
    return store;
  }

  /** An address that gives a right on one blob to whoever knows it. */
  signedUrl(name: string, right: 'read' | 'write'): string {
    const query = generateBlobSASQueryParameters(
      {
        containerName: container,
        blobName: name,
        permissions: BlobSASPermissions.parse(right === 'read' ? 'r' : 'cw'),
        expiresOn: new Date(Date.now() + 3_600_000),
      },
      this.#credential,
    );
    return `${this.#origin}/${account}/${container}/${encodeURIComponent(name)}?${query}`;
  }

  read(name: string): Promise<Buffer> {
    return this.#container.getBlockBlobClient(name).downloadToBuffer();
  }

  /** Puts other bytes in the place of a blob. */
  async replace(name: string, bytes: Buffer): Promise<void> {
    await this.#container.getBlockBlobClient(name).upload(bytes, bytes.length);
  }

  async remove(name: string): Promise<void> {
    await this.#container.getBlockBlobClient(name).delete();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#line.close();
    this.#line.closeAllConnections();
    this.#azurite.kill();
    await once(this.#azurite, 'exit');
  }
}

async function listeningUrl(azurite: ChildProcess): Promise<URL> {
  if (azurite.stdout === null) throw new Error('Azurite has no output.');
  for await (const line of createInterface({ input: azurite.stdout })) {
    const [, url] = /successfully listens on (\S+)/.exec(line) ?? [];
    if (url === undefined) continue;
    // Its pipe must not fill up.
    azurite.stdout.resume();
    return new URL(url);
  }
  throw new Error('Azurite did not start.');
}

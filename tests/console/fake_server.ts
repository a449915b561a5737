// A staff server for the console's tests: plain HTTP, the Connect unary protocol in JSON straight from the service's
// descriptor, the static files of the build with the same content security policy as the real server's.
import { create, fromJson, getOption, toJson, type DescMethodUnary, type Message } from '@bufbuild/protobuf';
import { randomUUID } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { access, StaffRole } from '../../sync-server/console/src/gen/foyer/options_pb';
import * as api from '../../sync-server/console/src/gen/foyer/staff/v1/staff_pb';
import { filledCentre, FakeCentre, staffName } from './fake_centre';
import { fakeSchema } from './fake_schema';
import { answerCall, Refusal } from './fake_calls';

export const firstRunCode = 'ABCD-EFGH-JKLM';
export const staffPassword = 'drei grüne Stühle';

const policy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
  "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const statusOfCode: { [code: string]: number } = { unauthenticated: 401, permission_denied: 403, not_found: 404, invalid_argument: 400, unavailable: 503, failed_precondition: 400, aborted: 409, unimplemented: 404 };
const contentTypes: { [extension: string]: string } = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };

export interface FakeOptions {
  firstAccountNeeded?: boolean;
  isEmpty?: boolean;
  withNewField?: boolean;
  withNewType?: boolean;
  roles?: StaffRole[];
}

export class FakeServer {
  readonly centre: FakeCentre;
  readonly conflictId: string;
  readonly quarantineId: string;
  account: api.Account;
  firstAccountNeeded: boolean;
  password = staffPassword;
  // Calls are answered with 503 while the server is "away".
  isAway = false;
  // How long the answers of a method are under way.
  slowMs: { [method: string]: number } = {};
  // Every call that arrived: method and its JSON.
  readonly calls: { method: string; body: string }[] = [];
  private sessions = new Set<string>();
  private server: Server;

  constructor(private folder: string, options: FakeOptions = {}) {
    const schema = fakeSchema(options);
    const filled = filledCentre(schema, Date.now());
    this.centre = options.isEmpty ? new FakeCentre(schema) : filled.centre;
    this.conflictId = filled.conflictId;
    this.quarantineId = filled.quarantineId;
    this.firstAccountNeeded = options.firstAccountNeeded ?? false;
    const roles = options.roles ?? [StaffRole.ADVISER, StaffRole.COORDINATOR, StaffRole.ADMINISTRATOR];
    this.account = create(api.AccountSchema, { id: randomUUID(), name: staffName, roles });
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  async start(port = 0): Promise<string> {
    await new Promise<void>((done) => this.server.listen(port, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  endSessions(): void {
    this.sessions.clear();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cache-Control', 'no-store');
    if (request.method !== 'POST') return this.sendFile(request, response);
    const body = await readBody(request);
    const slowMs = this.slowMs[request.url?.split('/').at(-1) ?? ''];
    if (slowMs) await new Promise((done) => setTimeout(done, slowMs));
    try {
      const json = this.call(request, response, body);
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(json));
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('invalid_argument', String(error));
      response.writeHead(statusOfCode[refusal.code] ?? 500, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ code: refusal.code, message: refusal.message }));
    }
  }

  private call(request: IncomingMessage, response: ServerResponse, body: string): unknown {
    if (this.isAway) throw new Refusal('unavailable', 'the server is away');
    const prefix = `/${api.StaffService.typeName}/`;
    const name = (request.url ?? '').startsWith(prefix) ? request.url!.slice(prefix.length) : '';
    const method = Object.values(api.StaffService.method).find((one) => one.name === name) as DescMethodUnary | undefined;
    if (!method) throw new Refusal('unimplemented', `there is no method ${request.url}`);
    if (!request.headers['content-type']?.startsWith('application/json')) throw new Refusal('invalid_argument', 'this server speaks JSON only');
    this.calls.push({ method: name, body });
    this.checkAccess(request, method);
    const message = fromJson(method.input, JSON.parse(body)) as Message;
    const answer = this.enter(name, message, response) ?? answerCall(this, name, message);
    return toJson(method.output, create(method.output, answer as never));
  }

  private checkAccess(request: IncomingMessage, method: DescMethodUnary): void {
    const rule = getOption(method, access);
    if (rule.anonymous) return;
    const session = /session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    if (!this.sessions.has(session)) throw new Refusal('unauthenticated', 'log in first');
    const isAllowed = rule.anyRole || rule.roles.some((role) => this.account.roles.includes(role));
    if (!isAllowed) throw new Refusal('permission_denied', 'your roles do not allow this');
  }

  private enter(name: string, message: Message, response: ServerResponse): object | undefined {
    if (name === 'LogIn') {
      const asked = message as api.LogInRequest;
      if (asked.name !== this.account.name || asked.password !== this.password) throw new Refusal('unauthenticated', 'wrong name or password');
      return this.open(response);
    }
    if (name === 'CreateFirstAccount') {
      const asked = message as api.CreateFirstAccountRequest;
      if (!this.firstAccountNeeded || asked.code !== firstRunCode) throw new Refusal('permission_denied', 'wrong code');
      if ([...asked.password].length < 12) throw new Refusal('invalid_argument', 'Please choose a password of at least 12 characters.');
      this.firstAccountNeeded = false;
      this.password = asked.password;
      this.account = create(api.AccountSchema, { ...this.account, name: asked.name });
      return this.open(response);
    }
    if (name === 'LogOut') this.endSessions();
    return undefined;
  }

  private open(response: ServerResponse): object {
    const session = randomUUID();
    this.sessions.add(session);
    response.setHeader('Set-Cookie', `session=${session}; HttpOnly; SameSite=Strict; Path=/`);
    return { account: this.account };
  }

  private sendFile(request: IncomingMessage, response: ServerResponse): void {
    const path = normalize(decodeURIComponent((request.url ?? '/').split('?')[0]!));
    const file = join(this.folder, path === '/' ? 'index.html' : path);
    if (!file.startsWith(this.folder) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': contentTypes[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

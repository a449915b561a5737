// The only door to the server: the client generated from proto/foyer/staff, same origin, JSON.
import { getOption, type DescMethod } from '@bufbuild/protobuf';
import { Code, ConnectError, createClient } from '@connectrpc/connect';
import { createConnectTransport } from '@connectrpc/connect-web';
import { access } from '../gen/foyer/options_pb';
import { StaffService, type Account } from '../gen/foyer/staff/v1/staff_pb';

// A call that the server has not answered by then is shown as "does not answer".
const callTimeoutMs = 20_000;

export const staff = createClient(
  StaffService,
  createConnectTransport({ baseUrl: window.location.origin, defaultTimeoutMs: callTimeoutMs }),
);
export const methods = StaffService.method;

// Whether this account may call a method: the same option that the server obeys.
export function mayCall(account: Account, method: DescMethod): boolean {
  const rule = getOption(method, access);
  return rule.anonymous || rule.anyRole || rule.roles.some((role) => account.roles.includes(role));
}

export type Trouble = 'away' | 'ended' | 'denied' | 'missing' | 'failed';

export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof ConnectError)) return error instanceof TypeError ? 'away' : 'failed';
  if (error.cause instanceof TypeError) return 'away';
  switch (error.code) {
    case Code.Unauthenticated:
      return 'ended';
    case Code.PermissionDenied:
      return 'denied';
    case Code.NotFound:
      return 'missing';
    case Code.Unavailable:
    case Code.DeadlineExceeded:
      return 'away';
    default:
      return 'failed';
  }
}

// The server's own sentence, for troubles without words of ours.
export function sentenceOf(error: unknown): string {
  return error instanceof ConnectError ? error.rawMessage : '';
}

export function hasCode(error: unknown, ...codes: Code[]): boolean {
  return error instanceof ConnectError && codes.includes(error.code);
}

// What the pages ask the server, with one cache and one place where a lost session is noticed.
import { MutationCache, QueryCache, QueryClient, keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MessageInitShape } from '@bufbuild/protobuf';
import { type ListInboxRequestSchema, type ListCasesRequestSchema } from '../gen/foyer/staff/v1/staff_pb';
import { useAttended } from './attendance';
import { staff, troubleOf } from './client';
import { Schema } from './schema';

export type InboxQuestion = MessageInitShape<typeof ListInboxRequestSchema>;
export type CasesQuestion = MessageInitShape<typeof ListCasesRequestSchema>;

// Asking by itself stops when nobody is at the screen, so that a session left alone ends at the server.
// Advisers look every morning and leave the page open: often enough to be true, rare enough to be cheap.
const inboxIntervalMs = 20_000;
const kiosksIntervalMs = 20_000;
const countsIntervalMs = 30_000;
// The server ends a session after 30 minutes without a call.
const leftAloneMs = 31 * 60_000;

export const keys = {
  status: ['status'],
  me: ['me'],
  schema: ['schema'],
  inbox: ['inbox'],
  record: ['record'],
  cases: ['cases'],
  kiosks: ['kiosks'],
};

export function makeQueryClient(): QueryClient {
  const noticeEnd = (error: unknown) => {
    if (troubleOf(error) === 'ended') void client.resetQueries({ queryKey: keys.me });
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (query.queryKey[0] !== keys.me[0]) noticeEnd(error);
      },
    }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        if (mutation.options.mutationKey?.[0] !== 'enter') noticeEnd(error);
      },
    }),
    defaultOptions: { queries: { retry: false, staleTime: 5_000, networkMode: 'always' }, mutations: { networkMode: 'always' } },
  });
  return client;
}

export function useStatus() {
  return useQuery({ queryKey: keys.status, queryFn: ({ signal }) => staff.getStatus({}, { signal }) });
}

// A screen left alone asks once more after the server's own limit for silent sessions, and so goes to the login.
export function useMe(enabled: boolean) {
  const isAttended = useAttended();
  return useQuery({
    queryKey: keys.me,
    queryFn: ({ signal }) => staff.getMe({}, { signal }),
    enabled,
    staleTime: Infinity,
    refetchInterval: !isAttended && leftAloneMs,
    refetchIntervalInBackground: true,
  });
}

export function useSchema() {
  return useQuery({
    queryKey: keys.schema,
    queryFn: async ({ signal }) => new Schema(await staff.getSchema({}, { signal })),
    staleTime: 5 * 60_000,
    structuralSharing: false,
  });
}

export function useInbox(question: InboxQuestion) {
  const isAttended = useAttended();
  return useQuery({
    queryKey: [...keys.inbox, JSON.stringify(question, (_, value) => (typeof value === 'bigint' ? `${value}` : value))],
    queryFn: ({ signal }) => staff.listInbox(question, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: isAttended && inboxIntervalMs,
  });
}

// The total of the whole inbox and the open cases, for the navigation.
export function useCounts(enabled: boolean) {
  const isAttended = useAttended();
  return useQuery({
    queryKey: [...keys.inbox, 'counts'],
    queryFn: ({ signal }) => staff.listInbox({ pageSize: 1 }, { signal }),
    refetchInterval: isAttended && countsIntervalMs,
    enabled,
  });
}

export function useRecord(recordId: string) {
  return useQuery({ queryKey: [...keys.record, recordId], queryFn: ({ signal }) => staff.getRecord({ recordId }, { signal }) });
}

export function useCases(question: CasesQuestion) {
  return useQuery({
    queryKey: [...keys.cases, question],
    queryFn: ({ signal }) => staff.listCases(question, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function useCase(caseId: string) {
  return useQuery({ queryKey: [...keys.cases, 'one', caseId], queryFn: ({ signal }) => staff.getCase({ caseId }, { signal }) });
}

// Asked with the cases, and asked again with them.
export function useWaitingChanges() {
  return useQuery({ queryKey: [...keys.cases, 'waiting'], queryFn: ({ signal }) => staff.listWaitingChanges({}, { signal }) });
}

export function useKiosks() {
  const isAttended = useAttended();
  return useQuery({
    queryKey: keys.kiosks,
    queryFn: ({ signal }) => staff.listKiosks({}, { signal }),
    refetchInterval: isAttended && kiosksIntervalMs,
  });
}

// What shows records or cases.
const ofRecords = [keys.inbox, keys.record, keys.cases];

// After a write: it is asked again, and shown as it was until the answer is there.
export function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all(ofRecords.map((queryKey) => client.invalidateQueries({ queryKey })));
  };
}

// After an erasure: nothing that was known before is shown again.
export function useForget(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all(ofRecords.map((queryKey) => client.resetQueries({ queryKey })));
  };
}

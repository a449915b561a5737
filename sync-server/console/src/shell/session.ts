// What every page inside the shell has: the schema and who is logged in.
import { createContext, useContext } from 'react';
import type { Account } from '../gen/foyer/staff/v1/staff_pb';
import type { Schema } from '../staff/schema';

export interface Session {
  schema: Schema;
  account: Account;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs the shell above it');
  return session;
}

// The honesty line of each kiosk, where advisers look every morning.
import { Monitor, MonitorOff } from 'lucide-react';
import type { Kiosk } from '../gen/foyer/staff/v1/staff_pb';
import { useKiosks } from '../staff/queries';
import { useSession } from '../shell/session';
import { useSpeech, type Language } from '../words';
import type { Words } from '../words/de';
import { ago, countText, span } from '../words/time';
import { Role } from '../gen/foyer/options_pb';

export function isWhole(kiosk: Kiosk): boolean {
  return kiosk.confirmedAtKiosk === kiosk.storedAtServer && kiosk.unsent === 0n;
}

export function contactText(kiosk: Kiosk, language: Language, words: Words): string {
  const last = Number(kiosk.lastContactMs);
  if (last <= 0) return words.kioskNever;
  return kiosk.connected ? words.kioskAgo(ago(last, language)) : words.kioskSilentFor(span(Date.now() - last, language));
}

export function honestyText(kiosk: Kiosk, language: Language, words: Words): string {
  const atKiosk = countText(kiosk.confirmedAtKiosk, language);
  const atServer = countText(kiosk.storedAtServer, language);
  const equal = kiosk.confirmedAtKiosk === kiosk.storedAtServer;
  const line = equal ? words.kioskEqual(atKiosk, atServer) : words.kioskDiffers(atKiosk, atServer);
  return kiosk.unsent > 0n ? `${line} · ${words.kioskUnsent(countText(kiosk.unsent, language))}` : line;
}

export function useSiteName(): (site: string) => string {
  const { schema } = useSession();
  const { words, language } = useSpeech();
  const lists = schema.types.map((type) => schema.fieldWithRole(type.name, Role.SITE)?.codeList).filter(Boolean);
  return (site) => (lists[0] ? schema.codeLabel(lists[0], site, language, words) : site);
}

export function KioskCards() {
  const { words, language } = useSpeech();
  const kiosks = useKiosks();
  const siteName = useSiteName();
  const shown = kiosks.data?.kiosks ?? [];
  if (shown.length === 0) return null;
  return (
    <section aria-label={words.kiosksToday}>
      <ul className="kiosk-cards">
        {shown.map((kiosk) => (
          <li key={kiosk.kioskId} className={`card kiosk-card ${kiosk.connected && isWhole(kiosk) ? 'kiosk-whole' : 'kiosk-waits'}`}>
            {kiosk.connected ? <Monitor aria-hidden /> : <MonitorOff aria-hidden />}
            <div>
              <p className="kiosk-name" dir="auto">
                {kiosk.name || siteName(kiosk.site)}
              </p>
              <p className="quiet">{contactText(kiosk, language, words)}</p>
              <p className="kiosk-honesty">{honestyText(kiosk, language, words)}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

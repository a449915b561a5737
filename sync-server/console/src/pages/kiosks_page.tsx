// Each kiosk: is it there, is anything missing, is it well.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, Clock3, MonitorSmartphone } from 'lucide-react';
import type { Kiosk } from '../gen/foyer/staff/v1/staff_pb';
import { Button } from '../controls/button';
import { useNotice } from '../controls/notice';
import { Empty, Loading, TroubleBox } from '../controls/panel';
import { Tag } from '../controls/tag';
import { Page } from '../shell/page';
import { useSession } from '../shell/session';
import { mayCall, methods, sentenceOf, staff } from '../staff/client';
import { keys, useKiosks } from '../staff/queries';
import { useSpeech } from '../words';
import { countText, whenFull } from '../words/time';
import { contactText, isWhole, useSiteName } from './kiosk_cards';

// A clock that is off by less is right for people.
const clockErrorShownMs = 5_000;
const bytesInGigabyte = 1_000_000_000;

export function KiosksPage() {
  const { words, language } = useSpeech();
  const kiosks = useKiosks();
  const shown = kiosks.data?.kiosks ?? [];
  return (
    <Page title={words.kiosks} under={<p>{words.kiosksText}</p>}>
      {kiosks.isPending && <Loading />}
      {kiosks.error && <TroubleBox error={kiosks.error} onRetry={() => void kiosks.refetch()} />}
      {kiosks.data && shown.length === 0 && (
        <div className="card">
          <Empty title={words.kiosksNone} text={words.kiosksNoneText} icon={<MonitorSmartphone aria-hidden />} />
        </div>
      )}
      {(kiosks.data?.restoredMs ?? 0n) > 0n && (
        <p className="card pad" role="status">
          {words.serverRestored(whenFull(Number(kiosks.data?.restoredMs), language), whenFull(Number(kiosks.data?.restoredBackupMs), language))}
        </p>
      )}
      <ul className="kiosk-list">
        {shown.map((kiosk) => (
          <KioskPanel key={kiosk.kioskId} kiosk={kiosk} />
        ))}
      </ul>
    </Page>
  );
}

function KioskPanel({ kiosk }: { kiosk: Kiosk }) {
  const { words, language } = useSpeech();
  const siteName = useSiteName();
  const clockMs = Math.abs(Number(kiosk.clockErrorMs));
  const last = Number(kiosk.lastContactMs);
  // Said once by the kiosk, not stored here, and no longer at the kiosk: its disk was changed.
  const missing = kiosk.confirmedAtKiosk - kiosk.storedAtServer - kiosk.unsent;
  const still = missing > 0n ? words.entriesMissing(countText(missing, language)) : words.stillThere;
  const verdict = isWhole(kiosk) ? words.allThere : still;
  const facts = [
    { label: words.lastContact, value: last > 0 ? whenFull(last, language) : words.kioskNever },
    { label: words.unsent, value: countText(kiosk.unsent, language) },
    { label: words.clockError, value: clockMs < clockErrorShownMs ? words.clockRight : words.clockWrong(countText(Math.round(clockMs / 1000), language)) },
    { label: words.diskFree, value: kiosk.diskFreeBytes > 0n ? words.gigabytes(countText(Number(kiosk.diskFreeBytes) / bytesInGigabyte, language)) : words.none },
    { label: words.programVersion, value: kiosk.programVersion || words.none },
  ];
  return (
    <li className="card kiosk-panel">
      <div className="kiosk-panel-head">
        <div>
          <h2 dir="auto">{kiosk.name || siteName(kiosk.site)}</h2>
          {siteName(kiosk.site) !== kiosk.name && <p className="quiet">{siteName(kiosk.site)}</p>}
        </div>
        <Tag tint={kiosk.connected ? 'green' : 'amber'}>{kiosk.connected ? words.kioskConnected : contactText(kiosk, language, words)}</Tag>
      </div>
      <div className="honesty">
        <p>
          <span className="quiet">{words.confirmedAtKiosk}</span>
          <strong>{countText(kiosk.confirmedAtKiosk, language)}</strong>
        </p>
        <p>
          <span className="quiet">{words.storedAtServer}</span>
          <strong>{countText(kiosk.storedAtServer, language)}</strong>
        </p>
        <p className={isWhole(kiosk) ? 'honesty-whole' : 'honesty-waits'}>
          {isWhole(kiosk) ? <CircleCheck aria-hidden /> : <Clock3 aria-hidden />}
          {verdict}
        </p>
      </div>
      <Incidents kiosk={kiosk} />
      <dl className="facts">
        {facts.map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

// A copied or rolled back disk: told until somebody has looked at the kiosk, and kept in its story.
function Incidents({ kiosk }: { kiosk: Kiosk }) {
  const { words, language } = useSpeech();
  const { account } = useSession();
  const show = useNotice();
  const queries = useQueryClient();
  const clear = useMutation({
    mutationFn: () => staff.clearKioskFlag({ kioskId: kiosk.kioskId }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.kiosks });
      show({ text: words.kioskCleared });
    },
    onError: (error) => show({ text: `${words.failedTitle}. ${sentenceOf(error)}` }),
  });
  const told = kiosk.incidents.filter((incident) => words.kioskCauses[incident.cause]);
  return (
    <>
      {kiosk.flaggedMs > 0n && (
        <div className="flag">
          <p>{words.kioskFlagged}</p>
          {mayCall(account, methods.clearKioskFlag) && (
            <Button onPress={() => !clear.isPending && clear.mutate()}>{words.kioskLookedAt}</Button>
          )}
        </div>
      )}
      {told.length > 0 && (
        <section className="incidents" aria-label={words.kioskIncidents}>
          <h3 className="quiet">{words.kioskIncidents}</h3>
          <ul>
            {told.map((incident, place) => (
              <li key={place}>{`${whenFull(Number(incident.atMs), language)}: ${words.kioskCauses[incident.cause]}`}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

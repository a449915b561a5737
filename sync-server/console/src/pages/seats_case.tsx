// What a case of too few seats shows beside its reason: the date, and who is confirmed for it.
import type { ConfirmedSeats, SeatsMissing } from '../gen/foyer/staff/v1/staff_pb';
import { paths } from '../route';
import { textIn } from '../staff/schema';
import { useSpeech, type Language } from '../words';
import { dayText } from '../words/time';

// "Founding an association, Tue 24 Nov 2026 17:00–19:00"
export function dateText(seats: SeatsMissing, language: Language): string {
  const times = seats.dates.map((date) => {
    const hours = [date.from, date.until].filter((hour) => hour).join('–');
    return [dayText(date.day, language), hours].filter((part) => part).join(' ');
  });
  return [textIn(seats.title, language) || seats.session, ...times].join(', ');
}

export function ConfirmedList({ confirmed }: { confirmed: ConfirmedSeats[] }) {
  const { words } = useSpeech();
  return (
    <section className="card pad">
      <h2>{words.seatsConfirmed}</h2>
      <ul className="confirmed-seats">
        {confirmed.map((one) => (
          <li key={one.recordId}>
            <a href={paths.record(one.recordId)}>
              <bdi>{one.title || words.none}</bdi>
            </a>
            <span className="quiet">{words.seatsOf(one.seats)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

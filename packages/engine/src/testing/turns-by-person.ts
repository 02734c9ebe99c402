import { NEVER_RISES, NO_TURN, RANK_COUNT, type TurnRules, type Turns, type WaitingList } from '../turns.ts';

/** Every person on every day: sort all who are due, contact the first, note when they fall due again. */
export function turnsByPerson(
  { contactsPerDay, rank, due, risesOn }: WaitingList,
  { everyDays, horizonDays, risesAfterDays }: TurnRules,
): Turns {
  const people = Array.from(rank, (own, position) => ({
    rank: own,
    position,
    due: due[position] as number,
    risesOn: risesOn[position] as number,
    again: 0,
  }));
  const turnOn = new Int32Array(people.length).fill(NO_TURN);
  const contacts = new Int32Array(RANK_COUNT * horizonDays);
  for (let day = 0; day < horizonDays; day++) {
    const keysOf = (person: (typeof people)[number]): number[] => {
      const isRisen = person.risesOn <= day;
      const roseOn = isRisen ? Math.max(person.risesOn, person.due, 0) : 0;
      return [person.rank - Number(isRisen), person.due, person.rank, roseOn, person.again, person.position];
    };
    const listed = people
      .filter((person) => person.due <= day)
      .map((person) => ({ person, keys: keysOf(person) }))
      .sort((a, b) => a.keys.map((key, at) => key - (b.keys[at] as number)).find((difference) => difference !== 0) ?? 0);
    for (const { person } of listed.slice(0, contactsPerDay)) {
      if (person.again === 0) turnOn[person.position] = day;
      const cell = person.rank * horizonDays + day;
      contacts[cell] = (contacts[cell] as number) + 1;
      person.again = 1;
      person.due = day + (everyDays[person.rank] as number);
      person.risesOn = risesAfterDays === undefined || person.rank < 2 ? NEVER_RISES : day + risesAfterDays;
    }
  }
  return { turnOn, contacts };
}

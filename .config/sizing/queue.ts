/** Work for one worker: seconds on its own, then seconds at the database, which serves one after the other. */
export type Job = { readonly own: number; readonly shared: number };

export type QueueTerms = {
  readonly jobs: readonly Job[];
  readonly workers: number;
  /** Seconds after which a worker that found nothing asks again. */
  readonly idle: number;
  /** Deaths of workers while they are at work; none if absent. All in seconds. */
  readonly deaths?: {
    /** How long a worker lives on average. */
    readonly life: number;
    /** After so long its job is free again. */
    readonly silence: number;
    /** After so long there is another worker in its place. */
    readonly restart: number;
  };
  /** Numbers from 0 to 1, for the deaths. */
  readonly random: () => number;
};

export type QueueTimes = {
  /** Until the last job is done. */
  readonly seconds: number;
  /** Jobs that were begun again. */
  readonly repeated: number;
  /** The share of the time in which the database is at work. */
  readonly database: number;
};

/**
 * A queue of jobs, as pg-boss and the store's claims keep it: whoever is free takes the first that nobody has. A worker that dies loses what it
 * did; its job lies still until its silence is noticed, and is then taken before the others, since it is older.
 */
export function simulateQueue({ jobs, workers, idle, deaths, random }: QueueTerms): QueueTimes {
  const hands: Hand[] = Array.from({ length: workers }, () => ({ at: 0, next: 'take', job: NOTHING }));
  const waiting: { readonly from: number; readonly job: Job }[] = [];
  let [fresh, done, now, databaseFree, atDatabase, repeated] = [0, 0, 0, 0, 0, 0];

  const takeFrom = (moment: number): Job | undefined => {
    const again = waiting.findIndex(({ from }) => from <= moment);
    if (again === -1) return jobs[fresh++];
    return waiting.splice(again, 1)[0]?.job;
  };
  const steps: Readonly<Record<Hand['next'], (hand: Hand) => void>> = {
    take: (hand) => {
      const job = takeFrom(now);
      if (job === undefined) {
        hand.at += idle;
        return;
      }
      hand.job = job;
      const life = deaths === undefined ? Number.POSITIVE_INFINITY : -Math.log(1 - random()) * deaths.life;
      hand.next = life < job.own ? 'die' : 'store';
      hand.at += Math.min(life, job.own);
    },
    store: (hand) => {
      databaseFree = Math.max(databaseFree, now) + hand.job.shared;
      atDatabase += hand.job.shared;
      hand.at = databaseFree;
      hand.next = 'end';
    },
    end: (hand) => {
      done += 1;
      hand.next = 'take';
    },
    die: (hand) => {
      if (deaths === undefined) return;
      repeated += 1;
      waiting.push({ from: now + deaths.silence, job: hand.job });
      hand.at += deaths.restart;
      hand.next = 'take';
    },
  };
  while (done < jobs.length) {
    const hand = hands.reduce((first, other) => (other.at < first.at ? other : first));
    now = hand.at;
    steps[hand.next](hand);
  }
  return { seconds: now, repeated, database: now === 0 ? 0 : atDatabase / now };
}

/** A worker: what it does next, and when. */
type Hand = { at: number; next: 'take' | 'store' | 'end' | 'die'; job: Job };

const NOTHING: Job = { own: 0, shared: 0 };

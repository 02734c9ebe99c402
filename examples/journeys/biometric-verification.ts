/** SC5: at 02:30 the face check is closed until 07:00; then poor light; after the third failure somebody helps in person. */
import { day } from '../scenarios/jalali.ts';
import { tell } from './story.ts';

export const story = tell('biometricVerification', [
  { on: '1405/09/06', at: '02:30', facts: {} },
  { on: '1405/09/06', at: '07:00', facts: {} },
  { on: '1405/09/07', facts: { troubles: [{ trouble: 'poorLight', since: day('1405/09/07') }] } },
  { on: '1405/09/08', facts: { troubles: [{ trouble: 'failedThrice', since: day('1405/09/08') }] } },
  { on: '1405/09/10', facts: { requestedDay: day('1405/09/09') } },
  { on: '1405/09/11', at: '23:30', facts: { completedDay: day('1405/09/10') } },
]);

if (import.meta.main) console.log(story.text);

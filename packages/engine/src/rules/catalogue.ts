import { kindFitsBasis } from './r01-kind-fits-basis.ts';
import { employerFitsKind } from './r02-employer-fits-kind.ts';
import { onlyTheQualified } from './r03-only-the-qualified.ts';
import { onePrimary } from './r04-one-primary.ts';
import { coversTheSubject } from './r05-covers-the-subject.ts';
import { worklistByTier } from './r06-worklist-by-tier.ts';
import { nobodyForgotten } from './r07-nobody-forgotten.ts';
import { onlineClosesNoGap } from './r08-online-closes-no-gap.ts';
import { rahyarPostsOnly } from './r09-rahyar-posts-only.ts';
import { overlapIsShown } from './r10-overlap-is-shown.ts';
import { mastersTheProcesses } from './r11-masters-the-processes.ts';
import { withinReach } from './r12-within-reach.ts';
import { caseloadLimit } from './r13-caseload-limit.ts';
import { noSeatOutOfTurn } from './r14-no-seat-out-of-turn.ts';
import { gapsToldTruly } from './r15-gaps-told-truly.ts';
import { noNeedlessMove } from './r16-no-needless-move.ts';
import { preferenceHonoured } from './r17-preference-honoured.ts';
import { tierFromFacts } from './r18-tier-from-facts.ts';
import { onlineByVoiceOrChat } from './r19-online-by-voice-or-chat.ts';
import { sharesAChannel } from './r20-shares-a-channel.ts';
import { directivesKept } from './r21-directives-kept.ts';
import { languageAsRequired } from './r22-language-as-required.ts';
import { skillAsRequired } from './r23-skill-as-required.ts';
import { policyIsNamed } from './r24-policy-is-named.ts';
import type { Rule } from './rule.ts';

/** The rules, in the order of their ids. The one list feeds `verify`, `explain`, the generated rule book and the tests. */
export const RULES: readonly Rule[] = [
  kindFitsBasis,
  employerFitsKind,
  onlyTheQualified,
  onePrimary,
  coversTheSubject,
  worklistByTier,
  nobodyForgotten,
  onlineClosesNoGap,
  rahyarPostsOnly,
  overlapIsShown,
  mastersTheProcesses,
  withinReach,
  caseloadLimit,
  noSeatOutOfTurn,
  gapsToldTruly,
  noNeedlessMove,
  preferenceHonoured,
  tierFromFacts,
  onlineByVoiceOrChat,
  sharesAChannel,
  directivesKept,
  languageAsRequired,
  skillAsRequired,
  policyIsNamed,
];

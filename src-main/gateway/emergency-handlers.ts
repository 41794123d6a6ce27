// Requests about emergencies: one stroke freezes, tells host and viewers, and logs; in a rehearsal it is a drill that leaves no room told.

import { csvOf } from '../catalogue-files/table-writer.ts';
import { writeWholeFile } from '../catalogue-files/whole-file.ts';
import { LONGEST_NOTICE } from '../contract/emergency-limits.ts';
import { Refusal } from '../contract/errors.ts';
import type { RouteParsed } from '../contract/routes.ts';
import type { Decision as Decided, EvidenceEntry } from '../core/compliance/evidence.ts';
import { toDisplayText } from '../core/display-text.ts';
import type { Emergency, EmergencySubject, EmergencyTerms } from '../core/emergency.ts';
import { cardOf } from '../core/emergency-card.ts';
import type { DeskFactBody } from '../core/fact.ts';
import { numberOf } from '../core/room.ts';
import { tidyLine } from '../core/script.ts';
import { after, duration, type EmergencyId, type Instant, type MessageId, type VariantId } from '../core/units.ts';
import { newId } from '../new-id.ts';
import { affectedColumns, toAffected, toAffectedCells } from '../projection/affected-buyers.ts';
import { titleOf } from '../projection/product-title.ts';
import type { Caller } from './client-port.ts';
import type { Handlers } from './dispatch.ts';
import { cardsInForce, keepCardWords } from './emergency-cards.ts';
import { freezeNow } from './emergency-freeze.ts';
import type { Decision, EngineDesk, RoomOrderOut } from './engine-desk.ts';

type EmergencyHandlers = Pick<Handlers, Extract<keyof Handlers, `emergency.${string}`>>;

/** A correction is worth reading late. */
const NOTICE_GOOD_FOR = duration(15 * 60_000);

/** Beside the host's words in a rehearsal, in both languages: nobody may take a drill for the real thing. */
const DRILL_MARK = '演练 · DRILL';

const subjectOf = (desk: EngineDesk, variantId: VariantId | null): EmergencySubject | null => {
  if (variantId === null) return null;
  const room = desk.room();
  const variant = room.variants.get(variantId);
  if (variant === undefined) throw new Refusal('not_found', 'The show does not sell that.');
  const { productId } = variant;
  const title = titleOf(room, productId, variantId) ?? '';
  return { productId, variantId, number: numberOf(room, productId, variantId), title };
};

const emergencyById = (desk: EngineDesk, emergencyId: EmergencyId): Emergency => {
  const emergency = desk.room().tally.emergencies.get(emergencyId);
  if (emergency === undefined) throw new Refusal('not_found', 'The show has no such emergency.');
  return emergency;
};

/** On the picture, of those words; a later correction is another's. */
const shownNotice = ({ notice }: EmergencyTerms): string => toDisplayText(notice, LONGEST_NOTICE);

const frozenText = ({ frozen }: EmergencyTerms): string =>
  [
    `deals stopped: ${frozen.stopped.length}`,
    `deals disarmed: ${frozen.disarmed.length}`,
    `claims: ${frozen.claims ? 'closed' : 'not open'}`,
    `pin: ${frozen.pin}`,
    ...(frozen.names ? ['names on the overlay: hidden'] : []),
  ].join('; ');

const toEvidence = (
  desk: EngineDesk,
  emergency: EmergencyTerms,
  decided: { readonly decision: Decided; readonly operator: string; readonly at: Instant; readonly reason: string },
): EvidenceEntry => ({
  ...decided,
  showId: desk.room().show.showId,
  productId: emergency.subject?.productId ?? null,
  subject: emergency.subject?.title ?? desk.room().show.title,
  // Correct on air and keep records: the rule that a correction answers to.
  ruleId: 'L4',
  matched: emergency.wrong,
  text: `said: ${emergency.say}; posted: ${emergency.notice === '' ? 'nothing' : emergency.notice}; ${frozenText(emergency)}`,
  contentHash: null,
  bookVersion: desk.compliance.shelf.book().version,
});

/** A drill posts nothing, and no correction stands on a picture for it. */
const told = (
  desk: EngineDesk,
  emergency: EmergencyTerms,
  by: string,
  now: Instant,
): { readonly facts: readonly DeskFactBody[]; readonly rooms: readonly RoomOrderOut[] } => {
  const { isDrill, wrong, say, notice } = emergency;
  const message: DeskFactBody = {
    type: 'message.sent',
    messageId: newId<MessageId>(),
    by,
    kind: 'correction',
    text: isDrill ? DRILL_MARK : '',
    wrong,
    right: say,
  };
  if (isDrill || notice === '') return { facts: [message], rooms: [] };
  return {
    facts: [message, { type: 'correction.posted', text: shownNotice(emergency) }],
    rooms: desk.carriersOf('notice.post').map((to) => ({
      kind: 'notice.post',
      to,
      body: { text: notice },
      expiresAt: after(now, NOTICE_GOOD_FOR),
    })),
  };
};

const raise = (desk: EngineDesk, input: RouteParsed<'emergency.raise'>, caller: Caller): { emergencyId: EmergencyId } =>
  desk.decide(input.commandId, (writes, now) => {
    const { phase, startedAt } = desk.room().show;
    if (phase !== 'live' && phase !== 'rehearsing') {
      throw new Refusal('wrong_phase', 'A card is raised on air, or in a rehearsal as a drill.', { phase });
    }
    const card = cardOf(cardsInForce(desk.store), input.kind);
    if (card === null) throw new Refusal('not_found', 'There is no such card.');
    const subject = subjectOf(desk, input.variantId);
    const [wrong, say] = [tidyLine(input.wrong), tidyLine(input.say)];
    if (wrong === '' || say === '') throw new Refusal('bad_input', 'The card has no words.');
    const { frozen, facts, rooms } = freezeNow(desk, writes, { freeze: card.freeze, subject, now, by: caller.role });
    const emergency: EmergencyTerms = {
      emergencyId: newId<EmergencyId>(),
      kind: input.kind,
      isDrill: phase === 'rehearsing',
      subject,
      since: input.since > now ? now : startedAt !== null && input.since < startedAt ? startedAt : input.since,
      wrong,
      say,
      notice: tidyLine(input.notice),
      frozen,
    };
    const said = told(desk, emergency, caller.role, now);
    const decision = emergency.isDrill ? 'emergency_drill' : 'emergency_raised';
    writes.appendEvidence([
      toEvidence(desk, emergency, { decision, operator: caller.role, at: now, reason: input.kind }),
    ]);
    const outcome: Decision<{ emergencyId: EmergencyId }> = {
      facts: [{ type: 'emergency.raised', emergency, by: caller.role }, ...facts, ...said.facts],
      rooms: [...rooms, ...said.rooms],
      value: { emergencyId: emergency.emergencyId },
    };
    return outcome;
  });

const close = (desk: EngineDesk, input: RouteParsed<'emergency.close'>, caller: Caller): null =>
  desk.decide(input.commandId, (writes, now) => {
    const emergency = emergencyById(desk, input.emergencyId);
    if (emergency.closed !== null) throw new Refusal('changed_meanwhile', 'It is closed already.');
    const note = tidyLine(input.note);
    if (note === '') throw new Refusal('bad_input', 'It is closed with a word on how it was settled.');
    const isStanding = emergency.notice !== '' && desk.room().correction?.text === shownNotice(emergency);
    writes.appendEvidence([
      toEvidence(desk, emergency, { decision: 'emergency_closed', operator: caller.role, at: now, reason: note }),
    ]);
    return {
      facts: [
        { type: 'emergency.closed', emergencyId: emergency.emergencyId, note, by: caller.role },
        ...(isStanding && !emergency.isDrill ? [{ type: 'correction.withdrawn' } as const] : []),
      ],
      value: null,
    };
  });

const affectedOf = (desk: EngineDesk, { emergencyId, showId }: RouteParsed<'emergency.affected'>) =>
  desk.affected(showId ?? desk.room().show.showId, emergencyId);

export const createEmergencyHandlers = (desk: EngineDesk): EmergencyHandlers => ({
  'emergency.raise': (input, caller) => {
    const value = raise(desk, input, caller);
    desk.overlay.turn();
    return value;
  },
  'emergency.close': (input, caller) => close(desk, input, caller),
  'emergency.write': ({ commandId, kind, words }) =>
    desk.decide(commandId, (writes) => {
      keepCardWords(desk.store, writes, kind, words);
      return { facts: [], value: null };
    }),
  'emergency.affected': async (asked) => toAffected(await affectedOf(desk, asked)),
  'emergency.file': async ({ language, ...asked }) => {
    const { buyers } = await affectedOf(desk, asked);
    const day = new Date(desk.clock()).toISOString().slice(0, 10);
    const file = desk.outgoing.make(`kongtai-affected-${day}.csv`);
    const rows = async function* () {
      yield buyers.flatMap((buyer) => toAffectedCells(buyer, language));
    };
    await writeWholeFile(file.path, csvOf(affectedColumns(language), rows(), { mayGuardIds: true }));
    return desk.outgoing.publish(file);
  },
});

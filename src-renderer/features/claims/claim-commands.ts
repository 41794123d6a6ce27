// What a person does with claims, each said back with what became of it.

import type { ClaimCart, ClaimRow, UnclearRow } from '../../../src-main/contract/claim-documents.ts';
import type { ClaimFate } from '../../../src-main/core/claim-book.ts';
import type { ClaimRules } from '../../../src-main/core/claim-rules.ts';
import type { ClaimId, CommandId, VariantId } from '../../../src-main/core/units.ts';
import { newCommandId } from '../../client/client.ts';
import { i18n } from '../../i18n/i18n.ts';
import { engineNow, liveStore } from '../../state/live-store.ts';
import { showToast } from '../../state/toast-store.ts';
import { copyText } from '../../ui/copy-text.ts';
import { runCommand } from '../desk/run-command.ts';
import { placesOf } from './claim-places.ts';
import { type ClaimScene, cartReplyText, fateText, goodsText, replyText } from './claim-words.ts';

interface Goods {
  readonly number: number | null;
  readonly variantId: VariantId;
  readonly title: string;
  readonly quantity: number;
}

const sceneNow = (): ClaimScene => ({
  t: i18n.t,
  language: i18n.language,
  products: liveStore.getState().topics['product.list'] ?? [],
  now: engineNow(),
});

const sayFate = (who: string, goods: Goods, fate: ClaimFate | null): void => {
  if (fate === null) return;
  const isGood = (fate.state === 'reserved' && fate.short === undefined) || fate.state === 'claimed';
  showToast(isGood ? 'fine' : 'attention', fateText(sceneNow(), who, goods, fate));
};

const sayDone = (
  what: 'ended' | 'paid' | 'emptied' | 'copied' | 'sent' | 'none',
  words: Record<string, string>,
): void => showToast('fine', i18n.t(`claims:done.${what}`, words));

/** Says what a row has become. */
export const sayClaimRow = (row: ClaimRow): void => {
  const { t } = i18n;
  const words = { name: row.viewer.name, goods: goodsText(sceneNow(), row), state: t(`claims:state.${row.state}`) };
  const why = row.short?.why ?? row.why;
  if (why === null) showToast('fine', t('claims:became', words));
  else showToast('attention', t('claims:becameWhy', { ...words, why: t(`claims:why.${why}`) }));
};

export const openClaims = async (commandId: CommandId, rules: ClaimRules): Promise<boolean> => {
  const { ok } = await runCommand('claims.open', { commandId, rules });
  if (ok) showToast('fine', i18n.t('claims:done.opened'));
  return ok;
};

export const closeClaims = async (): Promise<boolean> => {
  const { ok } = await runCommand('claims.close', { commandId: newCommandId() });
  if (ok) showToast('fine', i18n.t('claims:done.closed'));
  return ok;
};

export const addClaim = async (commandId: CommandId, name: string, goods: Goods): Promise<boolean> => {
  const { variantId, quantity } = goods;
  const reply = await runCommand('claim.add', { commandId, name, variantId, quantity });
  if (reply.ok) sayFate(name, goods, reply.value.fate);
  return reply.ok;
};

/** `goods`: null where it is no claim. Returns false where it was refused. */
export const settleUnclear = async (row: UnclearRow, goods: Goods | null): Promise<boolean> => {
  const choice = goods === null ? null : { variantId: goods.variantId, quantity: goods.quantity };
  const reply = await runCommand('claim.settle', { commandId: newCommandId(), claimId: row.claimId, choice });
  if (!reply.ok) return false;
  if (goods === null) sayDone('none', { name: row.viewer.name });
  else sayFate(row.viewer.name, goods, reply.value.fate);
  return true;
};

export const changeClaim = async (row: ClaimRow, quantity: number): Promise<void> => {
  if (quantity < 1 || quantity === row.quantity) return;
  const reply = await runCommand('claim.change', { commandId: newCommandId(), claimId: row.key, quantity });
  if (reply.ok) sayFate(row.viewer.name, { ...row, quantity }, reply.value.fate);
};

export const serveClaim = async (row: ClaimRow): Promise<void> => {
  const reply = await runCommand('claim.serve', { commandId: newCommandId(), claimId: row.key });
  if (reply.ok) sayFate(row.viewer.name, row, reply.value.fate);
};

export const endClaim = async (row: ClaimRow): Promise<void> => {
  const { ok } = await runCommand('claim.end', { commandId: newCommandId(), claimId: row.key });
  if (ok) sayDone('ended', { name: row.viewer.name, goods: goodsText(sceneNow(), row) });
};

/** `claimIds`: those of the cart that are paid; null: all. */
export const payCart = async (cart: Pick<ClaimCart, 'orderId' | 'viewer'>, claimIds: readonly ClaimId[] | null) => {
  const { orderId, viewer } = cart;
  const paid = claimIds === null ? null : [...claimIds];
  const { ok } = await runCommand('claim.pay', { commandId: newCommandId(), orderId, claimIds: paid });
  if (ok) sayDone('paid', { name: viewer.name });
  return ok;
};

export const payClaim = async (row: ClaimRow): Promise<void> => {
  if (row.orderId !== null) await payCart({ orderId: row.orderId, viewer: row.viewer }, [row.key]);
};

export const emptyCart = async ({ orderId, viewer }: ClaimCart): Promise<void> => {
  const { ok } = await runCommand('claim.cancel', { commandId: newCommandId(), orderId });
  if (ok) sayDone('emptied', { name: viewer.name });
};

const copyReply = (text: string): void => {
  if (copyText(text)) sayDone('copied', { text });
  else showToast('attention', i18n.t('claims:notCopied', { text }));
};

/** The room that the comment came from carries answers. */
export const takesReplies = (row: Pick<ClaimRow, 'source' | 'isComment'>): boolean =>
  row.isComment &&
  (liveStore.getState().topics['source.list'] ?? []).some(
    ({ sourceId, capabilities }) => sourceId === row.source && capabilities.includes('chat.reply'),
  );

/** Sent where the room takes it, else copied. */
export const answerClaim = async (row: ClaimRow): Promise<void> => {
  const place = placesOf(liveStore.getState().feeds['claim.rows'].rows).get(row.key) ?? null;
  const text = replyText(sceneNow(), row, place);
  if (!takesReplies(row)) return copyReply(text);
  const { ok } = await runCommand('claim.reply', { commandId: newCommandId(), claimId: row.key, text });
  if (ok) sayDone('sent', { text });
};

/** Sent as an answer to the cart's last comment where the room takes it, else copied. */
export const answerCart = async (cart: ClaimCart): Promise<void> => {
  const text = cartReplyText(sceneNow(), cart);
  const comment = cart.claims.findLast(takesReplies);
  if (comment === undefined) return copyReply(text);
  const { ok } = await runCommand('claim.reply', { commandId: newCommandId(), claimId: comment.key, text });
  if (ok) sayDone('sent', { text });
};

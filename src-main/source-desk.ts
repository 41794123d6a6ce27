// The sources that a person has added: kept in the store, their secrets in the keyring, attached as the store says.

import { createHash } from 'node:crypto';
import { Refusal } from './contract/errors.ts';
import type {
  SourceConfigRow,
  SourceField,
  SourceKindView,
  SourceSecrets,
  SourceSettings,
  SourceShelfTopic,
  SourceSight,
} from './contract/source-documents.ts';
import { SOURCE_TEST_MS } from './contract/source-limits.ts';
import type { Problem } from './contract/topics.ts';
import type { Instant, ProductId, SourceId } from './core/units.ts';
import type { Attachments } from './ingest/attachments.ts';
import type { EventSource } from './ingest/event-source.ts';
import { problemOf } from './ingest/problem-of.ts';
import { createSleeper, type Sleeper } from './ingest/sleeper.ts';
import type { SourceCatalogue, SourceKind } from './ingest/source-kind.ts';
import type { SecretBox } from './secret-box.ts';
import { probeSource } from './source-probe.ts';
import { type SourceConfig, UNKEPT } from './store/source-store.ts';
import type { Store } from './store/store.ts';

/** What a person filled in. */
export interface SourceAsk {
  readonly kind: string;
  readonly settings: SourceSettings;
  readonly secrets: SourceSettings;
}

export interface SourceDesk {
  kinds(): readonly SourceKindView[];
  topic(): SourceShelfTopic;
  /** What would be kept of it. Throws Refusal `bad_source`, `bad_url`, or `source_twice` where it is there already. */
  draft(ask: SourceAsk, name: string): SourceConfig;
  /** Remembers secrets for this run and returns what the store keeps of them. */
  seal(sourceId: SourceId, secrets: SourceSettings): Promise<string>;
  /** Attaches and detaches after what the store says now. */
  turn(): Promise<void>;
  /** Throws like `draft`. */
  test(ask: SourceAsk): Promise<SourceSight>;
  stop(): Promise<void>;
}

export interface SourceDeskOptions {
  readonly store: Pick<Store, 'sourceConfigs' | 'productOfSku' | 'catalogueProduct'>;
  readonly kinds: readonly SourceKind[];
  readonly secrets: SecretBox;
  readonly clock: () => Instant;
  readonly attachments: Attachments;
  onFault(fault: unknown): void;
  readonly testMs?: number;
}

const NOBODY = '' as ProductId;

const refuse = (field: string, why: string): never => {
  throw new Refusal('bad_source', `The field ${field} is ${why}.`, { field, why });
};

const checkField = ({ name, kind, isRequired, choices }: SourceField, value: string): void => {
  if (value === '') {
    if (isRequired) refuse(name, 'missing');
    return;
  }
  if (kind === 'choice' && choices?.includes(value) !== true) refuse(name, 'unknown');
  if (kind === 'number' && !/^\d{1,9}$/.test(value)) refuse(name, 'not_a_number');
};

/** The fields of a kind as they were filled in, empty ones left out. */
const pick = (fields: readonly SourceField[], filled: SourceSettings): SourceSettings => {
  const own = new Set(fields.map(({ name }) => name));
  for (const name of Object.keys(filled)) if (!own.has(name)) refuse(name, 'unknown');
  const entries = fields.map((field): [string, string] => {
    const value = (filled[field.name] ?? '').trim();
    checkField(field, value);
    return [field.name, value];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
};

const isSecret = ({ kind }: SourceField): boolean => kind === 'secret';

/** Two accounts of one service look the same but for their secrets: they are numbered, not taken for one. */
const isToldBySecrets = ({ fields, isInbound }: SourceKind, settings: SourceSettings): boolean =>
  !isInbound &&
  fields.some((field) => isSecret(field) && field.isRequired) &&
  fields.every((field) => isSecret(field) || (settings[field.name] ?? '') === (field.usual ?? ''));

const toView = ({ kind, fields, reads, carries, isInbound, stalledAfterMs }: SourceKind): SourceKindView => ({
  kind,
  fields,
  reads,
  carries,
  isInbound,
  stalledAfterMs,
});

export const createSourceDesk = (options: SourceDeskOptions): SourceDesk => {
  const { store, kinds, secrets, clock, attachments, testMs = SOURCE_TEST_MS } = options;
  /** In the clear, for as long as this runs. */
  const opened = new Map<SourceId, SourceSettings>();
  /** Those that the keyring was asked for. */
  const tried = new Set<SourceId>();
  const problems = new Map<SourceId, Problem>();
  /** Attached by this desk. */
  const mine = new Set<SourceId>();
  /** Their secrets are others now. */
  const renewed = new Set<SourceId>();
  const tests = new Map<Sleeper, Promise<SourceSight>>();
  let keyring: string | null = null;
  let isStopped = false;

  const catalogue: SourceCatalogue = {
    bySku: (sku) => {
      const productId = store.productOfSku(sku, NOBODY);
      const kept = productId === null ? null : store.catalogueProduct(productId);
      const variant = kept?.product.variants.find((each) => each.sku === sku);
      return productId === null || variant === undefined ? null : { productId, variantId: variant.variantId };
    },
    skuOf: (productId, variantId) => {
      const kept = store.catalogueProduct(productId);
      const sku = kept?.product.variants.find((each) => each.variantId === variantId)?.sku ?? '';
      return sku === '' ? null : sku;
    },
  };

  const kindOf = (name: string): SourceKind => {
    const found = kinds.find(({ kind }) => kind === name);
    return found ?? refuse('kind', 'unknown');
  };

  const idOf = (kind: SourceKind, settings: SourceSettings): SourceId => {
    if (kind.idOf !== undefined) return kind.idOf(settings);
    const entries = Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
    const digest = createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 16);
    const first = `${kind.kind}:${digest}`;
    if (!isToldBySecrets(kind, settings)) return first as SourceId;
    const taken = new Set<string>(store.sourceConfigs().map(({ sourceId }) => sourceId));
    let number = 1;
    while (taken.has(`${first}:${number}`)) number += 1;
    return `${first}:${number}` as SourceId;
  };

  const isAttached = (sourceId: SourceId): boolean =>
    attachments.sources().some((source) => source.sourceId === sourceId);

  const make = (config: Pick<SourceConfig, 'sourceId' | 'kind' | 'name' | 'settings'>, typed: SourceSettings) => {
    const { sourceId, name, settings } = config;
    return kindOf(config.kind).make({ sourceId, name, settings: { ...typed, ...settings }, clock, catalogue });
  };

  const read = (ask: SourceAsk, name: string): { readonly config: SourceConfig; readonly source: EventSource } => {
    const kind = kindOf(ask.kind);
    const typed = pick(kind.fields.filter(isSecret), ask.secrets);
    const settings = pick(
      kind.fields.filter((field) => !isSecret(field)),
      ask.settings,
    );
    const sourceId = idOf(kind, settings);
    const config = { sourceId, kind: kind.kind, name, settings, sealed: '', isPaused: false, createdAt: clock() };
    if (store.sourceConfigs().some((each) => each.sourceId === sourceId) || isAttached(sourceId)) {
      throw new Refusal('source_twice', 'This source is there already.', { sourceId });
    }
    return { config, source: make(config, typed) };
  };

  // ---- secrets ----

  const unseal = async ({ sourceId, sealed }: SourceConfig): Promise<void> => {
    if (sealed === '' || sealed === UNKEPT || opened.has(sourceId)) return;
    tried.add(sourceId);
    const text = await secrets.unseal(sealed);
    if (text !== null) opened.set(sourceId, JSON.parse(text));
  };

  const secretsOf = ({ sourceId, sealed }: SourceConfig): SourceSecrets => {
    if (sealed === '') return 'none';
    if (opened.has(sourceId)) return sealed === UNKEPT ? 'this_run' : 'kept';
    return sealed === UNKEPT || tried.has(sourceId) ? 'missing' : 'kept';
  };

  // ---- as the store says ----

  const drop = async (sourceId: SourceId): Promise<void> => {
    mine.delete(sourceId);
    await attachments.detach(sourceId);
  };

  const attach = (config: SourceConfig): void => {
    const { sourceId, name } = config;
    try {
      if (secretsOf(config) === 'missing') throw new Refusal('source_locked', 'Its secrets are not known.');
      attachments.attach(make(config, opened.get(sourceId) ?? {}), { name });
      mine.add(sourceId);
      problems.delete(sourceId);
    } catch (fault) {
      if (!(fault instanceof Refusal)) options.onFault(fault);
      problems.set(sourceId, problemOf(fault));
    }
  };

  const follow = async (): Promise<void> => {
    if (isStopped) return;
    keyring = await secrets.backend();
    const configs = store.sourceConfigs();
    const kept = new Set(configs.map(({ sourceId }) => sourceId));
    for (const sourceId of mine) if (!kept.has(sourceId)) await drop(sourceId);
    for (const sourceId of opened.keys()) if (!kept.has(sourceId)) opened.delete(sourceId);
    for (const config of configs) {
      const { sourceId, isPaused, name } = config;
      await unseal(config);
      const isRenewed = renewed.delete(sourceId);
      if ((isPaused || isRenewed) && isAttached(sourceId)) await drop(sourceId);
      if (isStopped) return;
      if (isPaused) problems.delete(sourceId);
      else if (isAttached(sourceId)) attachments.rename(sourceId, name);
      else attach(config);
    }
  };

  /** One change after the other. */
  let turns: Promise<void> = Promise.resolve();

  const toRow = (config: SourceConfig): SourceConfigRow => {
    const { sourceId, kind, name, settings, isPaused, createdAt } = config;
    const problem = problems.get(sourceId) ?? null;
    const hasViewers = kinds.some((each) => each.kind === kind && each.reads.includes('chat'));
    return { sourceId, kind, name, settings, secrets: secretsOf(config), hasViewers, isPaused, createdAt, problem };
  };

  return {
    kinds: () => kinds.map(toView),
    topic: () => ({ rows: store.sourceConfigs().map(toRow), keyring }),
    draft: (ask, name) => read(ask, name).config,
    seal: async (sourceId, typed) => {
      const known = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''));
      renewed.add(sourceId);
      if (Object.keys(known).length === 0) {
        opened.delete(sourceId);
        return '';
      }
      opened.set(sourceId, known);
      return (await secrets.seal(JSON.stringify(known))) ?? UNKEPT;
    },
    turn: () => {
      turns = turns.then(follow).catch(options.onFault);
      return turns;
    },
    test: async (ask) => {
      const { source } = read(ask, '');
      const sleeper = createSleeper();
      const test = probeSource(source, { clock, ms: testMs, sleeper });
      tests.set(sleeper, test);
      try {
        return await test;
      } finally {
        tests.delete(sleeper);
      }
    },
    stop: async () => {
      isStopped = true;
      for (const sleeper of tests.keys()) sleeper.wake();
      await Promise.allSettled([turns, ...tests.values()]);
    },
  };
};

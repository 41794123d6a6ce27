// The sources that a person has added: kept in the store, their secrets in the keyring, attached as the store says.

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
import type { PassphraseBox } from './passphrase-box.ts';
import { firstIdOf, freeIdOf, isSameSource, isToldBySecrets } from './source-identity.ts';
import { probeSource } from './source-probe.ts';
import { type SourceConfig, UNKEPT } from './store/source-store.ts';
import type { Store, Writes } from './store/store.ts';

/** What a person filled in. */
export interface SourceAsk {
  readonly kind: string;
  readonly settings: SourceSettings;
  readonly secrets: SourceSettings;
}

/** What a person changed of a source that is kept. */
export interface SourceEditAsk {
  readonly settings: SourceSettings;
  /** Those that were typed anew; the others stay. */
  readonly secrets: SourceSettings;
  /** Names of secrets that are not wanted any more. */
  readonly drops: readonly string[];
}

export interface SourceEdit {
  readonly settings: SourceSettings;
  /** All of them. */
  readonly secrets: SourceSettings;
  /** Tries it out beside the one that runs; null where there is nothing to try. */
  attempt(): Promise<SourceSight | null>;
}

export interface SourceDesk {
  kinds(): readonly SourceKindView[];
  topic(): SourceShelfTopic;
  /** What would be kept of it. Throws Refusal `bad_source`, `bad_url`, or `source_twice` where it is there already. */
  draft(ask: SourceAsk, name: string): SourceConfig;
  /** Remembers secrets for this run and returns what the store keeps of them. */
  seal(sourceId: SourceId, secrets: SourceSettings): Promise<string>;
  /**
   * What an edit would make of it. Throws Refusal `not_found`, `bad_source` or `bad_url`, `source_other` where it would be
   * another source than its history is of, `source_twice` where that other one is there already.
   */
  edit(sourceId: SourceId, ask: SourceEditAsk): SourceEdit;
  /** The passphrase is open now: keeps what was typed meanwhile, and attaches what waited for it. */
  opened(): Promise<void>;
  /** Of every source whose secrets only the passphrase could read, that they are gone. */
  forget(writes: Pick<Writes, 'changeSource'>): void;
  /** Attaches and detaches after what the store says now. */
  turn(): Promise<void>;
  /** Throws like `draft`. */
  test(ask: SourceAsk): Promise<SourceSight>;
  stop(): Promise<void>;
}

export interface SourceDeskOptions {
  readonly store: Pick<Store, 'sourceConfigs' | 'productOfSku' | 'catalogueProduct' | 'transact'>;
  readonly kinds: readonly SourceKind[];
  readonly secrets: PassphraseBox;
  readonly clock: () => Instant;
  readonly attachments: Attachments;
  onFault(fault: unknown): void;
  readonly testMs?: number;
}

const PORT_TEST_MS = 1500;
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

const twice = (sourceId: string): Refusal => new Refusal('source_twice', 'This source is there already.', { sourceId });

const isSecret = ({ kind }: SourceField): boolean => kind === 'secret';

/** Whether a person has said of a secret what is to become of it. */
const isTold = ({ secrets, drops }: SourceEditAsk, name: string): boolean =>
  drops.includes(name) || (secrets[name] ?? '').trim() !== '';

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

  /** The kept source that has these settings now; one that was edited has another id than they would make. */
  const twinOf = (kind: SourceKind, settings: SourceSettings): SourceConfig | undefined => {
    const first = firstIdOf(kind, settings);
    return store.sourceConfigs().find((each) => each.kind === kind.kind && firstIdOf(kind, each.settings) === first);
  };

  const idOf = (kind: SourceKind, settings: SourceSettings): SourceId => {
    const first = firstIdOf(kind, settings);
    const isNumbered = isToldBySecrets(kind, settings);
    if (!isNumbered && twinOf(kind, settings) !== undefined) throw twice(first);
    const kept = new Set<string>(store.sourceConfigs().map(({ sourceId }) => sourceId));
    const sourceId = freeIdOf(first, kept, isNumbered);
    if (isAttached(sourceId)) throw twice(sourceId);
    return sourceId;
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
    if (secrets.isOwn(sealed) && secrets.state() === 'locked') return 'locked';
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
      const { reads, memory = 'none' } = kindOf(config.kind);
      const kept = secretsOf(config);
      if (kept === 'locked') throw new Refusal('passphrase_needed', 'Its secrets wait for the passphrase.');
      if (kept === 'missing') throw new Refusal('source_locked', 'Its secrets are not known.');
      const typed = opened.get(sourceId) ?? {};
      attachments.attach(make(config, typed), { name, reads, memory, secrets: Object.values(typed) });
      mine.add(sourceId);
      problems.delete(sourceId);
    } catch (fault) {
      if (!(fault instanceof Refusal)) options.onFault(fault);
      problems.set(sourceId, problemOf(fault));
      attachments.miss(sourceId, problemOf(fault).code);
    }
  };

  const follow = async (): Promise<void> => {
    if (isStopped) return;
    keyring = await secrets.keyring();
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
  const turn = (): Promise<void> => {
    turns = turns.then(follow).catch(options.onFault);
    return turns;
  };

  // ---- tried out ----

  const probe = async (source: EventSource, { isInbound }: SourceKind): Promise<SourceSight> => {
    const sleeper = createSleeper();
    // Who dials in comes when it comes: there is only the port to be tried.
    const ms = isInbound ? Math.min(testMs, PORT_TEST_MS) : testMs;
    const test = probeSource(source, { clock, ms, sleeper, isInbound });
    tests.set(sleeper, test);
    try {
      return await test;
    } finally {
      tests.delete(sleeper);
    }
  };

  const edit: SourceDesk['edit'] = (sourceId, ask) => {
    const config = store.sourceConfigs().find((each) => each.sourceId === sourceId);
    if (config === undefined) throw new Refusal('not_found', 'There is no such source.');
    const kind = kindOf(config.kind);
    const secretFields = kind.fields.filter(isSecret);
    const settings = pick(
      kind.fields.filter((field) => !isSecret(field)),
      ask.settings,
    );
    const twin = isToldBySecrets(kind, settings) ? undefined : twinOf(kind, settings);
    if (twin !== undefined && twin.sourceId !== sourceId) throw twice(twin.sourceId);
    if (!isSameSource(kind, config.settings, settings)) {
      throw new Refusal('source_other', 'With these settings it is another source.', { name: config.name });
    }
    const known = secretsOf(config);
    const isBlind = (known === 'locked' || known === 'missing') && !secretFields.every(({ name }) => isTold(ask, name));
    if (isBlind)
      throw new Refusal(known === 'locked' ? 'passphrase_needed' : 'source_locked', 'Its secrets are not known.');
    const typed = Object.entries(ask.secrets).filter(([, value]) => value.trim() !== '');
    const kept = Object.entries(opened.get(sourceId) ?? {}).filter(([name]) => !ask.drops.includes(name));
    const all = pick(secretFields, Object.fromEntries([...kept, ...typed]));
    const source = make({ ...config, settings }, all);
    const isMoved = JSON.stringify(settings) !== JSON.stringify(config.settings);
    // The port that it has already cannot be opened a second time beside itself.
    const isToTry = isMoved || (!kind.isInbound && (typed.length > 0 || ask.drops.length > 0));
    return { settings, secrets: all, attempt: async () => (isToTry ? probe(source, kind) : null) };
  };

  const toRow = (config: SourceConfig): SourceConfigRow => {
    const { sourceId, kind, name, settings, isPaused, createdAt } = config;
    const problem = problems.get(sourceId) ?? null;
    const hasViewers = kinds.some((each) => each.kind === kind && each.reads.includes('chat'));
    return { sourceId, kind, name, settings, secrets: secretsOf(config), hasViewers, isPaused, createdAt, problem };
  };

  return {
    kinds: () => kinds.map(toView),
    topic: () => ({ rows: store.sourceConfigs().map(toRow), keyring, passphrase: secrets.state() }),
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
    turn,
    test: (ask) => probe(read(ask, '').source, kindOf(ask.kind)),
    edit,
    opened: async () => {
      const fresh: { readonly sourceId: SourceId; readonly sealed: string }[] = [];
      for (const { sourceId, sealed } of store.sourceConfigs()) {
        const known = sealed === UNKEPT ? opened.get(sourceId) : undefined;
        const kept = known === undefined ? null : await secrets.seal(JSON.stringify(known));
        if (kept !== null) fresh.push({ sourceId, sealed: kept });
      }
      store.transact((writes) => {
        for (const { sourceId, sealed } of fresh) writes.changeSource(sourceId, { sealed });
      });
      tried.clear();
      await turn();
    },
    forget: (writes) => {
      for (const { sourceId, sealed } of store.sourceConfigs())
        if (secrets.isOwn(sealed)) writes.changeSource(sourceId, { sealed: UNKEPT });
    },
    stop: async () => {
      isStopped = true;
      for (const sleeper of tests.keys()) sleeper.wake();
      await Promise.allSettled([turns, ...tests.values()]);
    },
  };
};

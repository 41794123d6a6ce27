// What queries answer with: documents read once, where topics are watched.

import type { DealEndReason } from '../core/deal.ts';
import type { EmergencyKind } from '../core/emergency.ts';
import type { ShowPhase } from '../core/show.ts';
import type {
  DealId,
  Duration,
  EmergencyId,
  Instant,
  Money,
  OrderId,
  ProductId,
  ShowId,
  SourceId,
  VariantId,
} from '../core/units.ts';
import type { SettlementView } from './order-documents.ts';
import type { PromiseRow } from './promise-documents.ts';
import type { ChartTopic, Gap, KpiTopic, ViewerView } from './topics.ts';

export interface ShowRow {
  readonly showId: ShowId;
  readonly title: string;
  readonly host: string;
  readonly phase: ShowPhase;
  readonly createdAt: Instant;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly isCurrent: boolean;
}

export interface SegmentRow {
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  /** Σ paid for the product with pay time in [start, end + 120 s]; overlaps go to the latest start. */
  readonly gmv: Money;
  readonly units: number;
  readonly averageOnline: number | null;
}

export interface SummaryProduct {
  readonly number: number | null;
  readonly productId: ProductId;
  readonly variantId: VariantId;
  readonly title: string;
  readonly image: string | null;
  readonly orders: number;
  readonly units: number;
  readonly gmv: Money;
  readonly refunds: Money;
  readonly stockLeft: number | null;
  readonly plannedMs: Duration;
  readonly explainedMs: Duration;
  readonly segments: readonly SegmentRow[];
}

export interface SummaryDeal {
  readonly dealId: DealId;
  readonly number: number | null;
  readonly title: string;
  readonly price: Money;
  readonly quantity: number;
  readonly sold: number;
  readonly buyers: number;
  readonly gmv: Money;
  readonly openedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly endReason: DealEndReason | null;
}

export interface SummaryShort {
  readonly orderId: OrderId;
  readonly title: string;
  readonly quantity: number;
  readonly why: 'sold_out' | 'deal_sold_out' | 'per_buyer';
}

export interface SummaryEmergency {
  readonly emergencyId: EmergencyId;
  readonly kind: EmergencyKind;
  /** The product that it was about; null: the whole show. */
  readonly title: string | null;
  readonly raisedAt: Instant;
  readonly closedAt: Instant | null;
  /** How it was settled; '' while it is open. */
  readonly note: string;
}

/** A show as it stands in the facts: made when it ends, and anew at each reading, so that later refunds tell. */
export interface ShowSummary {
  readonly show: ShowRow & { readonly currency: string; readonly plannedMs: Duration };
  readonly figures: KpiTopic;
  readonly chart: ChartTopic;
  readonly products: readonly SummaryProduct[];
  readonly deals: readonly SummaryDeal[];
  readonly gaps: readonly Gap[];
  readonly shorts: readonly SummaryShort[];
  readonly emergencies: readonly SummaryEmergency[];
  readonly questionsOpen: number;
  /** «尚未兑现»: promised in the show and neither honoured nor dropped, oldest first. */
  readonly promises: { readonly open: readonly PromiseRow[]; readonly kept: number; readonly dropped: number };
  readonly rejects: number;
  /** The settled figures beside the provisional ones, as orders from files and later refunds have made them. */
  readonly settlement: SettlementView;
}

export interface ViewerCard {
  readonly viewer: ViewerView;
  /** Others that a person says are the same; all figures below are of them together. */
  readonly linked: readonly { readonly viewer: ViewerView; readonly sourceId: SourceId | null }[];
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  readonly shows: number;
  readonly chats: number;
  readonly orders: number;
  readonly paid: Money;
  readonly refunded: Money;
  /** Newest first, at most 20. */
  readonly recent: readonly { readonly at: Instant; readonly text: string }[];
}

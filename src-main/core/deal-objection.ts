// Why a deal may not be: each reason is an error code with a sentence on screen.

export const DEAL_OBJECTIONS = [
  'deal_too_dear',
  'deal_limit',
  'stock_short',
  'deal_running',
  'deal_bundle',
  'deal_tiers',
  'deal_gift',
  'deal_coupon',
  'deal_draw',
  'draw_prize',
  'platform_countdown',
  'platform_duration',
  'platform_price',
  'platform_share',
  'platform_off',
  'platform_quantity',
  'platform_per_buyer',
  'owner_share',
  'owner_price',
  'owner_quantity',
  'owner_duration',
] as const;
export type DealObjection = (typeof DEAL_OBJECTIONS)[number];

// The order exports that are known by their headers: Kongtai's own, Shopify, WooCommerce, TikTok Shop, 抖店 and Taobao.

import { type FormatGuess, guessBy, surestGuess } from '../catalogue-files/format-guess.ts';
import type { OrderMapping } from '../core/platform-order-draft.ts';
import { headersOf, knownHeaders, type OrderFormat, type OrderLayout } from './order-layout.ts';

const CHINA = 'Asia/Shanghai';

const kongtai: OrderLayout = {
  format: 'kongtai',
  platform: 'kongtai',
  headers: {
    platform: ['平台'],
    orderId: ['订单号'],
    otherId: ['其他订单号'],
    lineId: ['行号'],
    state: ['订单状态'],
    createdAt: ['下单时间'],
    paidAt: ['付款时间'],
    buyerName: ['买家'],
    buyerId: ['买家id'],
    currency: ['币种'],
    title: ['商品名称'],
    variantTitle: ['规格'],
    sku: ['sku'],
    itemId: ['商品id'],
    quantity: ['件数'],
    linePaid: ['行实付'],
    platformDiscount: ['平台优惠'],
    shopDiscount: ['店铺优惠'],
    lineRefunded: ['行退款'],
    total: ['实付总额'],
    shipping: ['运费'],
    refunded: ['退款总额'],
  },
  signature: [['订单号'], ['行实付'], ['实付总额'], ['退款总额']],
  others: [],
  hasDashForNothing: false,
  shippingPer: 'order',
  hasOwnLines: true,
  zone: 'UTC',
};

/** One row a line; what belongs to the order stands on its first row only. */
const shopify: OrderLayout = {
  format: 'shopify',
  platform: 'shopify',
  headers: {
    orderId: ['name'],
    otherId: ['id'],
    state: ['financial status'],
    createdAt: ['created at'],
    paidAt: ['paid at'],
    cancelledAt: ['cancelled at'],
    buyerName: ['billing name', 'shipping name'],
    currency: ['currency'],
    title: ['lineitem name'],
    sku: ['lineitem sku'],
    quantity: ['lineitem quantity'],
    unitPrice: ['lineitem price'],
    lineDiscount: ['lineitem discount'],
    total: ['total'],
    shipping: ['shipping'],
    discount: ['discount amount'],
    refunded: ['refunded amount'],
  },
  signature: [['name'], ['financial status'], ['lineitem name'], ['lineitem quantity'], ['total']],
  others: headersOf(
    'email|fulfillment status|fulfilled at|accepts marketing|subtotal|taxes|discount code|shipping method|' +
      'lineitem compare at price|lineitem requires shipping|lineitem taxable|lineitem fulfillment status|billing street|' +
      'billing address1|billing address2|billing company|billing city|billing zip|billing province|billing country|' +
      'billing phone|shipping name|shipping street|shipping address1|shipping address2|shipping company|shipping city|' +
      'shipping zip|shipping province|shipping country|shipping phone|notes|note attributes|payment method|' +
      'payment reference|vendor|outstanding balance|employee|location|device id|tags|risk level|source|tax 1 name|' +
      'tax 1 value|tax 2 name|tax 2 value|phone|receipt number|duties|billing province name|shipping province name|' +
      'payment id|payment terms name|next payment due at|payment references',
  ),
  hasDashForNothing: false,
  shippingPer: 'order',
  hasOwnLines: true,
  zone: null,
};

/** Advanced Order Export's columns, which repeat the order's amounts on each of its rows. */
const woocommerce: OrderLayout = {
  format: 'woocommerce',
  platform: 'woocommerce',
  headers: {
    orderId: headersOf('order number|order id|order #'),
    otherId: headersOf('order key|transaction id'),
    state: headersOf('order status'),
    createdAt: headersOf('order date'),
    paidAt: headersOf('paid date|date paid'),
    buyerName: headersOf('customer username|full name (billing)|first name (billing)'),
    currency: headersOf('order currency|currency'),
    title: headersOf('item name|product name'),
    variantTitle: headersOf('product variation|variation'),
    sku: headersOf('sku|product sku'),
    itemId: headersOf('product variation id|variation id|product id'),
    lineId: headersOf('item id|item #|line id'),
    quantity: headersOf('quantity'),
    unitPrice: headersOf('item cost|item price'),
    linePaid: headersOf('order line total|item total|line total'),
    lineRefunded: headersOf('item refund amount|refund amount'),
    total: headersOf('order total amount|order total'),
    shipping: headersOf('order shipping amount|shipping total'),
    discount: headersOf('cart discount amount|discount total'),
    refunded: headersOf('order refund amount|refunded total'),
  },
  signature: [
    headersOf('order number|order id|order #'),
    headersOf('order status'),
    headersOf('item name|product name'),
    headersOf('order total amount|order total'),
  ],
  others: headersOf(
    'customer note|first name (billing)|last name (billing)|company (billing)|address 1&2 (billing)|city (billing)|' +
      'state code (billing)|postcode (billing)|country code (billing)|email (billing)|phone (billing)|' +
      'first name (shipping)|last name (shipping)|address 1&2 (shipping)|city (shipping)|state code (shipping)|' +
      'postcode (shipping)|country code (shipping)|payment method title|order subtotal amount|shipping method title|' +
      'order total tax amount|quantity (- refund)|coupon code|discount amount|discount amount tax|order line subtotal',
  ),
  hasDashForNothing: false,
  shippingPer: 'order',
  hasOwnLines: true,
  zone: null,
};

const tiktokShop: OrderLayout = {
  format: 'tiktok_shop',
  platform: 'tiktok_shop',
  headers: {
    orderId: ['order id'],
    itemId: ['sku id'],
    state: ['order status'],
    createdAt: ['created time'],
    paidAt: ['paid time'],
    cancelledAt: ['cancelled time'],
    buyerName: ['buyer username', 'buyer nickname'],
    title: ['product name'],
    variantTitle: ['variation'],
    sku: ['seller sku'],
    quantity: ['quantity'],
    unitPrice: ['sku unit original price'],
    linePaid: ['sku subtotal after discount'],
    platformDiscount: ['sku platform discount'],
    shopDiscount: ['sku seller discount'],
    returned: ['sku quantity of return'],
    total: ['order amount'],
    shipping: ['shipping fee after discount'],
    refunded: ['order refund amount'],
    currency: ['currency'],
  },
  signature: [['order id'], ['order status'], ['sku id'], ['order amount']],
  others: headersOf(
    'order substatus|cancelation/return type|normal or pre-order|sku subtotal before discount|original shipping fee|' +
      'shipping fee seller discount|shipping fee platform discount|payment platform discount|buyer service fee|taxes|' +
      'small order fee|rts time|shipped time|delivered time|cancel by|cancel reason|fulfillment type|warehouse name|' +
      'tracking id|delivery option|shipping provider name|buyer message|recipient|phone #|country|state|city|zipcode|' +
      'address line 1|address line 2|payment method|weight(kg)|product category|package id|seller note|checked status|' +
      'checked marked by|zipcode|delivery instruction|shipping information',
  ),
  hasDashForNothing: false,
  shippingPer: 'order',
  hasOwnLines: true,
  zone: null,
};

/** One row a sub-order, each with its own amount, freight and state. */
const doudian: OrderLayout = {
  format: 'doudian',
  platform: 'doudian',
  headers: {
    orderId: headersOf('主订单编号'),
    lineId: headersOf('子订单编号'),
    state: headersOf('订单状态'),
    afterSale: headersOf('售后状态'),
    createdAt: headersOf('订单提交时间|下单时间'),
    paidAt: headersOf('支付完成时间|付款时间|支付时间'),
    buyerName: headersOf('买家昵称|用户昵称'),
    title: headersOf('选购商品|商品名称'),
    variantTitle: headersOf('商品规格'),
    sku: headersOf('商家编码'),
    itemId: headersOf('商品id|商品编号'),
    quantity: headersOf('商品数量'),
    unitPrice: headersOf('商品单价|商品价格'),
    lineTotal: headersOf('订单应付金额'),
    lineRefunded: headersOf('退款金额|实际退款金额'),
    shipping: headersOf('运费'),
    platformDiscount: headersOf('平台实际承担优惠金额|平台优惠'),
    shopDiscount: headersOf('商家实际承担优惠金额|商家优惠'),
  },
  signature: [headersOf('主订单编号'), headersOf('子订单编号'), headersOf('订单应付金额')],
  others: headersOf(
    '收件人|收件人手机号|详细地址|省|市|区|街道|商家备注|买家留言|订单完成时间|发货时间|预计发货时间|承诺发货时间|取消原因|' +
      '支付方式|达人id|达人昵称|流量体裁|流量渠道|流量来源|流量类型|达人实际承担优惠金额|达人优惠|商品金额|优惠总金额|' +
      '是否修改过地址|app渠道|广告渠道|订单类型|鲁班落地页id|预约发货时间|仓库id|仓库名称|旗帜颜色|是否安心购|手续费|红包抵扣|支付优惠',
  ),
  hasDashForNothing: true,
  shippingPer: 'row',
  hasOwnLines: true,
  zone: CHINA,
};

/** One row an order; its lines are in the file of lines. */
const taobao: OrderLayout = {
  format: 'taobao',
  platform: 'taobao',
  headers: {
    orderId: headersOf('订单编号'),
    otherId: headersOf('支付单号|支付流水号'),
    state: headersOf('订单状态'),
    afterSale: headersOf('退款状态'),
    createdAt: headersOf('订单创建时间'),
    paidAt: headersOf('订单付款时间'),
    buyerName: headersOf('买家会员名|买家昵称'),
    title: headersOf('宝贝标题|商品标题'),
    quantity: headersOf('宝贝总数量|商品总数量'),
    linePaid: headersOf('买家应付货款'),
    shipping: headersOf('买家应付邮费'),
    total: headersOf('买家实际支付金额|总金额'),
    refunded: headersOf('退款金额'),
  },
  signature: [headersOf('订单编号'), headersOf('买家应付货款'), headersOf('总金额|买家实际支付金额')],
  others: headersOf(
    '买家支付宝账号|买家支付积分|总金额|返点积分|买家实际支付积分|买家留言|收货人姓名|收货地址|运送方式|联系电话|联系手机|' +
      '宝贝种类|物流单号|物流公司|订单备注|店铺id|店铺名称|订单关闭原因|卖家服务费|买家服务费|发票抬头|是否手机订单|分阶段订单信息|' +
      '特权订金订单id|是否上传合同照片|是否上传小票|是否代付|定金排名|修改后的sku|修改后的收货地址|异常信息|天猫卡券抵扣|集分宝抵扣|' +
      '是否是o2o交易|新零售交易类型|新零售导购门店名称|发货时间|确认收货时间|打款商家金额',
  ),
  hasDashForNothing: false,
  shippingPer: 'order',
  hasOwnLines: false,
  zone: CHINA,
};

/** What the lines cost at list price; what was paid stands in the file of orders. */
const taobaoLines: OrderLayout = {
  format: 'taobao_lines',
  platform: 'taobao',
  headers: {
    orderId: headersOf('订单编号'),
    lineId: headersOf('子订单编号'),
    state: headersOf('订单状态'),
    title: headersOf('标题|宝贝标题'),
    variantTitle: headersOf('商品属性'),
    sku: headersOf('商家编码|外部系统编号'),
    quantity: headersOf('购买数量'),
    unitPrice: headersOf('价格'),
  },
  signature: [headersOf('订单编号'), headersOf('标题'), headersOf('购买数量'), headersOf('价格')],
  others: headersOf('套餐信息|备注|外部系统编号'),
  hasDashForNothing: false,
  shippingPer: 'order',
  hasOwnLines: true,
  zone: CHINA,
};

/** Those of more telling headers first: where two are as sure, the first one is meant. */
export const ORDER_LAYOUTS: readonly OrderLayout[] = [
  kongtai,
  shopify,
  woocommerce,
  tiktokShop,
  doudian,
  taobao,
  taobaoLines,
];

/** A table whose columns were named by hand; times in the shop's zone. */
export const mappedOrderLayout = (mapping: OrderMapping): OrderLayout => ({
  format: 'mapped',
  platform: '',
  headers: {},
  signature: [],
  others: [],
  hasDashForNothing: true,
  shippingPer: mapping.lineTotal === undefined ? 'order' : 'row',
  hasOwnLines: true,
  zone: null,
});

/** The surest format for a row of headers. */
export const guessOrderFormat = (headers: readonly string[]): FormatGuess<OrderFormat> =>
  surestGuess(
    ORDER_LAYOUTS.flatMap((layout) =>
      layout.format === 'mapped' ? [] : [guessBy(layout.format, knownHeaders(layout), layout.signature, headers)],
    ),
  );

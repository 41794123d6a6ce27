// Which column of an unknown table may mean which field of an order, by the words that people and programs use.

import { foldHeader } from '../core/draft-field.ts';
import { ORDER_FIELDS, type OrderField, type OrderMapping } from '../core/platform-order-draft.ts';

const words = (text: string): readonly string[] => text.split('|');

/** Most telling first; folded. */
const MEANINGS: Readonly<Record<OrderField, readonly string[]>> = {
  orderId: words('主订单编号|订单编号|订单号|订单id|order id|order number|order no|order #|order|name'),
  otherId: words('其他订单号|外部订单号|交易号|支付单号|transaction id|external id|reference'),
  platform: words('平台|platform'),
  lineId: words('子订单编号|子订单号|行号|line id|item id'),
  state: words('订单状态|交易状态|状态|order status|financial status|payment status|status|state'),
  afterSale: words('售后状态|退款状态|after-sale status|refund status'),
  createdAt: words('下单时间|订单创建时间|创建时间|订单提交时间|下单日期|created at|order date|created time|date'),
  paidAt: words('付款时间|支付时间|支付完成时间|订单付款时间|paid at|paid time|payment date|paid date'),
  cancelledAt: words('取消时间|关闭时间|cancelled at|cancelled time|canceled at'),
  buyerName: words(
    '买家|买家昵称|买家会员名|用户昵称|客户|昵称|buyer|buyer username|customer|customer name|billing name',
  ),
  buyerId: words('买家id|用户id|客户id|buyer id|customer id|user id'),
  title: words(
    '商品名称|商品标题|宝贝标题|选购商品|商品|品名|标题|product name|item name|lineitem name|product|item|title',
  ),
  variantTitle: words('规格|商品规格|销售属性|商品属性|款式|variation|variant|options|specification'),
  sku: words('sku|商家编码|sku编码|货号|款号|商品编码|seller sku|lineitem sku|item sku|product sku'),
  itemId: words('商品id|商品编号|sku id|product id|variation id|variant id'),
  quantity: words('件数|数量|商品数量|购买数量|宝贝总数量|qty|quantity|lineitem quantity|units|pieces'),
  unitPrice: words('单价|商品单价|价格|售价|unit price|price|item price|lineitem price|item cost'),
  lineTotal: words('订单应付金额|line total with shipping'),
  linePaid: words('行实付|商品实付|小计|实付金额|商品金额|line total|item total|subtotal'),
  lineDiscount: words('行优惠|商品优惠|line discount|lineitem discount|item discount'),
  platformDiscount: words('平台优惠|平台承担|platform discount'),
  shopDiscount: words('店铺优惠|商家优惠|商家承担|seller discount|shop discount'),
  lineRefunded: words('行退款|商品退款|line refund|item refund amount'),
  returned: words('退货数量|退货件数|returned quantity|quantity returned'),
  total: words(
    '实付总额|实付款|买家实付|买家实际支付金额|总金额|订单金额|合计|order total|total|order amount|amount paid|amount',
  ),
  shipping: words('运费|邮费|买家应付邮费|shipping|shipping fee|freight|shipping amount'),
  discount: words('优惠|优惠金额|折扣|discount|discount amount'),
  refunded: words('退款总额|退款金额|已退款|refunded amount|refund amount|refunded|refund'),
  currency: words('币种|货币|currency'),
};

/** The best guess: each field its most telling header, each column used once. */
export const suggestOrderMapping = (headers: readonly string[]): OrderMapping => {
  const folded = headers.map(foldHeader);
  const mapping: Partial<Record<OrderField, number>> = {};
  const used = new Set<number>();
  for (const field of ORDER_FIELDS) {
    for (const meaning of MEANINGS[field]) {
      const column = folded.findIndex((header, at) => !used.has(at) && header === meaning);
      if (column === -1) continue;
      mapping[field] = column;
      used.add(column);
      break;
    }
  }
  return mapping;
};

/** Which of a mapping's columns a table has; one that is out of reach is left out. */
export const fitOrderMapping = (mapping: OrderMapping, headers: readonly string[]): OrderMapping =>
  Object.fromEntries(
    ORDER_FIELDS.flatMap((field) => {
      const column = mapping[field];
      return column !== undefined && column >= 0 && column < headers.length ? [[field, column]] : [];
    }),
  );

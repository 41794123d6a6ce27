// The fields that a column of a table may fill, and the guess which column means which.

export const DRAFT_FIELDS = [
  'externalId',
  'title',
  'category',
  'brand',
  'tags',
  'description',
  'sellingPoints',
  'status',
  'images',
  'option1Name',
  'option1Value',
  'option2Name',
  'option2Value',
  'option3Name',
  'option3Value',
  'optionText',
  'variantId',
  'sku',
  'barcode',
  'currency',
  'price',
  'livePrice',
  'comparePrice',
  'compareBasis',
  'compareProof',
  'cost',
  'stock',
  'bufferPercent',
  'variantImage',
  'partner',
  'specification',
  'shipping',
  'afterSale',
  'giftName',
  'giftSpec',
  'giftQuantity',
  'giftPeriod',
  'giftWay',
] as const;
export type DraftField = (typeof DRAFT_FIELDS)[number];

/** Field → column, counted from 0. A field that no column fills is absent. */
export type ColumnMapping = Readonly<Partial<Record<DraftField, number>>>;

/** A header as it is compared: full width, case, spaces, the star and the note behind a required column do not count. */
export const foldHeader = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[(（[【](?:必填|选填|可选|required|optional|元|单位:?元|cny|usd|¥)[)）\]】]/gu, '')
    .replace(/[\s_]+/gu, ' ')
    .replace(/^[*\s\ufeff]+|[*\s:]+$/gu, '');

const words = (text: string): readonly string[] => text.split('|');

/** Header texts that people and programs use, most telling first; folded. */
const MEANINGS: Readonly<Record<DraftField, readonly string[]>> = {
  externalId: words('商品id|商品编号|产品编号|宝贝id|商品编码|product id|item id|handle|url handle|slug|id'),
  title: words(
    '商品名称|商品标题|商品名|产品名称|产品|品名|名称|宝贝标题|宝贝名称|标题|product name|title|name|product|item name',
  ),
  category: words('商品类目|类目|分类|品类|商品分类|宝贝类目|category|product category|product type|type|categories'),
  brand: words('品牌|商品品牌|brand|vendor|manufacturer'),
  tags: words('标签|商品标签|关键词|tags|tag|keywords'),
  description: words('商品描述|描述|详情|商品详情|宝贝描述|备注|description|product description|body (html)|body'),
  sellingPoints: words('卖点|商品卖点|亮点|selling points|highlights|short description'),
  status: words('状态|商品状态|上下架|上架状态|status|state'),
  images: words('图片|主图|商品图片|商品主图|图片链接|主图链接|images|image|image src|image url|main image|picture'),
  option1Name: words('规格名1|规格名|option1 name'),
  option1Value: words('规格值1|规格值|颜色|颜色分类|option1 value|color|colour'),
  option2Name: words('规格名2|option2 name'),
  option2Value: words('规格值2|尺码|尺寸|size|option2 value'),
  option3Name: words('规格名3|option3 name'),
  option3Value: words('规格值3|option3 value'),
  optionText: words(
    '规格|商品规格|销售属性|sku名称|规格名称|款式|型号|variation value|variation|variant|specification|options',
  ),
  variantId: words('规格id|sku id|skuid|variation id|variant id'),
  sku: words('sku|商家编码|sku编码|商家sku编码|货号|款号|规格编码|seller sku|variant sku|sku code|item code'),
  barcode: words('条码|条形码|商品条码|barcode|ean|upc|gtin|variant barcode|identifier code'),
  currency: words('币种|货币|currency'),
  price: words(
    '售价|价格|销售价|单价|现价|商品价格|一口价|宝贝价格|平时价|price|retail price|variant price|regular price|sale price|unit price|直播价',
  ),
  livePrice: words('直播价|直播间价|到手价|live price'),
  comparePrice: words(
    '划线价|原价|市场价|吊牌价|参考价|compare-at price|variant compare at price|compare at price|list price|msrp|rrp',
  ),
  compareBasis: words('划线价依据'),
  compareProof: words('划线价凭据|划线价说明'),
  cost: words('成本|成本价|进价|进货价|采购价|供货价|cost|cost per item|cost price'),
  stock: words(
    '库存|库存数量|现货库存|可售库存|数量|宝贝数量|总库存|stock|quantity|qty|inventory|inventory quantity|stockonhand',
  ),
  bufferPercent: words('备货缓冲|预留比例|预留 %|buffer|buffer %'),
  variantImage: words('规格图|规格图片|sku图片|variant image|variation image'),
  partner: words('供货方|合作方|供应商|partner|supplier'),
  specification: words('参数|参数表|商品参数|规格参数|specifications|specs'),
  shipping: words('发货说明|发货|发货时效|shipping|shipping note'),
  afterSale: words('售后说明|售后|售后服务|after-sale|after sale|returns'),
  giftName: words('赠品|赠品名称|赠品品名|gift|gift name'),
  giftSpec: words('赠品规格|gift spec'),
  giftQuantity: words('赠品数量|gift quantity'),
  giftPeriod: words('赠品期限|赠送期限|gift period'),
  giftWay: words('赠品方式|赠送方式|gift way'),
};

/** The best guess: each field its most telling header, each column used once; a note behind a header does not matter. */
export const suggestMapping = (headers: readonly string[]): ColumnMapping => {
  const folded = headers.map(foldHeader);
  const mapping: Partial<Record<DraftField, number>> = {};
  const used = new Set<number>();
  const take = (field: DraftField, isMeant: (header: string, meaning: string) => boolean): void => {
    if (mapping[field] !== undefined) return;
    for (const meaning of MEANINGS[field]) {
      const column = folded.findIndex((header, at) => !used.has(at) && header !== '' && isMeant(header, meaning));
      if (column === -1) continue;
      mapping[field] = column;
      used.add(column);
      return;
    }
  };
  for (const field of DRAFT_FIELDS) take(field, (header, meaning) => header === meaning);
  // 售价(元), 价格/元, Price USD: what stands behind the word is a note.
  for (const field of DRAFT_FIELDS)
    take(field, (header, meaning) => header.startsWith(meaning) && /^[\s(（/[【-]/u.test(header.slice(meaning.length)));
  return mapping;
};

/** Which of a mapping's columns a table has; one that is out of reach is left out. */
export const fitMapping = (mapping: ColumnMapping, headers: readonly string[]): ColumnMapping =>
  Object.fromEntries(
    DRAFT_FIELDS.flatMap((field) => {
      const column = mapping[field];
      return column !== undefined && column >= 0 && column < headers.length ? [[field, column]] : [];
    }),
  );

// A sentence for everything that may be wrong with a catalogue file, in both languages: for screens and for the reason column.

import type { CellProblem, ProblemCode } from '../core/product-draft.ts';
import type { FileRefusal, FileRefusalCode, RefusalDetails } from './file-refusal.ts';

export const WORD_LANGUAGES = ['zh-CN', 'en'] as const;
export type WordLanguage = (typeof WORD_LANGUAGES)[number];

type Words = Readonly<Record<WordLanguage, string>>;

const words = (chinese: string, english: string): Words => ({ 'zh-CN': chinese, en: english });

const PROBLEMS: Readonly<Record<ProblemCode, Words>> = {
  price_not_number: words('不是一个金额', 'is not an amount'),
  price_negative: words('金额不能小于 0', 'is less than zero'),
  price_scientific: words('金额写成了科学计数法', 'is written in powers of ten'),
  price_decimals: words('小数位数超过币种允许的位数', 'has more decimals than its currency'),
  price_comma: words('逗号是小数点还是千位分隔不明确，请用小数点', 'has a comma that may mean two things; use a point'),
  price_currency: words('币种与所选币种不一致', 'is in another currency than chosen'),
  price_too_large: words('金额太大', 'is too large'),
  price_missing: words('新的规格没有价格', 'a new variant has no price'),
  id_scientific: words(
    '编号已被表格软件改成科学计数法，末尾数字已丢失，请从原处重新导出并把该列设为文本',
    'was turned into powers of ten by a spreadsheet and has lost its last digits; export it again with the column as text',
  ),
  id_rounded: words(
    '编号第 15 位之后全是 0，可能已被表格软件舍去',
    'has only zeros behind its 15th digit; a spreadsheet may have dropped the rest',
  ),
  count_not_number: words('不是一个数量', 'is not a number of pieces'),
  count_not_whole: words('数量必须是整数', 'is not a whole number'),
  count_scientific: words('数量写成了科学计数法', 'is written in powers of ten'),
  count_negative: words('库存小于 0，按 0 处理', 'is less than zero and taken as zero'),
  count_too_large: words('数量太大', 'is too large'),
  status_unknown: words('不认识的商品状态，不作更改', 'is no known status and changes nothing'),
  basis_unknown: words('不认识的划线价依据', 'is no known basis of a compare price'),
  currency_unknown: words('不是币种代码，例如 CNY', 'is no currency code such as CNY'),
  image_not_url: words('不是图片网址，已略过', 'is not the address of a picture and is skipped'),
  cell_error: words('单元格里是公式错误', 'holds the error of a formula'),
  cell_too_long: words('内容太长', 'is too long'),
  text_cut: words(
    '超过商品库能放的长度，只取前面一部分',
    'is longer than the catalogue keeps; only its beginning is taken',
  ),
  cell_bad_characters: words(
    '有无法识别的字符，请检查文件编码',
    'has characters that could not be read; check the encoding',
  ),
  quote_broken: words('引号之后还有内容，列可能已错位', 'goes on behind its closing quote; the cells may be shifted'),
  too_many_cells: words('单元格多于表头，列可能已错位', 'the row has more cells than headers; they may be shifted'),
  title_missing: words('新商品没有名称', 'a new product has no title'),
  option_name_twice: words('规格名重复或为空', 'has an option name twice, or an empty one'),
  too_many_options: words('规格名超过 3 个', 'has more than three options'),
  too_many_variants: words('规格太多', 'has too many variants'),
  variant_without_options: words('规格值缺失或与规格名数量不符', 'lacks an option value, or has one too many'),
  variant_twice: words('同一规格出现两次', 'is the same variant as another row'),
  option_any: words('未指定规格值，按「任意」处理', 'names no option value and is taken for any'),
  no_variant: words('没有任何规格或价格', 'has no variant at all'),
  parent_missing: words('找不到所属的商品', 'belongs to a product that is not in the file'),
  type_unknown: words('不支持的商品类型', 'is a type of product that cannot be taken over'),
  sale_dated: words('促销有起止日期，按常规价导入', 'is a sale with dates; the regular price is taken'),
  rows_scattered: words('同一商品的行不在一起，请排在一起', 'the rows of this product are not together'),
  value_conflict: words(
    '与同一商品的前一行不一致，以前一行为准',
    'differs from an earlier row of its product, which counts',
  ),
  sku_twice: words('SKU 在文件中出现两次', 'is an SKU that the file has twice'),
  sku_taken: words('SKU 已属于另一个商品', 'is an SKU of another product'),
  product_twice: words(
    '两个商品无法区分，请填写编号或 SKU',
    'cannot be told from another product; give it an id or SKU',
  ),
  match_unclear: words(
    '可能对应多个已有商品，请填写编号或 SKU',
    'may be one of several products; give it an id or SKU',
  ),
  order_id_missing: words('没有订单号', 'has no order number'),
  order_empty: words('订单里没有任何商品行', 'is an order without a line'),
  order_state_unknown: words('不认识的订单状态，不作更改', 'is no known state of an order and changes nothing'),
  order_line_closed: words(
    '订单已付款而这一行已关闭，按已退款处理',
    'is closed in an order that is paid, and taken as refunded',
  ),
  order_goes_back: words(
    '比已导入的状态更早，请确认不是旧文件',
    'tells an earlier state than is known; make sure that the file is not an old one',
  ),
  order_too_long: words('订单行数太多', 'has too many lines'),
  quantity_missing: words('没有件数', 'has no number of pieces'),
  amount_missing: words('没有金额', 'has no amount'),
  time_unreadable: words('时间看不懂', 'is no time that can be read'),
  time_missing: words('没有下单或付款时间，不会进入任何场次', 'has no time, and can be found by its number only'),
  refund_too_large: words('退款大于实付，按实付处理', 'is more than was paid; what was paid is taken'),
  currency_mixed: words('同一订单有两种币种', 'is in another currency than its order'),
};

const REFUSALS: Readonly<Record<FileRefusalCode, Words>> = {
  file_empty: words('文件「{name}」是空的。', 'The file {name} is empty.'),
  file_missing: words('找不到这个文件。', 'The file is not there.'),
  file_unreadable: words('无法读取文件：{why}', 'The file cannot be read: {why}'),
  file_too_large: words('文件有 {size}，最多 {limit}。', 'The file has {size}; the most is {limit}.'),
  too_many_rows: words('最多 {limit} 行，请拆分后再导入。', 'The most is {limit} rows; split the file.'),
  too_many_columns: words('第 {row} 行超过 {limit} 列。', 'Row {row} has more than {limit} columns.'),
  encoding_unknown: words(
    '「{name}」既不是 UTF-8、UTF-16，也不是 GB18030，请选择编码。',
    '{name} is neither UTF-8, UTF-16 nor GB18030; choose an encoding.',
  ),
  not_a_table: words('这不是表格文件，请用 CSV 或 XLSX。', 'This is no table; use CSV or XLSX.'),
  old_workbook: words(
    '「{name}」是旧版 .xls 或加密的工作簿，请另存为未加密的 .xlsx。',
    '{name} is an old .xls or a locked workbook; save it as .xlsx without a password.',
  ),
  html_table: words('「{name}」其实是网页，请另存为 .xlsx 或 CSV。', '{name} is a web page; save it as .xlsx or CSV.'),
  order_file: words('「{name}」是订单文件，不是商品文件。', '{name} is a file of orders, not of products.'),
  no_header: words('找不到表头行，请指定第几行是表头。', 'No row looks like headers; say which one is.'),
  format_unknown: words('不能写成这种格式：{format}', 'This format cannot be written: {format}'),
  quote_unclosed: words(
    '第 {row} 行（文本第 {line} 行）的引号没有结束。',
    'The quote in row {row} (line {line} of the text) is never closed.',
  ),
  cell_too_large: words('第 {row} 行有一个单元格超过 1 MB。', 'A cell in row {row} is larger than 1 MB.'),
  xlsx_broken: words('工作簿已损坏（{part}）：{why}', 'The workbook is damaged ({part}): {why}'),
  xlsx_encrypted: words('工作簿已加密，请取消密码后再导入。', 'The workbook is locked; save it without a password.'),
  xlsx_too_many_parts: words('工作簿的部件超过 {limit} 个。', 'The workbook has more than {limit} parts.'),
  xlsx_too_large: words('工作簿解压后超过 {limit}。', 'The workbook unpacks to more than {limit}.'),
  xlsx_bomb: words(
    '工作簿的压缩比异常（{part}），已停止读取。',
    'The workbook is packed too well to be true ({part}); reading was stopped.',
  ),
  xlsx_no_sheet: words('工作簿里没有可用的工作表。', 'The workbook has no sheet to read.'),
  not_written: words('无法写入文件：{why}', 'The file cannot be written: {why}'),
  cancelled: words('已取消。', 'Cancelled.'),
};

const MEGABYTE = 1024 * 1024;

/** Sizes are told in MB, whatever code they stand with. */
const detailText = (name: string, value: string | number): string =>
  typeof value === 'number' && value >= MEGABYTE && (name === 'size' || name === 'limit')
    ? `${Math.ceil(value / MEGABYTE)} MB`
    : String(value);

const fillIn = (sentence: string, details: RefusalDetails): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => detailText(name, details[name] ?? ''));

/** Why a file as a whole was turned away. */
export const sayRefusal = ({ code, details }: FileRefusal, language: WordLanguage): string =>
  fillIn(REFUSALS[code][language], details);

/** 第 7 行「售价」：「12.345」小数位数超过币种允许的位数（另见第 3 行） */
export const sayProblem = (problem: CellProblem, language: WordLanguage): string => {
  const { row, column, value, code, otherRow } = problem;
  const what = PROBLEMS[code][language];
  if (language === 'zh-CN') {
    const place = `第 ${row} 行${column === '' ? '' : `「${column}」`}`;
    const other = otherRow === undefined ? '' : `（另见第 ${otherRow} 行）`;
    return `${place}：${value === '' ? '' : `「${value}」`}${what}${other}`;
  }
  const place = `Row ${row}${column === '' ? '' : `, ${column}`}`;
  const other = otherRow === undefined ? '' : ` (see row ${otherRow})`;
  return `${place}: ${value === '' ? '' : `“${value}” `}${what}${other}`;
};

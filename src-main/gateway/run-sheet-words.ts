// The heads of an exported run sheet's columns: a file is read where no screen of ours stands beside it.

import type { SheetWords } from '../core/sheet-text.ts';

export const SHEET_WORDS: Readonly<Record<'zh-CN' | 'en', SheetWords>> = {
  'zh-CN': {
    columns: {
      number: '编号',
      due: '时间',
      title: '商品',
      variant: '规格',
      price: '现价',
      stock: '库存',
      dealPrice: '闪购价',
      dealQuantity: '闪购总量',
      perBuyer: '每人限购',
      plannedMinutes: '计划分钟',
      actualMinutes: '实际分钟',
      speaker: '主讲',
      note: '备注',
      skipped: '已跳过',
    },
    yes: '是',
  },
  en: {
    columns: {
      number: 'No.',
      due: 'Time',
      title: 'Product',
      variant: 'Variant',
      price: 'Price',
      stock: 'Stock',
      dealPrice: 'Deal price',
      dealQuantity: 'Deal quantity',
      perBuyer: 'Per buyer',
      plannedMinutes: 'Planned min',
      actualMinutes: 'Actual min',
      speaker: 'Speaker',
      note: 'Note',
      skipped: 'Skipped',
    },
    yes: 'yes',
  },
};

// Sentences set down after the word lists were done and never used to mend them: what the lists are worth on new speech.

export interface UnseenSentence {
  readonly text: string;
  /** Null for a sentence that breaks no rule. */
  readonly ruleId: string | null;
  readonly category: string;
}

const offence = (ruleId: string, texts: readonly string[], category = ''): readonly UnseenSentence[] =>
  texts.map((text) => ({ text, ruleId, category }));
const innocent = (texts: readonly string[], category = ''): readonly UnseenSentence[] =>
  texts.map((text) => ({ text, ruleId: null, category }));

export const UNSEEN: readonly UnseenSentence[] = [
  ...offence('A1', [
    '讲真，全网找不到第二家这么厚的',
    '这绝对是今年买得最对的一件',
    '顶级和牛的口感，入口就化',
    '我们家做的是全国第一的烤鸭',
    '这一款是最保暖的，零下三十度都行',
    '独家专利拉链，不卡齿',
    '手感最软糯的一条毯子',
    '完美贴合脸型的口罩',
    '它就是充电宝里的王者',
    'The greatest hoodie you will ever own',
  ]),
  ...offence('A2', ['机关单位内部专供的米', '国宴大厨同款铁锅', '瓶身印着国旗图案']),
  ...offence('A3', ['三十万人回购的粽子', '用户满意度高达九成九', '抑菌率99.9%的袜子', '卖了八百万条，没有差评']),
  ...offence('A5', ['好几个皮肤科专家推荐过', '牙科医生推荐的软毛']),
  ...offence('A6', [
    '腰间盘突出的朋友可以试试',
    '喝完胃病都好多了',
    '泡脚能祛湿气治失眠',
    '专治灰指甲',
    '能调理月经不调',
    '抽烟喝酒的人要清肺排毒',
    '止痒特别快',
  ]),
  ...offence('A6', ['这个精华能去疤', '有消炎的作用，长痘就抹它'], '护肤精华'),
  ...offence('A8', ['保证你一个月白两个度', '用三天就能看到效果', '没有副作用，大人小孩都能用', '一擦就白，不是粉感']),
  ...offence('A9', ['投多少翻倍给你', '带你躺赚，手机就行', '这只基金稳稳的，保本', '签约包过，不过退钱']),
  ...offence('P2', ['别的地方要卖一百九', '原价卖 399，今天砍一半', '专柜价 900 起']),
  ...offence('P5', ['再送你们两双袜子', '下单就送杯子，送完为止', '买三送一，自己算']),
  ...offence('P6', ['真的是跳楼价了', '今天不买明天就涨回去', '亏到姥姥家了']),
  ...offence('L7', ['吊打那些几千块的', '别家的都是回收料', '买贵的都是交智商税']),
  ...offence('L8', ['有需要加我v信', '进我私域群有内购价', '扫屏幕上的码加我', '直接微信转我更便宜', '＋薇 备注领券']),
  ...offence('L9', ['招财树脂摆件，越放越旺财', '这块石头能挡煞', '找大师开过光的']),
  ...offence('D1', ['中奖的姐妹在评论区留地址', '手机号发公屏我给你登记']),
  ...innocent([
    '今晚第一件事，先给大家发福袋',
    '最外层是防泼水面料',
    '这个高度坐着最合适的是一米六左右的人',
    '拉链第一下有点紧，多拉几次就顺了',
    '最好拍两件换着穿',
    '我最喜欢的是这个蓝色',
    '没拍到的别着急，后面还有一款',
    '发票在订单详情里申请',
    '水洗标写着不可漂白',
    '会掉一点浮毛，第一次洗单独洗',
    '我给大家看一下背面的缝线',
    '退换货联系客服，客服早九点上班',
    '地址写详细一点，门牌号别漏',
    '这个包能装下一台十三寸的电脑',
    '大家看清楚尺码再拍',
    '中国旗袍博物馆联名款还没到',
    '用完请把盖子拧紧',
    '这款面料比较硬挺，不是软的',
    '有两个档位，低档比较安静',
    '一共四个颜色，奶茶色卖得快一些',
    '这个角度看不清，我拿近一点',
    '运输途中有磕碰，拍照给客服',
    '主播身高一米六五，穿的是 M 码',
    '晚上九点抽奖，规则在公告里',
    '我们周六不播，周日正常',
    '链接里有尺码表，截图保存一下',
    '里面是羊羔绒，外面是灯芯绒',
    '今天的优惠写在商品卡上',
    '价格上播前就定好了，不临时改',
    '质检报告在详情页第五张',
    '这条项链可以调节长短',
    '可水洗，但别用力搓',
    '一百斤以内拍小码',
    '打包的时候会套两层气泡袋',
    'It runs a little small, so size up',
    'I will show you the back in a second',
    'Check the description for the ingredients',
    'Best to charge it overnight the first time',
  ]),
  ...innocent(
    [
      '妆感比较轻薄，遮瑕一般',
      '卸的时候用卸妆油，搓几下就下来',
      '干皮先涂点乳液再上',
      '味道有点像柑橘',
      '膏体偏软，别转太长',
    ],
    '口红',
  ),
  ...innocent(
    [
      '每袋二百克，一家三口一顿',
      '不喜欢甜的拍原味',
      '生鲜不支持七天无理由',
      '烤箱一百八十度十五分钟',
      '打开先看有没有胀袋',
    ],
    '零食',
  ),
];

// Frames of producers in their own shapes, numbered, mostly chat with gifts, likes and the audience between.

const ID = 7_309_139_836_000_000_000n;
/** The id that the message of this number bears, where its producer gives it a number. */
export const idAt = (index: number): string => String(ID + BigInt(index));
/** When a message was said, where nobody asks for a time. */
const saidAt = (index: number): number => 1_799_999_000_000 + index;
const nameAt = (index: number): string => `观众${index % 997}`;
const picture = (index: number): string =>
  `https://p16-sign.example.invalid/tos/avatar-${index % 997}.webp?x-expires=1799999999`;

const TEXTS = [
  '这个多少钱',
  '1号+2',
  '上链接',
  '有没有 M 码？',
  'how much is the red one',
  '扣1',
  '主播好漂亮',
  '发什么快递',
];
const textAt = (index: number): string => TEXTS[index % TEXTS.length] ?? '';

export type FrameKind = 'chat' | 'gift' | 'like' | 'enter' | 'audience';
const KINDS: readonly FrameKind[] = [
  'chat',
  'chat',
  'enter',
  'like',
  'chat',
  'gift',
  'chat',
  'audience',
  'like',
  'chat',
];
/** What a room says, in turn. */
export const kindAt = (index: number): FrameKind => KINDS[index % KINDS.length] ?? 'chat';

const make = (count: number, frame: (index: number, kind: FrameKind) => unknown): readonly string[] =>
  Array.from({ length: count }, (_, index) => JSON.stringify(frame(index, kindAt(index))));

/** The fields that every message of a user has, used or not. */
const tiktokUser = (index: number) => ({
  userId: idAt(index % 997),
  secUid: `MS4wLjABAAAA${index % 997}`,
  uniqueId: `viewer_${index % 997}`,
  nickname: nameAt(index),
  profilePictureUrl: picture(index),
  followRole: '0',
  userBadges: [{ badgeSceneType: 8, displayType: 1, url: picture(index) }],
  userDetails: { createTime: '0', bioDescription: '', profilePictureUrls: [picture(index), picture(index + 1)] },
  followInfo: { followingCount: '312', followerCount: '45', followStatus: '0', pushStatus: '0' },
  isModerator: false,
  isNewGifter: false,
  isSubscriber: false,
  topGifterRank: null,
  gifterLevel: index % 30,
  teamMemberLevel: 0,
});

/** Name and payload of one event. */
export const tiktokEvent = (index: number, kind: FrameKind, at: number): readonly [string, object] => {
  const head = {
    msgId: idAt(index),
    roomId: '7309128470994258694',
    createTime: String(at),
    method: 'WebcastMessage',
    isShowMsg: true,
    describe: '',
    priorityScore: '0',
    logId: '',
  };
  const user = tiktokUser(index);
  switch (kind) {
    case 'chat':
      return ['chat', { ...head, ...user, comment: textAt(index), emotes: [], contentLanguage: 'zh' }];
    case 'gift':
      return [
        'gift',
        {
          ...head,
          ...user,
          giftId: 5655,
          giftName: 'Rose',
          giftType: 1,
          diamondCount: 1,
          groupId: String(1_799_999_000_000 + (index >> 5)),
          repeatCount: 1 + (index % 9),
          repeatEnd: false,
          giftPictureUrl: picture(index),
        },
      ];
    case 'like':
      return ['like', { ...head, ...user, likeCount: 15, totalLikeCount: 361_971 + index }];
    case 'enter':
      return ['member', { ...head, ...user, memberCount: 1539, action: 1 }];
    case 'audience':
      return ['roomUser', { ...head, viewerCount: 1565, totalUser: 44_730 + index, popularity: '0', topViewers: [] }];
  }
};

export const tiktokFrames = (count: number): readonly string[] =>
  make(count, (index, kind) => tiktokEvent(index, kind, saidAt(index)));

/** As its serialiser writes them: ids of 19 digits as bare numbers in the inner JSON. */
export const barrageGrabFrame = (index: number, kind: FrameKind): string => {
  const types: Readonly<Record<FrameKind, number>> = { chat: 1, like: 2, enter: 3, gift: 5, audience: 6 };
  const more: Readonly<Record<FrameKind, object>> = {
    chat: {},
    like: { Count: 12, Total: 361_971 + index },
    enter: { CurrentCount: 1657, EnterTipType: 0 },
    gift: {
      GiftId: 463,
      GiftName: '小心心',
      GroupId: 88 + (index >> 5),
      GiftCount: 1,
      RepeatCount: 1 + (index % 9),
      DiamondCount: 1,
      Combo: true,
      ImgUrl: picture(index),
      ToUser: null,
    },
    audience: {
      OnlineUserCount: 1565,
      TotalUserCount: 44_730,
      OnlineUserCountStr: '1565',
      TotalUserCountStr: '4.4万',
    },
  };
  const user = {
    FollowingCount: 50,
    Id: 1,
    IsAdmin: false,
    IsAnchor: false,
    ShortId: 222,
    DisplayId: `dy_${index % 997}`,
    Nickname: nameAt(index),
    Level: 5,
    PayLevel: 12,
    Gender: 1,
    HeadImgUrl: picture(index),
    SecUid: `MS4wLjAB${index % 997}`,
    FansClub: { ClubName: '', Level: 0 },
    FollowerCount: 1000,
    FollowStatus: 0,
  };
  const data = {
    MsgId: 2,
    User: kind === 'audience' ? null : user,
    Onwer: {
      UserId: '88880000111122223',
      SecUid: 'MS4wLjABhost',
      Nickname: '店主',
      HeadUrl: picture(0),
      FollowStatus: 0,
    },
    Content: textAt(index),
    RoomId: '7309128470994258694',
    WebRoomId: '940152769375',
    Appid: '1128',
    ...more[kind],
  };
  const inner = JSON.stringify(data)
    .replace('"MsgId":2', `"MsgId":${idAt(index)}`)
    .replace('"Id":1', `"Id":${idAt(index % 997)}`);
  return JSON.stringify({ Type: types[kind], ProcessName: '直播伴侣', Data: inner });
};

export const barrageGrabFrames = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => barrageGrabFrame(index, kindAt(index)));

export const douyinLiveMessage = (index: number, kind: FrameKind, at: number): object => {
  const meta = {
    common: {
      msgId: idAt(index),
      roomId: '7309128470994258694',
      createTime: String(Math.floor(at / 1000)),
      isShowMsg: true,
    },
    user: {
      id: idAt(index % 997),
      secUid: `MS4wLjAB${index % 997}`,
      nickname: nameAt(index),
      gender: 1,
      avatarThumb: { urlList: [picture(index), picture(index + 1)], uri: '100x100/avatar' },
      followInfo: { followingCount: '50', followerCount: '1000' },
    },
    livename: '店主',
    title: '今晚上新',
    avatarThumb: picture(0),
  };
  switch (kind) {
    case 'chat':
      return { ...meta, method: 'WebcastChatMessage', content: textAt(index) };
    case 'gift':
      return {
        ...meta,
        method: 'WebcastGiftMessage',
        giftId: '463',
        groupId: String(88 + (index >> 5)),
        repeatCount: String(1 + (index % 9)),
        gift: { id: '463', name: '小心心', diamondCount: 1, image: { urlList: [picture(index)] } },
      };
    case 'like':
      return { ...meta, method: 'WebcastLikeMessage', count: '12', total: '361971' };
    case 'enter':
      return { ...meta, method: 'WebcastMemberMessage', memberCount: '1657' };
    case 'audience':
      return { ...meta, method: 'WebcastRoomUserSeqMessage', total: '1565', totalUser: '44730', ranks: [] };
  }
};

export const douyinLiveFrames = (count: number): readonly string[] =>
  make(count, (index, kind) => douyinLiveMessage(index, kind, saidAt(index)));

export const dycastMessage = (index: number, kind: FrameKind) => {
  const head = {
    id: idAt(index),
    user: { id: `MS4wLjAB${index % 997}`, name: nameAt(index), avatar: picture(index), gender: 0 },
  };
  switch (kind) {
    case 'chat':
      return {
        ...head,
        method: 'WebcastChatMessage',
        content: textAt(index),
        rtfContent: [{ type: 1, text: textAt(index) }],
      };
    case 'gift':
      return {
        ...head,
        method: 'WebcastGiftMessage',
        gift: {
          id: '463',
          name: '小心心',
          price: 1,
          type: 1,
          desc: '送出小心心',
          icon: picture(index),
          count: '3',
          repeatEnd: 0,
        },
      };
    case 'like':
      return { ...head, method: 'WebcastLikeMessage', content: '为主播点赞了(12)', room: { likeCount: '361971' } };
    case 'enter':
      return { ...head, method: 'WebcastMemberMessage', content: '来了', room: { audienceCount: '1657' } };
    case 'audience':
      return {
        id: idAt(index),
        method: 'WebcastRoomUserSeqMessage',
        rank: [],
        room: { audienceCount: '1565', totalUserCount: '44730' },
      };
  }
};

/** Three messages a frame. */
export const dycastFrames = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) =>
    JSON.stringify([0, 1, 2].map((part) => dycastMessage(3 * index + part, kindAt(3 * index + part)))),
  );

export const laplaceMessage = (index: number, kind: FrameKind, at: number): object => {
  const head = {
    id: `${idAt(index)}-x`,
    uid: 5_550_000 + (index % 997),
    username: nameAt(index),
    avatar: picture(index),
    timestamp: at,
    timestampNormalized: at,
    origin: 25_034_104,
    originIdx: 0,
    guardType: 0,
    userType: 0,
    source: 'server-2',
  };
  switch (kind) {
    case 'chat':
      return {
        ...head,
        type: 'message',
        message: textAt(index),
        medalName: '鹿群',
        medalLevel: 8,
        color: 16_777_215,
      };
    case 'gift':
      return {
        ...head,
        type: 'gift',
        giftId: 31_036,
        giftName: '小花花',
        giftAmount: 1,
        price: 100,
        priceNormalized: 0.1,
        coinType: 'gold',
      };
    case 'like':
      return { ...head, type: 'like-click' };
    case 'enter':
      return { ...head, type: 'interaction', action: 1 };
    case 'audience':
      return { ...head, type: 'online-update', count: 90, online: 1565 };
  }
};

export const laplaceFrames = (count: number): readonly string[] =>
  make(count, (index, kind) => laplaceMessage(index, kind, saidAt(index)));

/** Its times are whole seconds. */
export const blivechatMessage = (index: number, kind: FrameKind, said: number): object => {
  const uid = String(5_550_000 + (index % 997));
  const name = nameAt(index);
  const at = Math.floor(said / 1000);
  if (kind === 'gift') {
    const gift = {
      totalCoin: 3000,
      totalFreeCoin: 0,
      giftName: '小花花',
      num: 3,
      giftId: 31_036,
      giftIconUrl: picture(index),
    };
    return {
      cmd: 3,
      data: { id: idAt(index), avatarUrl: picture(index), timestamp: at, authorName: name, uid, ...gift },
    };
  }
  const text = textAt(index);
  return {
    cmd: 2,
    data: [picture(index), at, name, 0, text, 0, 0, 20, 0, 1, 8, idAt(index), '', 0, [], [], uid, '鹿群', 0],
  };
};

export const blivechatFrames = (count: number): readonly string[] =>
  make(count, (index, kind) => blivechatMessage(index, kind, saidAt(1000 * index)));

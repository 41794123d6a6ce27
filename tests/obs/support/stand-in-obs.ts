// An OBS that a test speaks for: obs-websocket 5 over a real socket, with its handshake, its refusals and its silences.

import { createHash, randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

export interface Asked {
  readonly requestType: string;
  readonly requestData: Record<string, unknown>;
}

export interface StandInObs {
  readonly port: number;
  readonly asked: readonly Asked[];
  /** Connections that were let in, and those that were not. */
  readonly admitted: () => number;
  readonly turnedAway: () => number;
  readonly texts: Map<string, string>;
  scene: string;
  recording: { isActive: boolean; timecode: string };
  chapters: 'none' | 'refused' | 'made';
  /** Answers nothing any more, and keeps the line open. */
  isMute: boolean;
  /** What it gives for any request, in place of an answer. */
  nonsense: unknown;
  hangUp(): void;
  close(): Promise<void>;
}

const sha = (text: string): string => createHash('sha256').update(text).digest('base64');

const REQUESTS = [
  'GetVersion',
  'GetSceneList',
  'GetInputList',
  'GetInputKindList',
  'GetInputSettings',
  'GetRecordStatus',
  'SetInputSettings',
  'SetCurrentProgramScene',
];

export const startStandInObs = (
  given: { password?: string; port?: number; texts?: readonly string[] } = {},
): Promise<StandInObs> =>
  new Promise((resolve, reject) => {
    const { password = '' } = given;
    const server = new WebSocketServer({
      host: '127.0.0.1',
      port: given.port ?? 0,
      handleProtocols: (offered) => (offered.has('obswebsocket.json') ? 'obswebsocket.json' : false),
    });
    const asked: Asked[] = [];
    let admitted = 0;
    let turnedAway = 0;

    const obs: StandInObs = {
      get port() {
        return (server.address() as AddressInfo).port;
      },
      asked,
      admitted: () => admitted,
      turnedAway: () => turnedAway,
      texts: new Map((given.texts ?? ['标题', '价格', '时间', '库存', '划线']).map((name) => [name, ''])),
      scene: '主场景',
      recording: { isActive: false, timecode: '00:00:00.000' },
      chapters: 'none',
      isMute: false,
      nonsense: undefined,
      hangUp: () => {
        for (const client of server.clients) client.terminate();
      },
      close: () =>
        new Promise((done) => {
          obs.hangUp();
          server.close(() => done());
        }),
    };

    const missing = (name: string) => ({ code: 600, comment: `No source was found by the name of \`${name}\`.` });
    const settle = ({ requestType, requestData }: Asked): { code: number; comment?: string; data?: unknown } => {
      const name = String(requestData.inputName ?? requestData.sceneName ?? '');
      switch (requestType) {
        case 'GetVersion': {
          const availableRequests = obs.chapters === 'none' ? REQUESTS : [...REQUESTS, 'CreateRecordChapter'];
          return {
            code: 100,
            data: { obsVersion: '31.0.0', obsWebSocketVersion: '5.5.4', rpcVersion: 1, availableRequests },
          };
        }
        case 'GetSceneList':
          return {
            code: 100,
            data: { currentProgramSceneName: obs.scene, scenes: [{ sceneName: '闪购' }, { sceneName: '主场景' }] },
          };
        case 'GetInputList': {
          const inputs = [...obs.texts.keys()].map((inputName) => ({ inputName, inputKind: 'text_gdiplus_v3' }));
          return { code: 100, data: { inputs: [...inputs, { inputName: '贴片', inputKind: 'browser_source' }] } };
        }
        case 'GetInputKindList':
          return { code: 100, data: { inputKinds: ['text_gdiplus_v3', 'browser_source'] } };
        case 'GetInputSettings': {
          if (name === '贴片')
            return { code: 100, data: { inputSettings: { url: 'http://127.0.0.1:4681/overlay#token=x' } } };
          const text = obs.texts.get(name);
          return text === undefined ? missing(name) : { code: 100, data: { inputSettings: { text } } };
        }
        case 'GetRecordStatus':
          return { code: 100, data: { outputActive: obs.recording.isActive, outputTimecode: obs.recording.timecode } };
        case 'SetInputSettings': {
          if (!obs.texts.has(name)) return missing(name);
          obs.texts.set(name, String((requestData.inputSettings as { text?: unknown }).text));
          return { code: 100 };
        }
        case 'SetCurrentProgramScene':
          if (name !== '闪购' && name !== '主场景') return missing(name);
          obs.scene = name;
          return { code: 100 };
        case 'CreateRecordChapter':
          return obs.chapters === 'made' ? { code: 100 } : { code: 702, comment: 'The container does not support it.' };
        default:
          return { code: 204, comment: 'Unknown request type.' };
      }
    };

    const serve = (socket: WebSocket): void => {
      const send = (op: number, d: unknown): void => socket.send(JSON.stringify({ op, d }));
      const salt = randomBytes(16).toString('base64');
      const challenge = randomBytes(16).toString('base64');
      const wanted = sha(sha(password + salt) + challenge);
      send(0, {
        obsWebSocketVersion: '5.5.4',
        rpcVersion: 1,
        ...(password === '' ? {} : { authentication: { challenge, salt } }),
      });
      socket.on('message', (raw) => {
        const { op, d } = JSON.parse(String(raw)) as { op: number; d: Record<string, unknown> };
        if (op === 1) {
          if (password !== '' && d.authentication !== wanted) {
            turnedAway += 1;
            socket.close(4009, 'Authentication failed.');
            return;
          }
          admitted += 1;
          send(2, { negotiatedRpcVersion: 1 });
          return;
        }
        const request = {
          requestType: String(d.requestType),
          requestData: (d.requestData ?? {}) as Record<string, unknown>,
        };
        asked.push(request);
        if (obs.isMute) return;
        const { code, comment, data } = settle(request);
        send(7, {
          requestType: request.requestType,
          requestId: d.requestId,
          requestStatus: { result: code === 100, code, ...(comment === undefined ? {} : { comment }) },
          responseData: obs.nonsense ?? data,
        });
      });
    };

    server.on('connection', serve);
    server.once('error', reject);
    server.once('listening', () => resolve(obs));
  });

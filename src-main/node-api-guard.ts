// Says in a sentence why this runtime cannot open the database: a too old Node-API ends in a crash, not in an error.

const LEAST_NODE_API = 10;

/** Null where all is well. `versions` are those of `process`. */
export const nodeApiProblem = (versions: {
  readonly node: string;
  readonly modules?: string;
  readonly napi?: string;
  readonly electron?: string;
}): string | null => {
  if (Number(versions.napi ?? 0) >= LEAST_NODE_API) return null;
  const { electron, node } = versions;
  const runtime = electron === undefined ? `Node ${node}` : `Electron ${electron}`;
  const remedy =
    electron === undefined
      ? '请用 npm start 启动（它自带 Node 24），或安装 Node 22.14 以上 / start it with npm start, which brings Node 24, or install Node 22.14 or newer'
      : '请重新 npm ci 取得项目自己的 Electron / run npm ci to get the project’s own Electron';
  return `${runtime} 太旧，打不开数据库 / is too old to open the database: ${remedy}.`;
};

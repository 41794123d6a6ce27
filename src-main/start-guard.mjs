// Loaded before start.ts: a Node that cannot run TypeScript says so in a sentence. Plain JavaScript, so that any Node reads it.

import process from 'node:process';

if (!process.features.typescript) {
  console.error(
    `Node ${process.versions.node} 太旧 / is too old for Kongtai. 请用 npm ci 与 npm start（会带上 Node 24；需允许软件包 node 的安装脚本），或安装 Node 24 / ` +
      'Use npm ci and npm start, which bring Node 24 (the install script of the package "node" must be allowed), or install Node 24.',
  );
  process.exit(1);
}

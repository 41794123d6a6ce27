// The element that a benchmark's page draws into, at the size that it is measured at.

export const rootElement = (size?: { readonly width: number; readonly height: number }): HTMLElement => {
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no #root');
  if (size !== undefined) Object.assign(root.style, { width: `${size.width}px`, height: `${size.height}px` });
  return root;
};

export const LIST = { width: 420, height: 600 } as const;

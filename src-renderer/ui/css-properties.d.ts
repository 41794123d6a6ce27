// Custom properties may be set through style={}.

import 'react';

declare module 'react' {
  interface CSSProperties {
    readonly [property: `--${string}`]: string | number;
  }
}

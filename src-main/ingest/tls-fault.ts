// Whether a connection failed because it could not be made safe: a certificate that nobody vouches for, or no TLS at the other end.

/** `text`: the error's code and message, whichever there are. */
export const isTlsFault = (text: string): boolean =>
  /CERT|certificate|SSL|TLS|self.signed|EPROTO|UNABLE_TO_(GET|VERIFY)/i.test(text);

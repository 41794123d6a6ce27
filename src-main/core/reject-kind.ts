// Which rejects are the same trouble: one reason, at whatever line and with whatever number in it.

export const rejectKind = (reason: string): string => reason.replace(/\d+/g, '0');

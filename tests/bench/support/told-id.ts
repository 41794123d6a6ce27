// The id of a fact as its producer told it: before what a shop numbers stands which shop it is.

export const toldId = (eventId: string): string => eventId.slice(eventId.lastIndexOf('/') + 1);

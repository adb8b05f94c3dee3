export function chatLock(): string;

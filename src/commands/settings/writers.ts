/**
 * What goes on storing texts while a person signs out, as how to end it: resolves when nothing of it is stored any more.
 * Of this page.
 */
export const writers = new Set<() => Promise<void>>()

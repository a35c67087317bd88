/** Something that keeps the review from being made; its message is for the person who asked for it. Exit code 1. */
export class Problem extends Error {}

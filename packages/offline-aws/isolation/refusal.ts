/** A call whose state can't be isolated; the message has the reason and the remedy. */
export class Refusal extends Error {}

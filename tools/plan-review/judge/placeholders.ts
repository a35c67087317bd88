import { visible } from "../secrets/visible.ts";

/** The number of a hidden value between two marks, which no text of a plan that is shown has in it. */
const PLACEHOLDER = /\ue000(\d+)\ue001/g;

/**
 * Placeholders of hidden values while two texts are compared: the same for equal values, another for different ones. So a secret
 * that changes is a change, though both sides of it read the same.
 */
export class Placeholders {
  private readonly indexes = new Map<string, number>();
  private readonly labels: string[] = [];

  /** The placeholder of a value; `label` is what a reader will see. */
  of(label: string, value: string): string {
    const key = `${label} ${value}`;
    const index = this.indexes.get(key) ?? this.labels.push(label) - 1;
    this.indexes.set(key, index);
    return `\ue000${index}\ue001`;
  }

  /** The text as it may be shown. */
  filledIn(text: string): string {
    return text.replace(PLACEHOLDER, (_, index: string) => this.labels[Number(index)] ?? "");
  }
}

/** Characters of a text; a placeholder counts as one. */
export const charactersOf = (text: string): string[] => text.match(/\ue000\d+\ue001|[\s\S]/gu) ?? [];

/** Whether a text has a placeholder in it. */
export const hasPlaceholder = (text: string): boolean => text.includes("\ue000");

/** Whether the same is hidden in two texts, or nothing in one of them. */
export function haveSamePlaceholders(one: string, other: string): boolean {
  const [first = [], second = []] = [one, other].map((text) => text.match(PLACEHOLDER) ?? []);
  return first.length === 0 || second.length === 0 || first.join() === second.join();
}

/** A text of a plan in which no placeholder can be. */
export const withoutMarks = (text: string): string => text.replace(/[\ue000\ue001]/g, visible);
